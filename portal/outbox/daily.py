"""One mail a day for people who chose that: it carries what has come up since the last one."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal import notices
from portal.clock import london_moment
from portal.models import Notice, User
from portal.outbox import checking

TEMPLATE = "daily"
MORNING = time(7)
Status = Notice.Status


def latest_morning(at: datetime) -> datetime:
    """Seven o'clock in London, today or, before seven, yesterday."""
    local = timezone.localtime(at)
    today = london_moment(local.date(), MORNING)
    return today if at >= today else london_moment(local.date() - timedelta(days=1), MORNING)


def gather(at: datetime) -> None:
    """Give each person a mail that carries what was waiting for them this morning."""
    morning = latest_morning(at)
    kept = Notice.objects.kept_for_daily_mail().filter(since(morning))
    for person in User.objects.filter(pk__in=kept.values("to")).order_by("pk"):
        gather_for(person, morning)


@transaction.atomic
def gather_for(person: User, morning: datetime) -> None:
    """Twice is as good as once; what comes after the mail has gone waits for the next."""
    day = timezone.localtime(morning).date().isoformat()
    mail = notices.queue(TEMPLATE, to=person, about=person, once=day, at_once=True)
    carrier = Notice.objects.select_for_update().filter(key=mail, status=Status.WAITING).first()
    if carrier is not None:
        kept = Notice.objects.kept_for_daily_mail().filter(since(morning), to=person)
        kept.update(carried_by=carrier)


def since(morning: datetime) -> Q:
    """What came up before the morning, and the Monday statement, which is made in it."""
    return Q(queued_at__lt=morning) | Q(template="weekly")


def carried(mail: Notice) -> list[Notice]:
    """What a mail carries that is still wanted; the rest is dropped on the way."""
    carried = mail.carries.filter(status=Status.WAITING).select_related("to").order_by("pk")
    return [notice for notice in carried if is_wanted(notice)]


def is_wanted(notice: Notice) -> bool:
    why = checking.why_not(notice)
    if why:
        held = Notice.objects.filter(pk=notice.pk, status=Status.WAITING)
        held.update(status=Status.DROPPED, reason=why, facts={})
    return not why
