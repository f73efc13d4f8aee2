"""Whom a session expects after the link of an invitation."""

from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory

from portal import clock
from portal.accounts import arriving


@pytest.fixture
def request_(client):
    request = RequestFactory().get("/")
    request.session = client.session
    return request


@pytest.mark.django_db
def test_nobody_is_expected_without_an_invitation(request_):
    assert arriving.expected(request_) == ""


@pytest.mark.django_db
def test_an_invited_address_is_expected_in_lower_case_and_needs_no_second_proof(request_):
    arriving.expect(request_, " Ada@Example.org ")

    assert arriving.expected(request_) == "ada@example.org"
    assert get_adapter(request_).is_email_verified(request_, "ADA@example.org")
    assert not get_adapter(request_).is_email_verified(request_, "eve@example.org")


@pytest.mark.django_db
def test_an_invitation_followed_long_ago_is_forgotten(request_, monkeypatch):
    arriving.expect(request_, "ada@example.org")
    later = clock.wall_time() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "wall_time", lambda: later)

    assert arriving.expected(request_) == ""
    assert not get_adapter(request_).is_email_verified(request_, "ada@example.org")


@pytest.mark.django_db
def test_who_arrived_is_expected_no_longer(request_):
    arriving.expect(request_, "ada@example.org")

    arriving.forget(request_)

    assert arriving.expected(request_) == ""
