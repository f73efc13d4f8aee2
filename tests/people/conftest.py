"""One partnership with two agencies, an access officer, a lead and a practitioner."""

import pytest

from partners.models import Role
from tests.factories.partners import (
    AgencyFactory,
    AgencyStatusFactory,
    InvitationFactory,
    PartnershipFactory,
    StandingFactory,
)
from tests.factories.portal import UserFactory


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, agency=AgencyFactory()).agency


@pytest.fixture
def other_agency(partnership):
    return AgencyStatusFactory(partnership=partnership, agency=AgencyFactory()).agency


@pytest.fixture
def stands(partnership, agency):
    """Make somebody who holds a role, here unless told otherwise."""

    def made(role=Role.PRACTITIONER, **facts):
        return StandingFactory(role=role, **{"agency": agency, "partnership": partnership, **facts})

    return made


@pytest.fixture
def officer(stands):
    return stands(Role.ACCESS_OFFICER).person


@pytest.fixture
def lead(stands):
    return stands(Role.AGENCY_LEAD).person


@pytest.fixture
def held(stands):
    """What a practitioner of the agency holds."""
    return stands()


@pytest.fixture
def offered(agency, partnership, lead):
    return InvitationFactory(
        agency=agency, partnership=partnership, invited_by=lead, address="kim@council.example"
    )


@pytest.fixture
def kim(offered):
    return UserFactory(email=offered.address)
