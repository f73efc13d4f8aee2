"""Working days and London days."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from portal import clock
from portal.models import ClosingDay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2020, 4, 8), 1, date(2020, 4, 9)),  # Maundy Thursday
        (date(2020, 4, 9), 1, date(2020, 4, 14)),  # over Good Friday and Easter Monday
        (date(2020, 5, 7), 1, date(2020, 5, 11)),  # VE day moved the bank holiday to a Friday
        (date(2020, 12, 24), 1, date(2020, 12, 29)),  # Boxing Day on a Saturday: Monday off
        (date(2020, 9, 12), 1, date(2020, 9, 14)),  # day 0 may be a Saturday
        (date(2020, 9, 14), 15, date(2020, 10, 5)),
        (date(2020, 9, 14), 0, date(2020, 9, 14)),
        (date(2020, 4, 14), -1, date(2020, 4, 9)),  # notice before an event
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start, days, due):
    assert clock.add_working_days(start, days) == due


def test_scottish_holidays_are_working_days_here():
    assert clock.is_working_day(date(2020, 11, 30))


def test_a_day_added_by_an_operator_is_no_working_day():
    ClosingDay.objects.create(day=date(2022, 9, 20), name="Added")

    assert clock.add_working_days(date(2022, 9, 16), 1) == date(2022, 9, 21)


def test_state_funeral_of_2022_is_a_bank_holiday():
    assert not clock.is_working_day(date(2022, 9, 19))


def test_working_days_between_counts_the_end_and_not_the_start():
    assert clock.working_days_between(date(2020, 9, 14), date(2020, 10, 5)) == 15
    assert clock.working_days_between(date(2020, 10, 5), date(2020, 9, 14)) == -15


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 11, 20), 3, date(2021, 2, 20)),
        (date(2020, 12, 1), 12, date(2021, 12, 1)),
    ],
)
def test_months_end_on_the_last_day_where_the_month_is_shorter(start, months, end):
    assert clock.add_months(start, months) == end


def test_today_is_the_day_in_london(settings):
    settings.DEMO = False
    with time_machine.travel(datetime(2020, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2020, 7, 2)


def test_in_the_demonstration_the_day_stands_still(settings):
    settings.DEMO = True
    with time_machine.travel(datetime(2026, 11, 20, 15, 5, tzinfo=UTC), tick=False):
        assert clock.today() == date(2020, 9, 14)
        assert clock.now() == datetime(2020, 9, 14, 14, 5, tzinfo=UTC)


def test_a_date_past_the_announced_bank_holidays_is_marked(settings):
    settings.BANK_HOLIDAYS_KNOWN_TO = 2028

    assert not clock.is_beyond_known_holidays(date(2028, 12, 31))
    assert clock.is_beyond_known_holidays(date(2029, 1, 1))
