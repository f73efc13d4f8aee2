"""What operators do with notices that got stuck, and what a person chooses for themselves."""

from django.db import transaction
from django.db.models import F

from portal import audit, clock
from portal.jobs import enqueue
from portal.models import Notice, User
from portal.models.outbox import NoticeQuerySet

audit.words({"user.mail_chosen": "Chose when to be written to"})
audit.words(
    {
        "notice.retried": "Sent a failed notice again",
        "notice.dropped": "Dropped a failed notice",
    },
    of_operators=True,
)

Status = Notice.Status
STUCK = (Status.FAILED, Status.DEAD)
GIVEN_REASONS = (
    Notice.Reason.WRONG_ADDRESS,
    Notice.Reason.TOLD_OTHERWISE,
    Notice.Reason.NOT_NEEDED,
)


@transaction.atomic
def retry(*, notice: Notice, by: User) -> bool:
    """Begin again with a notice that was given up, or wait no longer with one that waits.

    True when there was something to begin again. Attempts go on counting, so that a sender
    that comes back from the dead cannot pass for the new one.
    """
    stuck = Notice.objects.filter(pk=notice.pk, status__in=(*STUCK, Status.WAITING))
    if begin_again(stuck) != 1:
        return False
    begin_again(Notice.objects.filter(carried_by=notice.pk, status__in=STUCK))
    audit.record("notice.retried", notice, by=by)
    enqueue("portal.tasks.deliver", notice_id=notice.pk)
    return True


@transaction.atomic
def retry_dead(*, by: User) -> int:
    """Begin again with everything that was given up; parts of a daily mail go with it."""
    dead = Notice.objects.filter(status=Status.DEAD)
    whole = list(dead.filter(carried_by=None).values_list("pk", flat=True))
    begin_again(dead)
    for notice in Notice.objects.filter(pk__in=whole):
        audit.record("notice.retried", notice, by=by)
        enqueue("portal.tasks.deliver", notice_id=notice.pk)
    return len(whole)


def begin_again(notices: NoticeQuerySet) -> int:
    fresh = {"forgiven": F("attempts"), "lost": 0, "wait_until": clock.wall_time()}
    return notices.update(status=Status.WAITING, reason="", **fresh)


@transaction.atomic
def drop(*, notice: Notice, reason: str, by: User) -> bool:
    """Send it no more. True when this call dropped it; one on its way cannot be called back."""
    held = Notice.objects.filter(pk=notice.pk, status__in=(*STUCK, Status.WAITING))
    ended = {"status": Status.DROPPED, "reason": reason, "facts": {}}
    if held.update(**ended) != 1:
        return False
    notice.carries.filter(status__in=(*STUCK, Status.WAITING)).update(**ended)
    audit.record("notice.dropped", notice, by=by, reason=reason)
    return True


@transaction.atomic
def choose_digest(*, person: User, daily: bool, weekly: bool, by: User) -> None:
    """One mail a day or each at once; with or without the Monday statement."""
    User.objects.filter(pk=person.pk).update(digest=daily, weekly=weekly)
    audit.record("user.mail_chosen", person, by=by, daily=daily, weekly=weekly)
