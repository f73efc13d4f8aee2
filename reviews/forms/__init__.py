"""What people type about a review."""

from reviews.forms.archive import KindForm
from reviews.forms.letting import ConflictForm, LetInForm
from reviews.forms.publishing import DayForm, PlanPublicationForm, ShareLearningForm

__all__ = [
    "ConflictForm",
    "DayForm",
    "KindForm",
    "LetInForm",
    "PlanPublicationForm",
    "ShareLearningForm",
]
