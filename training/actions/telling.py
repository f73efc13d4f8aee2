"""Whom to tell of a booking: the delegate, and whoever booked where nobody else can be told."""

from typing import Any

from portal import notices
from portal.models import Notice
from portal.outbox.checking import still_wanted
from training import invitations
from training.models import Booking
from training.models.states import TAKING

Status = Booking.Status
ENCLOSED = invitations.about_booking  # what is told of a booking carries its calendar entry


def tell(template: str, booking: Booking, *, once: str = "", **facts: Any) -> None:
    """Owe the delegate a message at once: by account, else by address, else by who booked."""
    if booking.person is None and booking.address:
        notices.queue_to_address(
            template, address=booking.address, about=booking, once=once, **facts
        )
        return
    whom = booking.person or booking.booked_by
    if whom is not None:
        notices.queue(template, to=whom, about=booking, once=once, at_once=True, **facts)


def tell_booker(template: str, booking: Booking, *, once: str = "", **facts: Any) -> None:
    """Owe the same to whoever booked for somebody else."""
    booker = booking.booked_by
    if booker is not None and booker != booking.person and booking.mail:
        notices.queue(template, to=booker, about=booking, once=once, at_once=True, **facts)


def tell_both(template: str, booking: Booking, *, once: str = "", **facts: Any) -> None:
    tell(template, booking, once=once, **facts)
    tell_booker(template, booking, once=once, **facts)


@still_wanted("place_offered")
def is_still_offered(notice: Notice) -> bool:
    return state_of(notice) == Status.OFFERED


@still_wanted("place_waiting")
def still_waits(notice: Notice) -> bool:
    return state_of(notice) == Status.WAITING


@still_wanted("places_first_come")
def may_still_take_one(notice: Notice) -> bool:
    return state_of(notice) == Status.WAITING


@still_wanted("place_booked")
def still_has_it(notice: Notice) -> bool:
    return state_of(notice) in TAKING


def state_of(notice: Notice) -> str:
    booking = notice.subject
    return booking.status if isinstance(booking, Booking) else ""
