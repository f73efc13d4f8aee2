"""Forms of training."""

from training.forms.bookings import BookingForm
from training.forms.sessions import (
    CancelForm,
    CourseFilter,
    RatingForm,
    RegisterForm,
    SessionFilter,
    SessionForm,
)

__all__ = [
    "BookingForm",
    "CancelForm",
    "CourseFilter",
    "RatingForm",
    "RegisterForm",
    "SessionFilter",
    "SessionForm",
]
