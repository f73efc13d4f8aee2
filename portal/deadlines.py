"""Deadlines of every kind. Apps declare kinds as data; this module runs all of them."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from portal import access, audit, clock, notices
from portal.models import Deadline, Notice, User
from portal.models.clocks import DeadlineQuerySet

audit.words(
    {
        "deadline.moved": "Moved a due date",
    }
)

log = logging.getLogger(__name__)
REMINDER = "deadline_near"
kinds: dict[str, "Kind"] = {}

UNITS: dict[str, Callable[[date, int], date]] = {
    "working days": clock.add_working_days,
    "days": lambda start, amount: start + timedelta(days=amount),
    "weeks": lambda start, amount: start + timedelta(weeks=amount),
    "months": clock.add_months,
    "agreed": lambda start, amount: start + timedelta(days=amount),
}


class ReasonMissing(Exception):
    """A due date changes only with a reason."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of deadline: how long it runs from day 0, on whose authority, whom we remind.

    `basis` says whether the limit is statute, guidance, practice or local; `source` names it.
    The unit "agreed" is for dates that people set case by case; `amount` days is the fallback.
    `check` marks a limit that the partnership should check before relying on it.
    """

    key: str
    label: str
    subject: str
    amount: int
    unit: str
    basis: str
    source: str
    people: Callable[[Any], Iterable[User]]
    remind_days_before: tuple[int, ...] = (5, 1)
    check: bool = False

    def __post_init__(self) -> None:
        kinds[self.key] = self

    @property
    def limit(self) -> str:
        """The limit in words, such as "15 working days"."""
        if self.unit == "agreed":
            return "An agreed date"
        amount = abs(self.amount)
        return f"{amount} {self.unit.removesuffix('s') if amount == 1 else self.unit}"

    def due_on(self, start: date) -> date:
        """The last day on which the duty is still met. Day 0 is `start`."""
        return UNITS[self.unit](start, self.amount)

    def next_reminder(self, due_on: date, after: date) -> date:
        """The first reminding day later than `after`; once overdue, every day is one."""
        days = [due_on - timedelta(days=n) for n in self.remind_days_before]
        return min((d for d in days if d > after), default=max(due_on, after) + timedelta(days=1))

    def stage(self, due_on: date, day: date) -> str:
        """Which reminder is the latest on `day`: "5" days before, "0", or "-3", three days late.

        Reminders that were missed are not caught up one by one: the latest says it all.
        """
        left = (due_on - day).days
        return str(min((n for n in self.remind_days_before if n >= left > 0), default=left))


def start(
    kind: Kind,
    subject: Model,
    *,
    on: date | None = None,
    due_on: date | None = None,
    owner: User | None = None,
    team: str = "",
) -> Deadline:
    """Start the clock on day 0, `on`. A due date that was agreed otherwise may be given."""
    on = on or clock.today()
    due = due_on or kind.due_on(on)
    return Deadline.objects.create(
        kind=kind.key,
        subject=subject,
        owner=owner,
        team=team,
        started_on=on,
        due_on=due,
        remind_on=kind.next_reminder(due, min(on, due)),
    )


def meet(kind: Kind, subject: Model) -> None:
    """Stop the clock: the duty is done. A deadline met already stays as it is."""
    met = {"met_at": clock.now(), "remind_on": None}
    Deadline.objects.open().about(subject).filter(kind=kind.key).update(**met)


@transaction.atomic
def move(deadline: Deadline, *, due_on: date, reason: str, by: User) -> None:
    """Change a due date. The old date and the reason's length go into the record, never the text.

    The reason itself belongs on the row of the app that moves it.
    """
    if not reason.strip():
        raise ReasonMissing
    kind = kinds[deadline.kind]
    remind = kind.next_reminder(due_on, clock.today())
    open_one = Deadline.objects.open().filter(pk=deadline.pk)
    if open_one.update(due_on=due_on, remind_on=remind) == 1:
        notices.drop(deadline, REMINDER, Notice.Reason.DATE_CHANGED)
        dates = {"was": deadline.due_on.isoformat(), "due": due_on.isoformat()}
        audit.record("deadline.moved", deadline, by=by, **dates)


def open_to(user: User) -> DeadlineQuerySet:
    """The open deadlines of everything this person may see, soonest first."""
    labels = {kind.subject for kind in kinds.values()}
    seen: DeadlineQuerySet = access.about_seen(user, Deadline.objects.open(), labels)
    return seen.order_by("due_on", "pk")


def owed_by(user: User) -> DeadlineQuerySet:
    """What a person owns or answers for: as owner, for a team, or because they are reminded."""
    told = Notice.objects.filter(to=user, template=REMINDER).values("subject_id")
    theirs = Q(owner=user) | Q(team__in=access.teams_for(user)) | Q(pk__in=told)
    return open_to(user).filter(theirs)


def remind(day: date) -> int:
    """Queue every reminder that falls on or before `day`. Safe to run twice, or at once.

    A deadline that cannot be reminded of stops no other, and is tried again the next time.
    """
    return sum(remind_safely(deadline, day) for deadline in Deadline.objects.to_remind(day))


def remind_safely(deadline: Deadline, day: date) -> bool:
    try:
        return remind_about(deadline, day)
    except Exception as fault:
        log.exception("Deadline %s: no reminder (%s)", deadline.pk, type(fault).__name__)
        return False


@transaction.atomic
def remind_about(deadline: Deadline, day: date) -> bool:
    kind = kinds[deadline.kind]
    ours = Deadline.objects.open().filter(pk=deadline.pk, remind_on=deadline.remind_on)
    if ours.update(remind_on=kind.next_reminder(deadline.due_on, after=day)) != 1:
        return False
    due, urgent = deadline.due_on.isoformat(), kind.basis == "statute"
    once = f"{due}:{kind.stage(deadline.due_on, day)}"
    for person in kind.people(deadline.subject):
        notices.queue(REMINDER, to=person, about=deadline, once=once, at_once=urgent, due=due)
    return True
