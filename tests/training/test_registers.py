"""The register: who may mark it, when it closes, and what may be put right afterwards."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from portal import clock
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_registers import (
    ClosingFactory,
    CorrectionFactory,
    TodaysSessionFactory,
    WalkInFactory,
)
from tests.turns import meanwhile
from training import actions
from training.models import Booking, Closing, Correction, Session, WalkIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return TodaysSessionFactory(places=3)


@pytest.fixture
def lead(session):
    return StandingFactory(role="training_lead", partnership=session.course.partnership).person


@pytest.fixture
def trainer(session):
    person = StandingFactory(role="trainer", partnership=session.course.partnership).person
    Session.objects.filter(pk=session.pk).update(trainer=person)
    session.refresh_from_db()
    return person


def words(thing):
    return [event.what for event in Event.objects.about(thing)]


def test_one_tap_marks_one_person_and_a_second_changes_nothing(session, lead):
    place = BookingFactory(session=session)

    assert actions.mark_place(booking=place, mark="attended", by=lead)
    assert not actions.mark_place(booking=place, mark="attended", by=lead)

    assert Booking.objects.get().status == "attended"
    assert words(place) == ["booking.marked"]


def test_a_mark_can_be_taken_back_while_the_register_is_open(session, lead):
    place = BookingFactory(session=session, status="absent")

    assert actions.mark_place(booking=place, mark="booked", by=lead)

    assert Booking.objects.get().status == "booked"


@pytest.mark.parametrize("status", ["cancelled", "waiting", "offered", "called off"])
def test_who_holds_no_place_is_not_marked(session, lead, status):
    place = BookingFactory(session=session, status=status)

    assert not actions.mark_place(booking=place, mark="attended", by=lead)
    assert actions.mark_register(session=session, marks={place.pk: "attended"}, by=lead) == 0


def test_nobody_is_marked_before_the_day(lead):
    session = SessionFactory(course__partnership=lead.standings.get().partnership)
    place = BookingFactory(session=session)

    with pytest.raises(actions.TooEarly):
        actions.mark_place(booking=place, mark="attended", by=lead)
    with pytest.raises(MoveRefused, match="opens on the day"):
        actions.close_register(session=session, by=lead)


def test_the_register_opens_in_the_morning_of_the_day(lead):
    at = clock.london_midnight(clock.today() + timedelta(days=1)) - timedelta(minutes=1)

    assert SessionFactory(starts_at=at).register_is_open
    assert not SessionFactory(starts_at=at + timedelta(minutes=2)).register_is_open


def test_the_trainer_of_the_session_keeps_its_register_and_no_other(session, trainer):
    place = BookingFactory(session=session)
    actions.mark_place(booking=place, mark="attended", by=trainer)
    other = TodaysSessionFactory(course=session.course)

    with pytest.raises(PermissionDenied):
        actions.mark_place(booking=BookingFactory(session=other), mark="absent", by=trainer)


def test_a_paper_list_says_who_came(session, lead):
    came, part, stayed = BookingFactory.create_batch(3, session=session)
    marks = {came.pk: "attended", part.pk: "part attended", stayed.pk: "absent"}

    assert actions.mark_register(session=session, marks=marks, by=lead) == 3
    assert actions.mark_register(session=session, marks=marks, by=lead) == 0

    assert {one.pk: one.status for one in Booking.objects.all()} == marks


def test_a_paper_list_marks_nobody_of_another_session(session, lead):
    elsewhere = BookingFactory()

    assert actions.mark_register(session=session, marks={elsewhere.pk: "attended"}, by=lead) == 0


def test_the_rest_is_marked_alike_and_what_was_marked_stays(session, lead):
    absent = BookingFactory(session=session, status="absent")
    BookingFactory.create_batch(2, session=session)

    assert actions.mark_rest(session=session, mark="attended", by=lead) == 2

    absent.refresh_from_db()
    assert absent.status == "absent"


def let_in(session, by, **facts):
    told = {"name": "Ana New", "address": "", "agency": AgencyFactory(), "because": ""}
    return actions.let_in(session=session, by=by, **told | facts)


def test_somebody_without_a_booking_is_let_in_and_stands_as_having_come(session, trainer):
    place = let_in(session, trainer, address=" Ana.New@Else.example ")

    assert (place.delegate, place.person, place.status) == ("Ana New", None, "attended")
    walk_in = WalkIn.objects.get()
    assert (walk_in.address, walk_in.added_place) == ("ana.new@else.example", False)
    assert words(place) == ["booking.walked_in"]


def test_the_account_of_somebody_at_the_door_is_found_by_its_address(session, lead):
    person = UserFactory()

    place = let_in(session, lead, address=person.email.upper())

    assert (place.person, place.delegate) == (person, person.name)


def test_who_has_a_booking_is_not_let_in_a_second_time(session, lead):
    place = BookingFactory(session=session, person=UserFactory())

    with pytest.raises(actions.HasPlace):
        let_in(session, lead, address=place.person.email)


def test_a_full_room_takes_one_more_only_with_a_reason_and_a_place_of_its_own(session, lead):
    BookingFactory.create_batch(3, session=session)
    with pytest.raises(actions.NoPlaceLeft):
        let_in(session, lead)

    let_in(session, lead, because="The room holds thirty.")

    session.refresh_from_db()
    assert session.places == 4
    assert session.bookings.taking().count() == 4
    assert WalkIn.objects.get().because == "The room holds thirty."


def test_nobody_is_let_into_a_closed_session(lead, session):
    actions.close_register(session=session, by=lead)

    with pytest.raises(actions.NotOpen):
        let_in(session, lead)


def test_a_register_is_closed_under_a_name_once_everybody_is_marked(session, trainer):
    place = BookingFactory(session=session)
    with pytest.raises(MoveRefused, match="Mark everybody first: 1 booked"):
        actions.close_register(session=session, by=trainer)

    actions.mark_place(booking=place, mark="attended", by=trainer)
    closing = actions.close_register(session=session, by=trainer)

    session.refresh_from_db()
    assert session.status == "delivered"
    assert (closing.closed_by, closing.name) == (trainer, trainer.name)
    assert str(closing) == f"Register closed by {trainer.name}"
    assert words(session)[:2] == ["session.deliver", "session.register_closed"]


@pytest.mark.parametrize("status", ["held", "applied", "offered", "waiting"])
def test_what_was_never_settled_lapses_when_the_register_closes(session, lead, status):
    BookingFactory(session=session, status=status)

    actions.close_register(session=session, by=lead)

    assert Booking.objects.get().status == "lapsed"


def test_a_register_is_closed_once(session, lead):
    actions.close_register(session=session, by=lead)

    with pytest.raises(MoveRefused, match="already moved on"):
        actions.close_register(session=session, by=lead)
    assert Closing.objects.count() == 1


def test_a_closed_register_takes_no_mark(session, lead):
    place = BookingFactory(session=session, status="absent")
    actions.close_register(session=session, by=lead)

    for change in (
        partial(actions.mark_place, booking=place, mark="attended"),
        partial(actions.mark_register, session=session, marks={place.pk: "attended"}),
        partial(actions.mark_rest, session=session, mark="attended"),
    ):
        with pytest.raises(actions.NotOpen):
            change(by=lead)
    assert Booking.objects.get().status == "absent"


def test_a_closed_register_is_opened_again_with_a_reason(session, lead):
    actions.close_register(session=session, by=lead)
    with pytest.raises(actions.ReasonMissing):
        actions.reopen_register(session=session, reason=" ", by=lead)

    actions.reopen_register(session=session, reason="Two lists were swapped.", by=lead)
    actions.close_register(session=session, by=lead)

    assert [one.reopened_because for one in Closing.objects.all()] == [
        "",
        "Two lists were swapped.",
    ]
    assert Closing.objects.standing().count() == 1


def test_a_trainer_does_not_open_a_closed_register_again(session, trainer):
    actions.close_register(session=session, by=trainer)

    with pytest.raises(PermissionDenied):
        actions.reopen_register(session=session, reason="Please.", by=trainer)
    with pytest.raises(PermissionDenied):
        actions.correct_mark(
            booking=BookingFactory(session=session), mark="absent", reason="Why.", by=trainer
        )


def test_a_mark_is_put_right_with_a_reason_and_what_it_was_stays(session, lead):
    place = BookingFactory(session=session, status="absent")
    actions.close_register(session=session, by=lead)
    right = partial(actions.correct_mark, booking=place, mark="attended", by=lead)
    with pytest.raises(actions.ReasonMissing):
        right(reason=" ")

    assert right(reason="Signed the list.")
    assert not right(reason="Signed the list.")

    put_right = Correction.objects.get()
    assert str(put_right) == "Did not attend, then attended"
    assert (put_right.because, put_right.name) == ("Signed the list.", lead.name)
    assert words(place) == ["booking.corrected"]


def test_an_open_register_needs_no_correction(session, lead):
    with pytest.raises(actions.NotOpen):
        actions.correct_mark(
            booking=BookingFactory(session=session), mark="absent", reason="Why.", by=lead
        )


@pytest.mark.django_db(transaction=True)
def test_no_mark_is_made_while_the_register_closes():
    place = BookingFactory(session=TodaysSessionFactory(), status="absent")
    at = place.session.course.partnership
    lead, other = (StandingFactory(role="training_lead", partnership=at).person for _ in range(2))

    with pytest.raises(actions.NotOpen):
        meanwhile(
            partial(actions.close_register, session=place.session, by=lead),
            partial(actions.mark_place, booking=place, mark="attended", by=other),
        )

    assert Booking.objects.get().status == "absent"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_door_do_not_share_the_last_place():
    session = TodaysSessionFactory(places=1)
    at = session.course.partnership
    lead, other = (StandingFactory(role="training_lead", partnership=at).person for _ in range(2))

    with pytest.raises(actions.NoPlaceLeft):
        meanwhile(partial(let_in, session, lead), partial(let_in, session, other))

    assert session.bookings.count() == 1


@pytest.mark.parametrize(
    ("factory", "facts", "rule"),
    [
        (CorrectionFactory, {"because": ""}, "training_correction_with_reason"),
        (WalkInFactory, {"added_place": True}, "training_walkin_place_added_with_reason"),
        (ClosingFactory, {"reopened_at": clock.now()}, "training_closing_reopened_with_reason"),
    ],
)
def test_database_refuses_what_has_no_reason(factory, facts, rule):
    with pytest.raises(IntegrityError, match=rule):
        factory(**facts)


def test_database_refuses_two_closings_that_hold():
    closing = ClosingFactory()

    with pytest.raises(IntegrityError, match="training_closing_one_holds"):
        ClosingFactory(session=closing.session)


def test_somebody_let_in_reads_as_such():
    assert str(WalkInFactory(booking__delegate="Ana New")) == "Ana New came without a booking"
