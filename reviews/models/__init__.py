"""Reviews of practice: the archive, what each taught, and who may open which."""

from reviews.models.cases import Review, ReviewLearning, ReviewQuerySet, ReviewTheme
from reviews.models.facts import ReviewFact, ReviewFactQuerySet
from reviews.models.grants import ConflictOfInterest, ReviewGrant, ReviewGrantQuerySet
from reviews.models.sharing import LearningShared

__all__ = [
    "ConflictOfInterest",
    "LearningShared",
    "Review",
    "ReviewFact",
    "ReviewFactQuerySet",
    "ReviewGrant",
    "ReviewGrantQuerySet",
    "ReviewLearning",
    "ReviewQuerySet",
    "ReviewTheme",
]
