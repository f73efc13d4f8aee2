"""Until when what somebody attended holds: worked out in the database, row by row."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Rank, TruncDate

from portal import clock
from training.models import Booking, BookingQuerySet, RequirementQuerySet, Session

SOON = timedelta(days=90)


class Months(Func):
    """A number of months as a length of time; the end of a short month is its last day."""

    template = "make_interval(months => %(expressions)s)"
    output_field = models.DurationField()


def renewal(path: str = "") -> Case:
    """The day until which a booking that was attended holds; null where it does not lapse."""
    months = f"{path}session__course__valid_months"
    ends = models.ExpressionWrapper(
        F(f"{path}session__starts_at") + Months(F(months)), models.DateTimeField()
    )
    return Case(When(**{f"{months}__isnull": False}, then=TruncDate(ends)))


def same_course(course: str) -> Q:
    """Attended sessions of a course, or of another of its family. `course`: path of the outer."""
    family = Q(session__course__family=OuterRef(f"{course}__family"))
    family &= ~Q(session__course__family="")
    partnership = Q(session__course__partnership=OuterRef(f"{course}__partnership"))
    return Q(session__course=OuterRef(course)) | family & partnership


def on_closed_registers() -> BookingQuerySet:
    """What counts: marks of a register that is still open may change."""
    return Booking.objects.attended().filter(session__status=Session.Status.DELIVERED)


def latest_only(came: BookingQuerySet) -> BookingQuerySet:
    """Of what people attended, the latest of each course or family, with `renew_on`.

    All that these people came to is put in order once, and not looked through again for each row.
    """
    rows = came.order_by()
    known = Q(person__in=rows.values("person"))
    unknown = Q(person=None, agency__in=rows.values("agency"))
    turn = Window(Rank(), [*WHO, *WHAT], F("session__starts_at").desc())
    theirs = on_closed_registers().filter(known | unknown).order_by().annotate(turn=turn)
    return came.filter(pk__in=theirs.filter(turn=1).values("pk")).annotate(renew_on=renewal())


# Somebody is known by their account; without one by name, within an agency.
WHO: tuple[Any, ...] = (
    F("person"),
    Case(When(person=None, then=F("delegate"))),
    Case(When(person=None, then=F("agency"))),
)
# A course alone, or its whole family in a partnership.
WHAT: tuple[Any, ...] = (
    Case(When(session__course__family="", then=F("session__course"))),
    F("session__course__family"),
    F("session__course__partnership"),
)


def kept_up(asked: RequirementQuerySet) -> RequirementQuerySet:
    """What is asked of people, with `done_at` and `renew_on` of when they last did it."""
    did = on_closed_registers().filter(same_course("course"), person=OuterRef("person"))
    last = did.order_by("-session__starts_at")
    found: RequirementQuerySet = asked.annotate(
        done_at=Subquery(last.values("session__starts_at")[:1]),
        renew_on=Subquery(last.annotate(renew=renewal()).values("renew")[:1]),
    )
    return found


@dataclass(frozen=True)
class State:
    """How something stands: a word, its tone, and the rows in it."""

    word: str
    tone: str


NEVER = State("Not done yet", "red")
LAPSED = State("Lapsed", "red")
SOON_DUE = State("Due soon", "amber")
HOLDS = State("Up to date", "green")


def state_of(renew_on: date | None, *, done: bool = True) -> State:
    """How it stands today. Due soon: within 90 days."""
    today = clock.today()
    if not done:
        return NEVER
    if renew_on is None or renew_on > today + SOON:
        return HOLDS
    return LAPSED if renew_on < today else SOON_DUE


def in_state(state: str) -> Q:
    """The rows in a state, by the word a filter sends."""
    today = clock.today()
    done = ~Q(done_at=None)
    return {
        "never": Q(done_at=None),
        "lapsed": Q(renew_on__lt=today),
        "soon": Q(renew_on__gte=today, renew_on__lte=today + SOON),
        "holds": done & (Q(renew_on=None) | Q(renew_on__gt=today + SOON)),
        "owed": Q(done_at=None) | Q(renew_on__lte=today + SOON),
    }.get(state, Q())
