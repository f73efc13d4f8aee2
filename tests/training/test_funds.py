"""A fund pays for sessions that answer what it allows, and never more than it has."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_money import ChargeFactory, FundFactory, FundUseFactory
from tests.factories.training_programme import CourseOriginFactory
from tests.training.priced import priced
from tests.turns import meanwhile
from training import access, actions
from training.actions import account_refusals as refusals
from training.actions import charges
from training.models import Booking, Fund, FundUse, Session

pytestmark = pytest.mark.django_db
ALLOWED = ["rapid review", "practice review", "priority"]


class Funded:
    """A priced partnership with £10,000 for what reviews and priorities ask for."""

    def __init__(self):
        self.ours = priced()
        at = self.ours.partnership
        self.lead = StandingFactory(role="training_lead", partnership=at).person
        self.fund = FundFactory(partnership=at, origins=ALLOWED)
        self.session = self.ours.session()
        self.origin = CourseOriginFactory(course=self.session.course, kind="rapid review")

    def pay(self, **facts):
        told = {"session": self.session, "fund": self.fund, "origin": self.origin, "amount": 60_000}
        return actions.let_fund_pay(by=self.lead, **(told | facts))

    def again(self):
        """Another session of the same course."""
        return SessionFactory(course=self.session.course)

    def balance(self):
        found = Fund.objects.with_balance().get(pk=self.fund.pk)
        return found.used, found.committed, found.balance


@pytest.fixture
def made():
    return Funded()


def amounts(booking):
    return {charge.kind: charge.amount for charge in booking.charges.all()}


def test_a_fund_pays_for_a_session_that_answers_what_it_allows(made):
    use = made.pay()

    assert (use.origin, use.used_by, use.used_on) == (made.origin, made.lead, clock.today())
    assert made.balance() == (0, 60_000, 940_000)
    event = Event.objects.get(what="fund.pays")
    assert event.facts == {"fund": made.fund.pk, "pence": 60_000}


def test_what_a_delivered_session_cost_is_used_and_what_was_taken_back_is_neither(made):
    FundUseFactory(fund=made.fund, session__status="delivered", amount=10_000)
    FundUseFactory(fund=made.fund, amount=20_000)
    FundUseFactory(fund=made.fund, amount=40_000, given_back_on=clock.today())

    assert made.balance() == (10_000, 20_000, 970_000)


def test_whoever_books_a_paid_session_has_a_place_for_nothing_and_reads_why(made):
    made.pay()
    person = StandingFactory(partnership=made.ours.partnership, agency=made.ours.school).person

    booking = actions.book_place(
        session=made.session, person=person, agency=made.ours.school, by=person
    )

    assert amounts(booking) == {"place": 0}
    assert charges.quote(booking).because == f"Free: {made.fund} pays for this session."


def test_fees_charged_before_are_taken_back_once_a_fund_pays(made):
    paid = made.ours.booking(session=made.session)
    free = made.ours.booking(session=made.session)
    gone = made.ours.booking(session=made.session, status="cancelled")
    uncharged = made.ours.booking(session=made.session)
    ChargeFactory(booking=paid)
    ChargeFactory(booking=free, amount=0)
    ChargeFactory(booking=gone)

    made.pay()

    assert amounts(paid) == {"place": 8000, "refund": -8000}
    assert amounts(free) == {"place": 0}
    assert amounts(gone) == {"place": 8000}
    assert amounts(uncharged) == {}
    told = charges.quote(paid)
    assert (told.text, told.because) == ("Free", f"Free: {made.fund} pays for this session.")


def test_a_kind_of_origin_that_the_fund_does_not_allow_is_refused(made):
    asked = CourseOriginFactory(course=made.session.course, kind="practice")

    with pytest.raises(refusals.OriginNotAllowed):
        made.pay(origin=asked)

    assert made.pay(fund=FundFactory(partnership=made.ours.partnership), origin=asked)


def test_an_origin_of_another_course_is_refused(made):
    with pytest.raises(refusals.OriginNotAllowed):
        made.pay(origin=CourseOriginFactory(kind="rapid review"))


@pytest.mark.parametrize("kind", ["none", "not allowed", "other course"])
def test_the_database_takes_no_use_without_an_allowed_origin(made, kind):
    origin = {
        "none": lambda: None,
        "not allowed": lambda: CourseOriginFactory(course=made.session.course, kind="other"),
        "other course": lambda: CourseOriginFactory(kind="rapid review"),
    }[kind]()

    with pytest.raises(IntegrityError), transaction.atomic():
        FundUse.objects.create(
            fund=made.fund, session=made.session, origin=origin, amount=1, used_on=clock.today()
        )


def test_more_than_is_left_is_refused_and_the_last_penny_is_not(made):
    made.pay(amount=900_000)

    with pytest.raises(refusals.FundTooSmall):
        made.pay(session=made.again(), amount=100_001)

    assert made.pay(session=made.again(), amount=100_000)
    assert made.balance()[2] == 0


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [(-1, None, False), (1, None, True), (-1, 0, False), (-9, -1, True)],
)
def test_a_fund_pays_for_sessions_of_its_days(made, since, until, refused):
    day = made.session.starts_on
    dated = FundFactory(
        partnership=made.ours.partnership,
        since=day + timedelta(days=since),
        until=None if until is None else day + timedelta(days=until),
    )

    if refused:
        with pytest.raises(refusals.FundOfOtherDays):
            made.pay(fund=dated)
    else:
        assert made.pay(fund=dated)
    assert (dated in access.funds_for(made.session)) != refused


def test_a_session_is_paid_for_once(made):
    made.pay()

    with pytest.raises(refusals.FundedAlready):
        made.pay(amount=1)


@pytest.mark.parametrize("facts", [{"status": "delivered"}, {"starts_at": clock.now()}])
def test_a_session_that_is_over_is_not_paid_for(made, facts):
    Session.objects.filter(pk=made.session.pk).update(**facts)

    with pytest.raises(refusals.SessionOver):
        made.pay()


def test_funds_are_used_where_they_are_by_those_who_run_training(made):
    elsewhere = FundFactory()
    with pytest.raises(PermissionDenied):
        made.pay(fund=elsewhere)
    for person in (UserFactory(), StandingFactory(role="training_lead").person):
        made.lead = person
        with pytest.raises(PermissionDenied):
            made.pay()
        with pytest.raises(PermissionDenied):
            actions.add_fund(
                partnership=made.ours.partnership,
                name="x",
                amount=1,
                since=date(2020, 4, 1),
                until=None,
                origins=[],
                note="",
                by=person,
            )


def test_it_is_taken_back_while_nobody_has_a_free_place(made):
    use = made.pay()

    actions.take_fund_back(use=use, by=made.lead)

    assert made.balance() == (0, 0, 1_000_000)
    assert access.fund_paying(made.session) is None
    with pytest.raises(refusals.NotPaying):
        actions.take_fund_back(use=use, by=made.lead)
    assert made.pay()


def test_it_goes_on_paying_while_somebody_has_a_free_place(made):
    booking = made.ours.booking(session=made.session)
    ChargeFactory(booking=booking)
    use = made.pay()

    with pytest.raises(refusals.FreePlacesTaken):
        actions.take_fund_back(use=use, by=made.lead)

    Booking.objects.filter(pk=booking.pk).update(status="cancelled")
    actions.take_fund_back(use=use, by=made.lead)


def test_a_delivered_session_stays_paid(made):
    use = FundUseFactory(fund=made.fund, session__status="delivered")

    with pytest.raises(refusals.FreePlacesTaken):
        actions.take_fund_back(use=use, by=made.lead)


def test_a_stranger_takes_nothing_back(made):
    with pytest.raises(PermissionDenied):
        actions.take_fund_back(use=made.pay(), by=UserFactory())


def test_what_a_fund_paid_for_stays_with_the_course(made):
    made.pay()

    with pytest.raises(refusals.OriginInUse):
        actions.remove_origin(origin=made.origin, by=made.lead)


def test_moving_from_a_paid_session_costs_what_the_other_costs_and_back(made):
    made.pay()
    dear = made.again()
    free = made.ours.booking(session=made.session)
    ChargeFactory(booking=free, amount=0, fund=made.fund)
    costly = made.ours.booking(session=dear)
    ChargeFactory(booking=costly, amount=4000)

    away = charges.moved(free, made.ours.booking(session=dear), made.lead)
    there = charges.moved(costly, made.ours.booking(session=made.session), made.lead)

    assert (away.amount, away.fund) == (8000, None)
    assert (there.amount, there.fund) == (0, made.fund)
    assert amounts(costly) == {"place": 4000, "refund": -4000}


def test_moving_a_place_whose_fee_was_taken_back_for_a_fund(made):
    booking = made.ours.booking(session=made.session)
    ChargeFactory(booking=booking)
    made.pay()

    moved = charges.moved(booking, made.ours.booking(session=made.again()), made.lead)

    assert moved.amount == 8000
    assert amounts(booking) == {"place": 8000, "refund": -8000}


def test_a_fee_that_was_taken_back_before_is_carried_nowhere(made):
    booking = made.ours.booking(session=made.session)
    ChargeFactory(booking=booking)
    charges.called_off(booking, made.lead)

    moved = charges.moved(booking, made.ours.booking(session=made.again()), made.lead)

    assert moved is None
    assert amounts(booking) == {"place": 8000, "refund": -8000}


@pytest.mark.django_db(transaction=True)
def test_two_sessions_at_once_cannot_both_have_the_last_of_a_fund():
    made = Funded()
    other = made.again()

    with pytest.raises(refusals.FundTooSmall):
        meanwhile(
            partial(made.pay, amount=600_000), partial(made.pay, session=other, amount=600_000)
        )

    assert FundUse.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_session_is_paid_for_once_also_by_two_at_once():
    made = Funded()

    with pytest.raises(refusals.FundedAlready):
        meanwhile(made.pay, made.pay)

    assert FundUse.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_books_while_a_fund_is_taken_back_pays_or_keeps_it():
    made = Funded()
    use = made.pay()
    person = StandingFactory(partnership=made.ours.partnership, agency=made.ours.school).person
    book = partial(
        actions.book_place,
        session=made.session,
        person=person,
        agency=made.ours.school,
        by=person,
    )

    with pytest.raises(refusals.FreePlacesTaken):
        meanwhile(book, partial(actions.take_fund_back, use=use, by=made.lead))

    assert BookingFactory._meta.model.objects.get().charges.get().amount == 0
