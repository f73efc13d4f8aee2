"""Pages of a register of several parts: at the door, from paper, put right."""

import pytest

from tests.factories.training import BookingFactory
from tests.factories.training_programme import PartMarkFactory
from tests.training.in_parts import in_parts, mark, whole
from tests.training.programme import at, lead_of, partner_of
from training import actions
from training.models import PartMark
from training.views.register_parts import part_shown, parts_of

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


def test_the_register_says_when_it_can_be_closed(browser, lead, session, parts):
    page = browser.get(at("register", session_id=session.pk)).content.decode()
    assert "Close the register" in page
    assert "It closes once everybody is marked for each part" in page
    longer = in_parts(-1, 3, course__partnership=lead.standings.get().partnership)

    page = browser.get(at("register", session_id=longer.pk)).content.decode()

    assert "Close the register" not in page
    assert "The register closes on the day of the last part" in page


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
