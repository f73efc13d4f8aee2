"""Opening a rapid review, putting its days right, ending it."""

from datetime import date

from django.db import transaction

from partners.access import standing
from partners.models import Role
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import Deadline, User
from portal.workflow import MoveRefused
from reviews import access, criteria
from reviews.completeness import ITEMS
from reviews.deadlines import PANEL_REPLY, RAPID_REVIEW
from reviews.models import (
    ClockStart,
    CriterionTest,
    Incident,
    RapidReview,
    RapidRule,
    RapidSection,
    Review,
)
from reviews.quorum import rule_of
from reviews.workflow import INCIDENTS, RAPID

audit.words(
    {
        "review.rapid_opened": "Opened a rapid review",
        "rapidreview.dates": "Put right a day from which a rapid review counts",
        "rapidrule.set": "Changed how rapid reviews are counted",
    }
)


class RapidReviewThere(Exception):
    """The case has a rapid review already."""


class ReasonNeeded(MoveRefused):
    """A day changes only with a reason."""


@transaction.atomic
def open_rapid(
    *, review: Review, notified_on: date, aware_on: date | None, by: User
) -> RapidReview:
    """Open the rapid review of a case that was notified, and start its clock.

    Both days are kept. The rule of the partnership says which is day 0; where the council's day is
    not recorded, it is the notification. Raises RapidReviewThere the second time.
    """
    insist(access.leads(by, review))
    held = Review.objects.select_for_update().get(pk=review.pk)
    if RapidReview.objects.filter(review=held).exists():
        raise RapidReviewThere
    rapid = RapidReview.objects.create(
        review=held,
        notified_on=notified_on,
        aware_on=aware_on,
        counts_from=counted_from(held.partnership_id, aware_on),
        opened_by=by,
    )
    Review.objects.filter(pk=held.pk).update(kind=Review.Kind.RAPID)
    move_incident(held, "begin_rapid_review", by)
    RapidSection.objects.bulk_create([RapidSection(rapid=rapid, code=one.code) for one in ITEMS])
    tested = criteria.in_force(criteria.Basis.LOCAL, clock.today())
    CriterionTest.objects.bulk_create([CriterionTest(rapid=rapid, code=c.key) for c in tested])
    audit.record("review.rapid_opened", review, by=by, rapid=rapid.pk)
    deadlines.start(RAPID_REVIEW, held, on=rapid.counted_from, owner=by)
    return rapid


def counted_from(partnership_id: int, aware_on: date | None) -> str:
    wanted = rule_of(partnership_id).starts_with
    return ClockStart.NOTIFIED if aware_on is None else wanted


@transaction.atomic
def put_dates_right(
    *, rapid: RapidReview, notified_on: date, aware_on: date | None, reason: str, by: User
) -> None:
    """Correct a day from which the clock runs. The clock moves along, for the reason given."""
    insist(access.leads_rapid(by, rapid))
    if not reason.strip():
        raise ReasonNeeded("Say why the day changes.")
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    held.notified_on, held.aware_on, held.dates_reason = notified_on, aware_on, reason
    if aware_on is None:
        held.counts_from = ClockStart.NOTIFIED
    held.save(update_fields=["notified_on", "aware_on", "dates_reason", "counts_from"])
    days = {"notified": notified_on.isoformat(), "aware": aware_on and aware_on.isoformat()}
    audit.record("rapidreview.dates", rapid, by=by, **days)
    due = RAPID_REVIEW.due_on(held.counted_from)
    for running in Deadline.objects.open().about(held.review).filter(kind=RAPID_REVIEW.key):
        deadlines.move(running, due_on=due, reason=reason, by=by)


@transaction.atomic
def set_rule(
    *, rule: RapidRule, starts_with: str, quorum: str, scrutineer_attends: bool, by: User
) -> None:
    """Change how a partnership counts. Rapid reviews that are open keep the rule of their day."""
    insist(standing(by).holds_in(rule.partnership_id, Role.REVIEW_LEAD))
    facts = {"starts_with": starts_with, "quorum": quorum, "scrutineer_attends": scrutineer_attends}
    kept, _ = RapidRule.objects.update_or_create(partnership_id=rule.partnership_id, defaults=facts)
    audit.record("rapidrule.set", kept, by=by, **facts)


@transaction.atomic
def end_unmet(*, rapid: RapidReview, reason: str, by: User) -> None:
    """The criteria for notification are not met after all: the rapid review ends, with the reason.

    The Panel agrees to it, or the notification was withdrawn (Working Together, chapter 5).
    """
    if not reason.strip():
        raise MoveRefused("Say why the criteria are not met.")
    RAPID.make("not_met", rapid, by=by, end_reason=reason)
    move_incident(rapid.review, "find_not_met", by)
    stop_clocks(rapid)


def move_incident(review: Review, name: str, by: User) -> None:
    """Move what happened along with its rapid review; a file of the archive has no incident."""
    incident = Incident.objects.filter(review=review).first()
    move = INCIDENTS.moves[name]
    if incident is not None and incident.status in move.begins and not move.lacks(incident):
        INCIDENTS.make(name, incident, by=by)


def stop_clocks(rapid: RapidReview) -> None:
    """Nothing is owed any more, to the Panel or by it."""
    for kind in (RAPID_REVIEW, PANEL_REPLY):
        deadlines.meet(kind, rapid.review)
