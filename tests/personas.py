"""The cast of the tests: every role, here, in another agency and in another partnership."""

from partners.models import Role
from portal.models import User
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.world import World

ROLES = {
    "practitioner": Role.PRACTITIONER,
    "agency lead": Role.AGENCY_LEAD,
    "analyst": Role.ANALYST,
    "training lead": Role.TRAINING_LEAD,
    "trainer": Role.TRAINER,
    "business team": Role.BUSINESS_TEAM,
    "review lead": Role.REVIEW_LEAD,
    "CDOP coordinator": Role.CDOP_COORDINATOR,
    "panel member": Role.PANEL_MEMBER,
    "executive": Role.EXECUTIVE,
    "scrutineer": Role.SCRUTINEER,
    "access officer": Role.ACCESS_OFFICER,
}
PLACES = ("here", "other agency", "away")


def persona(world: World, role: str, place: str = "here") -> User:
    """Somebody who holds one role in one place, and nothing else."""
    where = {
        "here": (world.agency, world.partnership),
        "other agency": (world.other_agency, world.partnership),
        "away": (world.far_agency, world.other_partnership),
    }
    agency, partnership = where[place]
    standing = StandingFactory(role=ROLES[role], agency=agency, partnership=partnership)
    return standing.person


def stranger() -> User:
    """An account that stands nowhere."""
    return UserFactory()
