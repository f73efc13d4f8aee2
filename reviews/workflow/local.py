"""How a local review gets from the decision to hold it to a report that everybody signed."""

from portal import audit
from portal.workflow import Move, Workflow
from reviews.access.local import leads_local
from reviews.access.signing import unsigned
from reviews.models import LocalReview, Publication, Signature
from reviews.workflow.publication import is_anonymous

audit.words(
    {
        "localreview.commission": "Commissioned a local review",
        "localreview.begin": "Began the work of a local review",
        "localreview.pause": "Paused a local review for other proceedings",
        "localreview.resume": "Took a local review up again",
        "localreview.hand_in": "Recorded that the draft report of a local review is complete",
        "localreview.send_back": "Sent the draft report of a local review back",
        "localreview.sign_off": "Marked the report of a local review as signed off",
        "localreview.reopen": "Opened the report of a local review again",
    }
)

Status = LocalReview.Status


def scrutineer_took_part(local: LocalReview) -> str:
    """The scrutineer takes part in the decision, because agencies decide about their own work."""
    return "" if local.scrutiny.exists() else "The scrutineer has not written an entry yet."


def every_agency_declared(local: LocalReview) -> str:
    if not local.declarations.exists():
        return "No agency has been asked yet whether it has a conflict of interest."
    open_ones = local.declarations.open().select_related("agency")
    names = ", ".join(str(one.agency) for one in open_ones)
    return f"Not yet declared whether there is a conflict: {names}." if names else ""


def intent_is_known(local: LocalReview) -> str:
    """A review is commissioned so that it can be published."""
    return "" if local.intent else "What is to be published is not recorded yet."


def has_a_reviewer(local: LocalReview) -> str:
    working = any(one.works_now for one in local.reviewers.select_related("grant"))
    return "" if working else "No reviewer is appointed, or the access of the reviewer has ended."


def has_key_lines(local: LocalReview) -> str:
    there = local.key_lines.filter(dropped_at=None).exists()
    return "" if there else "No key line of enquiry is recorded yet."


def report_of(local: LocalReview) -> Publication | None:
    return Publication.objects.filter(review=local.review_id).first()


def report_is_written(local: LocalReview) -> str:
    report = report_of(local)
    written = report is not None and report.report and report.title
    return "" if written else "The report to be published is not written yet."


def report_is_anonymous(local: LocalReview) -> str:
    report = report_of(local)
    return is_anonymous(report) if report else ""


def everybody_signed(local: LocalReview) -> str:
    """Each statutory partner and the scrutineer, under the text as it is now."""
    report = report_of(local)
    seal = report.report_seal if report else ""
    left = unsigned(local.review, Signature.Paper.LOCAL, seal)
    return f"Not yet signed by: {', '.join(one.name for one in left)}." if left else ""


LOCAL_REVIEWS = Workflow(
    Move(
        name="commission",
        label="Commission the review",
        begins=(Status.DECIDED,),
        ends=Status.COMMISSIONED,
        who=leads_local,
        needs=(scrutineer_took_part, every_agency_declared, intent_is_known),
    ),
    Move(
        name="begin",
        label="Begin the work",
        begins=(Status.COMMISSIONED,),
        ends=Status.IN_PROGRESS,
        who=leads_local,
        needs=(has_a_reviewer, has_key_lines),
    ),
    Move(
        name="pause",
        label="Pause the review",
        begins=(Status.IN_PROGRESS,),
        ends=Status.PAUSED,
        who=leads_local,
    ),
    Move(
        name="resume",
        label="Take the review up again",
        begins=(Status.PAUSED,),
        ends=Status.IN_PROGRESS,
        who=leads_local,
    ),
    Move(
        name="hand_in",
        label="Put the report to the partners to sign",
        begins=(Status.IN_PROGRESS,),
        ends=Status.DRAFT,
        who=leads_local,
        needs=(report_is_written,),
    ),
    Move(
        name="send_back",
        label="Send the report back to the reviewer",
        begins=(Status.DRAFT,),
        ends=Status.IN_PROGRESS,
        who=leads_local,
    ),
    Move(
        name="sign_off",
        label="Mark the report as signed off",
        begins=(Status.DRAFT,),
        ends=Status.SIGNED_OFF,
        who=leads_local,
        needs=(report_is_written, report_is_anonymous, everybody_signed),
    ),
    Move(
        name="reopen",
        label="Open the report again",
        begins=(Status.SIGNED_OFF,),
        ends=Status.DRAFT,
        who=leads_local,
    ),
)
