"""The moves of a rapid review, from opening to what follows from it.

Its clocks run on the file, so that the register and the case page show them: the actions turn them.
"""

from portal import audit
from portal.workflow import Move, Workflow
from reviews.access.rapid import leads_rapid
from reviews.access.signing import unsigned
from reviews.models import RapidReview, ReviewDecision, Signature
from reviews.quorum import is_quorate

audit.words(
    {
        "rapidreview.ask": "Began to ask agencies for information",
        "rapidreview.hold": "Held the meeting of a rapid review",
        "rapidreview.submit": "Put a rapid review to the partners to sign",
        "rapidreview.return": "Took a rapid review back from signing",
        "rapidreview.sign_off": "Marked a rapid review as signed off",
        "rapidreview.send": "Recorded that a rapid review was sent to the Panel",
        "rapidreview.answer": "Recorded the view of the Panel on a rapid review",
        "rapidreview.review": "Decided on a local review after a rapid review",
        "rapidreview.close": "Closed a rapid review with its actions",
        "rapidreview.national": "Recorded that a national review follows",
        "rapidreview.reopen": "Opened a rapid review again after the Panel answered",
        "rapidreview.not_met": "Ended a rapid review whose case does not meet the criteria",
    }
)

Status = RapidReview.Status
Whose = ReviewDecision.Whose
Outcome = ReviewDecision.Outcome


def nothing_asked(rapid: RapidReview) -> str:
    asked = rapid.requests.standing().exists()
    return "" if asked else "Ask the agencies first what they know."


def no_quorum(rapid: RapidReview) -> str:
    held = rapid.meetings.prefetch_related("attendances__agency")
    if any(is_quorate(meeting) for meeting in held):
        return ""
    return "No meeting with a quorum is recorded yet."


def sections_open(rapid: RapidReview) -> str:
    left = rapid.sections.filter(covered="").count()
    return f"{left} of the {rapid.sections.count()} sections are not written yet." if left else ""


def criteria_open(rapid: RapidReview) -> str:
    left = rapid.criteria.filter(met="").count()
    return f"{left} of the {rapid.criteria.count()} criteria are not tested yet." if left else ""


class NeedOfDecision:
    """A decision of this sort has to be recorded first."""

    def __init__(self, whose: str, sentence: str) -> None:
        self.whose = whose
        self.sentence = sentence

    def __call__(self, rapid: RapidReview) -> str:
        there = rapid.review.decisions.in_force().filter(whose=self.whose).exists()
        return "" if there else self.sentence


def signatures_missing(rapid: RapidReview) -> str:
    """Of the text whose seal the move has just kept."""
    missing = unsigned(rapid.review, Signature.Paper.RAPID, rapid.seal)
    return f"Still to sign: {', '.join(one.name for one in missing)}." if missing else ""


def changed_since_signed(rapid: RapidReview) -> str:
    missing = signatures_missing(rapid)
    if not missing:
        return ""
    return f"This is not the rapid review that was signed. Take it back, and sign again. {missing}"


NO_LOCAL = NeedOfDecision(Whose.LOCAL, "Record the local decision first, with its reasons.")
NO_VIEW = NeedOfDecision(Whose.PANEL, "Record the view of the Panel first.")
NO_FINAL = NeedOfDecision(Whose.FINAL, "Record the final decision first.")

RAPID = Workflow(
    Move(
        name="ask",
        label="Ask agencies for information",
        begins=(Status.OPEN,),
        ends=Status.ASKED,
        who=leads_rapid,
        needs=(nothing_asked,),
    ),
    Move(
        name="hold",
        label="The meeting was held",
        begins=(Status.OPEN, Status.ASKED),
        ends=Status.MET,
        who=leads_rapid,
        needs=(no_quorum,),
    ),
    Move(
        name="submit",
        label="Put to the partners to sign",
        begins=(Status.MET,),
        ends=Status.SIGNING,
        who=leads_rapid,
        needs=(sections_open, criteria_open, NO_LOCAL),
    ),
    Move(
        name="return",
        label="Take back to change it",
        begins=(Status.SIGNING, Status.SIGNED),
        ends=Status.MET,
        who=leads_rapid,
    ),
    Move(
        name="sign_off",
        label="Mark as signed off",
        begins=(Status.SIGNING,),
        ends=Status.SIGNED,
        who=leads_rapid,
        needs=(signatures_missing,),
    ),
    Move(
        name="send",
        label="Record that it was sent",
        begins=(Status.SIGNED,),
        ends=Status.SENT,
        who=leads_rapid,
        needs=(changed_since_signed,),
    ),
    Move(
        name="answer",
        label="Record the view of the Panel",
        begins=(Status.SENT,),
        ends=Status.ANSWERED,
        who=leads_rapid,
        needs=(NO_VIEW,),
    ),
    Move(
        name="review",
        label="A local review follows",
        begins=(Status.ANSWERED,),
        ends=Status.LOCAL_REVIEW,
        who=leads_rapid,
        needs=(NO_FINAL,),
    ),
    Move(
        name="close",
        label="Close with its actions",
        begins=(Status.ANSWERED,),
        ends=Status.CLOSED,
        who=leads_rapid,
        needs=(NO_FINAL,),
    ),
    Move(
        name="national",
        label="A national review follows",
        begins=(Status.ANSWERED,),
        ends=Status.NATIONAL,
        who=leads_rapid,
        needs=(NO_FINAL,),
    ),
    Move(
        name="reopen",
        label="Open it again",
        begins=(Status.ANSWERED,),
        ends=Status.MET,
        who=leads_rapid,
    ),
    Move(
        name="not_met",
        label="The criteria are not met",
        begins=(*RapidReview.WRITING, Status.SIGNING, Status.SIGNED, Status.SENT, Status.ANSWERED),
        ends=Status.NOT_MET,
        who=leads_rapid,
    ),
)
