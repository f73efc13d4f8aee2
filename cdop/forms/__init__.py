"""What people type about a child's death. Nothing asks who the child was."""

from cdop.forms.conflicts import ConflictForm
from cdop.forms.correcting import CorrectionForm
from cdop.forms.deaths import DayForm, NotificationForm, YearForm
from cdop.forms.panels import PanelMeetingForm, ReviewForm, SeatForm

__all__ = [
    "ConflictForm",
    "CorrectionForm",
    "DayForm",
    "NotificationForm",
    "PanelMeetingForm",
    "ReviewForm",
    "SeatForm",
    "YearForm",
]
