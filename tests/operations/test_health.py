"""Whether the portal says rightly that it runs and is ready, and to whom."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from portal import clock, health, heartbeats
from portal.models import Drill
from tests.factories.portal import UserFactory

ELSEWHERE = {"REMOTE_ADDR": "10.0.0.7"}


def finding(name):
    return next(one for one in health.findings() if one.name == name)


@pytest.fixture
def beating(db):
    """The planner and the sender have just run."""
    for name in health.BEATS:
        heartbeats.beat(name)


@contextmanager
def broken(monkeypatch, thing, name):
    def refuse(*args, **facts):
        raise OSError("No space left for quillfeather")

    with monkeypatch.context() as patch:
        patch.setattr(thing, name, refuse)
        yield


def test_the_process_answers_without_asking_anything(client):
    """No database here: a query would fail this test."""
    response = client.get(reverse("portal:healthz"))

    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


def test_probes_are_not_sent_to_https(settings, client):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]

    assert client.get(reverse("portal:healthz")).status_code == 200
    assert client.get(reverse("account_login")).status_code == 301


def test_what_is_ready_says_ok_and_nothing_else(client, beating):
    response = client.get(reverse("portal:readyz"))

    assert (response.status_code, response.content) == (200, b"ok")


def test_what_is_not_ready_does_not_say_why(client, monkeypatch, beating):
    with broken(monkeypatch, cache, "set"):
        response = client.get(reverse("portal:readyz"))

    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "seen",
    [ELSEWHERE, {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}, {"HTTP_FORWARDED": "for=198.51.100.7"}],
)
def test_for_others_readiness_does_not_exist(client, seen):
    assert client.get(reverse("portal:readyz"), **seen).status_code == 404


@pytest.mark.parametrize(("sent", "status"), [("right", 200), ("wrong", 404), ("", 404)])
def test_a_probe_elsewhere_needs_the_token(client, settings, beating, sent, status):
    settings.READY_TOKEN = "right"
    told = {"HTTP_AUTHORIZATION": f"Bearer {sent}"}

    assert client.get(reverse("portal:readyz"), **ELSEWHERE, **told).status_code == status


@pytest.mark.django_db
def test_no_token_opens_nothing_when_none_is_set(client, settings):
    settings.READY_TOKEN = ""
    told = {"HTTP_AUTHORIZATION": "Bearer "}

    assert client.get(reverse("portal:readyz"), **ELSEWHERE, **told).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "thing", "part"),
    [
        ("Cache", cache, "set"),
        ("Storage of files", default_storage, "save"),
        ("Database", connection, "cursor"),
    ],
)
def test_what_does_not_answer_is_named_by_its_kind_of_failure(monkeypatch, name, thing, part):
    with broken(monkeypatch, thing, part):
        found = finding(name)

    assert not found.holds
    assert found.told == "does not answer (OSError)"


@pytest.mark.django_db
def test_a_database_that_takes_no_changes_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")

    assert not finding("Database").holds


@pytest.mark.django_db
def test_a_cache_that_forgets_is_not_ready(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert not finding("Cache").holds


@pytest.mark.django_db
def test_a_migration_not_applied_is_counted():
    (latest,) = MigrationLoader(connection).graph.leaf_nodes("portal")
    MigrationRecorder(connection).record_unapplied(*latest)

    assert not finding("Migrations").holds
    assert "run manage.py migrate" in finding("Migrations").told


@pytest.mark.django_db
def test_looking_at_the_storage_leaves_nothing_behind():
    finding("Storage of files")

    assert not default_storage.exists("health") or default_storage.listdir("health") == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("name", health.BEATS)
def test_what_never_ran_is_not_taken_for_well(name):
    found = finding(name.capitalize())

    assert not found.holds
    assert "has not run yet" in found.told


@pytest.mark.parametrize(
    ("name", "seconds", "holds"),
    [("planner", 1199, True), ("planner", 1201, False), ("sender", 239, True)],
)
def test_what_ran_within_two_rounds_is_well(beating, monkeypatch, name, seconds, holds):
    later = clock.wall_time() + timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "wall_time", lambda: later)

    assert finding(name.capitalize()).holds is holds


@pytest.mark.parametrize(("seconds", "told"), [(0, "0 minutes"), (90, "1 minute")])
def test_an_age_is_told_in_whole_minutes(seconds, told):
    assert health.minutes(timedelta(seconds=seconds)) == told


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "holds"), [(None, False), (47, True), (49, False)])
def test_the_seals_of_the_record_leave_the_machine_every_day(monkeypatch, hours, holds):
    ages = {} if hours is None else {"anchor": timedelta(hours=hours)}
    monkeypatch.setattr(heartbeats, "ages", lambda: ages)

    assert health.last_anchor().holds is holds


def drill(*, ago=0, held=True, faults=()):
    at = clock.wall_time() - timedelta(days=ago)
    return Drill.objects.create(
        begun_at=at, backup_made_at=at, seconds=7, held=held, faults=list(faults)
    )


@pytest.mark.django_db
def test_a_drill_is_missed_until_one_was_held():
    assert "no backup was ever restored" in health.last_drill(clock.wall_time()).told


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "holds"), [(0, True), (34, True), (36, False)])
def test_a_drill_is_good_for_35_days(ago, holds):
    drill(ago=ago)

    assert health.last_drill(clock.wall_time()).holds is holds


@pytest.mark.django_db
def test_a_drill_that_failed_says_what_did_not_hold():
    drill(held=False, faults=["record broken"])

    found = health.last_drill(clock.wall_time())

    assert not found.holds
    assert "record broken" in found.told


@pytest.mark.django_db
def test_operators_read_every_finding(sign_in):
    drill()

    html = sign_in(UserFactory(is_staff=True)).get(reverse("portal:operations")).content.decode()

    assert all(f">{name}<" in html.replace("\n", "").replace(" <", "<") for name in health.LOOKS)
    assert "took 7 seconds" in html
    assert "Django" in html or "django" in html


@pytest.mark.django_db
def test_others_do_not(sign_in):
    assert sign_in(UserFactory()).get(reverse("portal:operations")).status_code == 403


class Broker:
    """Where Celery keeps its messages, with seven of them."""

    conf = SimpleNamespace(task_always_eager=False, task_default_queue="celery")
    default_channel = SimpleNamespace(client=SimpleNamespace(llen={"celery": 7}.get))

    @contextmanager
    def connection_for_read(self):
        yield self


def test_messages_to_the_worker_are_counted(monkeypatch):
    monkeypatch.setattr(health, "current_app", Broker())

    assert health.messages() == 7
