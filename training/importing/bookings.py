"""How bookings, and the rules they were made under, come in from elsewhere."""

from collections.abc import Iterable
from typing import Any

from portal.packs import Column, Reader, register
from training.models import AgencyTerms, Booking, BookingRules, Matching
from training.models.states import KEPT, BookingStatus


def states_say_since_when(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """A place that is kept says until when; whoever waits says since when."""
    status = row.get("status")
    if status in KEPT and not row.get("kept_until"):
        yield "kept_until", "Say until when this place is kept."
    if status not in KEPT and row.get("kept_until"):
        yield "kept_until", "Only a place that is held, applied for or offered is kept. Empty it."
    if status == BookingStatus.WAITING and not row.get("waiting_since"):
        yield "waiting_since", "Say since when this person waits."


register(
    Reader(
        file="training/bookings.csv",
        title="Bookings: who held a place, and what became of it",
        model=Booking,
        scope="session__course__partnership",
        columns=(
            Column("ref"),
            Column("session"),
            Column("delegate", help="Name as it was booked."),
            Column("agency"),
            Column("status"),
            Column("generated"),
            Column("address", help="Where mail goes when the delegate has no account."),
            Column("job"),
            Column("manager", help="Email address of the line manager."),
            Column("equivalent", help="Training they had elsewhere, in place of a course needed."),
            Column("booked_at"),
            Column("kept_until", help="For a place that is held, applied for or offered."),
            Column("waiting_since", help="For somebody on the waiting list: decides the order."),
            Column("instead_of", help="The booking this one was moved or handed on from."),
            Column("ended_at"),
            Column("why_ended"),
        ),
        checks=(states_say_since_when,),
    )
)
register(
    Reader(
        file="training/matchings.csv",
        title="What was said of whose bookings they are",
        model=Matching,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("found", help="No: nobody here is that person. A person is never in a pack."),
            Column("by_address"),
            Column("name", help="Who said so."),
            Column("made_at"),
        ),
    )
)
register(
    Reader(
        file="training/booking_rules.csv",
        title="How long places are kept and offered, from a day on",
        model=BookingRules,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("from_day"),
            Column("hold_minutes"),
            Column("offer_hours"),
            Column("near_days"),
            Column("near_offer_hours"),
            Column("first_come_days"),
            Column("approval_days"),
            Column("remind_days"),
            Column("needs_days"),
        ),
    )
)
register(
    Reader(
        file="training/agency_terms.csv",
        title="How agencies let their people book",
        model=AgencyTerms,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("agency"),
            Column("partnership"),
            Column("approval"),
            Column("colleagues"),
        ),
    )
)
