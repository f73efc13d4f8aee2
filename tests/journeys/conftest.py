"""A live portal with one of each thing in it, and a browser that leaves before it closes."""

import pytest

from tests.journeys.browser import chromium
from tests.journeys.visits import Cast
from tests.world import World


@pytest.fixture
def cast(transactional_db) -> Cast:
    return Cast(World())


@pytest.fixture
def browser(live_server, cast):
    """Last to come and first to go: Playwright's event loop forbids us the database."""
    with chromium() as browser:
        yield browser
