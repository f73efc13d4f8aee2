"""Handing a file over to another partnership: the one way in which a row leaves its own.

Everything hangs on the file, so one UPDATE moves all of it: deadlines, grants, conflicts, sightings
and the record point at the file and go on. What is worked out from the partnership (who leads, who
signs, whom a role lets in) is worked out from the new one.
"""

from datetime import date

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from partners.models import Partnership
from partners.readers import people_shut_out
from portal import audit, clock, notices
from portal.access import insist
from portal.models import Deadline, User
from reviews import access
from reviews.actions.letting import MAY_SEE, end_of, let_out
from reviews.deadlines import leads_at, review_leads
from reviews.models import ConflictOfInterest, Handover, Review, ReviewGrant
from reviews.workflow import HANDOVERS

audit.words(
    {
        "handover.offered": "Offered a review to another partnership",
        "partnership.review_left": "Gave a review to another partnership",
        "partnership.review_came": "Took a review over from another partnership",
    }
)


class AlreadyOffered(Exception):
    """This file is offered to a partnership already."""


class NobodyThere(Exception):
    """The other partnership has no review lead who could accept it."""


@transaction.atomic
def offer_review(
    *,
    review: Review,
    receiver: Partnership,
    from_day: date,
    reason: str,
    sight: str,
    sight_reason: str,
    sight_until: date | None,
    by: User,
) -> Handover:
    """Offer a file to the review leads of another partnership. Raises AlreadyOffered, NobodyThere.

    Until one of them accepts, nothing changes.
    """
    insist(access.leads(by, review))
    insist(access.partnerships_to_hand_to(review).filter(pk=receiver.pk).exists())
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                review=review,
                giver=review.partnership,
                receiver=receiver,
                number=review.title,
                from_day=from_day,
                reason=reason,
                sight=sight,
                sight_reason=sight_reason,
                sight_until=sight_until,
                offered_by=by,
            )
    except IntegrityError as refusal:
        raise AlreadyOffered from refusal
    told = [lead for lead in leads_at(receiver.pk, review) if lead != by]
    if not told:
        raise NobodyThere
    audit.record("handover.offered", handover, by=by, receiver=receiver.pk)
    for lead in told:
        notices.queue("handover_offered", to=lead, about=handover, once=str(handover.pk))
    return handover


@transaction.atomic
def accept_review(*, handover: Handover, by: User) -> Review:
    """Take the file over. Raises MoveRefused before its day, or when somebody was faster."""
    review = Review.objects.select_for_update().get(pk=handover.review_id)
    answered = {"answered_by": by, "answered_at": clock.now()}
    HANDOVERS.make("accept", handover, by=by, **answered)
    was, number = review.partnership, number_at(handover.receiver, review)
    moved = Review.objects.filter(pk=review.pk, partnership=handover.giver_id)
    moved.update(partnership=handover.receiver, title=number)
    review.refresh_from_db()
    facts = {"giver": was.pk, "receiver": handover.receiver_id}
    audit.record("partnership.review_left", was, by=by, review=review.pk, **facts)
    audit.record("partnership.review_came", handover.receiver, by=by, review=review.pk, **facts)
    settle_sight(handover, review, by)
    Deadline.objects.open().about(review).exclude(owner=None).update(owner=by)
    notices.queue("handover_answered", to=handover.offered_by, about=handover, once="accepted")
    return review


def number_at(receiver: Partnership, review: Review) -> str:
    """Its number; with the name of where it comes from when that number is taken there."""
    Partnership.objects.select_for_update().get(pk=receiver.pk)  # no case is referred meanwhile
    there = set(Review.objects.filter(partnership=receiver).values_list("title", flat=True))
    plain = f"{review.title} {review.partnership.short_name}"
    tries = [review.title, plain, *(f"{plain} ({n})" for n in range(2, len(there) + 3))]
    return next(number for number in tries if number not in there)


def settle_sight(handover: Handover, review: Review, by: User) -> None:
    """The lead who offered it sees it as long as was stated: by a grant by name, or not at all."""
    giver = handover.offered_by
    for grant in review.grants.live(clock.now()).filter(user=giver):
        let_out(grant, by)
    shut = people_shut_out(ConflictOfInterest.objects.filter(review=review))
    ended = handover.sight_until is None or handover.sight_until < clock.today()
    if ended or giver in review_leads(review) or giver in shut or not giver.is_active:
        return
    ReviewGrant.objects.create(
        user=giver,
        content_object=review,
        permission=Permission.objects.get(
            content_type=ContentType.objects.get_for_model(Review), codename=MAY_SEE
        ),
        reason=handover.sight_reason,
        granted_by=by,
        expires_at=end_of(handover.sight_until),  # type: ignore[arg-type]
    )
    until = handover.sight_until.isoformat()  # type: ignore[union-attr]
    audit.record("review.let_in", review, by=by, person=giver.pk, until=until)


@transaction.atomic
def decline_review(*, handover: Handover, answer: str, by: User) -> None:
    """Leave the file where it is, with a reason. Raises MoveRefused when somebody was faster."""
    facts = {"answered_by": by, "answered_at": clock.now(), "answer": answer}
    HANDOVERS.make("decline", handover, by=by, **facts)
    notices.queue("handover_answered", to=handover.offered_by, about=handover, once="declined")


@transaction.atomic
def take_offer_back(*, handover: Handover, by: User) -> None:
    """Raises MoveRefused when it was answered meanwhile."""
    HANDOVERS.make("take_back", handover, by=by, answered_by=by, answered_at=clock.now())
