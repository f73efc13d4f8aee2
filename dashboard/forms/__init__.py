"""Whether what was typed on the dashboard is well formed."""

from dashboard.forms.progress import ProgressForm
from dashboard.forms.risks import RiskForm, RiskReviewForm
from dashboard.forms.signing import SignForm
from dashboard.forms.tiles import BoardDatesForm, RatingForm

__all__ = [
    "BoardDatesForm",
    "ProgressForm",
    "RatingForm",
    "RiskForm",
    "RiskReviewForm",
    "SignForm",
]
