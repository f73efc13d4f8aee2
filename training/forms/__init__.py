"""Forms of training."""

from training.forms.alerts import (
    AlertForm,
)
from training.forms.bookings import (
    BookingForm,
    DetailsForm,
    GiveUpForm,
)
from training.forms.catalogue import (
    CourseFilter,
    DateFilter,
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
from training.forms.courses import (
    CourseForm,
    OriginForm,
)
from training.forms.coverage import (
    NeedFilter,
    NeedForm,
    SettleForm,
)
from training.forms.evaluation import (
    CodingForm,
    EvaluationFilter,
    ScheduleForm,
    WordsFilter,
    names_in,
)
from training.forms.groups import (
    EndGroupForm,
    TrainingGroupForm,
)
from training.forms.improvements import (
    ImprovementForm,
    SettleImprovementForm,
)
from training.forms.matching import (
    UnmatchedFilter,
    WhoForm,
)
from training.forms.planning import (
    CopyForm,
    PartForm,
    SessionForm,
)
from training.forms.programme import (
    ConferenceForm,
    FollowUpForm,
    ItemForm,
    YearCourseForm,
    YearForm,
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
    PartsCorrectionForm,
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
    RatingForm,
    SessionFilter,
)
from training.forms.strategies import (
    CountForm,
    SettleTargetForm,
    StrategyForm,
    TargetForm,
)
from training.forms.suggestions import (
    AnswerSuggestionForm,
    SuggestionForm,
)
from training.forms.teams import (
    NamesForm,
    TeamForm,
)

__all__ = [
    "AgencyTrainingForm",
    "AlertForm",
    "AnswerForm",
    "AnswerSuggestionForm",
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
    "ConferenceForm",
    "ContractForm",
    "CopyForm",
    "CorrectionForm",
    "CountForm",
    "CourseFilter",
    "CourseForm",
    "DateFilter",
    "DetailsForm",
    "EndGroupForm",
    "EvaluationFilter",
    "FollowUpForm",
    "GiveUpForm",
    "ImprovementForm",
    "ItemForm",
    "ListFilter",
    "MarkForm",
    "MoveForm",
    "NamesForm",
    "NeedFilter",
    "NeedForm",
    "ObservationForm",
    "OriginForm",
    "PartForm",
    "PartsCorrectionForm",
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
    "SettleForm",
    "SettleImprovementForm",
    "SettleTargetForm",
    "SignOffForm",
    "StrategyForm",
    "SuggestionForm",
    "TargetForm",
    "TeamForm",
    "TermsForm",
    "TrainingGroupForm",
    "UnmatchedFilter",
    "WalkInForm",
    "WhoForm",
    "WordsFilter",
    "YearCourseForm",
    "YearForm",
    "names_in",
]
