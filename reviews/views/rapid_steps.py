"""The steps of a rapid review, with how far each is, on its own page and on the case page."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.chain import counted
from reviews.kinds import Family
from reviews.models import RapidReview, Review, ReviewDecision
from reviews.quorum import quorum_of
from reviews.rapid_paper import meetings
from reviews.views.steps import CANNOT, DONE, NOT_YET, STARTED, Step, tells_steps

Status = RapidReview.Status
Whose = ReviewDecision.Whose
SIGN_OFF = "Sign-off"
MADE_OF_ANSWERS = "It is made of the agencies' answers"
AFTER_SIGNING = (Status.SIGNED, Status.SENT, Status.ANSWERED, *RapidReview.ENDED)


def way(door: str, rapid: RapidReview) -> str:
    return reverse(f"reviews:{door}", kwargs={"rapid_id": rapid.pk})


def some_of(done: int, total: int) -> str:
    """How far something is that consists of several."""
    if done == total and total:
        return DONE
    return STARTED if done else NOT_YET


def rapid_steps(user: User, rapid: RapidReview) -> list[Step]:
    """Each with a page. Who only reads the case is offered to sign it, and nothing to write."""
    leads = access.leads_rapid(user, rapid)
    told = [
        *gathering(user, rapid, leads=leads),
        *writing(user, rapid),
        *deciding(user, rapid, leads=leads),
    ]
    if leads:
        return told
    return [one if one.label == SIGN_OFF else replace(one, verb="") for one in told]


def gathering(user: User, rapid: RapidReview, *, leads: bool) -> Iterator[Step]:
    """Whoever leads goes straight to the form of what was not done yet."""
    asked = list(access.requests_of_cases(user).filter(rapid=rapid).standing())
    back = sum(one.status == "answered" for one in asked)
    late = sum(one.is_late and one.status == "asked" for one in asked)
    yield Step(
        label="Information from agencies",
        state=STARTED if asked and back < len(asked) else some_of(back, len(asked)),
        address=way("rapid_asked" if asked or not leads else "information_ask", rapid),
        verb="Ask agencies what they know" if not asked else "",
        hint=f"{back} of {len(asked)} answered" + (f", {late} late" if late else ""),
    )
    entries = access.chronology_of(user, rapid).count()
    yield Step(
        label="Chronology",
        state=STARTED if entries else CANNOT,
        address=way("chronology_list", rapid) if entries else "",
        hint=counted(entries, "entry", "entries") if entries else MADE_OF_ANSWERS,
    )
    held = meetings(rapid)
    quorate = any(quorum_of(meeting).reached for meeting in held)
    yield Step(
        label="Meeting, attendance and quorum",
        state=DONE if quorate else STARTED if held else NOT_YET,
        address=way("rapid_meetings" if held or not leads else "rapid_meeting_add", rapid),
        verb="Record the meeting",
        hint="" if quorate or not held else "No meeting with a quorum yet",
    )


def writing(user: User, rapid: RapidReview) -> Iterator[Step]:
    sections = list(
        access.rapid_sections(user).filter(rapid=rapid).values_list("covered", flat=True)
    )
    written = sum(bool(one) for one in sections)
    yield Step(
        label="What the rapid review says",
        state=some_of(written, len(sections)),
        address=way("rapid_sections", rapid),
        verb="Write the rapid review",
        hint=f"{written} of {len(sections)} sections written",
    )
    safety = list(access.safety_actions(user).filter(rapid=rapid))
    done = sum(one.done_on is not None for one in safety)
    yield Step(
        label="Actions for the safety of children",
        state=some_of(done, len(safety)),
        address=way("safety", rapid),
        hint=f"{done} of {len(safety)} done" if safety else "None recorded",
    )
    tested = list(access.criterion_tests(user).filter(rapid=rapid).values_list("met", flat=True))
    answered = sum(bool(one) for one in tested)
    yield Step(
        label="Criteria for a local review",
        state=some_of(answered, len(tested)),
        address=way("rapid_criteria", rapid),
        verb="Test the criteria",
        hint=f"{answered} of {len(tested)} tested",
    )


def deciding(user: User, rapid: RapidReview, *, leads: bool) -> Iterator[Step]:
    made = {one.whose: one for one in access.decisions_of(user, rapid.review)}
    yield Step(
        label="Local decision",
        state=DONE if Whose.LOCAL in made else NOT_YET,
        address=way("rapid_local" if leads else "rapid_pack", rapid),
        verb="Record the local decision" if leads else "",
    )
    yield Step(
        label=SIGN_OFF,
        state=signing_state(rapid),
        address=way(signing_page(rapid, leads), rapid),
        verb=signing_verb(rapid, leads),
    )
    sent = rapid.sent_on is not None
    ready = leads and rapid.status == Status.SIGNED
    yield Step(
        label="Sent to the Panel",
        state=DONE if sent and not ready else NOT_YET if ready else CANNOT,
        address=way("rapid_sent", rapid) if ready else "",
        verb="Record that it was sent",
    )
    yield from answers(rapid, made, leads=leads)


def signing_state(rapid: RapidReview) -> str:
    if rapid.status in AFTER_SIGNING:
        return DONE
    return STARTED if rapid.status == Status.SIGNING else NOT_YET


def signing_page(rapid: RapidReview, leads: bool) -> str:
    return "rapid_submit" if leads and rapid.status == Status.MET else "rapid_pack"


def signing_verb(rapid: RapidReview, leads: bool) -> str:
    if leads and rapid.status == Status.MET:
        return "Put it to the partners to sign"
    if rapid.status != Status.SIGNING:
        return ""
    return "See who has signed" if leads else "Read and sign the rapid review"


def answers(rapid: RapidReview, made: dict[str, ReviewDecision], *, leads: bool) -> Iterator[Step]:
    asked = leads and rapid.status == Status.SENT
    yield Step(
        label="View of the Panel",
        state=DONE if Whose.PANEL in made and not asked else NOT_YET if asked else CANNOT,
        address=way("rapid_view", rapid) if asked else "",
        verb="Record the view of the Panel",
    )
    open_now = leads and rapid.status == Status.ANSWERED
    yield Step(
        label="Final decision",
        state=DONE if rapid.has_ended else NOT_YET if open_now else CANNOT,
        address=way("rapid_final", rapid) if open_now else "",
        verb="Record the final decision",
    )


@tells_steps(30, Family.RAPID)
def step_of_case(user: User, review: Review) -> Iterator[Step]:
    """The rapid review as one step of the case; nothing on a case that has none and needs none."""
    rapid = access.rapid_of(user, review)
    if rapid is not None:
        yield Step(
            label="Rapid review",
            state=DONE if rapid.has_ended else STARTED,
            address=rapid.get_absolute_url(),
            verb="Go on with the rapid review",
            hint=rapid.get_status_display(),
        )
    elif access.awaits_rapid(review):
        leads = access.leads(user, review)
        address = reverse("reviews:rapid_open", kwargs={"review_id": review.pk})
        yield Step(
            label="Rapid review",
            state=NOT_YET,
            address=address if leads else "",
            verb="Open the rapid review",
            hint="15 working days run from the notification",
        )
