"""Two invented rapid reviews: one under way here, one signed off in Northmere. Nobody is meant."""

from dataclasses import dataclass
from datetime import date

from demo import cast
from demo.rapid_texts import ASKED, BABY, REASONS, YOUNG
from partners.models import Agency, Partnership, Role
from portal.models import User
from reviews import access, actions
from reviews.models import (
    Child,
    Incident,
    InformationRequest,
    Notification,
    RapidReview,
    RapidSection,
    Review,
)
from reviews.rapid_paper import seal_of_rapid
from reviews.workflow import RAPID

OURS, THEIRS = "pdscp/case/2020-02", "northmere/case/2020-04"
BCP, DORSET = "agency/bcp_council", "agency/dorset_council"
NORTHMERE, COUNCIL = "northmere", "agency/northmere_council"


@dataclass(frozen=True)
class Event:
    """One entry of a chronology: when, what happened, what was done, which record says so."""

    on: str
    text: str
    response: str
    source: str


SEEN = (
    Event("2020-05", "Birth notified", "Visited within two weeks", "Health record of the family"),
    Event("2020-07-14", "The mother said that she was tired", "Advised to see her doctor", "Notes"),
    Event("2020-08-24", "Taken to hospital", "Strategy meeting the same day", "Case record"),
)
MOVED = (
    Event("2018", "First school after the move", "None", "School record"),
    Event("2020-02", "Missing for two nights", "Return interview done", "Case record"),
    Event("2020-08-20", "Seriously hurt", "Strategy meeting the next day", "Case record"),
)


def bring() -> None:
    """Twice is as good as once."""
    ours = Review.objects.filter(ref=OURS).first()
    if ours is not None and not RapidReview.objects.filter(review=ours).exists():
        under_way(ours)
    there = Partnership.objects.filter(ref=NORTHMERE).first()
    if there is not None and not Review.objects.filter(ref=THEIRS).exists():
        signed_off(case_of(there))


def somebody(role: Role, place: str) -> User:
    one = next(one for one in cast.CAST if (one.role, one.place) == (role, place))
    return User.objects.get(email=one.email)


def under_way(review: Review) -> None:
    """Agencies were asked, one has answered, the meeting was held, half of it is written."""
    lead = somebody(Role.REVIEW_LEAD, "here")
    rapid = begin(review, date(2020, 8, 28), date(2020, 8, 25), lead)
    first, second = Agency.objects.get(ref=BCP), Agency.objects.get(ref=DORSET)
    ask(rapid, [first, second], date(2020, 9, 16), lead)
    answer(rapid.requests.get(agency=first), SEEN, somebody(Role.AGENCY_LEAD, "here"))
    safety(rapid, first, "Both children are seen every day by their social worker.", lead)
    meet(rapid, date(2020, 9, 8), lead)
    write(rapid, BABY, lead)


def case_of(partnership: Partnership) -> Review:
    """A file that was referred, screened and notified in August."""
    review = Review.objects.create(
        ref=THEIRS,
        partnership=partnership,
        title="2020-04",
        kind=Review.Kind.REFERRAL,
        law=Review.Law.NEW,
        note="Invented for the demonstration.",
    )
    Incident.objects.create(
        ref=f"{THEIRS}/incident",
        review=review,
        status=Incident.Status.NOTIFIED,
        route=Incident.Route.CRITERIA,
        happened_on=date(2020, 8, 20),
        aware_on=date(2020, 8, 21),
        referred_on=date(2020, 8, 21),
        summary="A young person was seriously hurt with a knife by another young person.",
    )
    Child.objects.create(
        ref=f"{THEIRS}/child/1",
        review=review,
        order=1,
        pseudonym="Child A",
        age="16-17",
        sex="male",
        harm="serious harm",
        care="none",
    )
    Notification.objects.create(
        ref=f"{THEIRS}/told/panel",
        review=review,
        to=Notification.To.PANEL,
        sent_on=date(2020, 8, 26),
        due_on=date(2020, 8, 28),
        sent_by="Duty service manager",
        what="The online form with all its sections",
    )
    return review


