"""What people type about a review."""

from reviews.forms.archive import (
    KindForm,
)
from reviews.forms.commissioning import (
    AnswerForm,
    AskAgenciesForm,
    DeclarationForm,
    DropForm,
    KeyLineForm,
    ProgressForm,
    ReviewerForm,
    ScrutinyForm,
)
from reviews.forms.deciding import (
    DecisionForm,
    LocalDecisionForm,
    PanelViewForm,
    SignatoriesForm,
    SignatureForm,
)
from reviews.forms.information import (
    AskForm,
    EntryForm,
    GiveBackForm,
    InformationForm,
)
from reviews.forms.letting import (
    ConflictForm,
    LetInForm,
)
from reviews.forms.local import (
    CommissionForm,
    DecideForm,
    DelayForm,
    PauseForm,
    ResumeForm,
)
from reviews.forms.publishing import (
    DayForm,
    PlanPublicationForm,
    ShareLearningForm,
)
from reviews.forms.rapid import (
    NotMetForm,
    RapidCorrectionForm,
    RapidDatesForm,
    RapidRuleForm,
    SentForm,
)
from reviews.forms.rapid_contents import (
    AttendanceForm,
    CriterionForm,
    MeetingForm,
    SafetyActionForm,
    SafetyDoneForm,
    SectionForm,
)

__all__ = [
    "AnswerForm",
    "AskAgenciesForm",
    "AskForm",
    "AttendanceForm",
    "CommissionForm",
    "ConflictForm",
    "CriterionForm",
    "DayForm",
    "DecideForm",
    "DecisionForm",
    "DeclarationForm",
    "DelayForm",
    "DropForm",
    "EntryForm",
    "GiveBackForm",
    "InformationForm",
    "KeyLineForm",
    "KindForm",
    "LetInForm",
    "LocalDecisionForm",
    "MeetingForm",
    "NotMetForm",
    "PanelViewForm",
    "PauseForm",
    "PlanPublicationForm",
    "ProgressForm",
    "RapidCorrectionForm",
    "RapidDatesForm",
    "RapidRuleForm",
    "ResumeForm",
    "ReviewerForm",
    "SafetyActionForm",
    "SafetyDoneForm",
    "ScrutinyForm",
    "SectionForm",
    "SentForm",
    "ShareLearningForm",
    "SignatoriesForm",
    "SignatureForm",
]
