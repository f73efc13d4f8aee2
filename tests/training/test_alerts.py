"""Being told of new dates: asked for, confirmed, told once a day, ended; unknown to others."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event, Notice
from portal.outbox.checking import why_not
from tests.factories.portal import UserFactory
from tests.factories.training import CourseFactory, SessionFactory
from tests.factories.training_programme import DateAlertFactory
from tests.training.programme import at
from tests.turns import meanwhile
from training import actions
from training.models import Course, DateAlert
from training.tasks import tell_new_dates

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(title="Neglect")


def live(course, **facts):
    moment = clock.wall_time() - timedelta(days=3)
    return DateAlertFactory(course=course, confirmed_at=moment, told_to=moment, **facts)


def planned(course, **facts):
    return SessionFactory(course=course, planned_at=clock.wall_time(), **facts)


def ask(client, course, address):
    return client.post(at("alert_ask", course_id=course.pk), {"address": address})


def owed(template):
    return Notice.objects.filter(template=template)


def test_an_address_is_told_once_it_is_confirmed(client, course):
    ask(client, course, "Reader@Example.org")
    [alert] = DateAlert.objects.all()
    assert (alert.address, alert.confirmed_at) == ("reader@example.org", None)
    assert owed("alert_confirm").get().address == "reader@example.org"
    planned(course)
    assert tell_new_dates() == 0

    address = at("alert_confirm", alert_token=alert.token)
    assert "Confirm that we may write" in client.get(address).content.decode()
    assert DateAlert.objects.get().confirmed_at is None
    assert "Confirmed." in client.post(address).content.decode()

    planned(course)
    assert tell_new_dates() == 1
    assert owed("dates_added").get().address == "reader@example.org"


def test_the_answer_is_the_same_whoever_is_on_the_list(client, course):
    live(course, address="known@example.org")

    known = ask(client, course, "known@example.org")
    unknown = ask(client, course, "unknown@example.org")

    assert known.content == unknown.content
    assert known.status_code == unknown.status_code == 200
    assert [n.address for n in owed("alert_confirm")] == ["unknown@example.org"]


def test_asked_twice_one_link_is_sent_a_day(client, course):
    ask(client, course, "reader@example.org")
    ask(client, course, "reader@example.org")

    assert DateAlert.objects.count() == 1
    assert owed("alert_confirm").count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Enter your email address"),
        ("reader", "Enter an email address in the correct format"),
        ("reader@example.org\r\nbcc: all@example.org", "Enter an email address in the correct"),
    ],
)
def test_an_address_that_is_none_is_kept_in_the_box(client, course, address, sentence):
    answer = ask(client, course, address)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not DateAlert.objects.exists()


def test_one_address_is_not_flooded(client, course):
    others = CourseFactory.create_batch(6)
    answers = [ask(client, other, "reader@example.org").status_code for other in others]

    assert answers == [200] * 5 + [422]


def test_people_with_an_account_ask_with_one_click_and_end_it_with_one(sign_in, course):
    person = UserFactory()
    browser = sign_in(person)

    for _ in range(2):
        browser.post(at("alert_on", course_id=course.pk))

    assert DateAlert.objects.live().get().person == person
    assert "Tell me no more" in browser.get(course.get_absolute_url()).content.decode()
    planned(course)
    assert tell_new_dates() == 1
    assert owed("dates_added").get().to == person
    browser.post(at("alert_off", course_id=course.pk))
    assert not DateAlert.objects.open().exists()
    assert browser.post(at("alert_off", course_id=course.pk)).status_code == 404
    whats = [e.what for e in Event.objects.about(course)]
    assert whats == ["datealert.asked", "datealert.ended"]


def test_a_signed_in_reader_may_also_give_an_address(sign_in, course):
    ask(sign_in(UserFactory()), course, "reader@example.org")

    assert DateAlert.objects.get().person is None


def test_the_link_in_every_mail_ends_it_and_forgets_the_address(client, course):
    alert = live(course, address="reader@example.org")
    address = at("alert_end", alert_token=alert.token)

    assert "Stop these mails" in client.get(address).content.decode()
    assert DateAlert.objects.live().exists()
    answer = client.post(address)

    assert answer["Referrer-Policy"] == "same-origin"
    assert "Done. We write no more" in answer.content.decode()
    alert.refresh_from_db()
    assert "reader" not in alert.address
    assert client.get(address).status_code == 404
    actions.end_alert(alert=alert, by=None)
    assert Event.objects.filter(what="datealert.ended").count() == 1


def test_what_was_ended_is_not_confirmed_any_more(course):
    alert = DateAlertFactory(course=course)
    actions.end_alert(alert=alert, by=None)

    assert not actions.confirm_alert(alert=alert, by=None)


def test_confirmed_twice_is_as_good_as_once(course):
    alert = DateAlertFactory(course=course)

    assert actions.confirm_alert(alert=alert, by=None)
    assert actions.confirm_alert(alert=alert, by=None)
    assert Event.objects.filter(what="datealert.confirmed").count() == 1


@pytest.mark.parametrize("token", ["0" * 64, "x"])
def test_a_guessed_link_leads_nowhere(client, token):
    DateAlertFactory()

    for door in ("alert_confirm", "alert_end"):
        assert client.post(at(door, alert_token=token)).status_code == 404
    assert DateAlert.objects.open().exists()


def test_dates_are_told_once_however_often_the_clock_strikes(course):
    live(course)
    planned(course)
    planned(course)

    assert (tell_new_dates(), tell_new_dates()) == (1, 0)
    planned(course)
    assert tell_new_dates() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"planned_at": None},
        {"planned_at": clock.wall_time() - timedelta(days=9)},
        {"starts_at": clock.now() - timedelta(days=1)},
        {"status": "cancelled", "cancelled_because": "Snow"},
    ],
)
def test_only_dates_that_are_new_and_to_come_are_told(course, facts):
    live(course)
    SessionFactory(course=course, **{"planned_at": clock.wall_time(), **facts})

    assert tell_new_dates() == 0


@pytest.mark.parametrize("facts", [{"published": False}, {"withdrawn_on": "2020-01-01"}])
def test_dates_of_a_course_not_on_offer_are_told_to_nobody(course, facts):
    live(course)
    planned(course)
    Course.objects.filter(pk=course.pk).update(**facts)

    assert tell_new_dates() == 0


def test_an_address_nobody_confirmed_is_forgotten_after_a_week(course):
    DateAlertFactory(course=course, made_at=clock.wall_time() - timedelta(days=8))
    young = DateAlertFactory(course=course)
    kept = live(course)

    tell_new_dates()

    assert set(DateAlert.objects.all()) == {young, kept}


def test_a_mail_that_is_not_wanted_any_more_is_not_sent(course):
    alert = live(course, address="reader@example.org")
    planned(course)
    tell_new_dates()
    notice = owed("dates_added").get()
    assert why_not(notice) == Notice.Reason.NONE
    actions.end_alert(alert=alert, by=None)
    assert why_not(notice) == Notice.Reason.NO_LONGER_DUE


def test_a_link_to_confirm_is_not_sent_for_what_is_confirmed(client, course):
    ask(client, course, "reader@example.org")
    notice = owed("alert_confirm").get()
    assert why_not(notice) == Notice.Reason.NONE
    actions.confirm_alert(alert=DateAlert.objects.get(), by=None)
    assert why_not(notice) == Notice.Reason.NO_LONGER_DUE


def test_the_database_refuses_an_alert_with_two_ways_to_tell(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        DateAlertFactory(course=course, address="reader@example.org", person=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_together_make_one_alert(course):
    asking = partial(actions.ask_for_alert, course=course, address="a@example.org", by=None)

    meanwhile(asking, asking)

    assert DateAlert.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_that_strike_together_tell_once(course):
    live(course)
    planned(course)

    meanwhile(actions.tell_new_dates, actions.tell_new_dates)

    assert owed("dates_added").count() == 1
