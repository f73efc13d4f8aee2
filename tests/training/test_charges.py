"""What a booking costs its agency, from the booking to the register: each thing once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory
from tests.factories.training_money import (
    AbsenceRuleFactory,
    ChargeFactory,
    FeeFactory,
    FeeTableFactory,
    PolicyFactory,
)
from tests.training.priced import agree, approve, priced
from training.actions import charges
from training.actions.money_refusals import AlreadySet, AlreadyWaived, NothingToWaive
from training.models import Booking, CancellationRule, Charge, FeeTable, Policy

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=20)


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(role="training_lead", partnership=ours.partnership).person


def begins_in(booking, time):
    """Bring the session near, as days go by."""
    type(booking.session).objects.filter(pk=booking.session_id).update(starts_at=clock.now() + time)
    return Booking.objects.get(pk=booking.pk)


def amounts(booking):
    return {charge.kind: charge.amount for charge in booking.charges.all()}


def owed(booking):
    return booking.charges.all().total()


def test_a_booking_freezes_fee_class_table_and_policy(ours):
    booking = ours.booking()

    made = charges.booked(booking, None)

    assert (made.kind, made.amount, made.agency) == ("place", 8000, ours.school)
    assert (made.fee_table, made.payer_class, made.policy) == (
        ours.table,
        ours.schools,
        ours.policy,
    )
    assert made.falls_on == booking.session.starts_on
    assert charges.booked(booking, None) is None
    assert amounts(booking) == {"place": 8000}


def test_a_booking_keeps_its_fee_and_terms_when_both_change(ours):
    booking = ours.booking()
    charges.booked(booking, None)
    dearer = FeeTableFactory(partnership=ours.partnership, since=clock.today())
    FeeFactory(table=dearer, payer_class=ours.schools, amount=9900)
    approve(dearer)
    stricter = PolicyFactory(partnership=ours.partnership, since=clock.today())
    agree(stricter)
    near = begins_in(booking, SOON)

    assert charges.giving_up_costs(near) == 2500
    assert charges.booked(ours.booking(), None).amount == 9900


def test_a_place_given_up_in_time_costs_nothing(ours):
    booking = ours.booking()
    charges.booked(booking, None)

    assert charges.given_up(booking, None) is None

    assert amounts(booking) == {"place": 8000, "refund": -8000}


def test_a_place_given_up_late_costs_the_fee_for_it_once(ours):
    booking = ours.booking()
    charges.booked(booking, None)
    near = begins_in(booking, SOON)

    made = charges.given_up(near, None)

    assert (made.kind, made.amount) == ("late", 2500)
    assert amounts(booking) == {"place": 8000, "refund": -8000, "late": 2500}
    assert charges.given_up(near, None) is None
    assert owed(booking) == 2500
    assert [event.what for event in Event.objects.about(made)] == ["charge.late"]


def test_what_was_never_charged_is_never_taken_back(ours):
    waiting = begins_in(ours.booking(status="waiting"), SOON)

    for done in (charges.given_up, charges.called_off, charges.absent):
        assert done(waiting, None) is None
    assert charges.moved(waiting, ours.booking(), None) is None
    assert charges.giving_up_costs(waiting) == 0
    assert not Charge.objects.exists()


def test_a_booking_of_nobody_or_where_nothing_is_set_up_is_not_charged(ours):
    assert charges.booked(BookingFactory(session=ours.session(), agency=None), None) is None
    assert charges.booked(BookingFactory(), None) is None
    assert charges.write(BookingFactory(agency=None), "late", 1, "", by=None) is None


def test_a_session_called_off_gives_the_fee_back(ours):
    booking = ours.booking()
    charges.booked(booking, None)
    near = begins_in(booking, SOON)

    assert charges.called_off(near, None).amount == -8000
    assert charges.called_off(near, None) is None
    assert owed(booking) == 0


def test_fee_and_terms_go_along_to_another_booking(ours):
    old = ours.booking()
    charges.booked(old, None)
    approve(FeeTableFactory(partnership=ours.partnership, since=clock.today()))
    new = ours.booking(session=ours.session(starts_at=clock.now() + SOON))

    made = charges.moved(old, new, None)

    assert (made.amount, made.fee_table, made.policy) == (8000, ours.table, ours.policy)
    assert (owed(old), owed(new)) == (0, 8000)
    assert charges.moved(old, ours.booking(), None) is None
    assert charges.giving_up_costs(new) == 2500


def test_nobody_came_costs_what_goes_beyond_the_fee(ours):
    free = ours.booking(session=ours.session(course=ours.course(fee="free")))
    paid = ours.booking()
    policy = PolicyFactory(partnership=ours.partnership, since=clock.today())
    AbsenceRuleFactory(policy=policy, amount=5000)
    agree(policy)
    for booking in (free, paid):
        charges.booked(booking, None)

    assert charges.absent(paid, None) is None
    made = charges.absent(free, None)

    assert (made.kind, made.amount, made.because) == ("absence", 5000, "Nobody came.")
    assert charges.absent(free, None) is None
    assert (owed(free), owed(paid)) == (5000, 8000)


def test_nobody_came_beside_a_smaller_fee(ours):
    policy = PolicyFactory(partnership=ours.partnership, since=clock.today())
    AbsenceRuleFactory(policy=policy, amount=9000)
    agree(policy)
    booking, gone = ours.booking(), ours.booking()
    for one in (booking, gone):
        charges.booked(one, None)
    charges.given_up(gone, None)

    made = charges.absent(booking, None)

    assert (made.amount, made.because) == (1000, "Nobody came, beside the fee of £80.")
    assert charges.absent(gone, None) is None


def test_what_happens_after_the_session_falls_on_its_own_day(ours):
    booking = ours.booking()
    charges.booked(booking, None)
    past = begins_in(booking, -timedelta(days=40))

    assert charges.called_off(past, None).falls_on == clock.today()


def test_a_charge_for_late_notice_is_waived_once_with_a_reason(ours, lead):
    late = ChargeFactory(booking=ours.booking(), kind="late", amount=2500)

    made = charges.waive(charge=late, reason="Taken ill that morning.", by=lead)

    assert (made.kind, made.amount, made.because) == ("waiver", -2500, "Taken ill that morning.")
    assert [e.what for e in Event.objects.about(late)] == ["charge.waived"]
    with pytest.raises(AlreadyWaived):
        charges.waive(charge=late, reason="Again.", by=lead)


@pytest.mark.parametrize("facts", [{"kind": "place"}, {"kind": "late", "amount": 0}])
def test_only_late_notice_and_absence_are_waived(ours, lead, facts):
    charge = ChargeFactory(booking=ours.booking(), **facts)

    with pytest.raises(NothingToWaive):
        charges.waive(charge=charge, reason="So.", by=lead)


def test_nobody_waives_their_own_charge_nor_that_of_another_partnership(ours, lead):
    own = ChargeFactory(booking=ours.booking(person=lead), kind="late")
    away = ChargeFactory(kind="late")

    for charge in (own, away):
        with pytest.raises(PermissionDenied):
            charges.waive(charge=charge, reason="So.", by=lead)


def test_a_fee_that_was_not_set_is_set_once(ours, lead):
    ours.school.payers.all().delete()
    booking = ours.booking()
    charge = charges.booked(booking, None)
    assert charge.amount is None
    assert list(Charge.objects.unpriced()) == [charge]

    charges.set_amount(charge=charge, amount=4000, because="As a charity.", by=lead)

    charge.refresh_from_db()
    assert (charge.amount, charge.because) == (4000, "As a charity.")
    with pytest.raises(AlreadySet):
        charges.set_amount(charge=charge, amount=1, because="Again.", by=lead)


def test_a_fee_that_was_not_set_is_not_set_after_the_place_was_given_up(ours, lead):
    ours.school.payers.all().delete()
    booking = ours.booking()
    charge = charges.booked(booking, None)
    charges.given_up(booking, None)
    assert amounts(booking) == {"place": None, "refund": 0}

    with pytest.raises(AlreadySet):
        charges.set_amount(charge=charge, amount=4000, because="Too late.", by=lead)


FROZEN = {
    "a charge": lambda ours: Charge.objects.filter(pk=ChargeFactory(booking=ours.booking()).pk),
    "a fee": lambda ours: ours.table.fees.all(),
    "a table": lambda ours: FeeTable.objects.filter(pk=ours.table.pk),
    "a rule": lambda ours: CancellationRule.objects.filter(policy=ours.policy),
    "a policy": lambda ours: Policy.objects.filter(pk=ours.policy.pk),
}


@pytest.mark.parametrize("what", FROZEN)
def test_the_database_changes_nothing_that_was_approved_agreed_or_charged(ours, what):
    rows = FROZEN[what](ours)
    name = {"a table": "name", "a policy": "title"}.get(what, "amount")

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        rows.update(**{name: 1})
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        rows._raw_delete(rows.db)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "place", "amount": -1},
        {"kind": "refund", "amount": 1},
        {"kind": "late", "amount": None},
        {"kind": "waiver", "amount": None},
    ],
)
def test_the_database_refuses_an_amount_of_the_wrong_sign(ours, facts):
    with pytest.raises(IntegrityError, match="sign_of_its_kind"):
        ChargeFactory(booking=ours.booking(), **facts)
