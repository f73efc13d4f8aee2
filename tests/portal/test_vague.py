"""Dates as precise as they were recorded."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.vague import PartialDate, PartialDateField


@pytest.mark.parametrize(
    ("recorded", "text", "first", "last"),
    [
        ("2019", "2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", "February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-08-01", "1 August 2019", date(2019, 8, 1), date(2019, 8, 1)),
    ],
)
def test_a_partial_date_says_no_more_than_was_recorded(recorded, text, first, last):
    day = PartialDate(recorded)

    assert (day.text, day.first_day, day.last_day) == (text, first, last)


@pytest.mark.parametrize("wrong", ["19", "2019-13", "2019-02-30", "August 2019", "0000"])
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(ValidationError, match="Enter a year, a month or a day"):
        PartialDateField().to_python(wrong)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_recorded_stays_nothing(nothing):
    assert PartialDateField().to_python(nothing) is None
    assert PartialDateField().get_prep_value(nothing) is None
