"""Keeping what somebody needs in order to take part, and removing it in time."""

from datetime import timedelta

from django.db import transaction

from portal import audit, clock
from portal.models import User
from training.actions import places
from training.models import Booking, Need, Session
from training.models.needs import sealed

audit.words(
    {
        "need.said": "Said what somebody needs to take part in training",
        "need.removed": "Removed what somebody needed to take part in training",
    }
)


@transaction.atomic
def say_needs(*, booking: Booking, access: str, diet: str, by: User) -> None:
    """Keep the needs for one booking, sealed; two empty answers remove them."""
    ours = Need.objects.filter(booking=booking)
    if not (access or diet):
        if ours.delete()[0]:
            audit.record("need.removed", booking, by=by)
        return
    text = sealed(booking, access=access, diet=diet)
    Need.objects.update_or_create(
        booking=booking, defaults={"sealed": text, "said_at": clock.now()}
    )
    audit.record("need.said", booking, by=by)


@transaction.atomic
def remove_old_needs() -> int:
    """Every night: needs of sessions that are long over, and of places that were given up."""
    gone = 0
    for session in Session.objects.filter(bookings__need__isnull=False).distinct():
        ended = places.rules_of(session).needs_days
        over = session.starts_at + timedelta(days=ended) <= clock.now()
        held = Need.objects.filter(booking__session=session)
        old = held if over else held.exclude(booking__in=session.bookings.live())
        for need in old.select_related("booking"):
            audit.record("need.removed", need.booking, by=None)
            need.delete()
            gone += 1
    return gone
