"""Free places: asked for by an agency, decided under a policy, told, withdrawn, and priced."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from portal.models import Event, Notice
from portal.outbox.checking import why_not
from tests.factories.partners import StandingFactory
from tests.factories.training_money import (
    AgreedFreePlaceFactory,
    FreePlaceFactory,
    PolicyFactory,
)
from tests.training.priced import agree, priced
from training import pricing
from training.actions import free_places as actions
from training.actions import money_refusals as refusals
from training.models import FreePlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = priced()
    made.free = agree(PolicyFactory(partnership=made.partnership, kind="free places"))
    return made


@pytest.fixture
def lead(ours):
    return StandingFactory(role="training_lead", partnership=ours.partnership).person


@pytest.fixture
def head(ours):
    return StandingFactory(
        role="agency_lead", partnership=ours.partnership, agency=ours.school
    ).person


@pytest.fixture
def asked(ours, head):
    return FreePlaceFactory(partnership=ours.partnership, agency=ours.school, asked_by=head)


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def ask(ours):
    return at("free_place_ask", partnership_id=ours.partnership.pk, agency_id=ours.school.pk)


def said(answer):
    return answer.content.decode()


def later(days=30):
    return clock.today() + timedelta(days=days)


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def refused(answer, field):
    """What stands beside a box of a form that was sent back."""
    assert answer.status_code == 422
    return answer.context["form"].errors[field][0]


TYPED = {
    "organisation": "charity",
    "registered": "no",
    "number": "",
    "why": "We visit families every week.",
}


def agreed(**more):
    typed = {"decision": "agree", "reason": "It meets the policy."}
    return typed | boxes("since", later(0)) | boxes("until", later(364)) | more


def price(ours, on):
    return pricing.price_of(session=ours.session(), agency=ours.school, on=on)


def test_an_agency_asks_is_told_and_pays_nothing_from_then_on(ours, lead, head, sign_in):
    assert price(ours, clock.today()).amount == 8000
    page = sign_in(head).post(ask(ours), TYPED, follow=True)
    place = FreePlace.objects.get()
    assert "Waiting for a decision" in said(page)
    assert "Not registered" in said(page)
    assert Notice.objects.get(template="free_places_asked").to == lead

    decide = at("free_place_decide", free_place_id=place.pk)
    assert "We visit families every week." in said(sign_in(lead).get(decide))
    page = sign_in(lead).post(decide, agreed(), follow=True)

    assert "Decided. Whoever asked is told." in said(page)
    place.refresh_from_db()
    assert (place.policy, place.decided_by, place.decided_on) == (ours.free, lead, later(0))
    told = Notice.objects.get(template="free_places_decided")
    assert (told.to, told.subject) == (head, place)
    read = said(sign_in(head).get(place.get_absolute_url()))
    assert "It meets the policy." in read
    assert ours.free.get_absolute_url() in read
    now = price(ours, clock.today())
    assert (now.amount, now.free_place) == (0, place)
    until = clock.day_text(later(364))
    assert now.because == f"Free: places were agreed for {ours.school} until {until}."
    assert price(ours, later(365)).amount == 8000
    assert [event.what for event in Event.objects.about(place).order_by("pk")] == [
        "freeplace.asked",
        "freeplace.agreed",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"organisation": ""}, "organisation", "Select what kind of organisation it is"),
        ({"organisation": "school"}, "organisation", "a charity or a community interest company"),
        ({"registered": ""}, "registered", "Select whether it is registered"),
        ({"registered": "yes"}, "number", "Enter the registered number, or select not registered"),
        ({"registered": "yes", "number": "?"}, "number", "as the register shows it, like 1012345"),
        ({"number": "1012345"}, "number", "Leave the number empty, or select registered"),
    ],
)
def test_what_is_no_application(ours, head, sign_in, typed, field, sentence):
    answer = sign_in(head).post(ask(ours), TYPED | typed)

    assert sentence in refused(answer, field)
    assert "We visit families every week." in said(answer)
    assert not FreePlace.objects.exists()


def test_a_reason_is_asked_for(ours, head, sign_in):
    answer = sign_in(head).post(ask(ours), TYPED | {"why": "", "number": "no"})

    assert refused(answer, "why") == "Enter why places should be free"
    assert 'value="no"' in said(answer)


def test_an_agency_that_waits_asks_no_second_time(ours, asked, head, sign_in):
    registered = TYPED | {"registered": "yes", "number": "1012345"}

    answer = sign_in(head).post(ask(ours), registered)

    assert "has asked already" in refused(answer, "organisation")
    assert 'value="1012345"' in said(answer)
    assert FreePlace.objects.count() == 1


def test_a_registered_company_asks_again_after_a_refusal(ours, lead, asked, head, sign_in):
    actions.refuse_free_places(place=asked, reason="Too large.", by=lead)
    company = {"organisation": "CIC", "registered": "yes", "number": "09876543"}

    page = sign_in(head).post(ask(ours), TYPED | company, follow=True)

    assert "Registered, number 09876543" in said(page)
    assert FreePlace.objects.count() == 2


def test_a_refusal_is_told_with_its_reason(ours, lead, asked, head, sign_in):
    typed = {"decision": "refuse", "reason": "Its income is above the limit."}

    sign_in(lead).post(at("free_place_decide", free_place_id=asked.pk), typed)

    asked.refresh_from_db()
    assert (asked.status, asked.since, asked.policy) == ("refused", None, ours.free)
    assert "Its income is above the limit." in said(sign_in(head).get(asked.get_absolute_url()))
    assert price(ours, clock.today()).amount == 8000
    assert Notice.objects.filter(template="free_places_decided", to=head).exists()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"decision": ""}, "decision", "Select what is decided"),
        ({"reason": ""}, "reason", "Enter why it is decided so"),
        (dict.fromkeys(boxes("since", later()), ""), "since", "Enter the first day"),
        (dict.fromkeys(boxes("until", later()), ""), "until", "Enter the last day"),
        (boxes("since", later(-1)), "since", "The first day must be today or later"),
        (boxes("until", later(-1)), "until", "The last day must be the first day or later"),
        ({"since_0": "40"}, "since", "must be a real date"),
        ({"until_1": "13"}, "until", "must be a real date"),
    ],
)
def test_what_is_no_decision(asked, lead, sign_in, typed, field, sentence):
    answer = sign_in(lead).post(
        at("free_place_decide", free_place_id=asked.pk), agreed(**{"since_2": later().year} | typed)
    )

    assert sentence in refused(answer, field)
    assert typed.get("reason") == "" or "It meets the policy." in said(answer)
    asked.refresh_from_db()
    assert asked.status == "waiting"


def test_nothing_is_decided_without_a_policy_or_twice(ours, lead, sign_in):
    elsewhere = priced()
    leads = StandingFactory(role="training_lead", partnership=elsewhere.partnership).person
    place = FreePlaceFactory(partnership=elsewhere.partnership, agency=elsewhere.school)
    decide = at("free_place_decide", free_place_id=place.pk)
    browser = sign_in(leads)

    assert "Let a group agree one before you decide" in said(browser.get(decide))
    without = browser.post(decide, agreed())
    agree(PolicyFactory(partnership=elsewhere.partnership, kind="free places"))
    browser.post(decide, agreed())
    twice = browser.post(decide, agreed())

    assert "No policy on free places is in force" in refused(without, "decision")
    assert "It meets the policy." in said(without)
    assert "This was decided already" in refused(twice, "decision")


def test_nobody_decides_about_what_they_asked_for(ours, asked, sign_in):
    both = StandingFactory(
        role="training_lead", partnership=ours.partnership, person=asked.asked_by
    ).person
    browser = sign_in(both)

    assert "Decide" not in said(browser.get(asked.get_absolute_url()))
    assert browser.get(at("free_place_decide", free_place_id=asked.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.refuse_free_places(place=asked, reason="No.", by=both)


def test_strangers_ask_decide_and_withdraw_nothing(ours, asked, head):
    elsewhere = StandingFactory(role="training_lead").person
    days = {"since": later(0), "until": later()}
    attempts = [
        lambda: actions.ask_free_places(
            agency=ours.school,
            partnership=ours.partnership,
            organisation="charity",
            registered=False,
            number="",
            why="Why",
            by=elsewhere,
        ),
        lambda: actions.agree_free_places(place=asked, reason="Yes", by=elsewhere, **days),
        lambda: actions.agree_free_places(place=asked, reason="Yes", by=head, **days),
        lambda: actions.refuse_free_places(place=asked, reason="No", by=elsewhere),
        lambda: actions.withdraw_free_places(
            place=asked, withdrawn_from=later(), reason="No", by=elsewhere
        ),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()


def test_what_begins_in_the_past_is_not_agreed(asked, lead):
    with pytest.raises(refusals.BeginsInThePast):
        actions.agree_free_places(
            place=asked, reason="Yes", since=later(-1), until=later(), by=lead
        )


@pytest.fixture
def held(ours, head):
    return AgreedFreePlaceFactory(
        partnership=ours.partnership, agency=ours.school, asked_by=head, policy=ours.free
    )


def test_free_places_are_withdrawn_from_a_day_and_bookings_stay_free(
    ours, held, lead, head, sign_in
):
    typed = {"reason": "It merged with a company.", **boxes("withdrawn_from", later(10))}
    browser = sign_in(lead)
    assert "Withdraw free places" in said(browser.get(held.get_absolute_url()))

    page = browser.post(at("free_place_withdraw", free_place_id=held.pk), typed, follow=True)

    assert "What was booked before stays free" in said(page)
    assert "Withdraw free places" not in said(page)
    assert (price(ours, later(9)).amount, price(ours, later(10)).amount) == (0, 8000)
    assert clock.day_text(later(9)) in price(ours, later(0)).because
    assert Notice.objects.filter(template="free_places_withdrawn", to=head).exists()
    assert "It merged with a company." in said(sign_in(head).get(held.get_absolute_url()))
    assert held.pk in [event.subject_id for event in Event.objects.filter(by=lead)]


def test_what_cannot_be_withdrawn(ours, held, asked, lead, sign_in):
    browser = sign_in(lead)
    step = at("free_place_withdraw", free_place_id=held.pk)
    typed = {"reason": "It merged.", **boxes("withdrawn_from", later(0))}

    silent = browser.post(step, typed | {"reason": ""})
    past = browser.post(step, typed | boxes("withdrawn_from", later(-1)))
    over = browser.post(step, typed | boxes("withdrawn_from", later(366)))
    waits = browser.post(at("free_place_withdraw", free_place_id=asked.pk), typed)
    done = browser.post(step, typed)
    twice = browser.post(step, typed)

    assert refused(silent, "reason") == "Enter why they are withdrawn"
    assert refused(past, "withdrawn_from") == "The first day must be today or later"
    assert "Places are not free on that day" in refused(over, "withdrawn_from")
    assert "Places are not free on that day" in refused(waits, "withdrawn_from")
    assert done.status_code == 302
    assert "withdrawn already" in refused(twice, "withdrawn_from")
    assert "It merged." in said(twice)
    with pytest.raises(refusals.BeginsInThePast):
        actions.withdraw_free_places(
            place=AgreedFreePlaceFactory(partnership=ours.partnership),
            withdrawn_from=later(-1),
            reason="No",
            by=lead,
        )


def test_a_decision_is_told_to_nobody_where_nobody_asked(ours, lead):
    place = FreePlaceFactory(partnership=ours.partnership, agency=ours.school)

    actions.refuse_free_places(place=place, reason="Too large.", by=lead)

    assert not Notice.objects.filter(template="free_places_decided").exists()


def test_an_application_that_was_decided_is_told_to_no_lead_any_more(ours, lead, head, sign_in):
    sign_in(head).post(ask(ours), TYPED)
    notice = Notice.objects.get(template="free_places_asked")
    assert why_not(notice) == Notice.Reason.NONE

    actions.refuse_free_places(place=FreePlace.objects.get(), reason="Too large.", by=lead)

    assert why_not(Notice.objects.get(pk=notice.pk)) == Notice.Reason.NO_LONGER_DUE


def test_how_it_stands_depends_on_the_day(held, asked):
    days = [held.since - timedelta(days=1), held.since, held.until + timedelta(days=1)]

    assert [held.state_on(day) for day in days] == ["Agreed, begins later", "Free places", "Over"]
    assert asked.state_on(later()) == "Waiting for a decision"
    held.withdrawn_from = held.since
    assert held.state_on(held.since) == "Withdrawn"


def test_the_list_shows_what_waits_first_and_narrows(ours, held, asked, lead, head, sign_in):
    FreePlaceFactory()
    page = sign_in(lead).get(at("free_place_list"))

    assert [one.place for one in page.context["page"]] == [asked, held]
    narrowed = sign_in(lead).get(at("free_place_list"), {"state": "agreed"})
    assert [one.place for one in narrowed.context["page"]] == [held]
    wrong = sign_in(lead).get(at("free_place_list"), {"state": "lost"})
    assert "Select a state from the list" in said(wrong)
    theirs = sign_in(head).get(at("free_place_list"))
    assert [one.place for one in theirs.context["page"]] == [asked, held]
    assert ask(ours) in said(theirs)
    assert sign_in(lead).get(at("money")).context["asked"] == 1
    assert at("free_place_list") in said(sign_in(head).get(at("fees")))


def test_the_list_costs_the_same_with_more_rows(
    ours, asked, lead, sign_in, django_assert_num_queries
):
    browser = sign_in(lead)
    browser.get(at("free_place_list"))
    with CaptureQueriesContext(connection) as counted:
        browser.get(at("free_place_list"))
    AgreedFreePlaceFactory.create_batch(3, partnership=ours.partnership, policy=ours.free)

    with django_assert_num_queries(len(counted)):
        browser.get(at("free_place_list"))
