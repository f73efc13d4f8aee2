"""Dates to come, for everybody: the list, the page of a session, the feeds."""

from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from portal import clock
from tests.factories.partners import AreaFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_programme import SessionPartFactory
from tests.training.programme import at, day_boxes, in_days, lead_of, partner_of
from training.models import Course, Session

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def session():
    starts = clock.london_moment(in_days(30), time(9, 30))
    return SessionFactory(
        course__title="Neglect",
        starts_at=starts,
        venue="Hall",
        places=4,
        joining="The door code is 4711",
        link="https://meet.example.org/secret-room",
        notes="Order lunch",
    )


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("taken", "words"),
    [(0, "4 places left"), (1, "Last 3 places"), (3, "Last place"), (4, "Full: waiting list open")],
)
def test_places_left_are_said_in_words(client, session, taken, words):
    BookingFactory.create_batch(taken, session=session)
    BookingFactory(session=session, status="cancelled")

    assert words in text(client.get(at("date_list")))
    assert words in text(client.get(session.get_absolute_url()))
    assert words in text(client.get(session.course.get_absolute_url()))


@pytest.mark.parametrize("state", ["held", "applied", "offered", "attended", "part attended"])
def test_every_place_that_nobody_else_can_have_counts(client, session, state):
    BookingFactory(session=session, status=state)

    assert "Last 3 places" in text(client.get(at("date_list")))


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "cancelled", "cancelled_because": "Snow"},
        {"status": "delivered"},
        {"starts_at": clock.now() - timedelta(hours=1)},
    ],
)
def test_only_dates_to_come_are_listed(client, session, facts):
    Session.objects.filter(pk=session.pk).update(**facts)

    assert "0 dates" in text(client.get(at("date_list")))


@pytest.mark.parametrize("facts", [{"published": False}, {"withdrawn_on": date(2020, 1, 1)}])
def test_dates_of_courses_not_on_offer_are_for_those_who_run_them(client, sign_in, session, facts):
    Course.objects.filter(pk=session.course_id).update(**facts)

    assert "0 dates" in text(client.get(at("date_list")))
    assert "0 dates" in text(sign_in(partner_of(session.course.partnership)).get(at("date_list")))
    lead = sign_in(lead_of(session.course.partnership))
    assert "1 date<" in text(lead.get(at("date_list")))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"course": "negl"}, 1),
        ({"course": "fire"}, 0),
        ({"mode": "face to face"}, 1),
        ({"mode": "virtual"}, 0),
        ({"mode": "by owl"}, 1),
        ({"place": "hall"}, 1),
        ({"place": "annex"}, 0),
        ({"area": "here"}, 1),
        ({"area": "elsewhere"}, 0),
        (day_boxes("since", in_days(30)) | day_boxes("until", in_days(30)), 1),
        (day_boxes("since", in_days(31)), 0),
        (day_boxes("until", in_days(29)), 0),
    ],
)
def test_dates_narrow_by_what_the_address_says(client, session, asked, found):
    here = AreaFactory()
    Session.objects.filter(pk=session.pk).update(area=here)
    elsewhere = SessionFactory(area=AreaFactory(), starts_at=in_days_at(90), venue="Far", mode="")
    if asked.get("area"):
        asked = {"area": here.pk if asked["area"] == "here" else elsewhere.area_id}

    page = text(client.get(at("date_list"), asked))

    assert (session.get_absolute_url() in page) is bool(found)


def in_days_at(number):
    return clock.london_moment(in_days(number), time(9))


def test_a_filter_that_makes_no_sense_says_so(client, session):
    asked = day_boxes("since", in_days(9)) | day_boxes("until", in_days(3))

    page = text(client.get(at("date_list"), asked))

    assert "The last day must not be before the first" in page
    assert "1 date<" in page


def test_the_list_is_a_part_for_a_script(client, session):
    page = text(client.get(at("date_list"), headers={"HX-Request": "true"}))

    assert page.strip().startswith('<section id="results"')


@pytest.mark.parametrize("count", [1, 3])
def test_dates_cost_the_same_however_many(client, count, django_assert_num_queries):
    for session in SessionFactory.create_batch(count):
        BookingFactory.create_batch(2, session=session)

    with django_assert_num_queries(3):
        page = text(client.get(at("date_list")))

    assert page.count("app-date__when") == count


def test_everybody_reads_the_page_of_a_session_and_nothing_private(client, session):
    holder = UserFactory(name="Holder Of A Place")
    BookingFactory(session=session, person=holder, delegate=holder.name)

    page = text(client.get(session.get_absolute_url()))

    assert "Sign in to book" in page
    assert "Hall" in page
    for private in ("4711", "secret-room", "Order lunch", "Holder Of A Place"):
        assert private not in page


