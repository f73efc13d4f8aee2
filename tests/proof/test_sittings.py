"""Ending every session of a person at once."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client
from django.urls import reverse

from portal.proof import sittings
from tests.factories.portal import UserFactory

HERE = reverse("portal:my_work")


def window(person) -> Client:
    client = Client()
    client.force_login(person)
    assert client.get(HERE).status_code == 200
    return client


@pytest.mark.django_db
def test_f27_every_session_of_a_person_ends_and_nobody_elses():
    person, other = UserFactory(), UserFactory()
    desk, phone, theirs = window(person), window(person), window(other)

    sittings.end_all(person)

    assert [desk.get(HERE).status_code, phone.get(HERE).status_code] == [302, 302]
    assert theirs.get(HERE).status_code == 200


@pytest.mark.django_db
def test_what_the_sessions_held_is_thrown_away(django_capture_on_commit_callbacks):
    person = UserFactory()
    key = window(person).session.session_key
    UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1")

    with django_capture_on_commit_callbacks(execute=True):
        sittings.end_all(person)

    assert not SessionStore().exists(key)
    assert not UserSession.objects.filter(user=person).exists()


@pytest.mark.django_db
def test_f27_a_disabled_person_is_out_at_the_next_request():
    person = UserFactory()
    desk = window(person)

    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert desk.get(HERE).status_code == 302
