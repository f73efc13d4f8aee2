"""A restricted page is not served when the database does not take the line that says who looked."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from partners.models import Role
from portal.models import Sighting
from tests.factories.cdop import DeathFactory, PanelMeetingFactory
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
LISTS = {
    "reviews:review": "reviews:review_list",
    "cdop:death": "cdop:death_list",
    "cdop:panel_meeting": "cdop:panel_meeting_list",
}


@pytest.fixture
def browser(sign_in):
    partnership = PartnershipFactory()
    person = StandingFactory(partnership=partnership, role=Role.REVIEW_LEAD).person
    StandingFactory(partnership=partnership, role=Role.CDOP_COORDINATOR, person=person)
    return sign_in(person)


@pytest.fixture
def pages():
    partnership = PartnershipFactory._meta.model.objects.get()
    things = {
        "reviews:review": ReviewFactory(partnership=partnership),
        "cdop:death": DeathFactory(partnership=partnership),
        "cdop:panel_meeting": PanelMeetingFactory(partnership=partnership),
    }
    alone = [thing.get_absolute_url() for thing in things.values()]
    return alone + [reverse(name) for name in LISTS.values()]


def take_away_the_right_to_write():
    """What `REVOKE INSERT` would do, also to the owner under whom tests run."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER nothing_new BEFORE INSERT ON portal_sighting"
            " FOR EACH ROW EXECUTE FUNCTION portal_written_once()"
        )


def test_each_restricted_page_is_served_with_its_line_and_never_without(browser, pages):
    for page in pages:
        assert browser.get(page).status_code == 200
    assert Sighting.objects.count() == len(pages) == 6

    take_away_the_right_to_write()

    for page in pages:
        refused = pytest.raises(DatabaseError, match="INSERT on portal_sighting was refused")
        with refused, transaction.atomic():
            browser.get(page)