def test_the_public_page_of_a_session_costs_little(client, session, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(session.get_absolute_url())


def test_a_stranger_is_told_how_to_get_in(sign_in, session):
    assert "Join your agency" in text(sign_in(UserFactory()).get(session.get_absolute_url()))


def test_a_session_of_a_course_not_published_does_not_exist(client, sign_in, session):
    Course.objects.filter(pk=session.course_id).update(published=False)

    assert client.get(session.get_absolute_url()).status_code == 404
    far = StandingFactory(role="training_lead").person
    assert sign_in(far).get(session.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"status": "cancelled", "cancelled_because": "Snow"}, "Cancelled"),
        ({"starts_at": clock.now() - timedelta(days=2)}, "Past"),
    ],
)
def test_what_is_over_says_so_and_takes_no_booking(client, session, facts, word):
    Session.objects.filter(pk=session.pk).update(**facts)

    page = text(client.get(session.get_absolute_url()))

    assert word in page
    assert "Sign in to book" not in page
    assert "Snow" not in page


def test_parts_are_listed_with_their_times(client, session):
    SessionPartFactory(
        session=session, starts_at=in_days_at(30), ends_at=in_days_at(30) + timedelta(hours=3)
    )

    page = text(client.get(session.get_absolute_url()))

    assert "9am to midday" in page
    assert "One booking is for all parts" in page


@pytest.mark.parametrize(
    ("state", "sees"),
    [("booked", True), ("attended", True), ("waiting", False), ("applied", False), (None, False)],
)
def test_how_to_join_is_told_to_those_who_hold_a_place(sign_in, session, state, sees):
    person = partner_of(session.course.partnership)
    if state:
        BookingFactory(session=session, person=person, status=state)

    page = text(sign_in(person).get(session.get_absolute_url()))

    assert ("secret-room" in page) is sees
    assert ("4711" in page) is sees


def test_those_who_run_it_see_how_to_join_and_the_notes(sign_in, session):
    page = text(sign_in(lead_of(session.course.partnership)).get(session.get_absolute_url()))

    assert "secret-room" in page
    assert "Order lunch" in page
    assert "Plan it again on another day" in page


def test_the_calendar_holds_public_dates_and_nothing_private(client, session):
    response = client.get(at("dates_calendar"))

    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Neglect"
    assert event.decoded("dtstart") == session.starts_at
    assert event.decoded("dtend") == session.starts_at + timedelta(hours=2)
    assert event["sequence"] == 0
    assert response["Content-Type"].startswith("text/calendar")
    assert b"secret-room" not in response.content
    assert b"4711" not in response.content


def test_a_session_that_moves_keeps_its_uid_with_a_higher_sequence(client, session):
    [before] = Calendar.from_ical(client.get(at("dates_calendar")).content).walk("VEVENT")
    Session.objects.filter(pk=session.pk).update(edition=4, ends_at=in_days_at(31))

    [after] = Calendar.from_ical(client.get(at("dates_calendar")).content).walk("VEVENT")

    assert before["uid"] == after["uid"]
    assert after["sequence"] == 3
    assert after.decoded("dtend") == in_days_at(31)


def test_the_news_feed_has_the_date_added_last_on_top(client, session):
    first = datetime(2026, 1, 5, 9, tzinfo=clock.wall_time().tzinfo)
    Session.objects.filter(pk=session.pk).update(planned_at=first)
    later = SessionFactory(course__title="Fire", planned_at=first + timedelta(days=1))

    response = client.get(at("dates_atom"))

    feed = ET.fromstring(response.content)  # noqa: S314 - our own
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert [title.split(",")[0] for title in titles] == ["Fire", "Neglect"]
    assert feed.findtext(f"{ATOM}updated") == "2026-01-06T09:00:00+00:00"
    assert feed.find(f"{ATOM}author") is not None
    assert str(later.pk) in response.content.decode()


@pytest.mark.parametrize("feed", ["dates_calendar", "dates_atom"])
def test_feeds_may_be_cached_and_say_when_nothing_changed(client, sign_in, session, feed):
    first = client.get(at(feed))

    again = client.get(at(feed), headers={"If-None-Match": first["ETag"]})
    lead = sign_in(lead_of(session.course.partnership))
    assert first["Cache-Control"] == "public, max-age=900"
    assert not first.cookies
    assert again.status_code == 304
    assert lead.get(at(feed))["ETag"] == first["ETag"]


@pytest.mark.parametrize("feed", ["dates_calendar", "dates_atom"])
def test_feeds_narrow_as_the_list_does(client, session, feed):
    SessionFactory(course__title="Fire")

    body = text(client.get(at(feed), {"course": "neglect"}))

    assert "Neglect" in body
    assert "Fire" not in body


def test_an_empty_news_feed_is_the_same_every_time(client):
    assert client.get(at("dates_atom")).content == client.get(at("dates_atom")).content


def test_feeds_leave_out_what_is_not_published_even_for_those_who_run_it(sign_in, session):
    Course.objects.filter(pk=session.course_id).update(published=False)
    lead = sign_in(lead_of(CourseFactory(partnership=session.course.partnership).partnership))

    assert b"Neglect" not in lead.get(at("dates_calendar")).content
