"""Pages of training."""

from training.views.courses import course, course_list, plan
from training.views.mine import give_up, my_training, rate
from training.views.sessions import book, cancel, deliver, register, session, session_list

__all__ = [
    "book",
    "cancel",
    "course",
    "course_list",
    "deliver",
    "give_up",
    "my_training",
    "plan",
    "rate",
    "register",
    "session",
    "session_list",
]
