"""What can happen in child death review."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from cdop import access
from cdop.deadlines import BENCHMARK, CLOCKS, PANEL_REVIEW, REVIEW_MEETING, coordinators
from cdop.models import (
    ConflictOfInterest,
    Death,
    Factor,
    Facts,
    LearningShared,
    PanelMeeting,
    PanelReview,
    PanelSeat,
    ReviewFactor,
)
from learning_hub.actions import write_learning_point
from learning_hub.models import LearningPoint, Theme
from partners.models import Agency, Area, Partnership
from portal import audit, conflicts, deadlines
from portal.access import insist
from portal.models import User

audit.words(
    {
        "death.notified": "Took in a child death",
        "death.corrected": "Corrected what was recorded of a child death",
        "death.review_meeting": "Recorded a child death review meeting",
        "death.reviewed": "Recorded the panel's review of a child death",
        "death.conflict_declared": "Declared a conflict of interest with a child death",
        "death.conflict_lifted": "Lifted a conflict of interest with a child death",
        "death.agency_shut_out": "Shut a child death to an agency",
        "death.agency_let_back": "Opened a child death again to an agency",
        "death.learning_shared": "Shared learning from a child death",
        "panelmeeting.called": "Called a panel meeting",
        "panelmeeting.seat_given": "Gave a seat on a panel meeting",
    }
)


class AlreadyReviewed(Exception):
    """The panel has reviewed this death."""


class MeetingTaken(Exception):
    """There is a panel meeting on this day already."""


class CorrectedMeanwhile(Exception):
    """Somebody has corrected this death since the facts were read that this correction is of."""


@transaction.atomic
def notify_death(
    *,
    partnership: Partnership,
    area: Area | None,
    died_on: date,
    notified_on: date,
    age_band: str,
    expected: bool | None,
    joint_agency_response: bool = False,
    joint_agency_response_on: date | None = None,
    out_of_county: bool = False,
    passed_on: date | None = None,
    by: User,
) -> Death:
    """Take a death in under a number. The clocks run from the death, and for residents only."""
    insist(partnership.pk in access.coordinated(by))
    death = Death.objects.create(
        partnership=partnership,
        number=next_number(partnership, notified_on.year),
        area=area,
        died_on=died_on,
        notified_on=notified_on,
        age_band=age_band,
        expected=expected,
        joint_agency_response=joint_agency_response,
        joint_agency_response_on=joint_agency_response_on,
        out_of_county=out_of_county,
        passed_on=passed_on,
    )
    audit.record("death.notified", death, by=by, number=death.number)
    for kind in CLOCKS if not out_of_county else ():
        deadlines.start(kind, death, on=died_on, owner=by)
    return death


@transaction.atomic
def correct_death(*, death: Death, seen: str, facts: Facts, by: User) -> None:
    """Change what was taken in wrongly. The record keeps the codes of what stood there before.

    `seen` is the stamp of the death when it was opened to be corrected. Raises CorrectedMeanwhile
    when it says something else by now.
    """
    insist(access.coordinates_of(by, death))
    locked = Death.objects.select_for_update().get(pk=death.pk)
    if locked.stamp != seen:
        raise CorrectedMeanwhile
    stands = locked.facts
    changed = {name: fact for name, fact in facts.items() if fact != stands[name]}
    if changed:
        Death.objects.filter(pk=death.pk).update(**changed)
        was = {f"was_{name}": code(stands[name]) for name in changed}
        now = {name: code(fact) for name, fact in changed.items()}
        audit.record("death.corrected", death, by=by, **was, **now)


def code(fact: bool | date | None) -> bool | str | None:
    """A fact as the record keeps it: a day in ISO form, anything else as it is."""
    return fact.isoformat() if isinstance(fact, date) else fact


def next_number(partnership: Partnership, year: int) -> str:
    """The next free number of a year. Waits while another death is taken in."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    used = Death.objects.filter(partnership=partnership, number__regex=rf"^{year}-\d+$")
    taken = used.values_list("number", flat=True)
    last = max((int(number.removeprefix(f"{year}-")) for number in taken), default=0)
    return f"{year}-{last + 1:03}"


