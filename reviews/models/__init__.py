"""Reviews of practice: files from a referral on, what each taught, who may open which."""

from reviews.models.agency_grants import (
    AgencyGrant,
)
from reviews.models.assurance import (
    AssuranceStatement,
    AssuranceStatementQuerySet,
)
from reviews.models.cases import (
    Review,
    ReviewLearning,
    ReviewQuerySet,
    ReviewTheme,
)
from reviews.models.children import (
    MOST,
    Child,
    Identity,
    IdentityOpening,
    SubjectIdentity,
    sealed_for,
)
from reviews.models.commissioning import (
    AgencyDeclaration,
    AgencyDeclarationQuerySet,
    KeyLine,
    ProgressRequest,
    Reviewer,
    ScrutineerEntry,
)
from reviews.models.decisions import (
    ReviewDecision,
    ReviewDecisionQuerySet,
)
from reviews.models.elsewhere import (
    Contribution,
    Occasion,
    RelatedReview,
)
from reviews.models.emergencies import (
    LASTS,
    Emergency,
)
from reviews.models.facts import (
    ReviewFact,
    ReviewFactQuerySet,
)
from reviews.models.grants import (
    ConflictOfInterest,
    ReviewGrant,
    ReviewGrantQuerySet,
)
from reviews.models.handovers import (
    Handover,
    HandoverQuerySet,
)
from reviews.models.impact import (
    ImpactCheck,
    ImpactCheckQuerySet,
)
from reviews.models.incidents import (
    Incident,
)
from reviews.models.information import (
    ChronologyEntry,
    ChronologyEntryQuerySet,
    InformationRequest,
    InformationRequestQuerySet,
)
from reviews.models.local import (
    DelayNote,
    LocalReview,
    Pause,
)
from reviews.models.national import (
    GapLine,
    NationalPublication,
    NationalPublicationQuerySet,
)
from reviews.models.notifications import (
    Notification,
)
from reviews.models.publication import (
    GUIDE_PARTS,
    AcceptedWords,
    AnonymityCheck,
    Publication,
    PublicationQuerySet,
    PublishedResource,
    ReportCopy,
)
from reviews.models.rapid import (
    ClockStart,
    RapidReview,
    RapidRule,
)
from reviews.models.rapid_contents import (
    CriterionTest,
    RapidSection,
    SafetyAction,
    SafetyActionQuerySet,
    Said,
)
from reviews.models.rapid_meetings import (
    Attendance,
    RapidMeeting,
)
from reviews.models.recommendations import (
    RecommendationAction,
    RecommendationActionQuerySet,
    RecommendationDecision,
    RecommendationDecisionQuerySet,
    RecommendationProduct,
    ReviewRecommendation,
    ReviewRecommendationQuerySet,
)
from reviews.models.screenings import (
    CriterionAnswer,
    Screening,
)
from reviews.models.sharing import (
    Challenge,
    GuideSending,
    LearningShared,
)
from reviews.models.signatures import (
    Signature,
    SignatureQuerySet,
)
from reviews.models.summaries import (
    LearningSummary,
    LearningSummaryQuerySet,
)
from reviews.models.thematic import (
    CommonTheme,
    ThematicFile,
)
from reviews.models.versions import (
    Versioned,
)
from reviews.models.working import (
    Contact,
    Draft,
    DraftComment,
    DraftReading,
    sealed_words,
)

__all__ = [
    "GUIDE_PARTS",
    "LASTS",
    "MOST",
    "AcceptedWords",
    "AgencyDeclaration",
    "AgencyDeclarationQuerySet",
    "AgencyGrant",
    "AnonymityCheck",
    "AssuranceStatement",
    "AssuranceStatementQuerySet",
    "Attendance",
    "Challenge",
    "Child",
    "ChronologyEntry",
    "ChronologyEntryQuerySet",
    "ClockStart",
    "CommonTheme",
    "ConflictOfInterest",
    "Contact",
    "Contribution",
    "CriterionAnswer",
    "CriterionTest",
    "DelayNote",
    "Draft",
    "DraftComment",
    "DraftReading",
    "Emergency",
    "GapLine",
    "GuideSending",
    "Handover",
    "HandoverQuerySet",
    "Identity",
    "IdentityOpening",
    "ImpactCheck",
    "ImpactCheckQuerySet",
    "Incident",
    "InformationRequest",
    "InformationRequestQuerySet",
    "KeyLine",
    "LearningShared",
    "LearningSummary",
    "LearningSummaryQuerySet",
    "LocalReview",
    "NationalPublication",
    "NationalPublicationQuerySet",
    "Notification",
    "Occasion",
    "Pause",
    "ProgressRequest",
    "Publication",
    "PublicationQuerySet",
    "PublishedResource",
    "RapidMeeting",
    "RapidReview",
    "RapidRule",
    "RapidSection",
    "RecommendationAction",
    "RecommendationActionQuerySet",
    "RecommendationDecision",
    "RecommendationDecisionQuerySet",
    "RecommendationProduct",
    "RelatedReview",
    "ReportCopy",
    "Review",
    "ReviewDecision",
    "ReviewDecisionQuerySet",
    "ReviewFact",
    "ReviewFactQuerySet",
    "ReviewGrant",
    "ReviewGrantQuerySet",
    "ReviewLearning",
    "ReviewQuerySet",
    "ReviewRecommendation",
    "ReviewRecommendationQuerySet",
    "ReviewTheme",
    "Reviewer",
    "SafetyAction",
    "SafetyActionQuerySet",
    "Said",
    "Screening",
    "ScrutineerEntry",
    "Signature",
    "SignatureQuerySet",
    "SubjectIdentity",
    "ThematicFile",
    "Versioned",
    "sealed_for",
    "sealed_words",
]
