"""Questions that pages of the partnership ask."""

from partners.forms.access_reviews import LineForm, StartReviewForm
from partners.forms.claims import ClaimForm, DomainForm, RefuseForm
from partners.forms.conflicts import AgencyConflictForm, LiftForm
from partners.forms.filters import ActionFilter, AgencyFilter, DayFilter
from partners.forms.meetings import PapersForm
from partners.forms.owed import ActionForm, MoveForm, NoteForm
from partners.forms.people import EndForm, InviteForm, LeftForm, PersonFilter, PlaceForm
from partners.forms.settings import SettingsForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "AgencyConflictForm",
    "AgencyFilter",
    "ClaimForm",
    "DayFilter",
    "DomainForm",
    "EndForm",
    "InviteForm",
    "LeftForm",
    "LiftForm",
    "LineForm",
    "MoveForm",
    "NoteForm",
    "PapersForm",
    "PersonFilter",
    "PlaceForm",
    "RefuseForm",
    "SettingsForm",
    "StartReviewForm",
]
