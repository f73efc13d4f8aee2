"""What became of a review, as one step of its file."""

from collections.abc import Iterator

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.chain import counted
from reviews.kinds import Family
from reviews.models import Review
from reviews.views.steps import DONE, NOT_YET, STARTED, Step, tells_steps


@tells_steps(80, Family.LEARNING)
def learning_step(user: User, review: Review) -> Iterator[Step]:
    """Offered once a review has begun; who only reads a file finds the page all the same."""
    if review.kind in (Review.Kind.REFERRAL, Review.Kind.HANDOVER):
        return
    recommended = access.recommendations(user).filter(review=review)
    number = recommended.count()
    yield Step(
        label="Recommendations and what became of them",
        state=state(review, number),
        address=reverse("reviews:chain", kwargs={"review_id": review.pk}),
        verb="Go on with the recommendations" if access.leads(user, review) else "",
        hint=counted(number, "recommendation", "recommendations") if number else "",
    )


def state(review: Review, number: int) -> str:
    incident = getattr(review, "incident", None)
    if incident is not None and incident.status == "closed":
        return DONE
    return STARTED if number else NOT_YET
