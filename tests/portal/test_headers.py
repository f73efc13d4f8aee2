"""What every answer carries, and what the portal refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portal.headers import HeadersMiddleware
from tests.factories.portal import UserFactory


@pytest.mark.django_db
def test_signed_in_pages_are_kept_nowhere(sign_in):
    response = sign_in(UserFactory()).get(reverse("portal:my_work"))

    assert response.headers["Cache-Control"] == "no-store, private"
    assert {"HX-Request", "Cookie"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.django_db
def test_every_answer_shuts_what_the_portal_does_not_use(client):
    headers = client.get(reverse("account_login")).headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_signing_out_empties_the_browser(sign_in):
    client = sign_in(UserFactory())

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("portal:my_work")).status_code == 302


@pytest.mark.django_db
def test_the_question_whether_to_sign_out_empties_nothing(sign_in):
    response = sign_in(UserFactory()).get(reverse("account_logout"))

    assert "Clear-Site-Data" not in response.headers


def test_what_a_view_gives_to_everybody_may_be_kept():
    def style(request):
        return HttpResponse("", headers={"Cache-Control": "public, max-age=60"})

    request = RequestFactory().get("/theme.css")
    request.user = UserFactory.build()
    response = HeadersMiddleware(style)(request)

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers


def test_an_answer_made_before_anybody_is_known_passes():
    response = HeadersMiddleware(lambda request: HttpResponse(""))(RequestFactory().get("/"))

    assert "Cache-Control" not in response.headers


def refusal(**given):
    """What the settings say when the portal is started with these."""
    run = subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **given},
        capture_output=True,
        check=False,
        text=True,
    )
    return run.stderr if run.returncode else ""


def test_production_refuses_to_start_with_pages_that_tell_strangers_of_faults():
    assert "DEBUG and PRODUCTION are both set" in refusal(DEBUG="1", PRODUCTION="1", DEMO="")


@pytest.mark.parametrize("name", ["SECRET_KEY", "RECORD_KEY", "DATABASE_URL", "REDIS_URL"])
def test_the_portal_refuses_to_start_without_what_it_stands_on(name):
    assert f"{name} is not set. It is " in refusal(**{name: ""})


def test_one_key_for_sessions_and_the_record_is_refused_in_production():
    same = refusal(DEBUG="", PRODUCTION="1", DEMO="", SECRET_KEY="x", RECORD_KEY="x")

    assert "RECORD_KEY is the same as SECRET_KEY" in same


def test_production_starts_with_keys_of_their_own():
    assert not refusal(DEBUG="", PRODUCTION="1", DEMO="", SECRET_KEY="x", RECORD_KEY="y")
