"""What happens in training."""

from training.actions.approvals import (
    approve,
    decline,
)
from training.actions.asking import (
    is_open,
)
from training.actions.bookings import (
    Delegate,
    book_place,
    confirm_place,
    give_up_place,
    hold_place,
    name_holder,
)
from training.actions.doubts import (
    doubts,
)
from training.actions.needs import (
    remove_old_needs,
    say_needs,
)
from training.actions.places import (
    is_to_come,
    left,
    rules_of,
)
from training.actions.ratings import (
    AlreadyRated,
    DidNotAttend,
    rate_session,
)
from training.actions.refusals import (
    AlreadyAnswered,
    AlreadyBooked,
    BookingRefused,
    ManagerMissing,
    NoLongerSo,
    NotBookable,
    NothingFree,
    NotSameCourse,
    OfferOver,
    SessionFull,
)
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
from training.actions.settling import (
    approval_wanted,
)
from training.actions.transfers import (
    hand_on,
    move_place,
)
from training.actions.waiting import (
    may_take,
    offer_freed_places,
    position,
    take_up,
    turn_list,
    turn_lists,
)

__all__ = [
    "AlreadyAnswered",
    "AlreadyBooked",
    "AlreadyRated",
    "BookingRefused",
    "Delegate",
    "DidNotAttend",
    "HasPlace",
    "ManagerMissing",
    "NoLongerSo",
    "NoPlaceLeft",
    "NotBookable",
    "NotOpen",
    "NotSameCourse",
    "NothingFree",
    "OfferOver",
    "ReasonMissing",
    "SessionFull",
    "TooEarly",
    "approval_wanted",
    "approve",
    "book_place",
    "cancel_session",
    "close_register",
    "confirm_place",
    "correct_mark",
    "decline",
    "doubts",
    "give_up_place",
    "hand_on",
    "hold_place",
    "is_open",
    "is_to_come",
    "left",
    "let_in",
    "mark_place",
    "mark_register",
    "mark_rest",
    "may_take",
    "move_place",
    "name_holder",
    "offer_freed_places",
    "plan_session",
    "position",
    "rate_session",
    "remove_old_needs",
    "reopen_register",
    "rules_of",
    "say_needs",
    "take_up",
    "turn_list",
    "turn_lists",
]
