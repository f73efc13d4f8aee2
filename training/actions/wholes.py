"""What marks part by part make of the whole."""

from training.models import Booking, BookingQuerySet, PartMark, Session, SessionPart
from training.models.part_marks import COUNTED, wholes

NOT_MARKED = Booking.Status.BOOKED


def in_parts(session: Session) -> bool:
    """Whether people are marked part by part. One part alone is a session in one piece."""
    return session.parts.count() > 1


def mark_parts(part: SessionPart, places: BookingQuerySet, mark: str) -> list[int]:
    """Mark these people alike on one part. Returns the keys of those whose mark it changed."""
    there = dict(PartMark.objects.on(part).values_list("booking", "mark"))
    found = list(places.values_list("pk", flat=True))
    changed = [pk for pk in found if there.get(pk, NOT_MARKED) != mark]
    PartMark.objects.on(part).filter(booking__in=changed).delete()
    if mark != NOT_MARKED:
        made = [PartMark(booking_id=pk, part=part, mark=mark) for pk in changed]
        PartMark.objects.bulk_create(made)
    return changed


def settle_wholes(session: Session, places: BookingQuerySet) -> None:
    """Bring the marks of the whole in line with those of the parts, under the session's lock."""
    keys = list(places.values_list("pk", flat=True))
    rule = wholes(session.parts.count(), session.course.parts_may_miss)
    counted = Booking.objects.filter(pk__in=keys).annotate(**COUNTED)
    for status, holds in rule.items():
        these = counted.filter(holds).order_by().values("pk")
        Booking.objects.filter(pk__in=these).exclude(status=status).update(status=status)
