"""A partnership with a death, its coordinator, and a panel meeting."""

from datetime import date

import pytest

from tests.factories.cdop import DeathFactory, PanelMeetingFactory, coordinator, panel_member
from tests.factories.partners import PartnershipFactory


@pytest.fixture
def partnership(db):
    return PartnershipFactory()


@pytest.fixture
def runs(partnership):
    return coordinator(partnership)


@pytest.fixture
def death(partnership):
    return DeathFactory(partnership=partnership)


@pytest.fixture
def meeting(partnership):
    return PanelMeetingFactory(partnership=partnership, held_on=date(2019, 10, 1))


@pytest.fixture
def member(partnership):
    return panel_member(partnership)
