"""Change notices: sent to providers, and answered by a link without an account."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from portal import clock
from portal.models import Deadline, Event, Notice
from tests.factories.partners import StandingFactory
from tests.factories.training_providers import ChangeFactory, DeliveryFactory, ProviderFactory
from training import access, actions, deadlines
from training.actions.changes import is_still_owed
from training.models import Change, Delivery

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
