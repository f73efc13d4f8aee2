"""What happens in training."""

from training.actions.bookings import (
    AlreadyBooked,
    NotBookable,
    SessionFull,
    book_place,
    give_up_place,
    name_holder,
)
from training.actions.ratings import AlreadyRated, DidNotAttend, rate_session
from training.actions.sessions import (
    NotOpen,
    ReasonMissing,
    cancel_session,
    deliver_session,
    mark_register,
    plan_session,
)

__all__ = [
    "AlreadyBooked",
    "AlreadyRated",
    "DidNotAttend",
    "NotBookable",
    "NotOpen",
    "ReasonMissing",
    "SessionFull",
    "book_place",
    "cancel_session",
    "deliver_session",
    "give_up_place",
    "mark_register",
    "name_holder",
    "plan_session",
    "rate_session",
]
