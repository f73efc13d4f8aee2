"""Planning a publication, sending the copies, publishing."""

from datetime import date

from django.db import transaction

from portal import audit, clock, deadlines
from portal.access import insist
from portal.clock import day_text
from portal.models import Deadline, User
from reviews import access
from reviews.deadlines import COPIES
from reviews.models import Review

audit.words(
    {
        "review.publication_planned": "Planned the publication of a review",
        "review.published": "Recorded that a review was published",
    }
)


class ReasonMissing(Exception):
    """A planned day changes only with a reason."""


class TooSoon(Exception):
    """Published fewer than seven working days after the copies went out, or before they did."""


@transaction.atomic
def plan_publication(*, review: Review, on: date, reason: str, by: User) -> None:
    """Set the day of publication and start the clock for the copies that go out before it.

    A day that was set before changes only with a reason: ReasonMissing. A day on which the copies
    could not have been out for 7 working days cannot be set: TooSoon.
    """
    insist(access.leads(by, review))
    held = Review.objects.select_for_update().get(pk=review.pk)
    if on < first_possible(held):
        raise TooSoon(f"The first possible day is {day_text(first_possible(held))}")
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


def first_possible(review: Review) -> date:
    """The first day on which it can be public: 7 working days after the copies, or after today."""
    return earliest_publication(review.copies_sent_on or clock.today())
