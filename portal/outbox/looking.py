"""The outbox as operators see it: what waits and why, never to whom or in which words."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from portal import clock, heartbeats
from portal.models import Notice, User
from portal.models.outbox import NoticeQuerySet
from portal.outbox.keeping import STUCK

Status = Notice.Status
UNSENT = (Status.WAITING, Status.SENDING, *STUCK)
TONES = {"failed": "red", "dead": "red", "waiting": "blue", "sending": "blue", "sent": "green"}
RUNS = {"planner": timedelta(minutes=20), "sender": timedelta(minutes=4)}


@dataclass(frozen=True)
class Line:
    """One notice: its number, what it is about, how it stands and since when."""

    notice: Notice
    tone: str
    about: str
    age: timedelta

    @property
    def can_drop(self) -> bool:
        return self.notice.status in (Status.WAITING, *STUCK)

    @property
    def can_retry(self) -> bool:
        """Not what waits for its first attempt: that comes by itself, or with the daily mail."""
        return self.can_drop and self.notice.attempts > 0


@dataclass(frozen=True)
class Run:
    """When something was last seen; late when two rounds have passed without it."""

    name: str
    age: timedelta | None
    late: bool


def outbox(user: User) -> NoticeQuerySet:
    """What operators see. Parts of a daily mail stand and fall with it, and are not listed."""
    whole = Notice.objects.filter(carried_by=None)
    return whole if user.is_active and user.is_staff else whole.none()


def listed(rows: NoticeQuerySet, state: str) -> NoticeQuerySet:
    wanted = rows.filter(status=state) if state else rows.filter(status__in=UNSENT)
    shown: NoticeQuerySet = wanted.select_related("subject_type").order_by("queued_at", "pk")
    return shown


def line(notice: Notice) -> Line:
    about = f"{notice.subject_type.name} {notice.subject_id}"
    age = clock.wall_time() - notice.queued_at
    return Line(notice, TONES.get(notice.status, "grey"), about, age)


def counts(rows: NoticeQuerySet) -> list[tuple[str, str, int]]:
    """(state, its word, how many) for each state, also where there is none."""
    counted = rows.order_by().values_list("status").annotate(number=Count("pk"))
    found = dict(counted)
    return [(state.value, state.label, found.get(state.value, 0)) for state in Status]


def runs() -> list[Run]:
    ages = heartbeats.ages()
    return [
        Run(name, ages.get(name), ages.get(name, limit * 2) > limit) for name, limit in RUNS.items()
    ]
