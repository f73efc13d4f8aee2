"""The moves of a case through its steps."""

from reviews.workflow.local import (
    LOCAL_REVIEWS,
)
from reviews.workflow.rapid import (
    RAPID,
)

__all__ = [
    "LOCAL_REVIEWS",
    "RAPID",
]
