"""Opening a file to a role in an agency, and shutting it again."""

from datetime import date

from django.db import IntegrityError, transaction

from partners.models import Agency
from portal import audit, clock
from portal.access import insist
from portal.models import User
from reviews import access
from reviews.actions.letting import AlreadyLetIn, end_of
from reviews.models import AgencyGrant, Review, ReviewGrant

audit.words(
    {
        "review.agency_let_in": "Let a role of an agency in to a review",
        "review.agency_let_out": "Shut a review again to a role of an agency",
    }
)


@transaction.atomic
def let_in_agency(
    *, review: Review, agency: Agency, role: str, reason: str, ends_on: date, by: User
) -> AgencyGrant:
    """Open the file to whoever holds the role in the agency, to the end of `ends_on`.

    A year from now at the latest. Raises AlreadyLetIn while such a grant runs. One that ran out
    makes way.
    """
    insist(access.leads(by, review))
    insist(ends_on <= clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS))
    now = clock.now()
    over = AgencyGrant.objects.filter(review=review, agency=agency, role=role, revoked_at=None)
    over.filter(expires_at__lte=now).update(revoked_at=now, revoked_by=by)
    try:
        with transaction.atomic():
            grant = AgencyGrant.objects.create(
                review=review,
                agency=agency,
                role=role,
                reason=reason,
                granted_by=by,
                starts_at=now,
                expires_at=end_of(ends_on),
            )
    except IntegrityError as refusal:
        raise AlreadyLetIn from refusal
    facts = {"agency": agency.pk, "role": role, "until": ends_on.isoformat()}
    audit.record("review.agency_let_in", review, by=by, **facts)
    return grant


@transaction.atomic
def end_agency_grant(*, grant: AgencyGrant, by: User) -> None:
    """Shut the file again to the role. Twice is as good as once."""
    insist(access.leads(by, grant.review))
    running = AgencyGrant.objects.filter(pk=grant.pk, revoked_at=None)
    if running.update(revoked_at=clock.now(), revoked_by=by) == 1:
        facts = {"agency": grant.agency_id, "role": grant.role}
        audit.record("review.agency_let_out", grant.review, by=by, **facts)
