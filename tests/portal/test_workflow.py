"""Moves: from a known place, by the right person, all or nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from portal import deadlines
from portal.deadlines import Kind
from portal.models import Deadline, Document, Event
from portal.workflow import Move, MoveRefused, Workflow
from tests.factories.portal import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def case(person):
    return DocumentFactory(subject=person)


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(deadlines, "kinds", {})
    return Kind(
        key="test.clock",
        label="A clock",
        subject="portal.Document",
        amount=5,
        unit="working days",
        basis="local",
        source="A test",
        people=lambda subject: [],
    )


@pytest.fixture
def moves(person, kind):
    def ours(user, case):
        return user == person

    return Workflow(
        Move(
            name="begin",
            label="Begin",
            begins=("waiting",),
            ends="rendering",
            who=ours,
            starts=(kind,),
        ),
        Move(
            name="give_up",
            label="Give up",
            begins=("rendering",),
            ends="failed",
            who=ours,
            meets=(kind,),
            needs=(lambda case: "" if case.fault else "Say what went wrong.",),
        ),
    )


def test_a_move_changes_the_status_writes_the_record_and_turns_the_clocks(moves, case, person):
    moves.make("begin", case, by=person)

    assert case.status == "rendering"
    assert [e.what for e in Event.objects.about(case)] == ["document.begin"]
    assert Deadline.objects.open().about(case).count() == 1

    moves.make("give_up", case, by=person, fault="No paper")

    assert (case.status, case.fault) == ("failed", "No paper")
    assert Deadline.objects.open().count() == 0


def test_somebody_else_may_not_move_it(moves, case):
    with pytest.raises(PermissionDenied):
        moves.make("begin", case, by=UserFactory())

    assert Document.objects.get().status == "waiting"


def test_a_case_that_has_moved_on_is_left_alone(moves, case, person):
    stale = Document.objects.get()
    moves.make("begin", case, by=person)

    with pytest.raises(MoveRefused, match="already moved on"):
        moves.make("begin", stale, by=person)


def test_a_move_that_lacks_something_changes_nothing(moves, case, person):
    moves.make("begin", case, by=person)

    with pytest.raises(MoveRefused, match=r"Say what went wrong\."):
        moves.make("give_up", case, by=person)

    assert Document.objects.get().status == "rendering"
    assert Event.objects.count() == 1


def test_only_moves_open_to_the_person_are_offered(moves, case, person):
    assert [move.name for move in moves.open_to(person, case)] == ["begin"]
    assert moves.open_to(UserFactory(), case) == []
    assert moves.moves["give_up"].lacks(case) == ["Say what went wrong."]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_moves_the_case(moves, case, person):
    def begin(_):
        try:
            moves.make("begin", Document.objects.get(pk=case.pk), by=person)
        except MoveRefused:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, range(2))) == [False, True]
    assert Event.objects.count() == 1
