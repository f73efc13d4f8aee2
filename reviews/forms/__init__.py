"""What people type about a review."""

from reviews.forms.archive import (
    KindForm,
)
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
from reviews.forms.handovers import (
    AnswerOfferForm,
    OfferForm,
)
from reviews.forms.incidents import (
    IncidentForm,
    ReferralForm,
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
from reviews.forms.opening import (
    EmergencyForm,
    LetInAgencyForm,
    SearchForm,
)
from reviews.forms.publication import (
    AcceptForm,
    CheckForm,
    CopiesForm,
    LearningForm,
    OutcomeForm,
    ReportForm,
    SignReportForm,
    WithdrawForm,
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
from reviews.forms.screening import (
    NotificationForm,
    ScreeningForm,
)
from reviews.forms.working import (
    CommentForm,
    ContactForm,
    DraftForm,
)

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "AnswerOfferForm",
    "AskAgenciesForm",
    "AskForm",
    "AttendanceForm",
    "CheckForm",
    "ChildForm",
    "CommentForm",
    "CommissionForm",
    "ConflictForm",
    "ContactForm",
    "CopiesForm",
    "CriterionForm",
    "DayForm",
    "DecideForm",
    "DecisionForm",
    "DeclarationForm",
    "DelayForm",
    "DraftForm",
    "DropForm",
    "EmergencyForm",
    "EntryForm",
    "GiveBackForm",
    "IdentityFields",
    "IncidentForm",
    "InformationForm",
    "KeyLineForm",
    "KindForm",
    "LearningForm",
    "LetInAgencyForm",
    "LetInForm",
    "LocalDecisionForm",
    "MeetingForm",
    "NewChildForm",
    "NotMetForm",
    "NotificationForm",
    "OfferForm",
    "OutcomeForm",
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
    "ReportForm",
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
    "SignReportForm",
    "SignatoriesForm",
    "SignatureForm",
    "WithdrawForm",
]
