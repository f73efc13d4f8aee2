"""Takes notices from the outbox one at a time and hands them to the mail server.

A notice is claimed in a short transaction, sent outside of one, and marked only by the attempt
that still holds it. A sender that dies leaves a lease behind; when it has run out, another takes
over. Between the server's "yes" and our mark nobody can know: then the same message, with the
same Message-ID, may go twice. It is never lost.
"""

import logging
import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from portal import clock
from portal.models import Notice
from portal.models.outbox import NoticeQuerySet
from portal.outbox import checking, verdicts, writing
from portal.outbox.verdicts import Verdict

log = logging.getLogger(__name__)

Status = Notice.Status
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
REST = timedelta(minutes=1)  # for all, when the server is away
chance = random.SystemRandom()


def deliver(notice_id: int) -> bool:
    """Send one notice unless it is not its time or another has it. True when this call sent it."""
    notice = claim(notice_id)
    return notice is not None and attempt(notice) is Status.SENT


def send_waiting(until: datetime) -> int:
    """Send what waits, oldest first, until `until` or until the server is away. Says how many."""
    bury_lost()
    sent = 0
    while clock.wall_time() < until and (notice := claim()) is not None:
        sent += attempt(notice) is Status.SENT
    return sent


@transaction.atomic
def claim(notice_id: int | None = None) -> Notice | None:
    """Take a notice that is free, and nobody else's lock is waited for."""
    now = clock.wall_time()
    free = Notice.objects.free(now)
    if notice_id is not None:
        free = free.filter(pk=notice_id)
    unlocked = free.select_for_update(skip_locked=True, of=("self",))
    notice: Notice | None = unlocked.order_by("wait_until", "pk").first()
    if notice is None:
        return None
    vanished = int(notice.status == Status.SENDING)
    Notice.objects.filter(pk=notice.pk).update(
        status=Status.SENDING,
        attempts=F("attempts") + 1,
        lost=F("lost") + vanished,
        lease_until=now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS),
    )
    held: Notice = Notice.objects.select_related("to").get(pk=notice.pk)
    return held


def bury_lost() -> int:
    """Give up what has cost three senders their lives, so that it takes no fourth."""
    now = clock.wall_time()
    poison = Notice.objects.filter(
        status=Status.SENDING, lease_until__lt=now, lost__gte=Notice.MOST_LOST - 1
    )
    return poison.update(
        status=Status.DEAD,
        reason=Notice.Reason.SENDER_LOST,
        lost=F("lost") + 1,
        lease_until=None,
    )


def attempt(notice: Notice) -> Status:
    """One attempt at a notice that is ours. A fault of one notice never stops the others."""
    try:
        why = checking.why_not(notice)
        if why:
            return finish(notice, Status.DROPPED, reason=why)
        message = writing.write(notice)
        if message is None:
            return finish(notice, Status.DROPPED, reason=Notice.Reason.NO_LONGER_DUE)
        if not ours(notice).exists():
            return Status.SENDING  # we were so slow that another has it by now
        message.send()
    except DatabaseError:
        raise  # nothing can be marked now: the lease runs out, and another takes over
    except Exception as fault:
        judged = verdicts.verdict(fault)
        log.warning("Notice %s was not sent: %s", notice.pk, type(fault).__name__)
        return put_back(notice, judged)
    return finish(notice, Status.SENT, sent_at=clock.wall_time(), heading=message.subject[:200])


def put_back(notice: Notice, judged: Verdict) -> Status:
    """Try again later, or give up."""
    if judged.for_all:
        rest()
    if judged.for_good:
        return finish(notice, Status.FAILED, reason=judged.reason)
    if notice.tries >= MOST_ATTEMPTS:
        return finish(notice, Status.DEAD, reason=judged.reason)
    later = clock.wall_time() + pause(notice.tries)
    back = {"wait_until": later, "lease_until": None, "reason": judged.reason}
    ours(notice).update(status=Status.WAITING, **back)
    return Status.WAITING


@transaction.atomic
def finish(notice: Notice, status: Status, *, heading: str = "", **facts: object) -> Status:
    """Say how it ended, if it is still ours to say; what it carried ends with it."""
    ended = {"reason": "", **facts, "status": status, "lease_until": None}
    if status in (Status.SENT, Status.DROPPED):
        ended["facts"] = {}
    if ours(notice).update(**ended, heading=heading) == 1:
        notice.carries.filter(status=Status.WAITING).update(**ended)
    return status


def ours(notice: Notice) -> NoticeQuerySet:
    """The notice, unless our lease ran out and a later attempt has it."""
    return Notice.objects.filter(pk=notice.pk, status=Status.SENDING, attempts=notice.attempts)


def pause(tries: int) -> timedelta:
    """One minute, four, sixteen … up to six hours, and a fifth more or less."""
    grown: timedelta = min(FIRST_PAUSE * 4 ** (tries - 1), LONGEST_PAUSE)
    return grown * chance.uniform(0.8, 1.2)


def rest() -> None:
    """Ask nothing of a server that is away: whatever is due within a minute waits that long."""
    later = clock.wall_time() + REST
    Notice.objects.filter(status=Status.WAITING, wait_until__lt=later).update(wait_until=later)
