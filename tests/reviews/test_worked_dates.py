"""The clocks of a notification and of a rapid review, against dates counted by hand on a calendar.

Each line was counted with the finger on a printed calendar of bank holidays of England and Wales:
Saturdays, Sundays and the holidays named beside it are passed over, the day of awareness is day 0.
"""

from datetime import UTC, date, datetime, time

import pytest

from portal import clock
from reviews.deadlines import CARE_LEAVER, COPIES, LOOKED_AFTER, PANEL, PARTNERS, RAPID_REVIEW

pytestmark = pytest.mark.django_db
# day 0, 5 working days after, 15 working days after, and what lies between
WORKED = [
    # an ordinary Tuesday
    ("2020-09-01", "2020-09-08", "2020-09-22", "no holiday"),
    # a Friday, a Saturday and a Sunday: day 1 is the Monday of all three
    ("2020-09-04", "2020-09-11", "2020-09-25", "from a Friday"),
    ("2020-09-05", "2020-09-11", "2020-09-25", "from a Saturday"),
    ("2020-09-06", "2020-09-11", "2020-09-25", "from a Sunday"),
    # Easter 2020: Good Friday 10 April, Easter Monday 13 April; the early May holiday on Friday 8
    ("2020-04-07", "2020-04-16", "2020-04-30", "Easter 2020"),
    ("2020-04-09", "2020-04-20", "2020-05-04", "from Maundy Thursday"),
    ("2020-04-20", "2020-04-27", "2020-05-12", "early May holiday, moved to a Friday"),
    # Easter 2021: 2 and 5 April
    ("2021-03-31", "2021-04-09", "2021-04-23", "Easter 2021"),
    # Christmas 2020: Friday 25; Boxing Day falls on a Saturday, its holiday on Monday 28; 1 January
    ("2020-12-18", "2020-12-29", "2021-01-13", "Christmas 2020"),
    ("2020-12-24", "2021-01-05", "2021-01-19", "from Christmas Eve"),
    # Christmas 2021: Saturday and Sunday; holidays Monday 27 and Tuesday 28, and Monday 3 January
    ("2021-12-22", "2021-12-31", "2022-01-17", "Christmas 2021"),
    # Christmas 2022: Sunday; holidays Monday 26 and Tuesday 27, and Monday 2 January
    ("2022-12-21", "2022-12-30", "2023-01-16", "Christmas 2022"),
    # 29 February: a Saturday in 2020, a Thursday in 2024
    ("2020-02-25", "2020-03-03", "2020-03-17", "over 29 February 2020"),
    ("2024-02-22", "2024-02-29", "2024-03-14", "ends on 29 February 2024"),
    ("2024-02-29", "2024-03-07", "2024-03-21", "from 29 February 2024"),
    ("2023-02-28", "2023-03-07", "2023-03-21", "a year without it"),
    # the clocks go forward on 29 March 2020 and back on 25 October 2020
    ("2020-03-27", "2020-04-03", "2020-04-21", "clocks forward, then Easter"),
    ("2020-10-23", "2020-10-30", "2020-11-13", "clocks back"),
    # the Queen's funeral, Monday 19 September 2022, proclaimed ten days before
    ("2022-09-14", "2022-09-22", "2022-10-06", "a holiday proclaimed late"),
    # two holidays in one week: Thursday 2 and Friday 3 June 2022
    ("2022-05-30", "2022-06-08", "2022-06-22", "the jubilee"),
    # the coronation, Monday 8 May 2023, after Monday 1 May
    ("2023-04-28", "2023-05-09", "2023-05-23", "the coronation"),
]


@pytest.mark.parametrize(("aware", "five", "fifteen", "why"), WORKED, ids=[w[3] for w in WORKED])
def test_dates_worked_by_hand(aware, five, fifteen, why):
    day_0 = date.fromisoformat(aware)

    for kind in (PANEL, PARTNERS, LOOKED_AFTER, CARE_LEAVER):
        assert kind.due_on(day_0) == date.fromisoformat(five)
    assert RAPID_REVIEW.due_on(day_0) == date.fromisoformat(fifteen)


@pytest.mark.parametrize(
    ("published", "copies"),
    [
        ("2020-09-14", "2020-09-03"),
        ("2020-04-20", "2020-04-07"),  # over Good Friday and Easter Monday
        ("2021-01-05", "2020-12-22"),  # over Christmas, Boxing Day's Monday and New Year
        ("2024-03-05", "2024-02-23"),  # over 29 February
    ],
)
def test_copies_go_out_seven_working_days_before(published, copies):
    assert COPIES.due_on(date.fromisoformat(published)) == date.fromisoformat(copies)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2020, 3, 29, 0, 30, tzinfo=UTC), date(2020, 3, 29)),
        (datetime(2020, 3, 29, 22, 59, tzinfo=UTC), date(2020, 3, 29)),
        (datetime(2020, 3, 29, 23, 0, tzinfo=UTC), date(2020, 3, 30)),  # summer time: an hour on
        (datetime(2020, 10, 24, 23, 0, tzinfo=UTC), date(2020, 10, 25)),
        (datetime(2020, 10, 25, 23, 0, tzinfo=UTC), date(2020, 10, 25)),  # winter time again
        (datetime(2020, 10, 26, 0, 0, tzinfo=UTC), date(2020, 10, 26)),
    ],
)
def test_a_day_is_a_day_in_london_on_the_nights_the_clocks_change(moment, day):
    assert clock.london_day(moment) == day


@pytest.mark.parametrize("day", [date(2020, 3, 29), date(2020, 10, 25)])
def test_a_day_of_change_has_one_midnight(day):
    midnight = clock.london_moment(day, time.min)

    assert clock.london_day(midnight) == day
    assert clock.london_day(clock.london_midnight(day)) == day
