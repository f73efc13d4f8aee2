"""The moves of a case through its steps."""

from reviews.workflow.handovers import (
    HANDOVERS,
)
from reviews.workflow.incidents import (
    INCIDENTS,
)
from reviews.workflow.local import (
    LOCAL_REVIEWS,
)
from reviews.workflow.publication import (
    PUBLICATIONS,
)
from reviews.workflow.rapid import (
    RAPID,
)

__all__ = [
    "HANDOVERS",
    "INCIDENTS",
    "LOCAL_REVIEWS",
    "PUBLICATIONS",
    "RAPID",
]
