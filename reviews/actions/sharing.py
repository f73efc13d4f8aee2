"""Learning leaves a review without identity."""

from collections.abc import Iterable

from django.db import transaction

from learning_hub.actions import write_learning_point
from learning_hub.models import LearningPoint, Theme
from portal import audit
from portal.access import insist
from portal.models import User
from reviews import access
from reviews.models import LearningShared, Review

audit.words(
    {
        "review.learning_shared": "Shared learning from a review",
    }
)


@transaction.atomic
def share_learning(
    *, review: Review, text: str, themes: Iterable[Theme], by: User
) -> LearningPoint:
    """Send learning to the hub as a draft that says nothing of the review.

    What it came from stays on this side, and the record of this side does not name the draft.
    Raises ValidationError when the text could lead back to a child.
    """
    insist(access.leads(by, review))
    point = write_learning_point(
        partnership=review.partnership,
        text=text,
        source_kind=LearningPoint.Source.REVIEW,
        themes=themes,
        by=by,
    )
    LearningShared.objects.create(review=review, learning_point=point, shared_by=by)
    audit.record("review.learning_shared", review, by=by)
    return point
