"""Pages of training."""

from training.views.bookings import (
    book,
    booking,
    booking_details,
    booking_take,
    give_up,
)
from training.views.certificates import (
    certificate,
    certificate_check,
    certificate_paper,
    certificate_policy,
)
from training.views.courses import (
    course,
    course_list,
    plan,
)
from training.views.evaluate import (
    evaluate,
)
from training.views.evaluation_schedules import (
    evaluation_schedule,
    evaluation_schedule_add,
    evaluation_schedule_list,
)
from training.views.evaluations import (
    answer_code,
    answer_list,
    course_evaluations,
    evaluation_list,
    evaluation_round,
)
from training.views.mine import (
    my_training,
    rate,
)
from training.views.registers import (
    door_list,
    door_list_paper,
    mark,
    mark_correct,
    my_sessions,
    register,
    register_close,
    register_reopen,
    register_rest,
    register_sheet,
    walk_in,
)
from training.views.sessions import (
    cancel,
    session,
    session_list,
)

__all__ = [
    "answer_code",
    "answer_list",
    "book",
    "booking",
    "booking_details",
    "booking_take",
    "cancel",
    "certificate",
    "certificate_check",
    "certificate_paper",
    "certificate_policy",
    "course",
    "course_evaluations",
    "course_list",
    "door_list",
    "door_list_paper",
    "evaluate",
    "evaluation_list",
    "evaluation_round",
    "evaluation_schedule",
    "evaluation_schedule_add",
    "evaluation_schedule_list",
    "give_up",
    "mark",
    "mark_correct",
    "my_sessions",
    "my_training",
    "plan",
    "rate",
    "register",
    "register_close",
    "register_reopen",
    "register_rest",
    "register_sheet",
    "session",
    "session_list",
    "walk_in",
]
