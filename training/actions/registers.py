"""The register of a session: marking it, closing it, and putting right what was marked wrong."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from partners.models import Agency
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions import charges
from training.actions.certificates import settle_certificates
from training.actions.evaluation_rounds import plan_evaluations
from training.actions.sessions import ReasonMissing
from training.actions.wholes import in_parts, mark_parts, settle_wholes
from training.models import MARKS, ON_REGISTER, Booking, Closing, Correction, Session, WalkIn
from training.workflow import SESSIONS

audit.words(
    {
        "session.register_marked": "Marked a register",
        "session.register_closed": "Closed a register",
        "booking.marked": "Marked one person in a register",
        "booking.walked_in": "Let somebody in who had no booking",
        "booking.corrected": "Put a mark in a closed register right",
    }
)

Status = Booking.Status
UNSETTLED = (Status.HELD, Status.APPLIED, Status.OFFERED, Status.WAITING)


class NotOpen(Exception):
    """The register has been closed, or the session cancelled, since."""


class TooEarly(Exception):
    """A register opens on the day of its session."""


class HasPlace(Exception):
    """This person stands on the register already."""


class InParts(Exception):
    """This session has several parts: people are marked part by part."""


class NoPlaceLeft(Exception):
    """Every place is taken, and nobody has said why one is added."""


def locked(session: Session, by: User) -> Session:
    """The session, held so that no mark is made while it closes. Raises NotOpen, TooEarly."""
    insist(access.keeps_register_of(by, session))
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.status != Session.Status.PLANNED:
        raise NotOpen
    if not held.register_is_open:
        raise TooEarly
    return held


def in_one_piece(session: Session, by: User) -> Session:
    """The session held still, where people are marked once. Raises NotOpen, TooEarly, InParts."""
    held = locked(session, by)
    if in_parts(held):
        raise InParts
    return held


@transaction.atomic
def mark_place(*, booking: Booking, mark: str, by: User) -> bool:
    """Say of one person that they came, in part or not, or that nobody has said yet ("booked").

    Twice is as good as once; True when this call changed the mark.
    Raises NotOpen, TooEarly, InParts.
    """
    in_one_piece(booking.session, by)
    ours = Booking.objects.filter(pk=booking.pk, status__in=ON_REGISTER).exclude(status=mark)
    if ours.update(status=mark) != 1:
        return False
    audit.record("booking.marked", booking, by=by, mark=mark)
    return True


@transaction.atomic
def mark_register(*, session: Session, marks: Mapping[int, str], by: User) -> int:
    """Type a register in; `marks` maps a booking to its mark. Returns how many changed.

    A place cancelled meanwhile stays cancelled. Raises NotOpen, TooEarly.
    """
    held = in_one_piece(session, by)
    changed = 0
    for status in MARKS:
        named = [pk for pk, mark in marks.items() if mark == status]
        rows = held.bookings.filter(status__in=ON_REGISTER, pk__in=named).exclude(status=status)
        changed += rows.update(status=status)
    audit.record("session.register_marked", held, by=by, changed=changed)
    return changed


@transaction.atomic
def mark_rest(*, session: Session, mark: str, by: User) -> int:
    """Mark everybody alike whom nobody has marked yet. Returns how many.

    Raises NotOpen, TooEarly.
    """
    held = in_one_piece(session, by)
    changed = held.bookings.filter(status=Status.BOOKED).update(status=mark)
    audit.record("session.register_marked", held, by=by, changed=changed)
    return changed


@transaction.atomic
def let_in(
    *, session: Session, name: str, address: str, agency: Agency, because: str, by: User
) -> Booking:
    """Let in somebody who has no booking: they stand on the register as having come.

    Their account is found by its address. Where every place is taken, one is added for them, and
    `because` says why. Raises HasPlace, NoPlaceLeft, NotOpen, TooEarly.
    """
    held, address = locked(session, by), address.strip().lower()
    live = held.bookings.live()
    person = User.objects.filter(email=address, is_active=True).first() if address else None
    if person is not None and live.filter(person=person).exists():
        raise HasPlace
    full = live.taking().count() >= held.places
    if full and not because.strip():
        raise NoPlaceLeft
    if full:
        Session.objects.filter(pk=held.pk).update(places=F("places") + 1)
    booking = Booking.objects.create(
        session=held,
        person=person,
        delegate=person.name if person else name,
        agency=agency,
        status=Status.ATTENDED,
    )
    came_today(held, booking)
    WalkIn.objects.create(
        booking=booking, address=address, added_place=full, because=because, let_in_by=by
    )
    charges.booked(booking, by)
    audit.record("booking.walked_in", booking, by=by, added_place=full)
    return booking


def came_today(held: Session, booking: Booking) -> None:
    """Who is let in came to the latest part; of those before, nobody has said yet."""
    if not in_parts(held):
        return
    come = held.parts.filter(starts_at__lt=clock.london_midnight(tomorrow()))
    ours = held.bookings.filter(pk=booking.pk)
    mark_parts(come.last() or held.parts.earliest("order"), ours, Status.ATTENDED)
    settle_wholes(held, ours)


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


@transaction.atomic
def close_register(*, session: Session, by: User) -> Closing:
    """The session took place, and this is who came. The moment certificates and fees hang on.

    Raises MoveRefused while somebody is not marked, or before the day of the session.
    """
    held = Session.objects.select_for_update().get(pk=session.pk)
    SESSIONS.make("deliver", held, by=by)
    unsettled = held.bookings.filter(status__in=UNSETTLED)
    left_over = unsettled.update(status=Status.LAPSED, kept_until=None, ended_at=clock.now())
    for booking in held.bookings.filter(status=Status.ABSENT).select_related("session__course"):
        charges.absent(booking, by)
    closing = Closing.objects.create(session=held, closed_by=by, name=by.name)
    audit.record("session.register_closed", held, by=by, lapsed=left_over)
    settle_certificates(session=held, by=by)
    plan_evaluations(session=held, by=by)
    return closing


@transaction.atomic
def reopen_register(*, session: Session, reason: str, by: User) -> None:
    """Open a closed register again. Raises ReasonMissing, MoveRefused."""
    if not reason.strip():
        raise ReasonMissing
    held = Session.objects.select_for_update().get(pk=session.pk)
    SESSIONS.make("reopen", held, by=by)
    facts = {"reopened_at": clock.now(), "reopened_by": by, "reopened_because": reason}
    held.closings.standing().update(**facts)


@transaction.atomic
def correct_mark(*, booking: Booking, mark: str, reason: str, by: User) -> bool:
    """Put right one mark of a closed register. True when this call changed it.

    Raises ReasonMissing, InParts; NotOpen where it is still open, or the session cancelled.
    """
    insist(access.runs_training_of(by, booking.session))
    if not reason.strip():
        raise ReasonMissing
    held = Session.objects.select_for_update().get(pk=booking.session_id)
    if held.status != Session.Status.DELIVERED:
        raise NotOpen
    if in_parts(held):
        raise InParts
    before = Booking.objects.get(pk=booking.pk).status
    marked = Booking.objects.filter(pk=booking.pk, status__in=MARKS).exclude(status=mark)
    if marked.update(status=mark) != 1:
        return False
    Correction.objects.create(
        booking=booking, was=before, became=mark, because=reason, made_by=by, name=by.name
    )
    charges.corrected(booking, mark == Status.ABSENT, by)
    audit.record("booking.corrected", booking, by=by, was=before, became=mark)
    settle_certificates(session=held, by=by)
    return True
