"""Sessions of several parts: a mark for each part, and what they make of the whole."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.figures import Scope
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.partners import AgencyFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_programme import PartMarkFactory, SessionPartFactory
from tests.training.programme import at, in_days, lead_of, partner_of
from training import access, actions
from training.importing.registers import came_or_not
from training.models import Booking, Certificate, Correction, PartMark, Session
from training.reporting import chapter
from training.views.register_parts import part_shown, parts_of

pytestmark = pytest.mark.django_db
STATES = {"a": "attended", "x": "absent"}


def in_parts(*days, **facts):
    """A session with a part on each of these days, counted from today."""
    first = clock.london_moment(in_days(days[0]), time(9, 30))
    session = SessionFactory(starts_at=first, course__title="Neglect", places=9, **facts)
    for order, day in enumerate(days, start=1):
        starts = clock.london_moment(in_days(day), time(9, 30))
        SessionPartFactory(session=session, order=order, starts_at=starts)
    ends = starts + timedelta(hours=3)
    Session.objects.filter(pk=session.pk).update(ends_at=ends)
    session.refresh_from_db()
    return session


@pytest.fixture
def session():
    return in_parts(-14, -7, 0)


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


@pytest.fixture
def parts(session):
    return list(session.parts.all())


def mark(booking, by, *marks):
    for part, letter in zip(booking.session.parts.all(), marks, strict=False):
        actions.mark_part(booking=booking, part=part, mark=STATES[letter], by=by)


def whole(booking):
    return Booking.objects.get(pk=booking.pk).status


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


# Pages


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


def test_the_register_shows_the_latest_part_and_leads_to_the_others(browser, session, parts):
    place = BookingFactory(session=session)
    PartMarkFactory(part=parts[0], booking=place)

    page = browser.get(at("register", session_id=session.pk)).content.decode()

    assert f'<strong aria-current="page">{parts[2]}</strong>' in page
    assert f"?part={parts[0].pk}" in page
    assert "Part 1: came" in page
    assert "In part" not in page
    assert "<strong>1</strong> not marked yet" in page


def test_a_tap_marks_the_part_that_was_shown(browser, session, parts):
    place = BookingFactory(session=session)
    typed = {"mark": "absent", "part": parts[1].pk}

    answer = browser.post(at("mark", booking_id=place.pk), typed)

    assert answer.url.endswith(f"?part={parts[1].pk}#place-{place.pk}")
    assert PartMark.objects.get().part == parts[1]
    row = browser.post(
        at("mark", booking_id=place.pk),
        typed | {"mark": "attended"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert row.strip().startswith("<li")
    assert "<strong>1</strong> came" in row
    assert "Part 2: came" in row


@pytest.mark.parametrize("part", ["", "0"])
def test_a_tap_for_no_part_says_what_to_do(browser, session, part):
    place = BookingFactory(session=session)

    page = browser.post(
        at("mark", booking_id=place.pk), {"mark": "absent", "part": part}, follow=True
    )

    assert "This session has several parts: mark people for each part." in page.content.decode()


def test_a_part_to_come_says_when_it_opens(browser, lead):
    session = in_parts(-1, 3, course__partnership=lead.standings.get().partnership)
    BookingFactory(session=session)
    second = session.parts.last()

    page = browser.get(at("register", session_id=session.pk), {"part": second.pk})

    assert "The register of this part opens on" in page.content.decode()
    assert "app-mark" not in page.content.decode()


def test_what_is_shown_first(session, parts):
    coming = in_parts(3, 5)

    assert part_shown(session, parts, "") == parts[2]
    assert part_shown(session, parts, str(parts[0].pk)) == parts[0]
    assert part_shown(coming, parts_of(coming), "").order == 1
    session.status = "delivered"
    assert part_shown(session, parts, "") is None


def test_the_rest_is_marked_and_a_list_typed_in_for_one_part(browser, session, parts):
    place = BookingFactory(session=session)
    sheet = at("register_sheet", session_id=session.pk) + f"?part={parts[0].pk}"
    assert "Select" not in browser.get(sheet).content.decode()
    wrong = browser.post(sheet, {f"place_{place.pk}": "part attended"})
    assert "Select came or did not come" in wrong.content.decode()

    typed = browser.post(sheet, {f"place_{place.pk}": "absent"})
    browser.post(
        at("register_rest", session_id=session.pk), {"mark": "attended", "part": parts[1].pk}
    )

    assert typed.url == at("register", session_id=session.pk) + f"?part={parts[0].pk}"
    assert dict(PartMark.objects.values_list("part", "mark")) == {
        parts[0].pk: "absent",
        parts[1].pk: "attended",
    }


@pytest.mark.parametrize(("asked", "found"), [("open", 1), ("attended", 1), ("absent", 0)])
def test_the_list_of_a_part_narrows_to_its_marks(browser, session, parts, asked, found):
    PartMarkFactory(part=parts[0])
    BookingFactory(session=session)

    page = browser.get(
        at("register", session_id=session.pk), {"show": asked, "part": parts[0].pk}
    ).content.decode()

    assert page.count("app-person-row__who") == found


@pytest.mark.parametrize("count", [1, 3])
def test_a_register_of_parts_costs_the_same_however_long(
    browser, session, parts, count, django_assert_num_queries
):
    for _ in range(count):
        PartMarkFactory(part=parts[2])

    with django_assert_num_queries(9):
        page = browser.get(at("register", session_id=session.pk)).content.decode()

    assert page.count("app-person-row__who") == count


def test_the_register_leaves_with_its_parts(browser, session, parts):
    PartMarkFactory(part=parts[0])

    told = browser.get(at("register", session_id=session.pk), {"as": "csv", "part": parts[0].pk})

    assert "Part 1: came" in told.content.decode()


def test_one_asks_part_by_part_what_is_right(browser, session, lead, parts):
    place = BookingFactory(session=session)
    mark(place, lead, *"aax")
    actions.close_register(session=session, by=lead)
    address = at("mark_correct", booking_id=place.pk)
    assert "Part 3: did not come" in browser.get(address).content.decode()
    typed = {f"part_{part.pk}": "attended" for part in parts}

    without = browser.post(address, typed)
    wrong = browser.post(address, {"reason": "Signed"})
    browser.post(address, typed | {"reason": "Signed the list"})

    assert (without.status_code, wrong.status_code) == (422, 422)
    assert "Select whether they came to part 1" in wrong.content.decode()
    assert whole(place) == "attended"
    assert (
        "All parts"
        in browser.get(
            at("register", session_id=session.pk), {"part": parts[0].pk}
        ).content.decode()
    )


def test_the_door_list_has_a_column_for_each_part(browser, session, parts):
    BookingFactory(session=session)

    page = browser.get(at("door_list", session_id=session.pk)).content.decode()

    assert all(f'class="govuk-table__header">{part}</th>' in page for part in parts)
    assert "Signature" not in page


def test_a_delegate_sees_to_which_parts_they_came(sign_in, session, parts):
    mine = partner_of(session.course.partnership)
    place = PartMarkFactory(part=parts[0], booking__person=mine).booking

    page = sign_in(mine).get(at("booking", booking_id=place.pk)).content.decode()

    assert "Part 1: came" in page


def test_a_course_says_how_many_parts_may_be_missed(browser, session):
    course = session.course
    typed = {"title": "Neglect", "kind": "core", "published": "on", "edition": course.edition}

    browser.post(at("course_edit", course_id=course.pk), typed | {"parts_may_miss": "1"})

    course.refresh_from_db()
    assert course.parts_may_miss == 1
    page = browser.get(course.get_absolute_url()).content.decode()
    assert "Somebody may miss 1 part and has attended the course" in page
    register = browser.get(at("register", session_id=session.pk)).content.decode()
    assert "Whoever missed 1 part at most has attended" in register
