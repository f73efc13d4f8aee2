"""A live portal with one of each thing in it, or the demonstration, and a browser.

The browser leaves before the portal closes.
"""

import pytest
from django.core import mail

from tests.demo import urls
from tests.journeys.browser import chromium
from tests.journeys.kept import begin_again, demonstration
from tests.journeys.visits import Cast
from tests.journeys.walking import Walker
from tests.world import World


@pytest.fixture
def cast(transactional_db) -> Cast:
    return Cast(World())


@pytest.fixture
def browser(live_server, cast):
    """Last to come and first to go: Playwright's event loop forbids us the database."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """The name of a database with the demonstration in it."""
    with django_db_blocker.unblock(), demonstration() as name:
        yield name


@pytest.fixture
def somebody(kept, transactional_db, live_server, settings):
    """`somebody("Asha Sample")` walks through the demonstration; `somebody()` has not signed in.

    What is wrong with a page that any of them passed fails the test at its end.
    """
    begin_again(kept)
    settings.DEMO = True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "demo"]
    settings.ROOT_URLCONF = urls.__name__
    mail.outbox.clear()
    walkers = []
    with chromium() as opened:

        def come(name: str = "") -> Walker:
            walkers.append(Walker(opened, live_server.url))
            if name:
                walkers[-1].sign_in(name)
            return walkers[-1]

        yield come
        faults = [fault for walker in walkers for fault in walker.faults]
    assert not faults, "\n".join(faults)
