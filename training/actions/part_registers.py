"""The register of a session of several parts: a mark for each part, on the day of that part."""

from collections.abc import Mapping

from django.db import transaction

from portal import audit
from portal.access import insist
from portal.models import User
from training import access
from training.actions import charges
from training.actions.certificates import settle_certificates
from training.actions.registers import NotOpen, TooEarly, locked
from training.actions.sessions import ReasonMissing
from training.actions.wholes import NOT_MARKED, mark_parts, settle_wholes
from training.models import (
    MARKS,
    ON_REGISTER,
    PART_MARKS,
    Booking,
    Correction,
    PartMark,
    Session,
    SessionPart,
)

audit.words(
    {
        "booking.part_marked": "Marked one person for one part of a session",
        "session.part_marked": "Marked the register of one part of a session",
        "booking.part_corrected": "Put a mark of one part right in a closed register",
    }
)


class PartMissing(Exception):
    """A closed register says of everybody, for each part, whether they came."""


def opened(part: SessionPart, by: User) -> Session:
    """The session of a part, held still. Raises NotOpen, TooEarly before the day of the part."""
    held = locked(part.session, by)
    if not part.register_is_open:
        raise TooEarly
    return held


@transaction.atomic
def mark_part(*, booking: Booking, part: SessionPart, mark: str, by: User) -> bool:
    """Say of one person that they came to a part, or not, or that nobody has said ("booked").

    Twice is as good as once; True when this call changed the mark. Raises NotOpen, TooEarly.
    """
    held = opened(part, by)
    ours = held.bookings.filter(pk=booking.pk, status__in=ON_REGISTER)
    if not mark_parts(part, ours, mark):
        return False
    settle_wholes(held, ours)
    audit.record("booking.part_marked", booking, by=by, part=part.order, mark=mark)
    return True


@transaction.atomic
def mark_part_list(*, part: SessionPart, marks: Mapping[int, str], by: User) -> int:
    """Type in the list of one part; `marks` maps a booking to its mark. Returns how many changed.

    Raises NotOpen, TooEarly.
    """
    held = opened(part, by)
    changed: list[int] = []
    for status in PART_MARKS:
        named = [pk for pk, mark in marks.items() if mark == status]
        changed += mark_parts(
            part, held.bookings.filter(status__in=ON_REGISTER, pk__in=named), status
        )
    settle_wholes(held, held.bookings.filter(pk__in=changed))
    audit.record("session.part_marked", held, by=by, part=part.order, changed=len(changed))
    return len(changed)


@transaction.atomic
def mark_part_rest(*, part: SessionPart, mark: str, by: User) -> int:
    """Mark everybody alike whom nobody has marked for this part yet. Returns how many.

    Raises NotOpen, TooEarly.
    """
    held = opened(part, by)
    marked = PartMark.objects.on(part).values("booking")
    left = held.bookings.filter(status__in=ON_REGISTER).exclude(pk__in=marked)
    changed = mark_parts(part, left, mark)
    settle_wholes(held, held.bookings.filter(pk__in=changed))
    audit.record("session.part_marked", held, by=by, part=part.order, changed=len(changed))
    return len(changed)


@transaction.atomic
def correct_parts(*, booking: Booking, marks: Mapping[int, str], reason: str, by: User) -> bool:
    """Put right the marks of a closed register part by part; `marks` maps a part to its mark.

    Certificate and charge follow the whole. True when this call changed a mark.
    Raises ReasonMissing, PartMissing; NotOpen where the register is still open, or the session
    cancelled.
    """
    insist(access.runs_training_of(by, booking.session))
    if not reason.strip():
        raise ReasonMissing
    held = Session.objects.select_for_update(of=("self",)).get(pk=booking.session_id)
    if held.status != Session.Status.DELIVERED:
        raise NotOpen
    ours = held.bookings.filter(pk=booking.pk, status__in=MARKS)
    before = dict(booking.part_marks.values_list("part", "mark"))
    if held.parts.exclude(pk__in={*before, *marks}).exists():
        raise PartMissing
    told = {"booking": booking, "because": reason, "made_by": by, "name": by.name}
    changed = [
        part for part in held.parts.filter(pk__in=marks) if mark_parts(part, ours, marks[part.pk])
    ]
    for part in changed:
        was, became = before.get(part.pk, NOT_MARKED), marks[part.pk]
        Correction.objects.create(part=part, was=was, became=became, **told)
        audit.record("booking.part_corrected", booking, by=by, part=part.order, became=became)
    if changed:
        follow(held, booking, told, by)
    return bool(changed)


def follow(held: Session, booking: Booking, told: dict[str, object], by: User) -> None:
    """The whole follows its parts; where it changed, so do certificate and charge."""
    whole = held.bookings.filter(pk=booking.pk)
    was = whole.get().status
    settle_wholes(held, whole)
    became = whole.get().status
    if became == was:
        return
    Correction.objects.create(was=was, became=became, **told)
    charges.corrected(booking, became == Booking.Status.ABSENT, by)
    audit.record("booking.corrected", booking, by=by, was=was, became=became)
    settle_certificates(session=held, by=by)
