"""What can happen to a review of the archive."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from learning_hub.actions import write_learning_point
from learning_hub.models import LearningPoint, Theme
from partners.models import Agency
from portal import audit, clock, conflicts, deadlines, notices
from portal.access import insist
from portal.clock import day_text
from portal.holdings import ends_grants
from portal.models import Deadline, User
from reviews import access
from reviews.deadlines import COPIES, review_leads
from reviews.models import ConflictOfInterest, LearningShared, Review, ReviewGrant

audit.words(
    {
        "review.let_in": "Let somebody in to a review",
        "review.let_out": "Shut a review again to somebody let in",
        "review.conflict_declared": "Declared a conflict of interest with a review",
        "review.conflict_lifted": "Lifted a conflict of interest with a review",
        "review.agency_shut_out": "Shut a review to an agency",
        "review.agency_let_back": "Opened a review again to an agency",
        "review.learning_shared": "Shared learning from a review",
        "review.publication_planned": "Planned the publication of a review",
        "review.copies_sent": "Recorded that copies of a review were sent",
        "review.published": "Recorded that a review was published",
    }
)

MAY_SEE = "view_review"


class AlreadyLetIn(Exception):
    """This person can open the review already."""


class ReasonMissing(Exception):
    """A planned day changes only with a reason."""


class TooSoon(Exception):
    """Published fewer than seven working days after the copies went out, or before they did."""


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
    """Shut the review to oneself, at once. Raises AlreadyDeclared the second time."""
    return conflicts.declare(ConflictOfInterest(review=review, person=by, reason=reason), by=by)


@transaction.atomic
def shut_out_agency(*, review: Review, agency: Agency, reason: str, by: User) -> ConflictOfInterest:
    """Shut the review to everybody who acts for an agency, review leads too.

    Raises AlreadyDeclared the second time, NobodyLeft when no review lead could open it again.
    """
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


@transaction.atomic
def plan_publication(*, review: Review, on: date, reason: str, by: User) -> None:
    """Set the day of publication and start the clock for the copies that go out before it.

    A day that was set before changes only with a reason: ReasonMissing.
    """
    insist(access.leads(by, review))
    held = Review.objects.select_for_update().get(pk=review.pk)
    if held.is_planned_to_the_day and not reason.strip():
        raise ReasonMissing
    held.planned_publication = on.isoformat()
    held.plan_reason = reason
    held.save(update_fields=["planned_publication", "plan_reason"])
    audit.record("review.publication_planned", review, by=by, on=on.isoformat())
    run_clock(held, COPIES.due_on(on), reason, by)


def run_clock(review: Review, due_on: date, reason: str, by: User) -> None:
    """Start the clock for the copies, or move the one that runs. None runs once they are sent."""
    if review.copies_sent_on is not None:
        return
    running = Deadline.objects.open().about(review).filter(kind=COPIES.key).first()
    if running is None:
        deadlines.start(COPIES, review, on=clock.today(), due_on=due_on, owner=by)
    else:
        deadlines.move(running, due_on=due_on, reason=reason, by=by)


@transaction.atomic
def record_copies(*, review: Review, on: date, by: User) -> None:
    """The Panel, the Secretary of State and Ofsted have their copies: the clock stops."""
    insist(access.leads(by, review))
    Review.objects.filter(pk=review.pk).update(copies_sent_on=on)
    audit.record("review.copies_sent", review, by=by, on=on.isoformat())
    deadlines.meet(COPIES, review)


@transaction.atomic
def record_publication(*, review: Review, on: date, by: User) -> None:
    """Raises TooSoon unless the copies went out seven working days before."""
    insist(access.leads(by, review))
    held = Review.objects.select_for_update().get(pk=review.pk)
    if held.copies_sent_on is None:
        raise TooSoon("Record first on which day the copies were sent")
    earliest = earliest_publication(held.copies_sent_on)
    if on < earliest:
        raise TooSoon(
            f"The copies were sent on {day_text(held.copies_sent_on)}. The review can be published "
            f"on {day_text(earliest)} at the earliest, 7 working days later"
        )
    held.published = on.isoformat()
    held.save(update_fields=["published"])
    audit.record("review.published", review, by=by, on=on.isoformat())


def earliest_publication(copies_sent_on: date) -> date:
    """The first day on which a review may be published after its copies went out."""
    return clock.add_working_days(copies_sent_on, -COPIES.amount)
