"""Closing a file once it taught what it had to teach, and beginning to write that down."""

from django.db import transaction

from portal import audit, clock
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.chain import open_ends
from reviews.models import Incident, Publication, Review
from reviews.workflow import INCIDENTS

audit.words({"review.learning_begun": "Began to write down what a case taught"})
SAY_WHY = "Something is still open. Say why the case can be closed all the same."


@transaction.atomic
def begin_learning(*, review: Review, by: User) -> Publication:
    """Open the texts of a file without a local review: its synopsis and its 7-minute guide."""
    insist(access.leads(by, review))
    publication, new = Publication.objects.get_or_create(review=review)
    if new:
        audit.record("review.learning_begun", review, by=by)
    return publication


@transaction.atomic
def close_file(*, review: Review, because: str, by: User) -> None:
    """Raises MoveRefused with what is missing: the synopsis, a decision, an end of its reviews.

    What is open of its recommendations refuses nothing: it wants a reason, which stays.
    """
    insist(access.leads(by, review))
    incident = Incident.objects.select_for_update().get(review=review)
    if open_ends(review) and not because.strip():
        raise MoveRefused(SAY_WHY)
    INCIDENTS.make("close", incident, by=by, closed_on=clock.today(), closed_because=because)
