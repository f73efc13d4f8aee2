"""The yearly review of access: starting it, answering it line by line, closing it."""

from datetime import date

from django.db import IntegrityError, transaction

from partners import access
from partners.actions.refusals import AlreadyAnswered, AlreadyEnded, AlreadyRunning
from partners.actions.standings import take_away
from partners.deadlines import ACCESS_REVIEW, answerers
from partners.models import (
    AccessReview,
    AccessReviewLine,
    AccessReviewPart,
    Partnership,
    Standing,
)
from portal import audit, clock, deadlines, notices
from portal.access import insist
from portal.models import User

audit.words(
    {
        "accessreview.started": "Started the yearly access review",
        "accessreview.keep": "Kept a role in the yearly access review",
        "accessreview.end": "Ended a role in the yearly access review",
        "accessreview.closed": "Closed the yearly access review",
    }
)

Answer = AccessReviewLine.Answer


@transaction.atomic
def start_access_review(*, partnership: Partnership, due_on: date, by: User) -> AccessReview:
    """Ask every agency which of its people still need what they hold. Raises AlreadyRunning."""
    insist(access.governs(by, partnership.pk))
    try:
        with transaction.atomic():
            review = AccessReview.objects.create(
                partnership=partnership, due_on=due_on, started_by=by
            )
    except IntegrityError:
        raise AlreadyRunning from None
    audit.record("accessreview.started", review, by=by, due=due_on.isoformat())
    held = Standing.objects.current().filter(partnership=partnership, person__is_active=True)
    for agency_id in sorted(set(held.values_list("agency", flat=True))):
        ask_agency(review, agency_id, list(held.filter(agency=agency_id)))
    return review


def ask_agency(review: AccessReview, agency_id: int, held: list[Standing]) -> None:
    """Write the list of one agency, start its clock and tell those who answer."""
    part = AccessReviewPart.objects.create(review=review, agency_id=agency_id)
    AccessReviewLine.objects.bulk_create(
        AccessReviewLine(part=part, standing=standing) for standing in held
    )
    people = list(answerers(part))
    owner = people[0] if len(people) == 1 else None
    deadlines.start(
        ACCESS_REVIEW, part, due_on=review.due_on, owner=owner, team=f"agency:{agency_id}"
    )
    for person in people:
        notices.queue("access_review_started", to=person, about=part)


@transaction.atomic
def answer_line(*, line: AccessReviewLine, answer: str, reason: str, by: User) -> None:
    """Keep a standing or end it. Raises AlreadyAnswered; LastOfficer when none would be left."""
    insist(access.answers_for(by, line))
    said = {"answer": answer, "reason": reason, "answered_at": clock.now(), "answered_by": by}
    review = AccessReview.objects.select_for_update().get(parts=line.part_id)
    open_line = AccessReviewLine.objects.unanswered().filter(pk=line.pk)
    if review.closed_at is not None or open_line.update(**said) != 1:
        raise AlreadyAnswered
    audit.record(f"accessreview.{answer}", line.standing, by=by, review=review.pk)
    if answer == Answer.END:
        end_unless_over(line.standing, by)
    if not AccessReviewLine.objects.unanswered().filter(part=line.part).exists():
        deadlines.meet(ACCESS_REVIEW, line.part)


def end_unless_over(standing: Standing, by: User) -> None:
    try:
        take_away(standing, by=by)
    except AlreadyEnded:
        return  # it ran out, or was ended elsewhere, while the list lay open


@transaction.atomic
def close_access_review(*, review: AccessReview, by: User) -> None:
    """Close the list. What was not answered stays as it is, and is shown as not answered."""
    insist(access.governs(by, review.partnership_id))
    closed = {"closed_at": clock.now(), "closed_by": by}
    if AccessReview.objects.filter(pk=review.pk, closed_at=None).update(**closed) != 1:
        raise AlreadyAnswered
    for part in review.parts.all():
        deadlines.meet(ACCESS_REVIEW, part)
    silent = AccessReviewLine.objects.unanswered().filter(part__review=review).count()
    audit.record("accessreview.closed", review, by=by, not_answered=silent)
