"""Signs of life."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal import heartbeats

pytestmark = pytest.mark.django_db


def test_the_age_is_that_of_the_last_beat():
    with time_machine.travel(datetime(2026, 1, 1, 9, tzinfo=UTC), tick=False) as traveller:
        heartbeats.beat("planner")
        traveller.shift(60)
        heartbeats.beat("planner")
        traveller.shift(90)

        assert heartbeats.ages() == {"planner": timedelta(seconds=90)}


def test_in_the_demonstration_hearts_beat_by_the_true_clock(settings):
    settings.DEMO = True
    heartbeats.beat("sender")

    assert heartbeats.ages()["sender"] < timedelta(minutes=5)
