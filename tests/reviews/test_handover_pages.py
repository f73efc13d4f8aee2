"""Pages of a handover: what each side is shown, and that both have to agree."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from portal.models import Sighting
from reviews.models import Handover, Review
from tests.factories.partners import PartnershipFactory
from tests.factories.reviews import HandoverFactory, ReviewGrantFactory, review_lead
from tests.reviews.typed import boxes

pytestmark = pytest.mark.django_db
LIST = reverse("reviews:handover_list")


@pytest.fixture
def south():
    return PartnershipFactory(short_name="South")


@pytest.fixture
def taker(south):
    return review_lead(south)


@pytest.fixture
def handover(review, south, lead):
    return HandoverFactory(review=review, receiver=south, offered_by=lead)


def typed(south, **more):
    facts = {
        "receiver": south.pk,
        "reason": "The partnership splits",
        "sight": "keeps",
        "sight_reason": "To answer questions",
        **boxes("from_day", clock.today()),
        **boxes("sight_until", clock.today() + timedelta(days=20)),
    }
    return {**facts, **more}


def test_the_whole_way_from_the_offer_to_the_other_partnership(sign_in, review, lead, taker, south):
    browser = sign_in(lead)
    page = browser.get(review.get_absolute_url()).content.decode()
    offer = reverse("reviews:handover_offer", args=[review.pk])
    assert offer in page
    assert browser.get(offer).status_code == 200

    answer = browser.post(offer, typed(south))

    handover = Handover.objects.get()
    assert answer.url == handover.get_absolute_url()
    assert offer not in browser.get(review.get_absolute_url()).content.decode()
    browser = sign_in(taker)
    assert "SCR 22" in browser.get(LIST).content.decode()
    page = browser.get(handover.get_absolute_url()).content.decode()
    assert "The partnership splits" in page
    assert review.get_absolute_url() not in page
    assert Sighting.objects.filter(what="handover.seen", by=taker).exists()

    answer = browser.post(handover.get_absolute_url(), {"decision": "accept"})

    assert answer.url == review.get_absolute_url()
    page = browser.get(review.get_absolute_url()).content.decode()
    assert "Handed over: SCR 22" in page
    assert "Let in by name until" in page
    assert browser.get(handover.get_absolute_url()).content.decode().count("Your answer") == 0


def test_what_is_wrong_with_an_offer_is_said_beside_it(sign_in, review, lead, south):
    browser = sign_in(lead)
    offer = reverse("reviews:handover_offer", args=[review.pk])
    empty = browser.post(offer, {})
    assert empty.status_code == 422
    said = empty.content.decode()
    for sentence in (
        "Select the partnership that takes it over",
        "Enter the day from which they can take it over",
        "Enter why the review passes on",
        "Select whether you go on seeing it",
        "Enter why you go on seeing it, or why you do not need to",
    ):
        assert sentence in said

    no_end = typed(south, **dict.fromkeys(boxes("sight_until", clock.today()), ""))
    assert "Enter the last day on which you see it" in browser.post(offer, no_end).content.decode()
    late = typed(south, **boxes("sight_until", clock.today() + timedelta(days=400)))
    assert "The last day must be between" in browser.post(offer, late).content.decode()
    nobody = browser.post(offer, typed(south))
    assert "Nobody else leads reviews there yet" in nobody.content.decode()
    review_lead(south)
    browser.post(offer, typed(south, sight="loses"))
    assert Handover.objects.get().sight_until is None
    again = browser.post(offer, typed(south))
    assert "This review is offered to a partnership already" in again.content.decode()


def test_declining_asks_for_a_reason(sign_in, handover, taker):
    browser = sign_in(taker)
    bare = browser.post(handover.get_absolute_url(), {"decision": "decline", "answer": " "})
    assert bare.status_code == 422
    assert "Enter why your partnership does not take it over" in bare.content.decode()

    browser.post(handover.get_absolute_url(), {"decision": "decline", "answer": "Not ours"})

    handover.refresh_from_db()
    assert (handover.status, handover.answer) == ("declined", "Not ours")


def test_before_its_day_it_is_not_accepted_and_says_when(sign_in, handover, taker):
    Handover.objects.update(from_day=clock.today() + timedelta(days=3))

    answer = sign_in(taker).post(handover.get_absolute_url(), {"decision": "accept"})

    assert answer.status_code == 422
    assert "at the earliest. Accept it then." in answer.content.decode()
    assert Review.objects.get().partnership == handover.giver


def test_who_offered_it_takes_it_back_and_does_not_answer(sign_in, handover, lead, taker):
    browser = sign_in(lead)
    page = browser.get(handover.get_absolute_url()).content.decode()
    back = reverse("reviews:handover_take_back", args=[handover.pk])
    assert back in page
    assert "Your answer" not in page
    assert browser.post(handover.get_absolute_url(), {"decision": "accept"}).status_code == 404

    browser.post(back)

    handover.refresh_from_db()
    assert handover.status == "withdrawn"
    again = browser.post(back, follow=True).content.decode()
    assert "this has already moved on" in again
    assert sign_in(taker).post(back).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_handovers_costs_the_same_however_long(
    sign_in, partnership, lead, count, django_assert_num_queries
):
    for _ in range(count):
        HandoverFactory(review__partnership=partnership, offered_by=lead)
    browser = sign_in(lead)
    browser.get(LIST)

    with django_assert_num_queries(8):
        page = browser.get(LIST)

    assert len(page.context["page"].object_list) == count


def test_somebody_let_in_sees_where_it_came_from_and_offers_nothing(
    sign_in, review, handover, taker
):
    grant = ReviewGrantFactory(content_object=review)
    browser = sign_in(grant.user)

    page = browser.get(review.get_absolute_url()).content.decode()

    assert "Offered: SCR 22" in page
    assert "Hand over to another partnership" not in page
