"""Courses, their sessions, who came, and what they thought of it."""

from training.models.bookings import Booking, BookingQuerySet
from training.models.courses import Course, CourseQuerySet
from training.models.levels import CourseLevel, CourseLevelQuerySet
from training.models.notes import EvaluationPoint, TrainingNote
from training.models.origins import CourseOrigin, OriginKind
from training.models.parts import SessionPart
from training.models.ratings import Rating, RatingQuerySet
from training.models.registers import (
    MARKS,
    ON_REGISTER,
    Closing,
    ClosingQuerySet,
    Correction,
    WalkIn,
)
from training.models.sessions import Session, SessionQuerySet

__all__ = [
    "MARKS",
    "ON_REGISTER",
    "Booking",
    "BookingQuerySet",
    "Closing",
    "ClosingQuerySet",
    "Correction",
    "Course",
    "CourseLevel",
    "CourseLevelQuerySet",
    "CourseOrigin",
    "CourseQuerySet",
    "EvaluationPoint",
    "OriginKind",
    "Rating",
    "RatingQuerySet",
    "Session",
    "SessionPart",
    "SessionQuerySet",
    "TrainingNote",
    "WalkIn",
]
