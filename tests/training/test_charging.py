"""What booking, giving up, moving, calling off and closing a register cost, each once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_money import AbsenceRuleFactory, PolicyFactory
from tests.training.priced import agree, priced
from training import actions
from training.actions import charges
from training.models import Booking, Session

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=20)


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(role="training_lead", partnership=ours.partnership).person


@pytest.fixture
def kim(ours):
    return StandingFactory(partnership=ours.partnership, agency=ours.school).person


def near(session, time=SOON):
    Session.objects.filter(pk=session.pk).update(starts_at=clock.now() + time)
    session.refresh_from_db()
    return session


def book(ours, kim, session=None):
    session = session or ours.session()
    return actions.book_place(session=session, person=kim, agency=ours.school, by=kim)


def amounts(booking):
    return {charge.kind: charge.amount for charge in booking.charges.all()}


def test_who_books_keeps_the_fee_and_who_waits_has_none(ours, kim):
    session = ours.session(places=1)

    booked, waiting = book(ours, kim, session), book(ours, UserFactory(), session)

    assert amounts(booked) == {"place": 8000}
    assert (waiting.status, amounts(waiting)) == ("waiting", {})


def test_giving_up_in_time_is_free_and_late_is_charged_and_named_late(ours, kim):
    first, second = book(ours, kim), book(ours, kim)
    near(second.session)

    for booking in (first, second):
        assert actions.give_up_place(booking=booking, by=kim)

    assert amounts(first) == {"place": 8000, "refund": -8000}
    assert amounts(second) == {"place": 8000, "refund": -8000, "late": 2500}
    said = [Booking.objects.get(pk=one.pk).status for one in (first, second)]
    assert said == ["cancelled", "cancelled late"]
    assert not actions.give_up_place(booking=second, by=kim)
    assert second.charges.count() == 3


def test_moving_and_handing_on_keep_the_fee_and_cost_nothing(ours, kim):
    booked = book(ours, kim)
    other = ours.session(course=booked.session.course, starts_at=clock.now() + timedelta(days=50))
    near(booked.session)

    moved = actions.move_place(booking=booked, to=other, by=kim)
    colleague = actions.Delegate(name="Lee Marsh", address="lee@school.example")
    handed = actions.hand_on(booking=moved, to=colleague, by=kim)

    assert [sum(amounts(one).values()) for one in (booked, moved, handed)] == [0, 0, 8000]


def test_a_session_that_is_called_off_costs_nobody_anything(ours, kim, lead):
    booked = book(ours, kim)

    actions.cancel_session(session=booked.session, reason="Trainer ill", by=lead)

    assert amounts(booked) == {"place": 8000, "refund": -8000}


def absent_policy(ours):
    policy = PolicyFactory(partnership=ours.partnership, since=clock.today())
    AbsenceRuleFactory(policy=policy, amount=9000)
    agree(policy)


def test_closing_the_register_charges_those_who_did_not_come_once(ours, kim, lead):
    absent_policy(ours)
    booked = book(ours, kim)
    session = near(booked.session, -timedelta(minutes=5))
    walked = actions.let_in(
        session=session, name="Lee Marsh", address="", agency=ours.school, because="", by=lead
    )
    actions.mark_place(booking=booked, mark="absent", by=lead)

    actions.close_register(session=session, by=lead)

    assert amounts(booked) == {"place": 8000, "absence": 1000}
    assert amounts(walked) == {"place": 8000}
    actions.reopen_register(session=session, reason="One more", by=lead)
    actions.close_register(session=session, by=lead)
    assert amounts(booked) == {"place": 8000, "absence": 1000}


def test_a_mark_put_right_takes_the_charge_along(ours, kim, lead):
    absent_policy(ours)
    booked = book(ours, kim)
    session = near(booked.session, -timedelta(minutes=5))
    actions.mark_place(booking=booked, mark="attended", by=lead)
    actions.close_register(session=session, by=lead)
    right = {"booking": booked, "reason": "Another person of that name", "by": lead}

    actions.correct_mark(mark="absent", **right)
    assert amounts(booked) == {"place": 8000, "absence": 1000}
    actions.correct_mark(mark="attended", **right)
    assert amounts(booked) == {"place": 8000, "absence": 1000, "waiver": -1000}


def test_a_mark_put_right_that_cost_nothing_gives_nothing_back(ours):
    booking = ours.booking(status="attended")

    charges.corrected(booking, False, None)

    assert amounts(booking) == {}


def test_fee_and_terms_stand_on_the_page_before_and_after_booking(ours, kim, sign_in):
    held = actions.hold_place(session=ours.session(), person=kim, agency=ours.school, by=kim)
    browser = sign_in(kim)
    details = reverse("training:booking_details", kwargs={"booking_id": held.pk})
    page = browser.get(details).content.decode()
    assert "£80.00" in page
    assert "You can cancel free until" in page

    actions.confirm_place(booking=held, by=kim)
    near(held.session)
    give_up = reverse("training:give_up", kwargs={"booking_id": held.pk})

    assert "Giving up the place now costs £25." in browser.get(give_up).content.decode()


def test_nobody_is_quoted_what_nobody_pays(ours):
    assert charges.quote(ours.booking(session=ours.session())).text == "£80.00"
    nobody = ours.booking()
    nobody.agency = None
    assert charges.quote(nobody) is None
    ours.school.payers.all().delete()
    assert charges.quote(ours.booking()).text == "Not set"
