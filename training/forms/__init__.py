"""Forms of training."""

from training.forms.bookings import (
    BookingForm,
    DetailsForm,
    GiveUpForm,
)
from training.forms.certificates import (
    CertificatePolicyForm,
    CheckForm,
)
from training.forms.colleagues import (
    ApprovalForm,
    BookColleagueForm,
    ColleagueForm,
    ListFilter,
    MoveForm,
    TermsForm,
)
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
from training.forms.reports import (
    ReportForm,
    SignOffForm,
)
from training.forms.rules import (
    BookingRulesForm,
)
from training.forms.sessions import (
    CancelForm,
    CourseFilter,
    RatingForm,
    SessionFilter,
    SessionForm,
)
from training.forms.teams import (
    NamesForm,
    TeamForm,
)

__all__ = [
    "ApprovalForm",
    "BookColleagueForm",
    "BookingForm",
    "BookingRulesForm",
    "CancelForm",
    "CertificatePolicyForm",
    "CheckForm",
    "CodingForm",
    "ColleagueForm",
    "CorrectionForm",
    "CourseFilter",
    "DetailsForm",
    "EvaluationFilter",
    "GiveUpForm",
    "ListFilter",
    "MarkForm",
    "MoveForm",
    "NamesForm",
    "RatingForm",
    "RegisterFilter",
    "RegisterForm",
    "ReopenForm",
    "ReportForm",
    "ScheduleForm",
    "SessionFilter",
    "SessionForm",
    "SignOffForm",
    "TeamForm",
    "TermsForm",
    "WalkInForm",
    "WordsFilter",
    "names_in",
]
