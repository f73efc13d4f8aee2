"""Questions that pages of the partnership ask."""

from partners.forms.filters import ActionFilter, AgencyFilter, DayFilter
from partners.forms.owed import ActionForm, MoveForm, NoteForm
from partners.forms.settings import SettingsForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "AgencyFilter",
    "DayFilter",
    "MoveForm",
    "NoteForm",
    "SettingsForm",
]
