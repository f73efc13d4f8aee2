"""What belongs to a file is seen by whoever sees the file; who a child is, by whoever leads it."""

from django.db.models import QuerySet

from portal.access import keeper
from portal.models import User
from reviews.access.cases import led_reviews, reviews
from reviews.models import Child, IdentityOpening, Incident, Review, SubjectIdentity


@keeper(Incident)
def incidents(user: User) -> QuerySet[Incident]:
    return Incident.objects.filter(review__in=reviews(user))


@keeper(Child)
def children(user: User) -> QuerySet[Child]:
    return Child.objects.filter(review__in=reviews(user))


def children_of(user: User, review: Review) -> QuerySet[Child]:
    """Those of one case, the first named first."""
    return children(user).filter(review=review).order_by("order")


@keeper(SubjectIdentity)
def identities(user: User) -> QuerySet[SubjectIdentity]:
    """For the review lead. Each is opened by an action of its own, with a reason."""
    return SubjectIdentity.objects.filter(child__review__in=led_reviews(user))


@keeper(IdentityOpening)
def identity_openings(user: User) -> QuerySet[IdentityOpening]:
    """Who opened which identity and why: for the review lead."""
    return IdentityOpening.objects.filter(child__review__in=led_reviews(user))


def children_led(user: User, review_id: int) -> QuerySet[Child]:
    """Children of one case that this person leads."""
    led = Child.objects.filter(review__in=led_reviews(user), review=review_id)
    return led.select_related("review__partnership")
