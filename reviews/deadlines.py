"""The clocks of a review, as law and guidance set them."""

from partners.models import Role
from partners.readers import holding, people_shut_out, readership
from portal.deadlines import Kind
from portal.models import User
from reviews.models import ConflictOfInterest, Review


def review_leads(review: Review) -> list[User]:
    """The review leads of the partnership today, but nobody whom a conflict shuts out."""
    held = holding(review.partnership_id, Role.REVIEW_LEAD)
    shut = people_shut_out(ConflictOfInterest.objects.filter(review=review))
    return readership([(one.person, "") for one in held], shut).people


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
