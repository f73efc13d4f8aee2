"""What people type into the learning hub, and how they narrow a list down."""

from learning_hub.forms.learning import (
    AnswerForm,
    IndicatorFilter,
    LearningFilter,
    LearningPointForm,
    ShareLearningForm,
    StageCloseForm,
)
from learning_hub.forms.questionnaires import QuestionForm, QuestionnaireForm, VersionForm
from learning_hub.forms.responses import ResponseForm

__all__ = [
    "AnswerForm",
    "IndicatorFilter",
    "LearningFilter",
    "LearningPointForm",
    "QuestionForm",
    "QuestionnaireForm",
    "ResponseForm",
    "ShareLearningForm",
    "StageCloseForm",
    "VersionForm",
]
