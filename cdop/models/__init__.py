"""Child death review: a world of its own, with no name, address or story of any child."""

from cdop.models.conflicts import ConflictOfInterest
from cdop.models.deaths import AgeBand, Death, DeathQuerySet, Facts, YearOf
from cdop.models.facts import CdopFact, CdopFactQuerySet
from cdop.models.panels import (
    Factor,
    PanelMeeting,
    PanelReview,
    PanelReviewQuerySet,
    PanelSeat,
    ReviewFactor,
)
from cdop.models.sharing import LearningShared

__all__ = [
    "AgeBand",
    "CdopFact",
    "CdopFactQuerySet",
    "ConflictOfInterest",
    "Death",
    "DeathQuerySet",
    "Factor",
    "Facts",
    "LearningShared",
    "PanelMeeting",
    "PanelReview",
    "PanelReviewQuerySet",
    "PanelSeat",
    "ReviewFactor",
    "YearOf",
]
