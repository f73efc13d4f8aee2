"""Taking a place and giving it up."""

from django.db import transaction

from partners.models import Agency
from portal import audit, clock, notices
from portal.models import User
from training.models import Booking, Session

audit.words(
    {
        "booking.made": "Booked a place on a training session",
        "booking.given_up": "Gave up a place on a training session",
        "booking.holder_named": "Named who holds a place on a training session",
    }
)

Status = Booking.Status


class AlreadyBooked(Exception):
    """This person holds a place already."""


class SessionFull(Exception):
    """Every place is taken."""


class NotBookable(Exception):
    """The session has begun, was delivered or was cancelled."""


@transaction.atomic
def book_place(*, session: Session, person: User, agency: Agency, by: User) -> Booking:
    """Give a person one of the places that are left. Two people at once never share the last."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    live = held.bookings.live()
    if held.status != Session.Status.PLANNED or held.starts_at <= clock.now():
        raise NotBookable
    if live.filter(person=person).exists():
        raise AlreadyBooked
    if live.count() >= held.places:
        raise SessionFull
    place = Booking.objects.create(session=held, person=person, delegate=person.name, agency=agency)
    audit.record("booking.made", place, by=by)
    notices.queue("place_booked", to=person, about=place)
    return place


@transaction.atomic
def give_up_place(*, booking: Booking, by: User) -> bool:
    """Free a place. Twice is as good as once; True when this call freed it."""
    held = Booking.objects.filter(pk=booking.pk, status=Status.BOOKED)
    if held.update(status=Status.CANCELLED) != 1:
        return False
    audit.record("booking.given_up", booking, by=by)
    return True


@transaction.atomic
def name_holder(*, booking: Booking, person: User, by: User | None) -> None:
    """Say whose account a place that came from elsewhere belongs to. Only once."""
    free = Booking.objects.filter(pk=booking.pk, person=None)
    if free.update(person=person, delegate=person.name) == 1:
        audit.record("booking.holder_named", booking, by=by, person=person.pk)
