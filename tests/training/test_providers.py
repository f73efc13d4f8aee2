"""Providers, contracts, observations, and change notices answered by a link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from portal import clock
from portal.models import Deadline, Event, Notice
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
from training import access, actions, deadlines
from training.actions.changes import is_still_owed
from training.models import Change, Contract, Delivery, MeasureCheck, Observation, Provider

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
        "why": "Best value.",
        "measures": "90% rate it good\n\nHandouts come first\n",
        **day_typed("awarded_on", today),
        **day_typed("starts_on", today),
        **day_typed("ends_on", today + timedelta(days=365)),
    } | typed


def test_a_contract_is_entered_with_what_it_is_held_to_and_checked(browser, provider):
    at = address("contract_add", provider_id=provider.pk)
    page = browser.post(at, contract_typed(), follow=True).content.decode()
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


def change_typed(*providers, **typed):
    due = clock.today() + timedelta(days=28)
    return {
        "partnership": providers[0].partnership_id,
        "kind": "law",
        "title": "A new duty",
        "text": "Say that the duty is new.",
        "providers": [one.pk for one in providers],
        **day_typed("due_on", due),
    } | typed


def test_a_change_notice_reaches_each_provider_with_a_link_of_their_own(
    browser, standing, provider, django_capture_on_commit_callbacks
):
    second = ProviderFactory(partnership=standing.partnership)
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(address("change_add"), change_typed(provider, second), follow=True)

    assert "Sent. What providers answer is shown here." in page.content.decode()
    assert page.content.decode().count("Sent</strong>") == 2
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [provider.address, second.address]
    )
    for delivery in Delivery.objects.all():
        [message] = [one for one in mail.outbox if one.to == [delivery.provider.address]]
        assert delivery.secret_path in message.body
    assert Deadline.objects.open().filter(kind="training.change").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Select where it comes from"),
        ({"title": ""}, "Enter what it is about"),
        ({"text": ""}, "Enter what courses must say"),
        ({"providers": []}, "Select at least one provider"),
        ({"providers": ["0"]}, "Select providers from the list"),
        ({"due_on_2": "2001"}, "By when courses must follow must be in the future"),
    ],
)
def test_a_fault_in_a_change_notice_is_told(browser, provider, typed, sentence):
    answer = browser.post(address("change_add"), change_typed(provider, **typed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Change.objects.exists()


def test_a_change_notice_goes_to_providers_of_one_partnership(browser, standing, provider):
    second = StandingFactory(person=standing.person, role="training_lead")
    typed = change_typed(provider, partnership=second.partnership_id)

    answer = browser.post(address("change_add"), typed)

    assert f"Select providers of {second.partnership}" in answer.content.decode()


def answer_with(client, delivery, said, note=""):
    return client.post(delivery.secret_path, {"said": said, "note": note}, follow=True)


def test_a_provider_says_read_and_done_without_an_account(client, standing, provider):
    change = actions.send_change(
        partnership=standing.partnership,
        providers=[provider],
        kind="law",
        title="A new duty",
        text="Say that it is new.",
        due_on=clock.today(),
        by=standing.person,
    )
    delivery = change.deliveries.get()
    assert "A new duty" in client.get(delivery.secret_path).content.decode()
    delivery.refresh_from_db()
    assert delivery.read_on is None

    page = answer_with(client, delivery, "read").content.decode()
    assert "that you read it" in page
    page = answer_with(client, delivery, "done", "Slide 12 is new.").content.decode()

    assert "that your courses follow it. Thank you." in page
    delivery.refresh_from_db()
    assert (delivery.read_on, delivery.done_on, delivery.note) == (
        clock.today(),
        clock.today(),
        "Slide 12 is new.",
    )
    assert not Deadline.objects.open().exists()
    words = [event.what for event in Event.objects.about(delivery)]
    assert words == ["delivery.read", "delivery.done"]


def test_an_answer_is_kept_once_and_a_used_link_changes_nothing(client):
    delivery = DeliveryFactory()
    assert actions.answer_change(delivery=delivery, done=True, note="First.")

    assert not actions.answer_change(delivery=delivery, done=True, note="Second.")
    assert not actions.answer_change(delivery=delivery, done=False, note="")

    delivery.refresh_from_db()
    assert delivery.note == "First."


def test_a_link_that_was_changed_leads_nowhere(client):
    delivery = DeliveryFactory()
    token = delivery.token

    for wrong in (token[:-1] + "x", "x" + token[1:], token[:32], "x"):
        assert not access.delivery_of(wrong).exists()
        at = address("change_answer", change_token=wrong)
        assert client.get(at).status_code == 404


def test_an_answer_too_long_keeps_what_was_typed(client):
    delivery = DeliveryFactory()

    answer = client.post(delivery.secret_path, {"said": "done", "note": "x" * 501})

    assert answer.status_code == 422
    assert "must be 500 characters or fewer" in answer.content.decode()
    assert "x" * 501 in answer.content.decode()


def test_a_notice_about_what_is_done_is_not_sent():
    delivery = DeliveryFactory()
    notice = Notice(subject=delivery)
    assert is_still_owed(notice)

    notice.subject = DeliveryFactory(read_on=clock.today(), done_on=clock.today())

    assert not is_still_owed(notice)
    assert list(Delivery.objects.owed()) == [delivery]


def test_training_leads_are_reminded_of_what_a_provider_owes(standing):
    delivery = DeliveryFactory(change__partnership=standing.partnership)

    assert list(deadlines.senders(delivery)) == [standing.person]


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "Sent</strong>"),
        ({"read_on": clock.today()}, "Read</strong>"),
        ({"read_on": clock.today(), "done_on": clock.today()}, "Followed</strong>"),
    ],
)
def test_how_far_a_provider_is_stands_on_their_page(browser, provider, facts, word):
    change = ChangeFactory(partnership=provider.partnership)
    DeliveryFactory(change=change, provider=provider, **facts)

    assert word in browser.get(provider.get_absolute_url()).content.decode()
    assert word in browser.get(change.get_absolute_url()).content.decode()


def test_what_is_overdue_is_told(browser, provider):
    yesterday = clock.today() - timedelta(days=1)
    change = ChangeFactory(partnership=provider.partnership, sent_on=yesterday, due_on=yesterday)
    DeliveryFactory(change=change, provider=provider)

    for page in (address("provider_list"), address("change_list"), provider.get_absolute_url()):
        assert "Overdue</strong>" in browser.get(page).content.decode()


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
