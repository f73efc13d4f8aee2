"""Every page, opened by somebody who may, on a desk and on the smallest telephone."""

from collections import defaultdict

import pytest

from tests.journeys.browser import Visitor
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAULTS = (Visit("", "/no-such-page/", "nobody", ""),)


@pytest.fixture
def pages(cast) -> list[Visit]:
    """Made before the browser starts."""
    return sorted([*cast.pages(), *FAULTS], key=lambda visit: visit.role)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_can_be_used_by_everybody(pages, live_server, browser, width):
    visitor = Visitor(browser, live_server.url, width)
    faults, titles = [], defaultdict(set)
    for visit in pages:
        visitor.sign_in(visit.session)
        visitor.go(visit.path)
        faults += visitor.audit()
        titles[visitor.page.title()].add(visit.path)

    assert not faults, "\n".join(faults)
    assert [title for title, paths in titles.items() if len(paths) > 1] == []
