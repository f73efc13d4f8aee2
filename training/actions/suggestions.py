"""Improvements of booking: anybody who books asks, those who run training answer."""

from django.db import transaction

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.models import Suggestion

audit.words(
    {
        "suggestion.made": "Asked for an improvement of booking",
        "suggestion.answered": "Answered what was asked of booking",
    }
)


@transaction.atomic
def suggest(*, partnership: Partnership, text: str, by: User) -> Suggestion:
    """Ask those who run training to make booking better."""
    insist(access.may_suggest(by, partnership))
    made = Suggestion.objects.create(partnership=partnership, text=text, asked_by=by)
    audit.record("suggestion.made", made, by=by)
    return made


@transaction.atomic
def answer_suggestion(*, suggestion: Suggestion, answer: str, by: User) -> bool:
    """Answer once; True when this call did. The first answer stays."""
    insist(access.runs_training_at(by, suggestion.partnership_id))
    waits = Suggestion.objects.open().filter(pk=suggestion.pk)
    if waits.update(answered_on=clock.today(), answer=answer) != 1:
        return False
    audit.record("suggestion.answered", suggestion, by=by)
    return True
