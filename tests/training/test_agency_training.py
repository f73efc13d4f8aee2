"""Training by a single agency: entered by its lead, and counted apart."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_records import AgencyTrainingFactory
from training import actions
from training.models import AgencyTraining

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    return StandingFactory(role="agency_lead")


@pytest.fixture
def colleague(standing):
    at = {"agency": standing.agency, "partnership": standing.partnership}
    return StandingFactory(role="practitioner", **at).person


@pytest.fixture
def browser(sign_in, standing):
    return sign_in(standing.person)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def training_typed(standing, **typed):
    day = clock.today()
    return {
        "place": standing.pk,
        "title": "Dragonfly",
        "held_on_0": day.day,
        "held_on_1": day.month,
        "held_on_2": day.year,
        "hours": "1.5",
        "number": "400",
        "given_by": "The force's own trainers",
    } | typed


def test_a_lead_enters_training_of_the_own_agency(browser, standing, colleague):
    typed = training_typed(standing, people=[colleague.pk])

    page = browser.post(address("agency_training_add"), typed, follow=True).content.decode()

    assert "Training entered. It is counted apart." in page
    assert "400" in page
    made = AgencyTraining.objects.get()
    assert (str(made), made.people, list(made.attendees.all())) == ("Dragonfly", 400, [colleague])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter what the training was about"),
        ({"number": "0"}, "At least one person must have come"),
        ({"number": "-4"}, "At least one person must have come"),
        ({"number": "many"}, "must be a whole number, such as 40"),
        ({"number": ""}, "Enter how many people came"),
        ({"hours": "0"}, "Hours must be 0.5 or more"),
        ({"hours": "a day"}, "Hours must be a number, such as 6 or 1.5"),
        ({"held_on_2": "2090"}, "Date of the training must be today or in the past"),
        ({"held_on_0": "31", "held_on_1": "2"}, "Date of the training must be a real date"),
    ],
)
def test_a_fault_in_training_entered_is_told(browser, standing, typed, sentence):
    answer = browser.post(address("agency_training_add"), training_typed(standing, **typed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AgencyTraining.objects.exists()


def test_no_more_are_named_than_came(browser, standing, colleague):
    typed = training_typed(standing, number="1", people=[colleague.pk, standing.person.pk])

    answer = browser.post(address("agency_training_add"), typed)

    assert "You selected 2 people: enter at least as many" in answer.content.decode()


def test_nobody_enters_training_for_people_of_another_agency(standing):
    facts = {
        "agency": standing.agency,
        "partnership": standing.partnership,
        "title": "Dragonfly",
        "held_on": clock.today(),
        "hours": None,
        "people": 1,
        "given_by": "",
        "by": standing.person,
    }
    with pytest.raises(actions.NotTheirs):
        actions.enter_agency_training(attendees=[UserFactory()], **facts)

    stranger = StandingFactory(role="agency_lead").person
    with pytest.raises(PermissionDenied):
        actions.enter_agency_training(attendees=[], **facts | {"by": stranger})


def test_a_training_lead_sees_training_of_every_agency_here(sign_in, standing):
    AgencyTrainingFactory(title="Ours", partnership=standing.partnership)
    AgencyTrainingFactory(title="Elsewhere")
    lead = StandingFactory(role="training_lead", partnership=standing.partnership).person

    page = sign_in(lead).get(address("agency_training_list")).content.decode()

    assert "Ours" in page
    assert "Elsewhere" not in page
    assert "Enter training by your own agency" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_training_of_agencies_costs_the_same_however_much(
    browser, standing, count, django_assert_num_queries
):
    at = {"agency": standing.agency, "partnership": standing.partnership}
    AgencyTrainingFactory.create_batch(count, **at)

    with django_assert_num_queries(3):
        page = browser.get(address("agency_training_list")).content.decode()

    assert page.count('<th scope="row"') == count
