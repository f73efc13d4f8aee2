"""The database goes away in the middle of a request, or takes no changes any more."""

import pytest
from django.db import connection
from django.urls import reverse

from portal import audit
from portal.models import ClosingDay, Sighting
from tests.factories.portal import UserFactory
from tests.personas import persona
from tests.world import World

DAY = {"day_0": "1", "day_1": "6", "day_2": "2031", "name": "Jubilee"}
END = "SELECT pg_terminate_backend(%s)"


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    yield client
    connection.close()  # as Django does between requests, outside tests


def end_connection(*args, **facts):
    """From another connection, as an administrator or a fail-over would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(END, [ours])
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_ends_mid_request_answers_503_and_writes_nothing(visitor, monkeypatch):
    visitor.force_login(UserFactory(is_staff=True))
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", end_connection)
        response = visitor.post(reverse("portal:closing_days"), DAY)
    connection.close()

    assert response.status_code == 503
    assert "what you saved before is safe" in response.content.decode()
    assert not ClosingDay.objects.exists()
    assert visitor.post(reverse("portal:closing_days"), DAY).status_code == 302


@pytest.fixture
def reading_only():
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")


@pytest.fixture
def officer(visitor):
    visitor.force_login(UserFactory(is_staff=True))
    return visitor


@pytest.fixture
def review(visitor):
    """The address of a review, for somebody who leads it and is signed in."""
    world = World()
    visitor.force_login(persona(world, "review lead"))
    return reverse("reviews:review", args=[world.answer("review_id")])


@pytest.mark.django_db(transaction=True)
def test_public_pages_are_read_from_a_database_that_takes_no_changes(visitor, reading_only):
    assert visitor.get(reverse("learning_hub:resource_list")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_no_changes_answers_them_with_503(officer, reading_only):
    assert officer.post(reverse("portal:closing_days"), DAY).status_code == 503
    assert not ClosingDay.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_case_stays_shut_while_looking_at_it_cannot_be_recorded(visitor, review, reading_only):
    assert visitor.get(review).status_code == 503
    assert not Sighting.objects.exists()
