"""Telling providers what their courses must say, and hearing that they say it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from partners.models import Partnership
from portal import audit, clock, deadlines, notices
from portal.access import insist
from portal.models import Notice, User
from portal.outbox.checking import still_wanted
from training import access
from training.deadlines import CHANGE
from training.models import Change, Delivery, Provider

audit.words(
    {
        "change.sent": "Sent a change notice to providers of training",
        "delivery.read": "A provider said that they read a change notice",
        "delivery.done": "A provider said that their courses follow a change notice",
    }
)


@transaction.atomic
def send_change(
    *,
    partnership: Partnership,
    providers: Iterable[Provider],
    kind: str,
    title: str,
    text: str,
    due_on: date,
    by: User,
) -> Change:
    """Send a change notice by mail to each provider, with a link of their own to answer by."""
    insist(access.runs_training_at(by, partnership.pk))
    change = Change.objects.create(
        partnership=partnership, kind=kind, title=title, text=text, due_on=due_on
    )
    for provider in providers:
        delivery = Delivery.objects.create(change=change, provider=provider)
        deadlines.start(CHANGE, delivery, due_on=due_on, owner=by)
        notices.queue_to_address("change_notice", address=provider.address, about=delivery)
    audit.record("change.sent", change, by=by, kind=kind)
    return change


@still_wanted("change_notice")
def is_still_owed(notice: Notice) -> bool:
    delivery: Any = notice.subject
    return delivery.done_on is None


@transaction.atomic
def answer_change(*, delivery: Delivery, done: bool, note: str) -> bool:
    """What a provider says by their link: read, or done. True when it says something new."""
    today = clock.today()
    ours = Delivery.objects.filter(pk=delivery.pk, done_on=None)
    if not done:
        said = ours.filter(read_on=None).update(read_on=today) == 1
        if said:
            audit.record("delivery.read", delivery, by=None)
        return said
    ours.filter(read_on=None).update(read_on=today)
    if ours.update(done_on=today, note=note) != 1:
        return False
    deadlines.meet(CHANGE, delivery)
    audit.record("delivery.done", delivery, by=None)
    return True
