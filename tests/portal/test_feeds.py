"""The calendar at a secret address: what is in it, who reads it, and how it is taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from portal import access, clock, deadlines, feeds
from portal.deadlines import Kind
from portal.models import CalendarAddress, ClosingDay, Event, User
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted_from_nought():
    cache.clear()


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def owed(person, monkeypatch):
    """Something due, owned by the person, about a subject whose name is nobody else's to read."""
    monkeypatch.setattr(deadlines, "kinds", {})
    kind = Kind(
        key="test.review",
        label="Rapid review",
        subject="portal.ClosingDay",
        amount=5,
        unit="working days",
        basis="guidance",
        source="Working Together",
        people=lambda subject: (),
    )
    subject = ClosingDay.objects.create(day="2030-01-02", name="Case of Tilly")
    return deadlines.start(kind, subject, owner=person)


def address(person) -> str:
    token = feeds.new_address(user=person, by=person)
    return reverse("portal:calendar_feed", kwargs={"calendar_token": token})


def entries(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_says_kind_and_number_and_nothing_else(client, person, owed):
    answer = client.get(address(person))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (told,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(told["SUMMARY"]) == f"Rapid review (deadline {owed.pk})"
    assert told.start == owed.due_on
    assert b"Tilly" not in answer.content
    assert person.name.encode() not in answer.content
    assert person.email.encode() not in answer.content


def test_what_a_person_may_no_longer_see_is_gone_at_the_next_reading(
    client, person, owed, monkeypatch
):
    url = address(person)
    assert len(entries(client, url)) == 1

    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())

    assert entries(client, url) == []


def test_what_was_done_is_gone_too(client, person, owed):
    url = address(person)
    deadlines.meet(deadlines.kinds["test.review"], owed.subject)

    assert entries(client, url) == []


def test_booked_training_stands_in_it_by_number(client):
    moment = (clock.now() + timedelta(days=5)).replace(microsecond=0)
    session = SessionFactory(starts_at=moment)
    partner = StandingFactory(partnership=session.course.partnership).person
    place = BookingFactory(session=session, person=partner)
    BookingFactory(session=SessionFactory(starts_at=session.starts_at), person=partner)
    url = address(partner)

    (told,) = entries(client, url)

    assert str(told["SUMMARY"]) == f"Training session (booking {place.pk})"
    assert told.start == session.starts_at
    assert session.course.title not in str(told.to_ical())


def test_the_same_facts_are_the_same_bytes_and_are_not_sent_twice(client, person, owed):
    url = address(person)
    first = client.get(url)
    again = client.get(url)
    asked = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert first.content == again.content
    assert (asked.status_code, asked.content) == (304, b"")


def test_only_a_digest_is_kept_and_reading_is_noted(client, person):
    url = address(person)
    token = url.rpartition("/")[2].removesuffix(".ics")
    kept = CalendarAddress.objects.get()
    assert token not in str(vars(kept))
    assert kept.used_at is None

    client.get(url)

    kept.refresh_from_db()
    first = kept.used_at
    assert first is not None
    client.get(url)
    kept.refresh_from_db()
    assert kept.used_at == first, "noted every few minutes, not at each reading"


def test_a_new_address_ends_the_old_one(client, person):
    old, new = address(person), address(person)

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    assert [e.what for e in Event.objects.all()] == ["calendaraddress.made"] * 2


def test_an_ended_address_and_a_closed_account_are_as_an_address_that_never_was(client, person):
    url = address(person)
    never = client.get(reverse("portal:calendar_feed", kwargs={"calendar_token": "x" * 43}))
    User.objects.filter(pk=person.pk).update(is_active=False)
    closed = client.get(url)
    User.objects.filter(pk=person.pk).update(is_active=True)
    assert feeds.end_address(user=person, by=person)
    assert not feeds.end_address(user=person, by=person)
    ended = client.get(url)

    assert [a.status_code for a in (never, closed, ended)] == [404] * 3
    assert never.content == closed.content == ended.content


def test_reading_too_often_and_guessing_are_stopped(client, person):
    url = address(person)
    statuses = [client.get(url).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]

    guesses = [
        client.get(reverse("portal:calendar_feed", kwargs={"calendar_token": f"guess{n}"}))
        for n in range(61)
    ]
    assert [g.status_code for g in guesses] == [404] * 60 + [429]
    assert guesses[-1].headers.get("Retry-After") or guesses[-1].content


def test_the_page_shows_the_address_once(person, sign_in):
    browser = sign_in(person)
    assert "You have no address at present" in browser.get("/me/calendar/").content.decode()

    made = browser.post("/me/calendar/new/").content.decode()
    later = browser.get("/me/calendar/").content.decode()

    assert "/calendar/" in made
    assert ".ics" in made
    assert ".ics" not in later
    assert "Not yet" in later

    ended = browser.post("/me/calendar/end/", follow=True).content.decode()
    assert "The address is ended" in ended
    assert (
        "The address is ended"
        not in browser.post("/me/calendar/end/", follow=True).content.decode()
    )


def test_the_door_needs_no_session_and_gives_none(client, person):
    with time_machine.travel("2026-03-29 00:59:59+00:00"):  # clocks go forward
        answer = client.get(address(person))

    assert not answer.cookies


@pytest.mark.django_db(transaction=True)
def test_two_new_addresses_at_once_leave_one_alive():
    person = UserFactory()

    meanwhile(
        lambda: feeds.new_address(user=person, by=person),
        lambda: feeds.new_address(user=person, by=person),
    )

    assert CalendarAddress.objects.filter(ended_at=None).count() == 1
    assert CalendarAddress.objects.count() == 2


def test_whoever_has_an_address_ends_it_on_the_page(client, person):
    client.force_login(person)
    client.post(reverse("portal:calendar_new"))
    page = reverse("portal:calendar")
    assert reverse("portal:calendar_end") in client.get(page).content.decode()

    response = client.post(reverse("portal:calendar_end"), follow=True)

    assert response.redirect_chain == [(page, 302)]
    assert reverse("portal:calendar_end") not in response.content.decode()
    assert CalendarAddress.objects.filter(ended_at=None).count() == 0
