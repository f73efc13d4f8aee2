"""What happens to a session."""

from django.db import transaction

from portal import clock
from portal.models import User
from training.actions import charges
from training.actions.announcing import tell_everybody
from training.models import Booking, Session
from training.workflow import SESSIONS

Status = Booking.Status


class ReasonMissing(Exception):
    """A session is cancelled only with a reason."""


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User) -> None:
    """Cancel, end every booking, give its fee back and tell everybody who held or waited.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    Session.objects.select_for_update().get(pk=session.pk)
    SESSIONS.make("cancel", session, by=by, cancelled_because=reason)
    tell_everybody("session_cancelled", session=session)
    live = session.bookings.open()
    for booking in live.filter(charges__kind="place").select_related("session"):
        charges.called_off(booking, by)
    live.update(status=Status.CALLED_OFF, kept_until=None, ended_at=clock.now(), ended_by=by)
