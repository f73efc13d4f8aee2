"""One invented case, from the referral to an action closed with evidence, by the people concerned.

In a browser without JavaScript, on a telephone, on the demonstration. Every page is come to by a
link or a button of the page before it.
"""

import pytest

from demo import prepare
from tests.demo import urls
from tests.journeys.browser import chromium
from tests.journeys.chapters import learning, local, opening, public, rapid
from tests.journeys.windows import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHAPTERS = (
    opening.refer,
    opening.screen,
    opening.notify,
    rapid.ask,
    rapid.answer,
    rapid.meet,
    rapid.write,
    rapid.sign,
    rapid.hear,
    local.commission,
    local.appoint,
    local.draft,
    local.write,
    public.check,
    public.sign,
    public.publish,
    public.read,
    learning.share,
    learning.recommend,
    learning.act,
    learning.confirm,
    learning.close,
)
# What the timeline of the file tells in the end, the first step first.
TOLD = (
    "Referred a case",
    "Decided that an incident has to be notified",
    "Recorded that the national Panel was notified",
    "Opened a rapid review",
    "Sent an agency's answer",
    "Held the meeting of a rapid review",
    "Put a rapid review to the partners to sign",
    "Marked a rapid review as signed off",
    "Recorded that a rapid review was sent to the Panel",
    "Recorded the view of the Panel on a rapid review",
    "Decided on a local review after a rapid review",
    "Recorded the decision to hold a local review",
    "Wrote the scrutineer's entry about a local review",
    "Commissioned a local review",
    "Appointed the reviewer of a local review",
    "Began the work of a local review",
    "Answered a comment on the draft report",
    "Marked the report of a local review as signed off",
    "Published a review",
    "Shared learning from a review",
    "Recorded whether a recommendation is accepted",
    "Gave an agency an action from a recommendation",
    "Confirmed what was done about a recommendation",
    "Closed a case",
)


@pytest.fixture
def demonstration(settings, transactional_db):
    """The database as `./run` shows it; its calendar stands still until somebody turns it."""
    settings.DEMO = True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "demo"]
    settings.ROOT_URLCONF = urls.__name__
    prepare.prepare()
    return settings


@pytest.fixture
def company(demonstration, live_server):
    with chromium() as browser:
        yield Company(browser, live_server.url, demonstration)


def test_a_case_is_walked_from_the_referral_to_an_action_closed_with_evidence(company):
    case: dict[str, str] = {}
    for chapter in CHAPTERS:
        chapter(company, case)

    told = opening.closed_file_of(company, case).timeline()
    places = [told.index(words) for words in TOLD]
    assert places == sorted(places)
    assert "Rowan" in public.anybody_reads(company)
    tracked = learning.action_of(company)
    assert "Closed 7 June 2021 by Robin Sample" in tracked
    assert learning.EVIDENCE in tracked
    names = opening.NAME.lower().split()
    seen = [f"{address} {title}".lower() for address, title in company.seen]
    assert [page for page in seen if any(name in page for name in names)] == []
    assert [said for window in company.windows.values() for said in window.said] == []
