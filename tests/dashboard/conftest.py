"""People of one partnership, and of another."""

from datetime import date

import pytest

from partners.models import Role
from tests.factories.partners import PartnershipFactory, StandingFactory


@pytest.fixture(autouse=True)
def september(monkeypatch):
    """The calendar stands at 14 September 2020."""
    monkeypatch.setattr("portal.clock.today", lambda: date(2020, 9, 14))


@pytest.fixture
def partnership():
    return PartnershipFactory(name="Pan-Dorset Safeguarding Children Partnership")


@pytest.fixture
def holding(partnership):
    """Somebody who holds a role here: `holding(Role.EXECUTIVE)`."""

    def person(role, **facts):
        return StandingFactory(role=role, **{"partnership": partnership, **facts}).person

    return person


@pytest.fixture
def team(holding):
    return holding(Role.BUSINESS_TEAM)


@pytest.fixture
def executive(holding):
    return holding(Role.EXECUTIVE)


@pytest.fixture
def far_team(holding):
    return holding(Role.BUSINESS_TEAM, partnership=PartnershipFactory())
