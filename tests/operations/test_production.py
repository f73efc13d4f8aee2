"""docker-compose.yml, the Dockerfile, docs/operations.md and the settings say the same."""

import ast
import json
import re
import urllib.error
from pathlib import Path

import pytest
from celery import current_app

from portal import probe
from tests.operations.production import COMPOSE, ROOT, environment

SERVICES = COMPOSE["services"]
OURS = [name for name, told in SERVICES.items() if told.get("image") == "safeguarding-portal"]
LONG_RUNNING = [name for name, told in SERVICES.items() if told.get("restart") != "no"]
# Read outside the settings: by a command, by gunicorn, by the engines' own images.
ELSEWHERE = {
    "PORTAL_DB_PASSWORD",
    "WEB_WORKERS",
    "POSTGRES_USER",
    "POSTGRES_DB",
    "POSTGRES_PASSWORD",
    "POSTGRES_INITDB_ARGS",
    "REDIS_PASSWORD",
    "REMAP_SIGTERM",
    "TMPDIR",
}
SOFT = "worker_soft_shutdown_timeout"
OF_PYTHON = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "HOME"}
BUILDING = {"UV_COMPILE_BYTECODE", "UV_LINK_MODE", "UV_NO_DEFAULT_GROUPS"}
READS = {"required", "day", "bool", "str", "int", "list", "path", "json", "url"}
NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|DEBUG|DEMO|PRODUCTION|ORGANISATION")


def read_by_the_settings() -> set[str]:
    """Every name the settings ask the environment for."""
    told = set()
    for path in (ROOT / "portal/settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and called(node) in READS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and NAME.fullmatch(str(first.value)):
                    told.add(first.value)
    return told


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def documented() -> set[str]:
    """The left column of the table of settings."""
    text = (ROOT / "docs/operations.md").read_text()
    table = text.partition("| setting | what it is |")[2].partition("\n\n")[0]
    left = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([A-Z_0-9]+)`", " ".join(left)))


SETTINGS = read_by_the_settings()


def test_every_setting_read_from_the_environment_is_documented():
    assert SETTINGS - documented() == set()


def test_every_documented_setting_is_read():
    assert documented() - SETTINGS - ELSEWHERE == set()


@pytest.mark.parametrize("service", SERVICES)
def test_compose_gives_settings_that_are_read(service):
    given = set(SERVICES[service].get("environment", {}))

    assert given - SETTINGS - ELSEWHERE == set()


def test_the_dockerfile_gives_settings_that_are_read():
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.startswith(("ENV", "RUN SECRET_KEY"))]
    given = set(re.findall(r"\b([A-Z_0-9]+)=", " ".join(lines)))

    assert given - SETTINGS - OF_PYTHON - BUILDING == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_part_that_is_broken_into_can_do_little(service):
    told = SERVICES[service]

    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert "memory" in told["deploy"]["resources"]["limits"]
    assert told["logging"]["options"]["max-size"]
    assert not told.get("privileged")
    assert "SYS_ADMIN" not in told.get("cap_add", [])


@pytest.mark.parametrize("service", [name for name in LONG_RUNNING if name != "web"])
def test_a_part_that_keeps_running_is_asked_whether_it_does(service):
    assert SERVICES[service]["healthcheck"]["test"]


def test_the_image_runs_without_root_and_asks_whether_web_does():
    text = (ROOT / "Dockerfile").read_text()

    assert re.search(r"^USER portal$", text, re.MULTILINE)
    assert '"portal.probe", "web"' in text
    assert "check --deploy --fail-level WARNING" in text


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_the_engines_are_reached_from_inside_only(service):
    assert SERVICES[service]["networks"] == ["inside"]
    assert "ports" not in SERVICES[service]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_web_listens_to_the_proxy_on_this_machine_only():
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert [name for name, told in SERVICES.items() if "ports" in told] == ["web"]


def test_what_runs_all_day_cannot_change_the_record():
    """Only `migrate` and `backup` come as the owner of the tables."""
    users = {name: environment(name)["DATABASE_URL"].split(":")[1][2:] for name in OURS}

    assert {name for name, user in users.items() if user == "owner"} == {"migrate", "backup"}


def test_redis_keeps_what_it_was_given_and_asks_for_a_password():
    command = SERVICES["redis"]["command"]

    assert "--requirepass" in command
    assert "--appendfsync everysec" in command
    assert "noeviction" in command


def test_the_worker_is_given_time_to_end_what_it_has():
    told = SERVICES["worker"]

    assert told["environment"]["REMAP_SIGTERM"] == "SIGQUIT"
    assert int(told["stop_grace_period"].removesuffix("s")) > current_app.conf[SOFT] > 0


def test_no_secret_stands_in_the_file():
    told = json.dumps(COMPOSE)

    assert not re.search(r"(PASSWORD|KEY|KEYS|TOKEN)\": \"(?!\$\{)[^\"]", told)


class Answer:
    status = 200

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        pass


def test_the_probe_asks_web_by_the_name_of_its_host(monkeypatch):
    asked = []
    monkeypatch.setenv("ALLOWED_HOSTS", "portal.example.org,other.example.org")
    monkeypatch.setattr(
        probe.urllib.request, "urlopen", lambda request, timeout: asked.append(request) or Answer()
    )

    assert probe.main("web") == 0
    assert asked[0].get_header("Host") == "portal.example.org"


def test_the_probe_says_that_web_does_not_answer(monkeypatch):
    def refuse(request, timeout):
        raise urllib.error.URLError("refused")

    monkeypatch.setattr(probe.urllib.request, "urlopen", refuse)

    assert probe.main("web") == 1


@pytest.mark.parametrize(("ago", "answer"), [(60, 0), (601, 1)])
def test_beat_is_well_while_it_writes_its_timetable(monkeypatch, tmp_path, ago, answer):
    monkeypatch.setattr(probe, "BEAT", str(tmp_path / "beat"))
    (tmp_path / "beat.db").touch()
    written = (tmp_path / "beat.db").stat().st_mtime
    monkeypatch.setattr(probe.time, "time", lambda: written + ago)

    assert probe.main("beat") == answer


def test_beat_that_never_wrote_is_not_well(monkeypatch, tmp_path):
    monkeypatch.setattr(probe, "BEAT", str(tmp_path / "beat"))

    assert probe.main("beat") == 1


@pytest.mark.parametrize(("code", "answer"), [(0, 0), (69, 1)])
def test_the_worker_is_asked_over_the_queue(monkeypatch, code, answer):
    done = type("Done", (), {"returncode": code})
    monkeypatch.setattr(probe.subprocess, "run", lambda *args, **facts: done)

    assert probe.main("worker") == answer


def test_the_notes_for_the_proxy_hide_readiness():
    text = Path(ROOT / "docs/operations.md").read_text()

    assert "location = /readyz { return 404; }" in text
    assert "respond /readyz 404" in text
