"""Doors, keepers, teams and the navigation."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from portal import access, clock, menu
from portal.models import ClosingDay
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def ask(view, user, method="GET"):
    request = RequestFactory().generic(method, "/")
    request.user = user
    return view(request)


@access.door("GET", to=access.operates)
def room(request):
    return HttpResponse("inside")


def test_a_door_lets_in_whom_its_policy_admits():
    assert ask(room, UserFactory(is_staff=True)).content == b"inside"


def test_a_door_refuses_everybody_else():
    with pytest.raises(PermissionDenied):
        ask(room, UserFactory())


def test_a_door_refuses_an_operator_who_has_left():
    with pytest.raises(PermissionDenied):
        ask(room, UserFactory(is_staff=True, is_active=False))


def test_a_door_answers_only_its_methods():
    assert ask(room, UserFactory(is_staff=True), "POST").status_code == 405
    assert room.door.methods == ("GET",)


@access.door("GET", "POST", to=access.anyone)
def counting(request):
    """Asks the same question twice; each answer is how often it was asked till then."""
    asked = iter(range(1, 3))
    told = [access.while_reading(request.user, "how often", asked.__next__) for _ in range(2)]
    return HttpResponse(str(told))


def test_a_question_is_asked_once_while_a_page_is_only_read():
    assert ask(counting, UserFactory()).content == b"[1, 1]"


def test_a_change_knows_no_answer_of_before():
    assert ask(counting, UserFactory(), "POST").content == b"[None, None]"


def test_an_answer_is_forgotten_with_the_page():
    user = UserFactory()
    assert ask(counting, user).content == ask(counting, user).content == b"[1, 1]"


def test_insist_refuses():
    access.insist(True)
    with pytest.raises(PermissionDenied):
        access.insist(False)


def test_a_person_sees_what_the_keeper_gives(monkeypatch):
    day = ClosingDay.objects.create(day=clock.today(), name="A day")
    assert access.sees(UserFactory(), day)

    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())

    assert not access.sees(UserFactory(), day)


def test_teams_of_every_app_are_joined(monkeypatch):
    names = [lambda user: frozenset({"agency:1"}), lambda user: frozenset({"panel:2"})]
    monkeypatch.setattr(access, "teams_of", names)

    assert access.teams_for(UserFactory()) == {"agency:1", "panel:2"}


def test_the_navigation_shows_what_a_person_may_open(monkeypatch):
    monkeypatch.setattr(menu, "entries", [])
    late = menu.Entry(label="Later", url="portal:my_work", to=access.signed_in, order=2)
    early = menu.Entry(label="Days off", url="portal:closing_days", to=access.operates, order=1)

    assert menu.entries_for(UserFactory(is_staff=True)) == [early, late]
    assert menu.entries_for(UserFactory()) == [late]
    assert early.href == "/closing-days/"
