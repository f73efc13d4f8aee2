"""Courses, their sessions, who came, and what they thought of it."""

from training.models.approvals import (
    Approval,
    ApprovalQuerySet,
)
from training.models.bookings import (
    Booking,
    BookingQuerySet,
)
from training.models.courses import (
    Course,
    CourseQuerySet,
)
from training.models.levels import (
    CourseLevel,
    CourseLevelQuerySet,
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
from training.models.parts import (
    SessionPart,
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
from training.models.rules import (
    AgencyTerms,
    BookingRules,
)
from training.models.sessions import (
    Session,
    SessionQuerySet,
)
from training.models.teams import (
    TeamBooking,
)
from training.models.turns import (
    Turn,
)

__all__ = [
    "MARKS",
    "ON_REGISTER",
    "AgencyTerms",
    "Approval",
    "ApprovalQuerySet",
    "Booking",
    "BookingQuerySet",
    "BookingRules",
    "Closing",
    "ClosingQuerySet",
    "Correction",
    "Course",
    "CourseLevel",
    "CourseLevelQuerySet",
    "CourseOrigin",
    "CourseQuerySet",
    "EvaluationPoint",
    "Need",
    "NeedQuerySet",
    "OriginKind",
    "Rating",
    "RatingQuerySet",
    "Session",
    "SessionPart",
    "SessionQuerySet",
    "TeamBooking",
    "TrainingNote",
    "Turn",
    "WalkIn",
]
