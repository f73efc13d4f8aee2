"""Two people at once: no colour goes unseen, and nobody signs a report that went back."""

from datetime import date
from functools import partial

import pytest

from dashboard.actions import reports, tiles
from dashboard.models import Rating, SignOff
from partners.models import Role
from portal.workflow import MoveRefused
from tests.factories.dashboard import ReportEditionFactory, TileFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_colour_given_meanwhile_is_shown_first(partnership, holding, team):
    tile = TileFactory(partnership=partnership)
    rate = partial(
        tiles.rate, tile=tile, element=None, on=date(2020, 7, 14), reason="Because.", seen=0
    )

    with pytest.raises(tiles.RatedMeanwhile):
        meanwhile(
            partial(rate, colour="green", by=team),
            partial(rate, colour="red", by=holding(Role.BUSINESS_TEAM)),
        )

    assert Rating.objects.get().colour == "green"


@pytest.fixture
def edition(partnership):
    return ReportEditionFactory(partnership=partnership, status="scrutiny")


def test_a_report_returned_meanwhile_is_not_signed(edition, holding, team):
    scrutineer = holding(Role.SCRUTINEER)

    with pytest.raises(MoveRefused, match="in scrutiny"):
        meanwhile(
            partial(reports.return_to_draft, edition=edition, by=team),
            partial(reports.sign, edition=edition, seal="now", note="", by=scrutineer),
        )


def test_a_signature_sent_twice_is_one(edition, holding):
    sign = partial(reports.sign, edition=edition, seal="now", note="", by=holding(Role.SCRUTINEER))

    meanwhile(sign, sign)

    assert SignOff.objects.count() == 1
