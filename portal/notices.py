"""Queue a notice inside the change that causes it; the outbox sends it after the commit."""

import hashlib
from typing import Any

from django.db.models import Model

from portal import clock
from portal.jobs import enqueue
from portal.models import Notice, User
from portal.models.outbox import NoticeQuerySet


def queue(
    template: str, *, to: User, about: Model, once: str = "", at_once: bool = False, **facts: Any
) -> str:
    """Owe `to` a message about something. The same `once` is never queued twice. Says its key.

    `facts`: ids and codes the template needs, never a name. `at_once`: even to people who chose
    one mail a day.
    """
    key = f"{template}:{about._meta.label_lower}:{about.pk}:{to.pk}:{once}"
    owe(Notice(template=template, to=to, subject=about, key=key, at_once=at_once, facts=facts))
    return key


def queue_to_address(
    template: str, *, address: str, about: Model, once: str = "", **facts: Any
) -> None:
    """Owe a message to somebody who has no account, such as a person who is invited."""
    address = address.strip().lower()
    whom = hashlib.sha256(address.encode()).hexdigest()[:16]
    key = f"{template}:{about._meta.label_lower}:{about.pk}:{whom}:{once}"
    notice = Notice(template=template, address=address, subject=about, key=key, facts=facts)
    notice.at_once = True
    owe(notice)


def owe(notice: Notice) -> None:
    """Put a notice in the outbox unless its key is there already, and wake a sender."""
    notice.queued_at = notice.wait_until = clock.wall_time()
    Notice.objects.bulk_create(  # a row with the key stays as it is, and says its number
        [notice], update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    enqueue("portal.tasks.deliver", notice_id=notice.pk)


def drop(about: Model, template: str, reason: Notice.Reason) -> None:
    """Owe nobody any longer what waits about something."""
    owed = Notice.objects.about(about).filter(template=template, status=Notice.Status.WAITING)
    owed.update(status=Notice.Status.DROPPED, reason=reason, facts={})


def of(user: User) -> NoticeQuerySet:
    """What a person was told or is about to be told, latest first."""
    told: NoticeQuerySet = Notice.objects.filter(to=user).exclude(status=Notice.Status.DROPPED)
    return told.exclude(template="daily").order_by("-queued_at", "-pk")
