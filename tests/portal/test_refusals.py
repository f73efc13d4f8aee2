"""Refusals of a door: one line each, whatever was undone, and bounded."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import path, resolve, reverse

from portal import access, audit, clock, refusals
from portal.access import door, public
from portal.models import Event, Refusal, RefusalTally
from tests.factories.portal import ClosingDayFactory, UserFactory

pytestmark = pytest.mark.django_db
CLOSING_DAYS = reverse("portal:closing_days")


@door("GET", to=access.signed_in)
def shut_inside(request, thing_id, word):
    """Change something, and refuse: the change is undone."""
    with transaction.atomic():
        audit.record("user.tested", request.user, by=request.user)
        raise {"no": PermissionDenied, "hidden": Http404}[word]


@public("GET")
def shut_to_all(request):
    raise Http404


@door("GET", to=access.signed_in)
def opened(request):
    return HttpResponse("open")


urlpatterns = [
    path("shut/<int:thing_id>/<str:word>/", shut_inside, name="shut_inside"),
    path("shut/", shut_to_all, name="shut_to_all"),
    path("open/", opened, name="opened"),
    path("bare/", lambda request: HttpResponse(status=404), name="bare"),
]


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def ours(settings):
    settings.ROOT_URLCONF = __name__


def lines():
    return list(Refusal.objects.values_list("what", "by", "facts"))


def test_a_policy_that_refuses_leaves_one_line(sign_in, person):
    assert sign_in(person).get(CLOSING_DAYS).status_code == 403

    assert lines() == [("door.refused", person.pk, {"door": "portal:closing_days"})]
    assert audit.verify() == []


def test_the_line_says_the_number_and_neither_path_nor_query(sign_in, person, ours):
    sign_in(person).get("/shut/12/hidden/?name=secretword")

    assert lines() == [("door.hidden", person.pk, {"door": "shut_inside", "thing": 12})]
    assert "secretword" not in Refusal.objects.get().signed
    assert Refusal.objects.get().subject == person


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("each_request", [False, True])
@pytest.mark.parametrize(("word", "what"), [("no", "door.refused"), ("hidden", "door.hidden")])
def test_the_line_outlives_the_transaction_that_was_undone(
    sign_in, person, ours, word, what, each_request, monkeypatch
):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", each_request)

    sign_in(person).get(f"/shut/3/{word}/")

    assert [line[0] for line in lines()] == [what]
    assert not Event.objects.exists()
    assert audit.verify() == []


def test_strangers_and_pages_that_are_no_door_leave_none(client, sign_in, person, ours):
    client.get("/shut/")
    browser = sign_in(person)
    browser.get("/nowhere/")
    browser.get("/bare/")
    assert lines() == []

    browser.get("/shut/")
    assert [line[0] for line in lines()] == ["door.hidden"]


def test_an_answer_that_is_no_refusal_costs_no_query(
    person, ours, settings, django_assert_num_queries
):
    request = RequestFactory().get("/open/")
    request.user, request.resolver_match = person, resolve("/open/", urlconf=__name__)

    with django_assert_num_queries(0):
        answer = refusals.RefusalsMiddleware(opened)(request)

    assert answer.status_code == 200


def test_a_flood_is_one_line_a_minute_and_counted(sign_in, person):
    browser = sign_in(person)
    with time_machine.travel(clock.wall_time(), tick=False) as time:
        for _ in range(5):
            browser.get(CLOSING_DAYS)
        assert len(lines()) == 1
        assert RefusalTally.objects.get().unwritten == 4

        time.shift(timedelta(seconds=61))
        browser.get(CLOSING_DAYS)

    assert lines()[1][2] == {"door": "portal:closing_days", "unwritten": 4}
    assert RefusalTally.objects.get().unwritten == 0
    assert RefusalTally.objects.count() == 1


def test_another_person_door_or_answer_is_a_line_of_its_own(person):
    other = UserFactory()
    for who, name, answer in [
        (person, "a", 403),
        (other, "a", 403),
        (person, "b", 403),
        (person, "a", 404),
        (person, "a", 403),
    ]:
        refusals.refuse(person=who, door=name, answer=answer, thing=None)

    assert len(lines()) == 4


def test_the_answer_stands_when_the_line_cannot_be_written(sign_in, person, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    assert sign_in(person).get(CLOSING_DAYS).status_code == 403
    assert "A refusal could not be written" in caplog.text


def test_an_operator_who_is_let_in_leaves_none(sign_in):
    ClosingDayFactory()

    assert sign_in(UserFactory(is_staff=True)).get(CLOSING_DAYS).status_code == 200
    assert lines() == []


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_a_refusal(person):
    refusals.refuse(person=person, door="a", answer=403, thing=None)

    with pytest.raises(DatabaseError, match="written once"), connection.cursor() as cursor:
        cursor.execute("UPDATE portal_refusal SET what='x'")
    with pytest.raises(TypeError, match="written once"):
        Refusal.objects.all().delete()
