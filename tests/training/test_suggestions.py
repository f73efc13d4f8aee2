"""Improvements of booking: anybody who books asks, those who run training answer once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_bookings import SuggestionFactory
from tests.training.programme import at, lead_of, partner_of
from training import access, actions
from training.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return lead_of(partnership)


def test_anybody_who_books_asks_and_reads_what_others_asked(sign_in, partnership):
    person = partner_of(partnership)

    typed = {"partnership": partnership.pk, "text": "Show places left"}
    answer = sign_in(person).post(at("suggestion_add"), typed)

    one = Suggestion.objects.get()
    assert answer.url == at("suggestion_list")
    assert (one.text, one.asked_by, one.asked_on) == ("Show places left", person, clock.today())
    assert next(line.what for line in Event.objects.about(one)) == "suggestion.made"
    page = sign_in(partner_of(partnership)).get(at("suggestion_list")).content.decode()
    assert "Show places left" in page
    assert "Waits for an answer" in page
    assert ">Answer<" not in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter what should be better about booking"),
        ("x" * 501, "What should be better about booking must be 500 characters or fewer"),
        ("The child born 3 March 2015 was not let in", "date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(sign_in, partnership, text, sentence):
    browser = sign_in(partner_of(partnership))

    answer = browser.post(at("suggestion_add"), {"partnership": partnership.pk, "text": text})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f"{text}</textarea>" in page
    assert not Suggestion.objects.exists()


def test_who_stands_in_two_partnerships_chooses(sign_in, partnership):
    person = partner_of(partnership)
    other = StandingFactory(person=person).partnership
    browser = sign_in(person)

    assert "<select" in browser.get(at("suggestion_add")).content.decode()
    elsewhere = {"partnership": PartnershipFactory().pk, "text": "Say more"}
    refused = browser.post(at("suggestion_add"), elsewhere)
    browser.post(at("suggestion_add"), {"partnership": other.pk, "text": "Say more"})

    assert "Select a partnership whose training you may book" in refused.content.decode()
    assert Suggestion.objects.get().partnership == other


def test_a_lead_answers_once(sign_in, lead, partnership):
    one = SuggestionFactory(partnership=partnership, asked_by=UserFactory(name="Robin Hill"))
    address = at("suggestion_answer", suggestion_id=one.pk)
    browser = sign_in(lead)
    assert address in browser.get(at("suggestion_list")).content.decode()
    assert "by Robin Hill" in browser.get(address).content.decode()

    assert browser.post(address, {"answer": ""}).status_code == 422
    first = browser.post(address, {"answer": "From May on"}, follow=True)
    again = browser.post(address, {"answer": "Never"}, follow=True)

    one.refresh_from_db()
    assert (one.answer, one.answered_on) == ("From May on", clock.today())
    assert "From May on" in first.content.decode()
    assert "Robin Hill" not in first.content.decode()
    assert "Somebody has answered it already" in again.content.decode()
    told = [line.what for line in Event.objects.about(one)]
    assert told.count("suggestion.answered") == 1


def test_who_does_not_run_training_answers_nothing(partnership):
    one = SuggestionFactory(partnership=partnership)

    for person in (partner_of(partnership), lead_of(PartnershipFactory())):
        with pytest.raises(PermissionDenied):
            actions.answer_suggestion(suggestion=one, answer="Yes", by=person)


def test_of_another_partnership_nobody_asks_or_reads(partnership):
    elsewhere = partner_of(PartnershipFactory())
    SuggestionFactory(partnership=partnership)

    assert not access.suggestions(elsewhere).exists()
    with pytest.raises(PermissionDenied):
        actions.suggest(partnership=partnership, text="Say more", by=elsewhere)


def test_what_waits_stands_first(sign_in, partnership):
    earlier = clock.today() - timedelta(days=9)
    done = {"answer": "Done", "answered_on": clock.today()}
    SuggestionFactory(partnership=partnership, text="Answered one", asked_on=earlier, **done)
    SuggestionFactory(partnership=partnership, text="Newer one")
    SuggestionFactory(partnership=partnership, text="Older one", asked_on=earlier)

    page = sign_in(partner_of(partnership)).get(at("suggestion_list")).content.decode()

    places = [page.index(f"{word} one") for word in ("Older", "Newer", "Answered")]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    sign_in, partnership, count, django_assert_num_queries
):
    SuggestionFactory.create_batch(count, partnership=partnership)
    browser = sign_in(partner_of(partnership))

    with django_assert_num_queries(3):
        page = browser.get(at("suggestion_list")).content.decode()

    assert page.count("Waits for an answer") == count


@pytest.mark.parametrize("facts", [{"answer": "Yes"}, {"answered_on": clock.today()}])
def test_the_database_takes_no_answer_without_words_and_day(partnership, facts):
    one = SuggestionFactory(partnership=partnership)

    with pytest.raises(IntegrityError, match="answered_in_words"), transaction.atomic():
        Suggestion.objects.filter(pk=one.pk).update(**facts)
