"""Opening a file in an emergency, and looking at that afterwards."""

from django.db import transaction

from portal import audit, clock, notices
from portal.access import insist
from portal.models import User
from reviews import access
from reviews.deadlines import review_leads
from reviews.models import LASTS, Emergency, Review

audit.words(
    {
        "review.opened_in_emergency": "Opened a case in an emergency",
        "review.emergency_reviewed": "Looked at why a case was opened in an emergency",
    }
)


class NoSuchReview(Exception):
    """No review goes by this reference, or a conflict of interest shuts it: nobody learns which."""


class OpenAlready(Exception):
    """This person can open the review without an emergency. Its number is in `review`."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review


@transaction.atomic
def open_in_emergency(*, reference: str, reason: str, by: User) -> Emergency:
    """Open one file to read for three hours. Its leads are told at once.

    Raises NoSuchReview, OpenAlready. A conflict of interest is never overcome.
    """
    insist(bool(reason.strip()) and access.opens_in_emergency(by))
    review = access.openable_in_emergency(by).filter(title__iexact=reference.strip()).first()
    if review is None:
        raise NoSuchReview
    if access.reviews(by).filter(pk=review.pk).exists():
        raise OpenAlready(review)
    now = clock.now()
    emergency = Emergency.objects.create(
        review=review, person=by, reason=reason, starts_at=now, expires_at=now + LASTS
    )
    audit.record(
        "review.opened_in_emergency", review, by=by, until=emergency.expires_at.isoformat()
    )
    for lead in review_leads(review):
        notices.queue(
            "review_emergency", to=lead, about=review, once=str(emergency.pk), at_once=True
        )
    return emergency


@transaction.atomic
def review_emergency(*, emergency: Emergency, finding: str, by: User) -> None:
    """Say whether it was right to open the file; if it is still open, that ends. Once."""
    insist(access.leads(by, emergency.review) and emergency.person_id != by.pk)
    now = clock.now()
    waiting = Emergency.objects.unreviewed().filter(pk=emergency.pk)
    found = {"reviewed_at": now, "reviewed_by": by, "finding": finding}
    if waiting.update(**found) == 1:
        Emergency.objects.live(now).filter(pk=emergency.pk).update(expires_at=now)
        audit.record(
            "review.emergency_reviewed", emergency.review, by=by, person=emergency.person_id
        )
