"""Questions that pages of the partnership ask."""

from partners.forms.conflicts import AgencyConflictForm, LiftForm
from partners.forms.filters import ActionFilter, AgencyFilter, DayFilter
from partners.forms.meetings import PapersForm
from partners.forms.owed import ActionForm, MoveForm, NoteForm
from partners.forms.settings import SettingsForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "AgencyConflictForm",
    "AgencyFilter",
    "DayFilter",
    "LiftForm",
    "MoveForm",
    "NoteForm",
    "PapersForm",
    "SettingsForm",
]
