"""What is written down, and what never is."""

import ast
import json
import logging
import os
import runpy
import subprocess
import sys

import pytest
from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.test import RequestFactory
from django.urls import path, reverse

from portal import logs, requests
from portal.access import public
from portal.models import User
from portal.urls import handler500
from tests import leaks
from tests.architecture.sources import CODE, tree
from tests.factories.portal import UserFactory
from tests.leaks import SENTINEL

__all__ = ["handler500"]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


@public("GET")
def twice(request):
    """The same address for two people: the database answers with the address in its words."""
    User.objects.create(email=User.objects.earliest("pk").email, name=SENTINEL)


@public("GET")
def bug(request, name):
    raise ValueError(SENTINEL)


urlpatterns = [path("twice/", twice, name="twice"), path("bug/<slug:name>/", bug, name="bug")]


@pytest.fixture
def lines(monkeypatch):
    """Every line of the log, as production writes it."""
    told: list[dict] = []
    monkeypatch.setattr(leaks, "hand_on", lambda logger, record: told.append(written(record)))
    return told


def written(record):
    line = logs.JsonFormatter().format(record)
    assert "\n" not in line
    return json.loads(line)


def record_of(name="portal.tests", message="Happened", *args, **facts):
    made = logging.getLogger(name).makeRecord(name, logging.INFO, "f.py", 1, message, args, None)
    vars(made).update(facts)
    return made


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_broken_constraint_is_told_by_its_state_and_not_by_its_values(client, lines):
    UserFactory()
    client.raise_request_exception = False

    with transaction.atomic():
        assert client.get("/twice/").status_code == 500
        transaction.set_rollback(True)

    (told,) = [line for line in lines if "error" in line]
    assert told["error"] == "IntegrityError < UniqueViolation"
    assert told["sqlstate"] == "23505"
    assert any("test_logs.py" in place and "twice" in place for place in told["where"])
    assert SENTINEL not in json.dumps(lines)


@pytest.mark.urls(__name__)
def test_a_failure_is_told_without_its_words_and_without_the_address(client, lines):
    client.raise_request_exception = False

    client.get(f"/bug/{SENTINEL}/?name={SENTINEL}", headers={"referer": SENTINEL})

    assert {line.get("error") for line in lines} == {"ValueError", None}
    answered = lines[-1]
    assert (answered["event"], answered["route"], answered["status"]) == ("Answered", "bug", 500)
    assert SENTINEL not in json.dumps(lines)


@pytest.mark.django_db
def test_a_request_is_one_line(sign_in, lines):
    person = UserFactory()

    response = sign_in(person).get(reverse("portal:my_work"), {"whose": SENTINEL})

    (line,) = lines
    assert set(line) == {
        *("at", "level", "logger", "event", "request"),
        *("user", "method", "route", "status", "ms"),
    }
    assert (line["user"], line["method"], line["route"]) == (person.pk, "GET", "portal:my_work")
    assert line["request"] == response.headers["X-Request-ID"]
    assert line["at"].endswith("+00:00")


@pytest.mark.django_db
def test_probes_are_not_worth_a_line(client, lines):
    client.get(reverse("portal:healthz"))

    assert lines == []


@pytest.mark.django_db
def test_what_was_looked_for_in_vain_is_not_repeated(client, lines):
    client.get(f"/nowhere/{SENTINEL}/")

    assert [line["route"] for line in lines if line["event"] == "Answered"] == ["none"]
    assert SENTINEL not in json.dumps(lines)


@pytest.mark.parametrize(
    ("behind", "sent", "taken"),
    [
        (True, "from-our-proxy-1", True),
        (False, "from-a-visitor-1", False),
        (True, "short", False),
        (True, "x\x1b[31m" * 3, False),
        (True, "", False),
    ],
)
def test_only_our_proxy_numbers_requests(settings, behind, sent, taken):
    settings.BEHIND_TLS_PROXY = behind
    headers = RequestFactory(headers={"X-Request-ID": sent}).get("/").headers

    assert (requests.number_of(headers) == sent) is taken


