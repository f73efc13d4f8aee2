"""What people who came say of it."""

from django.db import transaction

from portal import audit, clock
from portal.models import User
from training.actions.certificates import evaluated
from training.models import Booking, Rating

audit.words(
    {
        "rating.returned": "Rated a training session",
    }
)

Status = Booking.Status


class AlreadyRated(Exception):
    """This person has returned an evaluation of this session."""


class DidNotAttend(Exception):
    """Only people who came say what they thought of it."""


@transaction.atomic
def rate_session(
    *, booking: Booking, score: str, would_train_online: bool | None, comment: str, by: User
) -> Rating:
    """Return the evaluation asked for at the end of a session. Once for each place."""
    place = Booking.objects.select_for_update().get(pk=booking.pk)
    if place.status != Status.ATTENDED:
        raise DidNotAttend
    if Rating.objects.filter(booking=place).exists():
        raise AlreadyRated
    rating = Rating.objects.create(
        booking=place,
        score=score,
        would_train_online=would_train_online,
        comment=comment,
        returned_on=clock.today(),
    )
    audit.record("rating.returned", rating, by=by)
    evaluated(booking=place, by=by)
    return rating
