"""Improvements of booking: for all whom the training of a partnership is for."""

from partners.models import Partnership
from portal.access import keeper
from portal.models import User
from training.access.shared import acting_at, served
from training.models import Suggestion, SuggestionQuerySet


@keeper(Suggestion)
def suggestions(user: User) -> SuggestionQuerySet:
    """Everybody who books there reads what was asked, so that nobody asks twice."""
    return Suggestion.objects.filter(partnership__in=served(user))


def may_suggest(user: User, partnership: Partnership) -> bool:
    return bool(acting_at(user, partnership.pk))
