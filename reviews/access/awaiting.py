"""What was opened to or asked of a person, found without the message that told them of it."""

from portal import clock
from portal.holdings import Opening, tells_openings
from portal.models import User
from reviews.access.cases import reviews
from reviews.access.local import declarations_to_make
from reviews.models import ReviewGrant


@tells_openings
def opened_to(user: User) -> list[Opening]:
    """The files that name this person and that no conflict of interest shuts to them."""
    named = ReviewGrant.objects.live(clock.now()).filter(user=user).order_by("expires_at")
    ends = {one.content_object_id: one.last_day for one in named}
    files = reviews(user).filter(pk__in=ends).order_by("title") if ends else ()
    return [Opening(f"Review {one}", one.get_absolute_url(), ends[one.pk]) for one in files]


@tells_openings
def declarations_asked(user: User) -> list[Opening]:
    """No clock runs for them: the review waits."""
    return [
        Opening(f"Does {one.agency} have a conflict of interest?", one.get_absolute_url())
        for one in declarations_to_make(user)
    ]
