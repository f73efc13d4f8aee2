"""The moves of a session."""

from portal import audit
from portal.workflow import Move, Workflow
from training.access import runs_training_of
from training.models import Session

audit.words(
    {
        "session.deliver": "Recorded that a training session took place",
        "session.cancel": "Cancelled a training session",
    }
)

Status = Session.Status


def register_is_kept(session: Session) -> str:
    """A session counts as delivered once nobody's place is left undecided."""
    open_places = session.bookings.filter(status="booked").count()
    if not open_places:
        return ""
    return f"Mark the register first: {open_places} booked places are neither attended nor absent."


SESSIONS = Workflow(
    Move(
        name="deliver",
        label="Record as delivered",
        begins=(Status.PLANNED,),
        ends=Status.DELIVERED,
        who=runs_training_of,
        needs=(register_is_kept,),
    ),
    Move(
        name="cancel",
        label="Cancel session",
        begins=(Status.PLANNED,),
        ends=Status.CANCELLED,
        who=runs_training_of,
    ),
)
