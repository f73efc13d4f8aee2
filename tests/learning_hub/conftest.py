"""People of one partnership, for the tests of the hub."""

import pytest

from partners.models import Role
from tests.factories.partners import StandingFactory


@pytest.fixture
def practitioner(db):
    return StandingFactory(role=Role.PRACTITIONER)


@pytest.fixture
def here(practitioner):
    return {"partnership": practitioner.partnership}


@pytest.fixture
def officer(here):
    return StandingFactory(role=Role.BUSINESS_TEAM, **here)
