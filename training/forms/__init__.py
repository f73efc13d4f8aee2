"""Forms of training."""

from training.forms.bookings import (
    BookingForm,
    DetailsForm,
    GiveUpForm,
)
from training.forms.certificates import CertificatePolicyForm, CheckForm
from training.forms.evaluation import (
    CodingForm,
    EvaluationFilter,
    ScheduleForm,
    WordsFilter,
    names_in,
)
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
    "CodingForm",
    "CorrectionForm",
    "CourseFilter",
    "DetailsForm",
    "EvaluationFilter",
    "GiveUpForm",
    "MarkForm",
    "RatingForm",
    "RegisterFilter",
    "RegisterForm",
    "ReopenForm",
    "ScheduleForm",
    "SessionFilter",
    "SessionForm",
    "WalkInForm",
    "WordsFilter",
    "names_in",
]
