"""Courses, their sessions, who came, and what they thought of it."""

from training.models.accounts import (
    AccountYear,
    Cost,
    TrainingHost,
    financial_year,
)
from training.models.alerts import (
    DateAlert,
    DateAlertQuerySet,
)
from training.models.approvals import (
    Approval,
    ApprovalQuerySet,
)
from training.models.billing import (
    FinanceContact,
    PurchaseOrder,
    VatRate,
)
from training.models.bookings import (
    Booking,
    BookingQuerySet,
)
from training.models.certificates import (
    Certificate,
    CertificatePolicy,
    CertificateQuerySet,
)
from training.models.changes import (
    Change,
    Delivery,
    DeliveryQuerySet,
)
from training.models.charges import (
    Charge,
    ChargeQuerySet,
)
from training.models.conferences import (
    Conference,
    FollowUp,
    ProgrammeItem,
)
from training.models.courses import (
    Course,
    CourseQuerySet,
)
from training.models.coverage import (
    TrainingNeed,
    TrainingNeedQuerySet,
)
from training.models.evaluation import (
    EvaluationRequest,
    EvaluationRequestQuerySet,
    EvaluationRound,
    EvaluationRoundQuerySet,
    EvaluationSchedule,
    EvaluationScheduleQuerySet,
    EvaluationStage,
)
from training.models.fees import (
    Fee,
    FeeApproval,
    FeeQuerySet,
    FeeTable,
    FeeTableQuerySet,
    Length,
    Payer,
    PayerClass,
    PayerClassQuerySet,
    PayerQuerySet,
)
from training.models.free_places import (
    FreePlace,
    FreePlaceQuerySet,
)
from training.models.funds import (
    Fund,
    FundQuerySet,
    FundUse,
)
from training.models.groups import (
    TrainingGroup,
    TrainingGroupQuerySet,
)
from training.models.improvements import (
    Improvement,
    ImprovementQuerySet,
)
from training.models.invoices import (
    EVERY_AGE,
    Invoice,
    InvoiceKind,
    InvoiceLine,
    InvoiceQuerySet,
    Numbering,
    Payment,
    age_of,
)
from training.models.levels import (
    CourseLevel,
    CourseLevelQuerySet,
)
from training.models.matching import (
    Matching,
)
from training.models.needs import (
    Need,
    NeedQuerySet,
)
from training.models.notes import (
    EvaluationPoint,
    TrainingNote,
)
from training.models.origins import (
    CourseOrigin,
    OriginKind,
)
from training.models.part_marks import (
    PART_MARKS,
    PartMark,
    PartMarkQuerySet,
)
from training.models.parts import (
    SessionPart,
)
from training.models.programme import (
    ProgrammeCourse,
    ProgrammeYear,
)
from training.models.providers import (
    Contract,
    Measure,
    MeasureCheck,
    Observation,
    Provider,
    ProviderQuerySet,
)
from training.models.ratings import (
    Rating,
    RatingQuerySet,
)
from training.models.registers import (
    MARKS,
    ON_REGISTER,
    Closing,
    ClosingQuerySet,
    Correction,
    WalkIn,
)
from training.models.reports import (
    TrainingReport,
    TrainingReportQuerySet,
    TrainingSignOff,
)
from training.models.requirements import (
    AgencyTraining,
    Requirement,
    RequirementQuerySet,
)
from training.models.rules import (
    AgencyTerms,
    BookingRules,
)
from training.models.sessions import (
    Session,
    SessionQuerySet,
)
from training.models.strategies import (
    StrategyTarget,
    TargetCount,
    TrainingStrategy,
    TrainingStrategyQuerySet,
)
from training.models.suggestions import (
    Suggestion,
    SuggestionQuerySet,
)
from training.models.teams import (
    TeamBooking,
)
from training.models.terms import (
    CancellationRule,
    Policy,
    PolicyQuerySet,
)
from training.models.turns import (
    Turn,
)

__all__ = [
    "EVERY_AGE",
    "MARKS",
    "ON_REGISTER",
    "PART_MARKS",
    "AccountYear",
    "AgencyTerms",
    "AgencyTraining",
    "Approval",
    "ApprovalQuerySet",
    "Booking",
    "BookingQuerySet",
    "BookingRules",
    "CancellationRule",
    "Certificate",
    "CertificatePolicy",
    "CertificateQuerySet",
    "Change",
    "Charge",
    "ChargeQuerySet",
    "Closing",
    "ClosingQuerySet",
    "Conference",
    "Contract",
    "Correction",
    "Cost",
    "Course",
    "CourseLevel",
    "CourseLevelQuerySet",
    "CourseOrigin",
    "CourseQuerySet",
    "DateAlert",
    "DateAlertQuerySet",
    "Delivery",
    "DeliveryQuerySet",
    "EvaluationPoint",
    "EvaluationRequest",
    "EvaluationRequestQuerySet",
    "EvaluationRound",
    "EvaluationRoundQuerySet",
    "EvaluationSchedule",
    "EvaluationScheduleQuerySet",
    "EvaluationStage",
    "Fee",
    "FeeApproval",
    "FeeQuerySet",
    "FeeTable",
    "FeeTableQuerySet",
    "FinanceContact",
    "FollowUp",
    "FreePlace",
    "FreePlaceQuerySet",
    "Fund",
    "FundQuerySet",
    "FundUse",
    "Improvement",
    "ImprovementQuerySet",
    "Invoice",
    "InvoiceKind",
    "InvoiceLine",
    "InvoiceQuerySet",
    "Length",
    "Matching",
    "Measure",
    "MeasureCheck",
    "Need",
    "NeedQuerySet",
    "Numbering",
    "Observation",
    "OriginKind",
    "PartMark",
    "PartMarkQuerySet",
    "Payer",
    "PayerClass",
    "PayerClassQuerySet",
    "PayerQuerySet",
    "Payment",
    "Policy",
    "PolicyQuerySet",
    "ProgrammeCourse",
    "ProgrammeItem",
    "ProgrammeYear",
    "Provider",
    "ProviderQuerySet",
    "PurchaseOrder",
    "Rating",
    "RatingQuerySet",
    "Requirement",
    "RequirementQuerySet",
    "Session",
    "SessionPart",
    "SessionQuerySet",
    "StrategyTarget",
    "Suggestion",
    "SuggestionQuerySet",
    "TargetCount",
    "TeamBooking",
    "TrainingGroup",
    "TrainingGroupQuerySet",
    "TrainingHost",
    "TrainingNeed",
    "TrainingNeedQuerySet",
    "TrainingNote",
    "TrainingReport",
    "TrainingReportQuerySet",
    "TrainingSignOff",
    "TrainingStrategy",
    "TrainingStrategyQuerySet",
    "Turn",
    "VatRate",
    "WalkIn",
    "age_of",
    "financial_year",
]