def signed_off(review: Review) -> None:
    """Written to the end, decided on, signed by the partner and the scrutineer."""
    lead, council = somebody(Role.REVIEW_LEAD, "elsewhere"), Agency.objects.get(ref=COUNCIL)
    rapid = begin(review, date(2020, 8, 26), date(2020, 8, 21), lead)
    ask(rapid, [council], date(2020, 9, 15), lead)
    answer(rapid.requests.get(), MOVED, somebody(Role.AGENCY_LEAD, "elsewhere"))
    safety(rapid, council, "The family stays with relatives, and that council knows.", lead)
    meet(rapid, date(2020, 9, 4), lead)
    write(rapid, YOUNG, lead)
    for test in rapid.criteria.all():
        met = "yes" if test.code == "local.themes" else "no"
        reasons = REASONS[test.code]
        actions.answer_criterion(test=test, seen=1, met=met, reasons=reasons, by=lead)
    actions.decide_locally(
        rapid=rapid,
        outcome="no review",
        decided_on=date(2020, 9, 8),
        deciders="The executive of the partnership",
        reasons="What a review would find is found, and the actions answer it.",
        scrutineer_said="Agrees, and asks to see in spring whether moves of school are heard of.",
        by=lead,
    )
    sign(rapid, lead)


def begin(review: Review, notified_on: date, aware_on: date, lead: User) -> RapidReview:
    return actions.open_rapid(review=review, notified_on=notified_on, aware_on=aware_on, by=lead)


def ask(rapid: RapidReview, agencies: list[Agency], due_on: date, lead: User) -> None:
    actions.ask_for_information(
        rapid=rapid, agencies=agencies, asked=ASKED, told_by="telephone", due_on=due_on, by=lead
    )


def answer(request: InformationRequest, events: tuple[Event, ...], by: User) -> None:
    """What one agency knows, with its part of the chronology."""
    summary = "Known to us since the birth of the youngest child. The dates are in the chronology."
    actions.save_answer(request=request, seen=1, answer="known", summary=summary, by=by)
    for one in events:
        facts = {"on": one.on, "text": one.text, "response": one.response, "source": one.source}
        actions.add_entry(request=request, by=by, **facts)
    actions.send_answer(request=request, by=by)


def safety(rapid: RapidReview, agency: Agency, text: str, lead: User) -> None:
    action = actions.add_safety_action(
        rapid=rapid,
        text=text,
        agency=agency,
        owner_role="Team manager",
        due_on=date(2020, 9, 11),
        by=lead,
    )
    actions.finish_safety_action(
        action=action, on=date(2020, 9, 1), evidence="Record of the visit", by=lead
    )


def meet(rapid: RapidReview, day: date, lead: User) -> None:
    """Every statutory partner and the scrutineer were there."""
    meeting = actions.record_meeting(
        rapid=rapid,
        purpose="rapid review",
        held_on=day,
        chair="Independent chair",
        decided="Who writes what until the next meeting. The children are safe.",
        by=lead,
    )
    there = [*access.statutory_partners(rapid.review), None]
    for number, agency in enumerate(there, start=1):
        actions.add_attendance(
            meeting=meeting,
            agency=agency,
            person=f"Attendee {number} Placeholder",
            post="Head of safeguarding" if agency else "Independent scrutineer",
            presence="came",
            by=lead,
        )
    RAPID.make("hold", rapid, by=lead)


def write(rapid: RapidReview, texts: dict[str, str], lead: User) -> None:
    for section in RapidSection.objects.filter(rapid=rapid, code__in=texts):
        text = texts[section.code]
        actions.write_section(section=section, seen=1, covered="yes", text=text, by=lead)


def sign(rapid: RapidReview, lead: User) -> None:
    people = [somebody(role, "elsewhere") for role in (Role.EXECUTIVE, Role.SCRUTINEER)]
    actions.put_to_partners(rapid=rapid, people=people, by=lead)
    for person in people:
        seal = seal_of_rapid(RapidReview.objects.get(pk=rapid.pk))
        actions.sign_rapid(rapid=rapid, seen=seal, note="", by=person)
    actions.sign_off(rapid=rapid, by=lead)
