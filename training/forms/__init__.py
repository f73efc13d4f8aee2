"""Forms of training."""

from training.forms.bookings import (
    BookingForm,
    DetailsForm,
    GiveUpForm,
)
from training.forms.certificates import CertificatePolicyForm, CheckForm
from training.forms.registers import (
    CorrectionForm,
    MarkForm,
    RegisterFilter,
    RegisterForm,
    ReopenForm,
    WalkInForm,
)
from training.forms.sessions import (
    CancelForm,
    CourseFilter,
    RatingForm,
    SessionFilter,
    SessionForm,
)

__all__ = [
    "BookingForm",
    "CancelForm",
    "CertificatePolicyForm",
    "CheckForm",
    "CorrectionForm",
    "CourseFilter",
    "DetailsForm",
    "GiveUpForm",
    "MarkForm",
    "RatingForm",
    "RegisterFilter",
    "RegisterForm",
    "ReopenForm",
    "SessionFilter",
    "SessionForm",
    "WalkInForm",
]
