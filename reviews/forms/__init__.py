"""What people type about a review."""

from reviews.forms.archive import (
    KindForm,
)
from reviews.forms.assuring import (
    ACCEPT,
    AskAssuranceForm,
    AssuranceForm,
    JudgeForm,
)
from reviews.forms.carrying import (
    ImpactForm,
    ImpactPlanForm,
    ProductForm,
)
from reviews.forms.challenging import (
    ChallengeAnswerForm,
    ChallengeForm,
    CloseForm,
    GuideSentForm,
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
from reviews.forms.figures import (
    SummaryForm,
    YearForm,
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
from reviews.forms.kinds import (
    CommonThemeForm,
    ContributionForm,
    ContributionOutcomeForm,
    CorrectReviewForm,
    OccasionForm,
    OpenReviewForm,
    RelatedForm,
    ThematicFileForm,
    ThemesForm,
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
from reviews.forms.national import (
    GapActionForm,
    GapForm,
    NationalChangeForm,
    NationalForm,
    ReplyForm,
    StandsForm,
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
from reviews.forms.recommendations import (
    ConfirmForm,
    DecideOnForm,
    GiveActionForm,
    RecommendationEditForm,
    RecommendationFilter,
    RecommendationForm,
    SendActionBackForm,
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
    "ACCEPT",
    "AcceptForm",
    "AnswerForm",
    "AnswerOfferForm",
    "AskAgenciesForm",
    "AskAssuranceForm",
    "AskForm",
    "AssuranceForm",
    "AttendanceForm",
    "ChallengeAnswerForm",
    "ChallengeForm",
    "CheckForm",
    "ChildForm",
    "CloseForm",
    "CommentForm",
    "CommissionForm",
    "CommonThemeForm",
    "ConfirmForm",
    "ConflictForm",
    "ContactForm",
    "ContributionForm",
    "ContributionOutcomeForm",
    "CopiesForm",
    "CorrectReviewForm",
    "CriterionForm",
    "DayForm",
    "DecideForm",
    "DecideOnForm",
    "DecisionForm",
    "DeclarationForm",
    "DelayForm",
    "DraftForm",
    "DropForm",
    "EmergencyForm",
    "EntryForm",
    "GapActionForm",
    "GapForm",
    "GiveActionForm",
    "GiveBackForm",
    "GuideSentForm",
    "IdentityFields",
    "ImpactForm",
    "ImpactPlanForm",
    "IncidentForm",
    "InformationForm",
    "JudgeForm",
    "KeyLineForm",
    "KindForm",
    "LearningForm",
    "LetInAgencyForm",
    "LetInForm",
    "LocalDecisionForm",
    "MeetingForm",
    "NationalChangeForm",
    "NationalForm",
    "NewChildForm",
    "NotMetForm",
    "NotificationForm",
    "OccasionForm",
    "OfferForm",
    "OpenReviewForm",
    "OutcomeForm",
    "PanelViewForm",
    "PauseForm",
    "PlanPublicationForm",
    "ProductForm",
    "ProgressForm",
    "RapidCorrectionForm",
    "RapidDatesForm",
    "RapidRuleForm",
    "ReasonForm",
    "RecommendationEditForm",
    "RecommendationFilter",
    "RecommendationForm",
    "ReferralForm",
    "ReferredChildren",
    "RelatedForm",
    "ReplyForm",
    "ReportForm",
    "ResumeForm",
    "ReviewerForm",
    "SafetyActionForm",
    "SafetyDoneForm",
    "ScreeningForm",
    "ScrutinyForm",
    "SearchForm",
    "SectionForm",
    "SendActionBackForm",
    "SentForm",
    "ShareLearningForm",
    "SignReportForm",
    "SignatoriesForm",
    "SignatureForm",
    "StandsForm",
    "SummaryForm",
    "ThematicFileForm",
    "ThemesForm",
    "WithdrawForm",
    "YearForm",
]
