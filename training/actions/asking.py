"""Asking whether somebody may go. The place is kept meanwhile."""

from partners.models.standings import keepers_of
from portal import clock, notices
from portal.models import Notice
from portal.outbox.checking import still_wanted
from training.models import AgencyTerms, Approval, Booking
from training.models.approvals import fresh_salt, hash_of, token_of

Status = Booking.Status


def ask(booking: Booking, wanted: str, home: int) -> None:
    """Put the question to the line manager by mail, or to the leads of the agency.

    `home`: the partnership in which whoever asks acts for the agency.
    """
    by_mail = wanted == AgencyTerms.Approval.MANAGER
    salt = fresh_salt()
    approval = Approval.objects.create(
        booking=booking,
        manager=booking.manager if by_mail else "",
        salt=salt,
        token_hash=hash_of(token_of(salt)),
        asked_at=clock.now(),
    )
    if by_mail:
        notices.queue_to_address("approval_by_manager", address=approval.manager, about=approval)
        return
    for lead in keepers_of(booking.agency_id or 0, home):
        notices.queue("approval_by_lead", to=lead, about=booking, at_once=True)


@still_wanted("approval_by_manager")
def is_still_asked(notice: Notice) -> bool:
    approval = notice.subject
    return isinstance(approval, Approval) and is_open(approval)


@still_wanted("approval_by_lead")
def is_still_applied(notice: Notice) -> bool:
    booking = notice.subject
    return isinstance(booking, Booking) and booking.status == Status.APPLIED


def is_open(approval: Approval) -> bool:
    """Whether the question still waits for an answer: the place is kept, and the time not over."""
    booking = approval.booking
    kept = booking.kept_until is not None and booking.kept_until > clock.now()
    return approval.answer == "" and booking.status == Status.APPLIED and kept
