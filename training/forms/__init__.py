"""Forms of training."""

from training.forms.bookings import BookingForm, DetailsForm, GiveUpForm
from training.forms.certificates import CertificatePolicyForm, CheckForm
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
from training.forms.providers import (
    AnswerForm,
    ChangeForm,
    CheckMeasureForm,
    ContractForm,
    ObservationForm,
    ProviderForm,
)
from training.forms.records import (
    AgencyTrainingForm,
    RecordFilter,
    RequirementFilter,
    RequirementForm,
)
from training.forms.registers import (
    CorrectionForm,
    MarkForm,
    RegisterFilter,
    RegisterForm,
    ReopenForm,
    WalkInForm,
)
from training.forms.reports import ReportForm, SignOffForm
from training.forms.rules import BookingRulesForm
from training.forms.sessions import CancelForm, CourseFilter, RatingForm, SessionFilter, SessionForm
from training.forms.teams import NamesForm, TeamForm

__all__ = [
    "AgencyTrainingForm",
    "AnswerForm",
    "ApprovalForm",
    "BookColleagueForm",
    "BookingForm",
    "BookingRulesForm",
    "CancelForm",
    "CertificatePolicyForm",
    "ChangeForm",
    "CheckForm",
    "CheckMeasureForm",
    "CodingForm",
    "ColleagueForm",
    "ContractForm",
    "CorrectionForm",
    "CourseFilter",
    "DetailsForm",
    "EvaluationFilter",
    "GiveUpForm",
    "ListFilter",
    "MarkForm",
    "MoveForm",
    "NamesForm",
    "ObservationForm",
    "ProviderForm",
    "RatingForm",
    "RecordFilter",
    "RegisterFilter",
    "RegisterForm",
    "ReopenForm",
    "ReportForm",
    "RequirementFilter",
    "RequirementForm",
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
