"""The answer to whether somebody may go."""

from django.db import transaction

from portal import audit, clock
from portal.models import User
from training.actions import places
from training.actions.refusals import AlreadyAnswered
from training.actions.settling import confirm
from training.actions.telling import tell_both
from training.actions.waiting import offer_freed_places
from training.models import Approval, Booking

audit.words(
    {
        "approval.approved": "Approved a place on a training session",
        "approval.declined": "Did not approve a place on a training session",
    }
)

Status = Booking.Status
Answer = Approval.Answer


def answered(approval: Approval, answer: str, *, by: User | None, reason: str) -> Booking:
    """Write down the answer, once. Raises AlreadyAnswered."""
    booking = places.hold_booking(approval.booking)
    places.insist_to_come(booking.session)
    fresh = Approval.objects.filter(pk=approval.pk, answer="", booking__status=Status.APPLIED)
    late = booking.kept_until is None or booking.kept_until <= clock.now()
    facts = {"answered_at": clock.now(), "answered_by": by, "reason": reason}
    if late or fresh.update(answer=answer, **facts) != 1:
        raise AlreadyAnswered
    return booking


@transaction.atomic
def approve(*, approval: Approval, by: User | None) -> Booking:
    """Let somebody go. `by` is None when a line manager answers by their link."""
    booking = answered(approval, Answer.APPROVED, by=by, reason="")
    places.move(booking, (Status.APPLIED,), Status.BOOKED)
    audit.record("approval.approved", booking, by=by)
    confirm(booking, by=by)
    return booking


@transaction.atomic
def decline(*, approval: Approval, reason: str, by: User | None) -> Booking:
    """Let somebody not go; the place is free for the next."""
    booking = answered(approval, Answer.DECLINED, by=by, reason=reason)
    places.end(booking, (Status.APPLIED,), Status.DECLINED, by=by, why=reason)
    audit.record("approval.declined", booking, by=by)
    tell_both("approval_declined", booking)
    offer_freed_places(session=booking.session, by=by)
    return booking
