"""The moves of a session."""

from portal import audit
from portal.workflow import Move, Workflow
from training.access import keeps_register_of, runs_training_of
from training.models import Session

audit.words(
    {
        "session.deliver": "Recorded that a training session took place",
        "session.reopen": "Opened a closed register again",
        "session.cancel": "Cancelled a training session",
    }
)

Status = Session.Status


def register_is_kept(session: Session) -> str:
    """A session counts as delivered once nobody's place is left undecided."""
    open_places = session.bookings.filter(status="booked").count()
    if not open_places:
        return ""
    return f"Mark everybody first: {open_places} booked, and neither attended nor absent."


def day_has_come(session: Session) -> str:
    return "" if session.register_is_open else "The register opens on the day of the session."


SESSIONS = Workflow(
    Move(
        name="deliver",
        label="Close the register",
        begins=(Status.PLANNED,),
        ends=Status.DELIVERED,
        who=keeps_register_of,
        needs=(day_has_come, register_is_kept),
    ),
    Move(
        name="reopen",
        label="Open the register again",
        begins=(Status.DELIVERED,),
        ends=Status.PLANNED,
        who=runs_training_of,
    ),
    Move(
        name="cancel",
        label="Cancel session",
        begins=(Status.PLANNED,),
        ends=Status.CANCELLED,
        who=runs_training_of,
    ),
)
