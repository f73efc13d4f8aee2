"""The clocks of a review, as law and guidance set them."""

from collections.abc import Iterable

from partners.models import Role, Standing
from portal.deadlines import Kind
from portal.models import User
from reviews.models import ConflictOfInterest, Review


def review_leads(review: Review) -> Iterable[User]:
    """The review leads of the partnership today, but nobody with a conflict of interest."""
    held = Standing.objects.current().filter(
        partnership=review.partnership_id, role=Role.REVIEW_LEAD
    )
    shut = ConflictOfInterest.objects.standing().filter(review=review)
    people = User.objects.filter(is_active=True, pk__in=held.values("person"))
    return people.exclude(pk__in=shut.values("person"))


COPIES = Kind(
    key="reviews.publication_copies",
    label="Copies of a review, before it is published",
    subject="reviews.Review",
    amount=-7,
    unit="working days",
    basis="statute",
    source="SI 2018/789 and Working Together, chapter 5",
    people=review_leads,
    remind_days_before=(5, 2, 1),
)
