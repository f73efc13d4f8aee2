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
from learning_hub.models.resources import HubNote, Resource, ResourceQuerySet

__all__ = [
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
    "Recommendation",
    "Resource",
    "ResourceQuerySet",
    "Stage",
    "Theme",
    "Value",
    "plain",
    "refuse_identifying",
    "written",
]
