"""The demonstration before anything is in it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from demo.management.commands.prepare_demo import Command

pytestmark = pytest.mark.django_db


def test_the_command_fills_an_empty_portal_once(demonstration, tmp_path, capsys):
    demonstration.VAR_DIR = tmp_path

    call_command(Command())
    call_command(Command())

    assert capsys.readouterr().out.splitlines() == [
        "The demonstration was imported. 38 people can sign in.",
        "The demonstration was there already. 38 people can sign in.",
    ]


def test_a_start_page_without_a_cast_says_what_to_do(demonstration, client):
    assert b"manage.py prepare_demo" in client.get(reverse("portal:start")).content
