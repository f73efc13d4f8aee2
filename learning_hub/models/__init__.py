"""What was learned and asked for. One module a noun."""

from learning_hub.models.audits import Audit, Finding
from learning_hub.models.cycles import Cycle, CycleEvent, Stage
from learning_hub.models.dates import written
from learning_hub.models.indicators import Conference, ConferenceQuerySet, Indicator, Value, plain
from learning_hub.models.learning import (
    LearningPoint,
    LearningPointQuerySet,
    Recommendation,
    Theme,
    refuse_identifying,
)
from learning_hub.models.questionnaires import (
    Question,
    Questionnaire,
    QuestionnaireVersion,
    QuestionnaireVersionQuerySet,
    in_sections,
)
from learning_hub.models.resources import HubNote, Resource, ResourceQuerySet
from learning_hub.models.responses import Answer, AnswerQuerySet, Quote, Response

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Audit",
    "Conference",
    "ConferenceQuerySet",
    "Cycle",
    "CycleEvent",
    "Finding",
    "HubNote",
    "Indicator",
    "LearningPoint",
    "LearningPointQuerySet",
    "Question",
    "Questionnaire",
    "QuestionnaireVersion",
    "QuestionnaireVersionQuerySet",
    "Quote",
    "Recommendation",
    "Resource",
    "ResourceQuerySet",
    "Response",
    "Stage",
    "Theme",
    "Value",
    "in_sections",
    "plain",
    "refuse_identifying",
    "written",
]
