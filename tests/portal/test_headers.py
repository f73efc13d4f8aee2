"""What every answer carries, and what the portal refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portal import supervisor
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


LIVE = {
    "DEBUG": "",
    "PRODUCTION": "1",
    "DEMO": "",
    "SECRET_KEY": "x",
    "RECORD_KEY": "y",
    "FIELD_KEYS": "z",
}
RELAY = {"EMAIL_URL": "smtp+tls://user:password@mail.example.org:587"}


def test_production_starts_with_keys_of_their_own_and_a_mail_relay():
    assert not refusal(**LIVE, **RELAY)


def test_production_refuses_to_start_without_a_mail_relay():
    assert "EMAIL_URL is not set. It is the mail relay" in refusal(**LIVE, EMAIL_URL="")


@pytest.mark.parametrize("kept_here", ["consolemail://", "filemail:///tmp", "dummymail://"])
def test_production_keeps_no_mail_on_the_machine(kept_here):
    assert "EMAIL_URL names no mail relay" in refusal(**LIVE, EMAIL_URL=kept_here)


def test_a_copy_to_try_needs_no_mail_relay():
    assert not refusal(DEBUG="1", PRODUCTION="", DEMO="", EMAIL_URL="")


def address_of_visitor(**given):
    """The address that failed sign-ins are counted by, when the proxy adds the second."""
    asks = """
import django
django.setup()
from allauth.core.internal.httpkit import get_client_ip
from django.test import RequestFactory
told = {"X-Forwarded-For": "203.0.113.9,198.51.100.7"}
print(get_client_ip(RequestFactory(headers=told).get("/")))
"""
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asks],
        cwd=settings.BASE_DIR,
        env={**os.environ, **LIVE, **RELAY, "DJANGO_SETTINGS_MODULE": "portal.settings", **given},
        capture_output=True,
        check=False,
        text=True,
    )
    return run.stdout.strip() or run.stderr


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"BEHIND_TLS_PROXY": ""}, "127.0.0.1"),
        ({"BEHIND_TLS_PROXY": "1"}, "198.51.100.7"),
        ({"BEHIND_TLS_PROXY": "1", "ALLAUTH_TRUSTED_PROXY_COUNT": "2"}, "203.0.113.9"),
    ],
)
def test_visitors_are_told_apart_by_what_our_own_proxies_say(given, address):
    assert address_of_visitor(**given) == address


def test_no_web_server_writes_down_the_address_that_sets_a_new_password(tmp_path):
    ours = supervisor.parts("127.0.0.1", 8000, tmp_path)["web"]
    image = (settings.BASE_DIR / "Dockerfile").read_text()

    assert not [word for word in ours if word.startswith("--access-log")]
    assert "--access-log" not in image
