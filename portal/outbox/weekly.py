"""Every Monday, what is due, even when that is nothing: silence is never to mean "all is well"."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from portal import clock, deadlines, notices
from portal.models import Deadline, Notice, User
from portal.outbox.daily import latest_morning

TEMPLATE = "weekly"


@dataclass(frozen=True)
class Owed:
    """How much one person owes: overdue, by Sunday, and later."""

    overdue: int
    this_week: int
    later: int

    @property
    def soon(self) -> int:
        return self.overdue + self.this_week


def owed(user: User) -> Owed:
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    due = list(deadlines.owed_by(user).values_list("due_on", flat=True))
    overdue = sum(day < today for day in due)
    later = sum(day > sunday for day in due)
    return Owed(overdue, len(due) - overdue - later, later)


def state(at: datetime) -> None:
    """Owe this week's statement to everybody who had something to answer for when it began."""
    morning = latest_morning(at)
    monday = morning - timedelta(days=clock.london_day(morning).weekday())
    for person in listeners(before=monday):
        notices.queue(TEMPLATE, to=person, about=person, once=clock.london_day(monday).isoformat())


def listeners(before: datetime) -> QuerySet[User]:
    """People who own an open deadline, or were ever reminded of one, and want to be told."""
    owners = Deadline.objects.open().exclude(owner=None).values("owner")
    reminded = Notice.objects.filter(template=deadlines.REMINDER, queued_at__lt=before)
    asked = Q(pk__in=owners) | Q(pk__in=reminded.values("to"))
    return User.objects.filter(asked, is_active=True, weekly=True).order_by("pk")
