"""What people type about a review."""

from reviews.forms.archive import KindForm
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
from reviews.forms.letting import ConflictForm, LetInForm
from reviews.forms.local import CommissionForm, DecideForm, DelayForm, PauseForm, ResumeForm
from reviews.forms.publishing import DayForm, PlanPublicationForm, ShareLearningForm

__all__ = [
    "AnswerForm",
    "AskAgenciesForm",
    "CommissionForm",
    "ConflictForm",
    "DayForm",
    "DecideForm",
    "DeclarationForm",
    "DelayForm",
    "DropForm",
    "KeyLineForm",
    "KindForm",
    "LetInForm",
    "PauseForm",
    "PlanPublicationForm",
    "ProgressForm",
    "ResumeForm",
    "ReviewerForm",
    "ScrutinyForm",
    "ShareLearningForm",
]