@transaction.atomic
def record_review_meeting(*, death: Death, on: date, by: User) -> None:
    """The child death review meeting was held: its clock stops."""
    insist(access.reviews_here(by, death))
    Death.objects.filter(pk=death.pk).update(review_meeting_on=on)
    audit.record("death.review_meeting", death, by=by, on=on.isoformat())
    deadlines.meet(REVIEW_MEETING, death)


@transaction.atomic
def record_review(
    *,
    death: Death,
    meeting: PanelMeeting,
    modifiable: str,
    category: int | None,
    factors: Mapping[Factor, int],
    by: User,
) -> PanelReview:
    """What the panel found, on the day it met. Raises AlreadyReviewed the second time."""
    insist(access.reviews_here(by, death) and meeting.partnership_id == death.partnership_id)
    Death.objects.select_for_update().get(pk=death.pk)
    if PanelReview.objects.filter(death=death).exists():
        raise AlreadyReviewed
    review = PanelReview.objects.create(
        death=death,
        meeting=meeting,
        reviewed_on=meeting.held_on,
        modifiable=modifiable,
        category=category,
    )
    ReviewFactor.objects.bulk_create(
        ReviewFactor(panel_review=review, factor=factor, relevance=relevance)
        for factor, relevance in factors.items()
    )
    audit.record("death.reviewed", death, by=by, meeting=meeting.pk)
    for kind in (PANEL_REVIEW, BENCHMARK):
        deadlines.meet(kind, death)
    return review


@transaction.atomic
def call_panel(*, partnership: Partnership, held_on: date, by: User) -> PanelMeeting:
    """Raises MeetingTaken when the panel meets on that day already."""
    insist(partnership.pk in access.coordinated(by))
    try:
        with transaction.atomic():
            meeting = PanelMeeting.objects.create(partnership=partnership, held_on=held_on)
    except IntegrityError as refusal:
        raise MeetingTaken from refusal
    audit.record("panelmeeting.called", meeting, by=by)
    return meeting


@transaction.atomic
def give_seat(*, meeting: PanelMeeting, person: User, by: User) -> None:
    """Show the paper of one meeting to one panel member. Twice is as good as once."""
    insist(meeting.partnership_id in access.coordinated(by))
    _, new = PanelSeat.objects.get_or_create(meeting=meeting, person=person)
    if new:
        audit.record("panelmeeting.seat_given", meeting, by=by, person=person.pk)


@transaction.atomic
def declare_conflict(*, death: Death, reason: str, by: User) -> ConflictOfInterest:
    """Shut the death to oneself, at once. Raises AlreadyDeclared the second time."""
    return conflicts.declare(ConflictOfInterest(death=death, person=by, reason=reason), by=by)


@transaction.atomic
def shut_out_agency(*, death: Death, agency: Agency, reason: str, by: User) -> ConflictOfInterest:
    """Shut the death, and its item in papers, to everybody who acts for an agency.

    Raises AlreadyDeclared the second time, NobodyLeft when no coordinator could open it again.
    """
    insist(access.coordinates_of(by, death))
    conflict = ConflictOfInterest(death=death, agency=agency, declared_by=by, reason=reason)
    conflicts.declare(conflict, by=by)
    if not coordinators(death):
        raise conflicts.NobodyLeft
    return conflict


@transaction.atomic
def lift_conflict(*, conflict: ConflictOfInterest, reason: str, by: User) -> None:
    """Open the death again to a person, by another coordinator, or to an agency."""
    insist(access.coordinates_of(by, conflict.death))
    conflicts.lift(conflict, reason=reason, by=by)


@transaction.atomic
def share_learning(*, death: Death, text: str, themes: Iterable[Theme], by: User) -> LearningPoint:
    """Send learning to the hub as a draft that says nothing of the death (s.16N).

    What it came from stays on this side, and the record of this side does not name the draft.
    Raises ValidationError when the text could lead back to a child.
    """
    insist(access.coordinates_of(by, death))
    point = write_learning_point(
        partnership=death.partnership,
        text=text,
        source_kind=LearningPoint.Source.CHILD_DEATH,
        themes=themes,
        by=by,
    )
    LearningShared.objects.create(death=death, learning_point=point, shared_by=by)
    audit.record("death.learning_shared", death, by=by)
    return point
