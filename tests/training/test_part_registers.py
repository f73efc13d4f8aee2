"""Sessions of several parts: a mark for each part, and what they make of the whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.figures import Scope
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.partners import AgencyFactory
from tests.factories.training import BookingFactory
from tests.factories.training_programme import PartMarkFactory
from tests.training.in_parts import in_parts, mark, whole
from tests.training.programme import in_days, lead_of, partner_of
from training import access, actions
from training.importing.registers import came_or_not
from training.models import Certificate, Correction, PartMark, Session
from training.reporting import chapter
from training.views.register_parts import parts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return in_parts(-14, -7, 0)


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


@pytest.fixture
def parts(session):
    return list(session.parts.all())


def words(thing):
    return [event.what for event in Event.objects.about(thing)]


@pytest.mark.parametrize(
    ("marks", "may_miss", "status"),
    [
        ("aaa", 0, "attended"),
        ("aax", 0, "part attended"),
        ("xxx", 0, "absent"),
        ("aa", 0, "booked"),
        ("xx", 0, "booked"),
        ("aax", 1, "attended"),
        ("axx", 1, "part attended"),
        ("axx", 2, "attended"),
        ("axx", 9, "attended"),
        ("xxx", 9, "absent"),
    ],
)
def test_the_whole_follows_the_parts_and_what_the_course_allows(
    session, lead, marks, may_miss, status
):
    type(session.course).objects.update(parts_may_miss=may_miss)
    place = BookingFactory(session=session)

    mark(place, lead, *marks)

    assert whole(place) == status


def test_one_tap_marks_one_part_and_a_second_changes_nothing(session, lead, parts):
    place = BookingFactory(session=session)
    facts = {"booking": place, "part": parts[0], "by": lead}

    assert actions.mark_part(mark="attended", **facts)
    assert not actions.mark_part(mark="attended", **facts)
    assert actions.mark_part(mark="absent", **facts)
    assert actions.mark_part(mark="booked", **facts)

    assert not PartMark.objects.exists()
    assert words(place) == ["booking.part_marked"] * 3


def test_a_mark_taken_back_leaves_the_whole_open(session, lead, parts):
    place = BookingFactory(session=session)
    mark(place, lead, *"aaa")

    actions.mark_part(booking=place, part=parts[1], mark="booked", by=lead)

    assert whole(place) == "booked"


def test_a_part_is_marked_from_the_morning_of_its_day():
    session = in_parts(-1, 1)
    lead = lead_of(session.course.partnership)
    place = BookingFactory(session=session)
    come, to_come = session.parts.all()

    assert actions.mark_part(booking=place, part=come, mark="attended", by=lead)
    with pytest.raises(actions.TooEarly):
        actions.mark_part(booking=place, part=to_come, mark="attended", by=lead)
    with pytest.raises(actions.TooEarly):
        actions.mark_part_rest(part=to_come, mark="attended", by=lead)


def test_a_register_closes_on_the_day_of_the_last_part():
    session = in_parts(-1, 1)
    lead = lead_of(session.course.partnership)

    with pytest.raises(MoveRefused, match="closes on the day of the last part: Part 2"):
        actions.close_register(session=session, by=lead)


def test_a_register_closes_once_everybody_is_marked_for_each_part(session, lead, parts):
    came, stayed = BookingFactory.create_batch(2, session=session)
    mark(came, lead, *"aaa")
    mark(stayed, lead, *"aa")
    with pytest.raises(MoveRefused, match="Mark everybody first: 1 booked"):
        actions.close_register(session=session, by=lead)
    actions.mark_part(booking=stayed, part=parts[2], mark="absent", by=lead)

    actions.close_register(session=session, by=lead)

    assert [one.booking for one in Certificate.objects.all()] == [came]
    assert whole(stayed) == "part attended"


def test_who_came_counts_once_however_many_parts(session, lead):
    place = BookingFactory(session=session)
    mark(place, lead, *"aaa")
    actions.close_register(session=session, by=lead)

    told = chapter(Scope(session.course.partnership_id, in_days(-400), in_days(1), label="2020"))

    counted = {figure.key: figure.value for figure in told.figures}
    assert (counted["training.sessions"], counted["training.attendances"]) == (1, 1)


def test_the_whole_is_not_marked_by_hand(session, lead):
    place = BookingFactory(session=session)

    with pytest.raises(actions.InParts):
        actions.mark_place(booking=place, mark="attended", by=lead)
    with pytest.raises(actions.InParts):
        actions.mark_register(session=session, marks={place.pk: "attended"}, by=lead)
    with pytest.raises(actions.InParts):
        actions.mark_rest(session=session, mark="attended", by=lead)
    Session.objects.filter(pk=session.pk).update(status="delivered")
    with pytest.raises(actions.InParts):
        actions.correct_mark(booking=place, mark="attended", reason="Signed", by=lead)


def test_one_part_alone_is_a_session_in_one_piece():
    session = in_parts(0)
    lead = lead_of(session.course.partnership)
    place = BookingFactory(session=session)

    assert actions.mark_place(booking=place, mark="attended", by=lead)
    assert parts_of(session) == []


def test_a_list_of_one_part_is_typed_in(session, lead, parts):
    came, stayed, elsewhere = *BookingFactory.create_batch(2, session=session), BookingFactory()
    marks = {came.pk: "attended", stayed.pk: "absent", elsewhere.pk: "attended"}

    assert actions.mark_part_list(part=parts[0], marks=marks, by=lead) == 2
    assert actions.mark_part_list(part=parts[0], marks=marks, by=lead) == 0

    assert dict(PartMark.objects.values_list("booking", "mark")) == {
        came.pk: "attended",
        stayed.pk: "absent",
    }


def test_the_rest_of_a_part_is_marked_alike_and_what_was_marked_stays(session, lead, parts):
    absent, *_ = BookingFactory.create_batch(3, session=session)
    BookingFactory(session=session, status="cancelled")
    actions.mark_part(booking=absent, part=parts[0], mark="absent", by=lead)

    assert actions.mark_part_rest(part=parts[0], mark="attended", by=lead) == 2

    assert PartMark.objects.get(booking=absent).mark == "absent"


def test_who_is_let_in_came_to_the_latest_part_alone():
    session = in_parts(-7, 0, 7)
    lead = lead_of(session.course.partnership)
    facts = {"name": "Ana New", "address": "", "agency": AgencyFactory(), "because": ""}

    place = actions.let_in(session=session, by=lead, **facts)

    assert [str(one) for one in place.part_marks.all()] == ["Part 2: came"]
    assert whole(place) == "booked"


def test_a_part_somebody_is_marked_for_stays(session, lead, parts):
    PartMarkFactory(part=parts[0])

    with pytest.raises(actions.PartMarked):
        actions.remove_part(part=parts[0], by=lead)


def test_a_day_that_is_called_off_settles_who_came_to_the_others():
    session = in_parts(-7, 0, 7)
    lead = lead_of(session.course.partnership)
    place = BookingFactory(session=session)
    mark(place, lead, *"aa")
    assert whole(place) == "booked"

    actions.remove_part(part=session.parts.last(), by=lead)

    assert whole(place) == "attended"


def test_no_part_is_added_under_marks_of_the_whole():
    session = in_parts(0)
    lead = lead_of(session.course.partnership)
    BookingFactory(session=session, status="attended")
    starts = session.starts_at + timedelta(days=7)
    facts = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "venue": ""}

    with pytest.raises(actions.MarkedAlready):
        actions.add_part(session=session, by=lead, **facts)


def test_a_closed_register_is_put_right_part_by_part(session, lead, parts):
    place = BookingFactory(session=session)
    mark(place, lead, *"aax")
    actions.close_register(session=session, by=lead)
    marks = {part.pk: "attended" for part in parts}

    assert actions.correct_parts(booking=place, marks=marks, reason="Signed", by=lead)
    assert not actions.correct_parts(booking=place, marks=marks, reason="Signed", by=lead)

    assert whole(place) == "attended"
    assert {str(one) for one in Correction.objects.all()} == {
        "Part 3: Did not attend, then attended",
        "Attended in part, then attended",
    }
    assert Certificate.objects.valid().get().booking == place
    assert {"booking.part_corrected", "booking.corrected"} <= set(words(place))


def test_a_part_put_right_may_leave_the_whole_as_it_was(session, lead, parts):
    place = BookingFactory(session=session)
    mark(place, lead, *"axx")
    actions.close_register(session=session, by=lead)

    assert actions.correct_parts(
        booking=place, marks={parts[1].pk: "attended"}, reason="Signed", by=lead
    )

    assert whole(place) == "part attended"
    assert Correction.objects.count() == 1


def test_a_certificate_goes_when_a_part_was_missed_after_all(session, lead, parts):
    place = BookingFactory(session=session)
    mark(place, lead, *"aaa")
    actions.close_register(session=session, by=lead)

    actions.correct_parts(booking=place, marks={parts[0].pk: "absent"}, reason="Left", by=lead)

    assert not Certificate.objects.valid().exists()


def test_what_a_correction_of_parts_refuses(session, lead, parts):
    place = BookingFactory(session=session, status="attended")
    facts = {"booking": place, "marks": {parts[0].pk: "absent"}, "by": lead}
    with pytest.raises(actions.NotOpen):
        actions.correct_parts(reason="Signed", **facts)
    Session.objects.filter(pk=session.pk).update(status="delivered")

    with pytest.raises(actions.ReasonMissing):
        actions.correct_parts(reason=" ", **facts)
    with pytest.raises(actions.PartMissing):
        actions.correct_parts(reason="Signed", **facts)
    with pytest.raises(PermissionDenied):
        actions.correct_parts(
            reason="Signed", **facts | {"by": partner_of(session.course.partnership)}
        )


def test_database_refuses_a_part_attended_in_part(session, parts):
    one = PartMarkFactory(part=parts[0])

    with pytest.raises(IntegrityError, match="came_or_not"), transaction.atomic():
        PartMark.objects.update(mark="part attended")
    with pytest.raises(IntegrityError, match="one_a_person_and_part"):
        PartMarkFactory(part=parts[0], booking=one.booking)


def test_whoever_sees_a_place_sees_its_parts(session, lead, parts):
    mine = partner_of(session.course.partnership)
    PartMarkFactory(part=parts[0], booking__person=mine)
    PartMarkFactory(part=parts[0])

    assert access.part_marks(mine).count() == 1
    assert access.part_marks(lead).count() == 2
    assert not access.part_marks(partner_of(session.course.partnership)).exists()


def test_a_pack_says_came_or_not():
    assert list(came_or_not({"mark": "attended"})) == []
    assert list(came_or_not({"mark": "part attended"})) == [("mark", "Say attended or absent.")]
