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
from training.actions.registers import (
    HasPlace,
    NoPlaceLeft,
    NotOpen,
    TooEarly,
    close_register,
    correct_mark,
    let_in,
    mark_place,
    mark_register,
    mark_rest,
    reopen_register,
)
from training.actions.sessions import (
    ReasonMissing,
    cancel_session,
    plan_session,
)

__all__ = [
    "AlreadyBooked",
    "AlreadyRated",
    "DidNotAttend",
    "HasPlace",
    "NoPlaceLeft",
    "NotBookable",
    "NotOpen",
    "ReasonMissing",
    "SessionFull",
    "TooEarly",
    "book_place",
    "cancel_session",
    "close_register",
    "correct_mark",
    "give_up_place",
    "let_in",
    "mark_place",
    "mark_register",
    "mark_rest",
    "name_holder",
    "plan_session",
    "rate_session",
    "reopen_register",
]
