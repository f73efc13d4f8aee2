"""What training prints: the list for the door."""

from typing import Any

from portal import documents
from training.access import keeps_register_of
from training.models import ON_REGISTER, Session

SPARE_LINES = 5


def door_list(session: Session) -> dict[str, Any]:
    """Everybody on the register by name, and empty lines for who comes without a booking."""
    places = session.bookings.filter(status__in=ON_REGISTER).select_related("agency")
    return {
        "session": session,
        "places": list(places.order_by("delegate", "ref")),
        "spare": range(SPARE_LINES),
    }


DOOR_LIST = documents.Kind(
    key="training.door_list",
    label="Door list",
    template="training/documents/door_list.html",
    context=door_list,
    title=lambda session: f"Door list: {session}",
    to=keeps_register_of,
)
