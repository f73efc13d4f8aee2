"""Dates as the partnership counts them: London days, and working days in England and Wales."""

import calendar
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.conf import settings
from django.utils import timezone

from portal.models.clocks import ClosingDay

ONE_DAY = timedelta(days=1)


def today() -> date:
    """The day in London. In the demonstration it stands still at `DEMO_TODAY`."""
    return settings.DEMO_TODAY if settings.DEMO else timezone.localdate()


def now() -> datetime:
    """This moment, in UTC. In the demonstration: the present time of day on `DEMO_TODAY`."""
    moment = timezone.now()
    if not settings.DEMO:
        return moment
    local = timezone.localtime(moment)
    day = settings.DEMO_TODAY
    return local.replace(year=day.year, month=day.month, day=day.day).astimezone(moment.tzinfo)


def wall_time() -> datetime:
    """This moment, in UTC, in the demonstration too: for sessions, leases and evidence.

    What falls due, and everything a partnership records of its work, asks `now` instead.
    """
    return timezone.now()


def london_day(moment: datetime) -> date:
    """The date in London at a moment."""
    return timezone.localtime(moment).date()


def day_text(day: date) -> str:
    """A date as people write it, for sentences made outside a template: 3 March 2021."""
    return f"{day.day} {day:%B %Y}"


def london_moment(day: date, at: time) -> datetime:
    """A time of day in London, as a moment."""
    return timezone.make_aware(datetime.combine(day, at))


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of England and Wales in one year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def closing_days(start: date, end: date) -> frozenset[date]:
    """Days between, both included, that an operator has added to the bank holidays."""
    between = ClosingDay.objects.filter(day__range=(start, end))
    return frozenset(between.values_list("day", flat=True))


def london_midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return london_moment(day, time.min)


def is_working_day(day: date, extra: frozenset[date] | None = None) -> bool:
    extra = closing_days(day, day) if extra is None else extra
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in extra


def add_working_days(start: date, days: int) -> date:
    """The date `days` working days after `start`. The start day is day 0 and never counted.

    A negative number counts backwards, for notice that must be given before an event.
    """
    step = ONE_DAY if days >= 0 else -ONE_DAY
    # Two calendar days for each working day, and a fortnight for Christmas and Easter.
    reach = start + step * (abs(days) * 2 + 14)
    extra = closing_days(min(start, reach), max(start, reach))
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day, extra)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    extra = closing_days(start, end)
    span = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, extra) for day in span)


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def is_beyond_known_holidays(day: date) -> bool:
    """Whether a day lies past the last year whose bank holidays have been announced."""
    known_to: int = settings.BANK_HOLIDAYS_KNOWN_TO
    return day.year > known_to
