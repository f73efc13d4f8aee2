"""What people type about a review."""

from reviews.forms.archive import KindForm
from reviews.forms.children import (
    ChildForm,
    IdentityFields,
    NewChildForm,
    ReasonForm,
    ReferredChildren,
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
from reviews.forms.incidents import IncidentForm, ReferralForm
from reviews.forms.information import AskForm, EntryForm, GiveBackForm, InformationForm
from reviews.forms.letting import ConflictForm, LetInForm
from reviews.forms.local import CommissionForm, DecideForm, DelayForm, PauseForm, ResumeForm
from reviews.forms.opening import EmergencyForm, LetInAgencyForm, SearchForm
from reviews.forms.publishing import DayForm, PlanPublicationForm, ShareLearningForm
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
from reviews.forms.screening import NotificationForm, ScreeningForm

__all__ = [
    "AnswerForm",
    "AskAgenciesForm",
    "AskForm",
    "AttendanceForm",
    "ChildForm",
    "CommissionForm",
    "ConflictForm",
    "CriterionForm",
    "DayForm",
    "DecideForm",
    "DecisionForm",
    "DeclarationForm",
    "DelayForm",
    "DropForm",
    "EmergencyForm",
    "EntryForm",
    "GiveBackForm",
    "IdentityFields",
    "IncidentForm",
    "InformationForm",
    "KeyLineForm",
    "KindForm",
    "LetInAgencyForm",
    "LetInForm",
    "LocalDecisionForm",
    "MeetingForm",
    "NewChildForm",
    "NotMetForm",
    "NotificationForm",
    "PanelViewForm",
    "PauseForm",
    "PlanPublicationForm",
    "ProgressForm",
    "RapidCorrectionForm",
    "RapidDatesForm",
    "RapidRuleForm",
    "ReasonForm",
    "ReferralForm",
    "ReferredChildren",
    "ResumeForm",
    "ReviewerForm",
    "SafetyActionForm",
    "SafetyDoneForm",
    "ScreeningForm",
    "ScrutinyForm",
    "SearchForm",
    "SectionForm",
    "SentForm",
    "ShareLearningForm",
    "SignatoriesForm",
    "SignatureForm",
]
