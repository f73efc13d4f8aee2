"""Letting people in to a review by name, and shutting it to them."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from partners.models import Agency, officers_of
from portal import audit, clock, conflicts, notices
from portal.access import insist
from portal.holdings import ends_grants
from portal.models import User
from reviews import access
from reviews.deadlines import review_leads
from reviews.models import ConflictOfInterest, Review, ReviewGrant

audit.words(
    {
        "review.let_in": "Let somebody in to a review",
        "review.let_out": "Shut a review again to somebody let in",
        "review.conflict_declared": "Declared a conflict of interest with a review",
        "review.conflict_lifted": "Lifted a conflict of interest with a review",
        "review.agency_shut_out": "Shut a review to an agency",
        "review.agency_let_back": "Opened a review again to an agency",
    }
)


MAY_SEE = "view_review"


class AlreadyLetIn(Exception):
    """This person can open the review already."""


@transaction.atomic
def let_in(*, review: Review, person: User, reason: str, ends_on: date, by: User) -> ReviewGrant:
    """Open this one review to one person, to the end of `ends_on`: a year from now at the latest.

    Nobody lets themselves in, and nobody lets in a closed account.
    """
    insist(access.leads(by, review) and person != by and person.is_active)
    insist(ends_on <= clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS))
    Review.objects.select_for_update().get(pk=review.pk)
    if review.grants.live(clock.now()).filter(user=person).exists():
        raise AlreadyLetIn
    grant = ReviewGrant.objects.create(
        user=person,
        content_object=review,
        permission=Permission.objects.get(
            content_type=ContentType.objects.get_for_model(Review), codename=MAY_SEE
        ),
        reason=reason,
        granted_by=by,
        expires_at=end_of(ends_on),
    )
    audit.record("review.let_in", review, by=by, person=person.pk, until=ends_on.isoformat())
    notices.queue("review_let_in", to=person, about=review, once=str(grant.pk))
    return grant


def end_of(day: date) -> datetime:
    """Midnight in London after the day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@transaction.atomic
def end_grant(*, grant: ReviewGrant, by: User) -> None:
    """Shut the review again to somebody who was let in. Twice is as good as once."""
    insist(access.leads(by, grant.content_object))
    let_out(grant, by)


def let_out(grant: ReviewGrant, by: User) -> None:
    open_one = ReviewGrant.objects.filter(pk=grant.pk, revoked_at=None)
    if open_one.update(revoked_at=clock.now(), revoked_by=by) == 1:
        audit.record("review.let_out", grant.content_object, by=by, person=grant.user_id)


@ends_grants
@transaction.atomic
def shut_to(person: User, by: User) -> None:
    """Shut every review to somebody whose account is closed: opening it again gives none back."""
    still = ReviewGrant.objects.filter(user=person, revoked_at=None, expires_at__gt=clock.now())
    for grant in still:
        let_out(grant, by)


@transaction.atomic
def declare_conflict(*, review: Review, reason: str, by: User) -> ConflictOfInterest:
    """Shut the review to oneself, at once. Raises AlreadyDeclared the second time.

    Honesty is never refused: when the last review lead declares one, the access officers are told
    that reviews of the partnership have nobody to lead them.
    """
    declared = ConflictOfInterest(review=review, person=by, reason=reason)
    conflict = conflicts.declare(declared, by=by)
    if not review_leads(review):
        for officer in officers_of(review.partnership_id):
            once = f"{review.pk}:{conflict.pk}"
            notices.queue("review_without_lead", to=officer, about=review.partnership, once=once)
    return conflict


@transaction.atomic
def shut_out_agency(*, review: Review, agency: Agency, reason: str, by: User) -> ConflictOfInterest:
    """Shut the review to everybody who acts for an agency, review leads too.

    Raises AlreadyDeclared the second time, NobodyLeft when no review lead could open it again.
    """
    Review.objects.select_for_update().get(pk=review.pk)  # or two could shut out each other
    insist(access.leads(by, review))
    conflict = ConflictOfInterest(review=review, agency=agency, declared_by=by, reason=reason)
    conflicts.declare(conflict, by=by)
    if not review_leads(review):
        raise conflicts.NobodyLeft
    return conflict


@transaction.atomic
def lift_conflict(*, conflict: ConflictOfInterest, reason: str, by: User) -> None:
    """Open the review again to a person, by another review lead, or to an agency."""
    insist(access.leads(by, conflict.review))
    conflicts.lift(conflict, reason=reason, by=by)