def test_control_characters_cannot_make_a_line_of_their_own():
    line = logs.JsonFormatter().format(record_of(message="One\r\n{}\x1b[31m\x9b"))

    assert "\n" not in line
    assert "\x1b" not in line
    assert line.isascii()
    assert json.loads(line)["event"] == "One\r\n{}\x1b[31m\x9b"


@pytest.mark.parametrize("value", ["two words", "a\nb", "x" * 200, "é", ["list"], 1.5, object()])
def test_a_fact_is_a_number_or_one_word(value):
    assert "code" not in written(record_of(code=value))


def test_a_fact_that_is_not_on_the_list_is_dropped():
    assert "name" not in written(record_of(name="portal", child=SENTINEL, code="case.opened"))
    assert written(record_of(code="case.opened"))["code"] == "case.opened"


def test_what_is_put_into_our_words_stays_out():
    assert written(record_of("portal", "Notice %s", SENTINEL))["event"] == "Notice %s"


def test_the_words_of_other_peoples_code_stay_out():
    line = written(record_of("gunicorn.error", f"Invalid request from {SENTINEL}"))

    assert SENTINEL not in json.dumps(line)


@pytest.mark.parametrize(
    ("name", "told"),
    [("gunicorn.error", "Worker exiting (pid: %s)"), ("elsewhere", "f.None")],
)
def test_words_with_places_for_values_are_repeated_of_code_we_know(name, told):
    assert written(record_of(name, "Worker exiting (pid: %s)", SENTINEL))["event"] == told


def test_a_loop_of_causes_ends():
    fault = ValueError()
    fault.__context__ = other = KeyError()
    other.__context__ = fault

    assert logs.failure(fault)["error"] == "ValueError < KeyError"


@shared_task
def fails() -> None:
    raise ValueError(SENTINEL)


def test_a_job_that_fails_is_told_by_its_name(lines):
    fails.apply(throw=False)

    (told,) = [line for line in lines if "error" in line]
    assert told["task"] == "tests.operations.test_logs.fails"
    assert told["error"] == "ValueError"
    assert SENTINEL not in json.dumps(lines)


CRASH = f"""
import logging, threading, django
django.setup()
from celery import shared_task
from portal.celery import app
@shared_task
def fails():
    raise ValueError("{SENTINEL}")
app.log.setup(loglevel="info")
fails.apply(throw=False)
logging.getLogger("celery.worker").error("Lost %s", "{SENTINEL}")
thread = threading.Thread(target=fails)
thread.start()
thread.join()
fails()
"""


def said_by(code, **given):
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", **given},
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.stdout == ""
    return run.stderr


def test_a_worker_that_crashes_says_it_in_lines_of_ours():
    said = said_by(CRASH, LOG_FORMAT="json")

    told = [json.loads(line) for line in said.splitlines()]
    assert [line["error"] for line in told if "error" in line] == ["ValueError"] * 3
    assert [line["level"] for line in told][-1] == "critical"
    assert SENTINEL not in said


def test_ctrl_c_is_no_failure(lines):
    logs.last_words(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert lines == []


FORMS = [("json", logs.JsonFormatter), ("", logs.PlainFormatter)]


@pytest.mark.parametrize(("form", "kind"), FORMS)
def test_gunicorn_writes_the_same_lines(monkeypatch, form, kind):
    monkeypatch.setenv("LOG_FORMAT", form)

    told = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))

    assert told["logconfig_dict"]["formatters"]["line"]["()"] is kind
    assert "accesslog" not in told


def test_a_person_who_tries_the_portal_reads_plain_lines():
    formatter = logs.PlainFormatter("%(levelname)s %(name)s: %(message)s")

    assert formatter.format(record_of(status=200)) == "INFO portal.tests: Happened status=200"


@pytest.mark.parametrize("path", CODE, ids=str)
def test_what_is_logged_is_a_constant_with_places_for_values(path):
    """Words put together before they are logged could hold a name, and nobody would notice."""
    said = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    calls = [
        node
        for node in said
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("log", "logger", "logging")
    ]

    assert [f"{path}:{node.lineno}" for node in calls if not is_constant(node)] == []


def is_constant(call):
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def test_the_suite_notices_a_name_in_the_log():
    words = f"{SENTINEL} was here"

    logging.getLogger("portal").error(words)

    assert len(leaks.taken()) == 1
