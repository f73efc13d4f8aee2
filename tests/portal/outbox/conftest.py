"""A kind of deadline for tests, its people, and something that is due."""

from datetime import date

import pytest

from portal import deadlines
from portal.deadlines import Kind
from portal.models import ClosingDay
from tests.factories.portal import UserFactory

START = date(2020, 9, 14)


@pytest.fixture
def people(db):
    return UserFactory.create_batch(2)


@pytest.fixture
def kind(people, monkeypatch):
    monkeypatch.setattr(deadlines, "kinds", {})
    return Kind(
        key="test.review",
        label="Rapid review",
        subject="portal.ClosingDay",
        amount=15,
        unit="working days",
        basis="guidance",
        source="Working Together",
        people=lambda subject: people,
        remind_days_before=(5, 1),
    )


@pytest.fixture
def subject(db):
    return ClosingDay.objects.create(day=date(2030, 1, 2), name="Nobody should read this")


@pytest.fixture
def deadline(kind, subject):
    """Due on 5 October 2020; reminders on 30 September and 4 October."""
    return deadlines.start(kind, subject, on=START)
