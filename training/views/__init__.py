"""Pages of training."""

from training.views.courses import course, course_list, plan
from training.views.mine import my_training, rate
from training.views.sessions import cancel, deliver, register, session, session_list

__all__ = [
    "cancel",
    "course",
    "course_list",
    "deliver",
    "my_training",
    "plan",
    "rate",
    "register",
    "session",
    "session_list",
]
