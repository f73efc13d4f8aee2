"""What others may count of training, and its own reports."""

from training.reporting.chapter import SURPLUS, chapter, delivered, figures, listings
from training.reporting.for_hub import training_of_the_quarter
from training.reporting.periods import TRAINING_REPORT

__all__ = [
    "SURPLUS",
    "TRAINING_REPORT",
    "chapter",
    "delivered",
    "figures",
    "listings",
    "training_of_the_quarter",
]
