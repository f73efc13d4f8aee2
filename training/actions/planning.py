"""Planning sessions: when, where, in how many parts and for how many."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.announcing import tell_of_change
from training.actions.refused_plans import (
    ChangedMeanwhile,
    MarkedAlready,
    NoLongerPlanned,
    PartMarked,
    PartsOverlap,
    PlacesTaken,
    SlotTaken,
)
from training.actions.waiting import offer_freed_places
from training.actions.wholes import settle_wholes
from training.models import MARKS, ON_REGISTER, Course, Session, SessionPart

audit.words(
    {
        "session.planned": "Planned a training session",
        "session.rewritten": "Changed a training session",
        "session.part_added": "Added a part to a training session",
        "session.part_removed": "Took a part out of a training session",
    }
)

Facts = Mapping[str, Any]
# What people who booked have to know when it changes.
TOLD = ("starts_at", "ends_at", "mode", "venue", "link")
COPIED = (
    "course",
    "mode",
    "venue",
    "area",
    "places",
    "trainer",
    "provider",
    "partner",
    "kind",
    "minimum",
    "joining",
    "link",
    "notes",
)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A course runs once at a place and time, also when two people plan it at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        if "training_session_once_at_a_time" not in str(broken):
            raise
        raise SlotTaken from broken


@transaction.atomic
def plan_session(*, course: Course, by: User, **facts: Any) -> Session:
    """Put a session into the catalogue. Raises SlotTaken."""
    insist(access.runs_training_at(by, course.partnership_id))
    with one_at_a_time():
        session = Session.objects.create(course=course, planned_at=clock.wall_time(), **facts)
    audit.record("session.planned", session, by=by, places=session.places)
    return session


@transaction.atomic
def rewrite_session(*, session: Session, seen: int, facts: Facts, by: User) -> None:
    """Change a planned session; people who booked are told of another date, time or place.

    `seen`: the edition that was read. Raises ChangedMeanwhile, NoLongerPlanned, SlotTaken,
    and PlacesTaken when there would be fewer places than are taken: nobody loses a place.
    """
    held = hold(session, by)
    if held.edition != seen:
        raise ChangedMeanwhile
    insist_on_places(held, facts.get("places", held.places))
    told = any(name in facts and facts[name] != getattr(held, name) for name in TOLD)
    with one_at_a_time():
        Session.objects.filter(pk=held.pk).update(**facts, edition=F("edition") + 1)
    if told and "starts_at" in facts:
        shift_parts(held, facts["starts_at"])
    audit.record("session.rewritten", held, by=by, edition=seen + 1)
    settle(held, by=by, told=told)


def settle(held: Session, *, by: User, told: bool) -> None:
    """Tell people who booked, and hand out places that are new."""
    before = held.places
    held.refresh_from_db()
    if told:
        tell_of_change(session=held)
    if held.places > before:
        offer_freed_places(session=held, by=by)


def hold(session: Session, by: User) -> Session:
    """The session under its lock, while it may still be changed. Raises NoLongerPlanned."""
    insist(access.runs_training_of(by, session))
    held = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if held.status != Session.Status.PLANNED:
        raise NoLongerPlanned
    return held


def insist_on_places(held: Session, places: int) -> None:
    taken = held.bookings.taking().count()
    if places < taken:
        raise PlacesTaken(taken)


def shift_parts(held: Session, starts_at: datetime) -> None:
    """A session that moves takes its parts along by as many days, at the same times of day."""
    days = (clock.london_day(starts_at) - held.starts_on).days
    if not days:
        return
    for part in held.parts.all():
        SessionPart.objects.filter(pk=part.pk).update(
            starts_at=later(part.starts_at, days), ends_at=later(part.ends_at, days)
        )


def later(moment: datetime, days: int) -> datetime:
    """The same time of day in London, so many days later: clocks may go forward between."""
    local = timezone.localtime(moment)
    day = date.fromordinal(local.toordinal() + days)
    return clock.london_moment(day, local.time())


@transaction.atomic
def copy_session(*, session: Session, starts_at: datetime, by: User) -> Session:
    """Plan the same again on another day, with its parts. Nobody's place is copied."""
    insist(access.runs_training_of(by, session))
    days = (clock.london_day(starts_at) - session.starts_on).days
    facts = {name: getattr(session, name) for name in COPIED}
    ends = later(session.ends_at, days) if session.ends_at else None
    if ends is not None and ends <= starts_at:
        ends = None
    made = plan_session(starts_at=starts_at, ends_at=ends, by=by, **facts)
    SessionPart.objects.bulk_create(
        SessionPart(
            session=made,
            order=part.order,
            starts_at=later(part.starts_at, days),
            ends_at=later(part.ends_at, days),
            venue=part.venue,
        )
        for part in session.parts.all()
    )
    return made


@transaction.atomic
def add_part(
    *, session: Session, starts_at: datetime, ends_at: datetime, venue: str, by: User
) -> SessionPart:
    """Add a day or half-day; the session runs from its first part to its last.

    People who booked are told. Raises NoLongerPlanned, PartsOverlap, MarkedAlready.
    """
    held = hold(session, by)
    if held.bookings.filter(status__in=MARKS, part_marks=None).exists():
        raise MarkedAlready
    if held.parts.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise PartsOverlap
    last = held.parts.aggregate(last=Max("order"))["last"] or 0
    part = SessionPart.objects.create(
        session=held, order=last + 1, starts_at=starts_at, ends_at=ends_at, venue=venue
    )
    audit.record("session.part_added", held, by=by, part=part.pk)
    span_parts(held, by)
    return part


@transaction.atomic
def remove_part(*, part: SessionPart, by: User) -> None:
    """Take a part out; people who booked are told. Raises NoLongerPlanned, PartMarked."""
    held = hold(part.session, by)
    if part.marks.exists() or part.corrections.exists():
        raise PartMarked
    gone, _ = held.parts.filter(pk=part.pk).delete()
    if gone:
        audit.record("session.part_removed", held, by=by, part=part.pk)
        span_parts(held, by)


def span_parts(held: Session, by: User) -> None:
    """Number the parts in order of time, and let the session begin and end with them."""
    for order, part in enumerate(held.parts.order_by("starts_at"), start=1):
        if part.order != order:
            SessionPart.objects.filter(pk=part.pk).update(order=order + 1000)
    held.parts.filter(order__gt=1000).update(order=F("order") - 1000)
    ends = held.parts.aggregate(starts_at=Min("starts_at"), ends_at=Max("ends_at"))
    facts = {name: moment for name, moment in ends.items() if moment is not None}
    Session.objects.filter(pk=held.pk).update(**facts, edition=F("edition") + 1)
    settle_wholes(held, held.bookings.filter(status__in=ON_REGISTER, part_marks__isnull=False))
    settle(held, by=by, told=True)
