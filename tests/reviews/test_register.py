"""The register: open cases by the next clock, found by reference and never by name."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import deadlines
from portal.models import Sighting
from reviews.deadlines import PANEL
from tests.factories.partners import StandingFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_files import (
    AgencyGrantFactory,
    ChildFactory,
    EmergencyFactory,
    NotificationFactory,
    identified,
    opened,
)
from tests.leaks import SENTINEL

pytestmark = pytest.mark.django_db
REGISTER = reverse("reviews:register")


def due(file, day, lead):
    deadlines.start(PANEL, file, on=day, due_on=day, owner=lead)


def titles(page):
    return [row.title for row in page.context["page"]]


def test_the_next_clock_comes_first_and_none_comes_last(sign_in, lead, partnership):
    quiet, later, sooner = (opened(partnership) for _ in range(3))
    due(later, date(2999, 9, 20), lead)
    due(sooner, date(2020, 9, 10), lead)
    opened(partnership, status="no further action")
    ReviewFactory(partnership=partnership)
    opened()

    page = sign_in(lead).get(REGISTER)

    assert titles(page) == [sooner.title, later.title, quiet.title]
    text = page.content.decode()
    assert "Overdue" in text
    assert "No clock runs" in text
    assert Sighting.objects.filter(what="reviews.listed").count() == 1


def test_a_search_by_reference_finds_ended_cases_and_the_archive_too(sign_in, lead, partnership):
    ended = opened(partnership, status="closed")
    opened(partnership)
    archived = ReviewFactory(partnership=partnership, title="SCR 22")
    browser = sign_in(lead)

    assert titles(browser.get(REGISTER, {"reference": ended.title})) == [ended.title]
    assert titles(browser.get(REGISTER, {"reference": "scr 22"})) == [archived.title]


def test_cases_are_narrowed_to_those_the_panel_advised_in_every_list(sign_in, lead, partnership):
    advised = opened(
        partnership, route="panel advice", advised_on=date(2020, 8, 3), advice_reference="P-17"
    )
    ended = opened(partnership, route="panel advice", status="closed")
    opened(partnership)
    archived = ReviewFactory(partnership=partnership)
    browser, archive = sign_in(lead), reverse("reviews:review_list")
    asked = {"route": "panel advice"}

    page = browser.get(REGISTER, asked)
    taken = browser.get(REGISTER, {**asked, "as": "csv"}).content.decode()

    assert titles(page) == [advised.title]
    assert "3 August 2020" in page.content.decode()
    assert "The national Panel advised it" in taken
    assert "P-17" in taken
    assert {*titles(browser.get(archive, asked))} == {advised.title, ended.title}
    assert archived.title in titles(browser.get(archive))
    none = browser.get(REGISTER, {"route": "learning"})
    assert "No case you can open was referred for this reason" in none.content.decode()
    assert len(titles(browser.get(REGISTER, {"route": "whim"}))) == 2
    assert len(titles(browser.get(archive, {"route": "whim"}))) == 4
    whole = browser.get(archive, {"as": "csv"}).content.decode()
    assert "The national Panel advised it" in whole


def test_f05_nobody_is_found_by_a_name(sign_in, lead, partnership):
    file = opened(partnership)
    identified(ChildFactory(review=file))

    page = sign_in(lead).get(REGISTER, {"reference": f"Kim {SENTINEL}"})

    assert titles(page) == []
    assert "Cases are found by reference, never by a name" in page.content.decode()


def test_what_a_conflict_shuts_answers_as_what_never_was(sign_in, lead, partnership):
    file = opened(partnership)
    ConflictFactory(review=file, person=lead)
    browser = sign_in(lead)

    shut = browser.get(REGISTER, {"reference": file.title})
    never = browser.get(REGISTER, {"reference": "2020-999"})

    for page in (shut, never):
        assert titles(page) == []
        assert "No case with this reference is open to you" in page.content.decode()
        assert "in this list" not in page.content.decode()
    assert titles(browser.get(REGISTER)) == []


def test_an_emergency_waits_in_the_register_of_leads_only(sign_in, lead, partnership):
    file = opened(partnership)
    emergency = EmergencyFactory(review=file, person__name="Ezra Night")
    reader = ReviewGrantFactory(content_object=file).user

    assert "Ezra Night" in sign_in(lead).get(REGISTER).content.decode()
    assert "Ezra Night" not in sign_in(reader).get(REGISTER).content.decode()
    assert emergency.review == file


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_however_long(
    sign_in, lead, partnership, count, django_assert_max_num_queries
):
    for _ in range(count):
        due(opened(partnership), date(2020, 9, 10), lead)
    browser = sign_in(lead)
    browser.get(REGISTER)

    with django_assert_max_num_queries(16):
        page = browser.get(REGISTER)

    assert len(titles(page)) == count


def test_a_case_costs_the_same_however_many_children_and_readers(sign_in, lead, partnership):
    file, costs = opened(partnership), []
    browser = sign_in(lead)
    browser.get(file.get_absolute_url())
    for order in (1, 2, 3):
        ChildFactory(review=file, order=order)
        ReviewGrantFactory(content_object=file)
        NotificationFactory(review=file)
        standing = StandingFactory(partnership=partnership, role="agency_lead")
        AgencyGrantFactory(review=file, agency=standing.agency)
        with CaptureQueriesContext(connection) as asked:
            browser.get(file.get_absolute_url())
        costs.append(len(asked))

    assert costs[0] == costs[1] == costs[2]
