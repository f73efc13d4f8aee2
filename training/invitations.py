"""Booked sessions as calendar invitations, which change and cancel themselves.

A booking is one event: its UID never changes, and its SEQUENCE grows with each change of the
booking and with each edition of its session (RFC 5546).
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from portal.models import Notice
from portal.outbox.enclosing import Invitation, encloses
from training.models import Booking, Session
from training.models.states import BookingStatus as Status

USUAL_LENGTH = timedelta(hours=2)  # where a session has no recorded end
COMING = (Status.BOOKED, Status.ATTENDED, Status.PART)
OVER = (Status.CANCELLED, Status.LATE, Status.SUBSTITUTED, Status.CALLED_OFF)


@encloses("place_booked", "place_given_up", "training_near", "session_changed", "session_cancelled")
def about_booking(notice: Notice) -> Invitation | None:
    booking = notice.subject
    return invitation(booking, notice) if isinstance(booking, Booking) else None


def invitation(booking: Booking, notice: Notice) -> Invitation | None:
    """For the delegate alone; None for somebody else, and while a place is only waited for."""
    whose = notice.to.email if notice.to else notice.address
    if booking.mail.lower() != whose.lower() or booking.status not in (*COMING, *OVER):
        return None
    over = booking.status in OVER
    method = "CANCEL" if over else "REQUEST"
    return Invitation(calendar_of(booking, notice, method), method)


def calendar_of(booking: Booking, notice: Notice, method: str) -> bytes:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Safeguarding partnership portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event_of(booking, notice, host, cancelled=method == "CANCEL"))
    written: bytes = calendar.to_ical()
    return written


def event_of(booking: Booking, notice: Notice, host: str, *, cancelled: bool) -> Event:
    session = booking.session
    event = Event()
    event.add("uid", f"booking-{booking.pk}@{host}")
    event.add("sequence", booking.sequence + session.edition + cancelled)
    event.add("dtstamp", notice.queued_at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at or session.starts_at + USUAL_LENGTH)
    event.add("summary", str(session.course))
    event.add("location", where(session))
    event.add("description", f"Your booking: {settings.SITE_URL}{booking.get_absolute_url()}")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    event.add("attendee", attendee(booking), encode=False)
    return event


def where(session: Session) -> str:
    """The room, or the link to what is not in one: only the booked get this."""
    if session.mode != Session.Mode.FACE_TO_FACE:
        return session.link or session.get_mode_display()
    return session.venue or "Not recorded"


def attendee(booking: Booking) -> vCalAddress:
    """The delegate, who need not answer: the place is theirs already."""
    address = vCalAddress(f"mailto:{booking.mail}")
    address.params["cn"] = vText(booking.delegate)
    address.params["partstat"] = vText("ACCEPTED")
    address.params["rsvp"] = vText("FALSE")
    return address
