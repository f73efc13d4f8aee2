"""Providers, contracts, observations, and change notices answered by a link."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.training import SessionFactory
from tests.factories.training_providers import (
    ChangeFactory,
    ContractFactory,
    DeliveryFactory,
    MeasureCheckFactory,
    MeasureFactory,
    ObservationFactory,
    ProviderFactory,
)
from training import actions
from training.models import Contract, MeasureCheck, Observation, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    return StandingFactory(role="training_lead")


@pytest.fixture
def browser(sign_in, standing):
    return sign_in(standing.person)


@pytest.fixture
def provider(standing):
    return ProviderFactory(partnership=standing.partnership, name="Fern Training")


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def day_typed(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def test_a_provider_is_added_once(browser, standing):
    typed = {"name": "Fern Training", "contact": "Office", "address": "Office@Fern.example"}
    typed["partnership"] = standing.partnership_id

    page = browser.post(address("provider_add"), typed, follow=True).content.decode()
    again = browser.post(address("provider_add"), typed)

    assert "Provider added." in page
    assert Provider.objects.get().address == "office@fern.example"
    assert "A provider of this name is in the list already" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter the name of the provider"),
        ({"name": "Fern\nTraining"}, "Enter it on one line"),
        ({"contact": ""}, "Enter who to write to"),
        ({"address": "fern"}, "Enter an email address in the correct format"),
        ({"partnership": "0"}, "Select a partnership whose training you run"),
    ],
)
def test_a_fault_in_a_provider_is_told(browser, standing, typed, sentence):
    facts = {"name": "Fern", "contact": "Office", "address": "office@fern.example"}
    facts["partnership"] = standing.partnership_id

    answer = browser.post(address("provider_add"), facts | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Provider.objects.exists()


def contract_typed(**typed):
    today = clock.today()
    return {
        "title": "Neglect, 12 days",
        "route": "quotes",
        "need": "Seen late.",
        "bids": "3",
        "run_by": "Training coordinator",
        "why": "Best value.",
        "measures": "90% rate it good\n\nHandouts come first\n",
        **day_typed("awarded_on", today),
        **day_typed("starts_on", today),
        **day_typed("ends_on", today + timedelta(days=365)),
    } | typed


def test_a_contract_is_entered_with_what_it_is_held_to_and_checked(browser, provider):
    at = address("contract_add", provider_id=provider.pk)
    page = browser.post(at, contract_typed(), follow=True).content.decode()
    assert "Run by: Training coordinator" in page
    assert "Contract entered." in page
    assert page.count("Not checked yet") == 2
    first, second = Contract.objects.get().measures.all()
    assert (str(first), str(second)) == ("90% rate it good", "Handouts come first")

    check = address("measure_check", measure_id=first.pk)
    assert "Select whether it is met" in browser.post(check).content.decode()
    page = browser.post(
        check,
        {"outcome": "partly", "note": "84%", **day_typed("checked_on", clock.today())},
        follow=True,
    ).content.decode()

    assert "Partly met</strong>" in page
    assert MeasureCheck.objects.get().note == "84%"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter what is bought"),
        ({"route": "raffle"}, "Select how it was bought"),
        ({"need": ""}, "Enter what is needed, and why"),
        ({"bids": "-1"}, "How many bids came must be 0 or more"),
        ({"bids": "some"}, "must be a whole number, such as 3"),
        ({"why": ""}, "Enter why this provider was chosen"),
        ({"measures": " \n"}, "Enter at least one measure"),
        ({"measures": "x" * 201}, "Each measure must be 200 characters or fewer"),
        ({"measures": "x\n" * 21}, "Enter 20 measures or fewer"),
        ({"ends_on_2": "2001"}, "Last day of the contract must be on or after its first day"),
        ({"awarded_on_2": "2090"}, "Date of the award must be on or before the first day"),
    ],
)
def test_a_fault_in_a_contract_is_told(browser, provider, typed, sentence):
    answer = browser.post(address("contract_add", provider_id=provider.pk), contract_typed(**typed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Contract.objects.exists()


def test_a_check_lies_in_the_past(browser, provider):
    measure = MeasureFactory(contract__provider=provider)
    late = clock.today() + timedelta(days=1)

    answer = browser.post(
        address("measure_check", measure_id=measure.pk),
        {"outcome": "met", **day_typed("checked_on", late)},
    )

    assert "Date of the check must be today or in the past" in answer.content.decode()


def test_a_session_is_observed_and_the_provider_shows_it(browser, standing, provider):
    session = SessionFactory(course__partnership=standing.partnership)
    at = address("observe", session_id=session.pk)
    typed = {
        "provider": provider.pk,
        "role": "member of the training group",
        "score": "4",
        "well": "Clear and kind.",
        "improve": "More time for questions.",
        **day_typed("observed_on", clock.today()),
    }
    refused = browser.post(at, typed | {"score": "5", "well": "", "role": ""}).content.decode()
    for sentence in ("Select how it was", "Enter what went well", "Enter in which role"):
        assert sentence in refused

    page = browser.post(at, typed, follow=True).content.decode()

    assert "Observation saved." in page
    assert "More time for questions." in page
    shown = browser.get(provider.get_absolute_url()).content.decode()
    assert "4: Excellent" in shown
    assert Observation.objects.get().observed_by == standing.person


def test_nobody_enters_anything_for_another_partnership(provider):
    other = StandingFactory(role="training_lead").person
    measure = MeasureFactory(contract__provider=provider)
    session = SessionFactory(course__partnership=provider.partnership)
    today = clock.today()

    for forbidden in (
        lambda: actions.add_provider(
            partnership=provider.partnership, name="X", contact="X", address="x@x.example", by=other
        ),
        lambda: actions.award_contract(provider=provider, measures=[], by=other),
        lambda: actions.check_measure(
            measure=measure, checked_on=today, outcome="met", note="", by=other
        ),
        lambda: actions.observe(session=session, by=other),
        lambda: actions.send_change(
            partnership=provider.partnership,
            providers=[],
            kind="law",
            title="X",
            text="X",
            due_on=today,
            by=other,
        ),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("door", ["provider_list", "change_list", "provider"])
def test_pages_of_providers_cost_the_same_however_long(
    browser, provider, door, count, django_assert_max_num_queries
):
    at = provider.partnership
    for _ in range(count):
        MeasureCheckFactory(measure__contract__provider=provider)
        ObservationFactory(provider=provider, session__course__partnership=at)
        DeliveryFactory(change__partnership=at, provider=provider)
    where = provider.get_absolute_url() if door == "provider" else address(door)

    with django_assert_max_num_queries(9):
        browser.get(where)


def test_a_contract_that_is_over_says_so(browser, provider):
    past = clock.today() - timedelta(days=9)
    contract = ContractFactory(provider=provider, awarded_on=past, starts_on=past, ends_on=past)

    assert contract.has_ended
    assert "Ended</strong>" in browser.get(provider.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (
            lambda: ContractFactory(ends_on=clock.today() - timedelta(days=1)),
            "training_contract_ends_after_start",
        ),
        (
            lambda: ContractFactory(awarded_on=clock.today() + timedelta(days=1)),
            "training_contract_awarded_before_start",
        ),
        (lambda: ObservationFactory(score=5), "training_observation_score_on_the_scale"),
        (
            lambda: ChangeFactory(due_on=clock.today() - timedelta(days=1)),
            "training_change_due_after_sent",
        ),
        (
            lambda: DeliveryFactory(done_on=clock.today()),
            "training_delivery_read_before_done",
        ),
    ],
)
def test_database_refuses_what_cannot_be(make, rule):
    with pytest.raises(IntegrityError, match=rule):
        make()


def test_database_refuses_to_tell_a_provider_twice():
    one = DeliveryFactory()

    with pytest.raises(IntegrityError, match="training_delivery_once_a_provider"):
        DeliveryFactory(change=one.change, provider=one.provider)


def test_things_read_as_people_say_them(provider):
    change = ChangeFactory(title="A new duty")

    assert str(DeliveryFactory(change=change, provider=provider)) == "A new duty, to Fern Training"
    assert str(MeasureCheckFactory()) == "Met"
    assert str(ObservationFactory()).startswith("Observed: ")
    assert str(ContractFactory()) == "Neglect, 12 days a year"
