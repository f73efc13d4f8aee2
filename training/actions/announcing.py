"""What people who booked are told when a session changes or is cancelled: each of them, once."""

from django.db.models import F

from portal import notices
from training.models import Booking, Session


def tell_everybody(template: str, *, session: Session, once: str = "") -> None:
    """Owe a message to each delegate: by account, else by address, else to who booked for them.

    Who booked for several is told once. Reads the bookings before they are ended.
    """
    bookings = session.bookings.open().select_related("person", "booked_by")
    for booking in bookings:
        tell(template, session, booking, once)


def tell(template: str, session: Session, booking: Booking, once: str) -> None:
    if booking.person is not None:
        notices.queue(template, to=booking.person, about=booking, once=once, at_once=True)
    elif booking.address:
        notices.queue_to_address(template, address=booking.address, about=booking, once=once)
    elif booking.booked_by is not None:
        notices.queue(template, to=booking.booked_by, about=session, once=once, at_once=True)


def tell_of_change(*, session: Session) -> None:
    """Owe everybody who holds a place, or waits for one, the new date, time or place."""
    session.bookings.open().update(sequence=F("sequence") + 1)
    tell_everybody("session_changed", session=session, once=str(session.edition))
