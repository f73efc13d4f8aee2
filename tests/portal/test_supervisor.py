"""One command runs everything: what it checks first, and how it ends."""

import socket
import subprocess
import sys

import pytest

from portal import supervisor
from portal.engines import NotReady

LASTS = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def test_a_port_in_use_is_told_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(NotReady, match=f"Port {port} cannot be used .* PORT=8001 ./run"):
            supervisor.check_port("127.0.0.1", port)


@pytest.mark.parametrize("text", ["eight", "0", "65536", "-1", "80.5"])
def test_a_port_must_be_a_number(text):
    with pytest.raises(NotReady, match="a number from 1 to 65535"):
        supervisor.port_number(text)


def test_the_demonstration_opens_unless_this_is_production():
    assert supervisor.environment_for({}, "http://localhost")["DEMO"] == "1"
    assert "DEMO" not in supervisor.environment_for({"PRODUCTION": "1"}, "http://localhost")


def test_what_the_person_has_set_holds():
    given = {"SITE_URL": "https://portal.example.org"}

    found = supervisor.environment_for(given, "http://localhost:8000")

    assert found["SITE_URL"] == "https://portal.example.org"


def test_web_worker_and_beat_run_side_by_side(tmp_path):
    commands = supervisor.parts("127.0.0.1", 8123, tmp_path)

    assert list(commands) == ["web", "worker", "beat"]
    assert "127.0.0.1:8123" in commands["web"]


def test_every_part_is_stopped_even_one_that_will_not_listen(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE", 0.5)
    commands = {"web": LASTS, "worker": [sys.executable, "-c", STUBBORN]}
    children = supervisor.start(commands, tmp_path / "log", {})
    while "ready" not in (tmp_path / "log/worker.log").read_text():
        pass

    supervisor.stop(children)

    assert children["web"].returncode == -15
    assert children["worker"].returncode == -9


def test_a_part_that_falls_is_named_with_its_last_words(tmp_path):
    command = [sys.executable, "-c", "print('out of memory')"]
    children = supervisor.start({"worker": command}, tmp_path / "log", {})
    children["worker"].wait()

    with pytest.raises(NotReady, match=r"The worker stopped.*\n?out of memory"):
        supervisor.watch(children, tmp_path / "log", "http://127.0.0.1:1/")


def test_a_portal_that_never_answers_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "PATIENCE", 0)
    children = supervisor.start({"web": LASTS}, tmp_path / "log", {})

    with pytest.raises(NotReady, match="did not answer in 0 seconds"):
        supervisor.watch(children, tmp_path / "log", "http://127.0.0.1:1/")
    supervisor.stop(children)


def test_the_person_is_told_the_address_and_whom_to_sign_in_as(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(supervisor, "VAR", tmp_path)
    (tmp_path / "cast.txt").write_text("agency.lead@example.org  Agency lead\n")

    supervisor.greet("http://localhost:8000/", tmp_path / "log")

    said = capsys.readouterr().out
    assert "The portal is open at http://localhost:8000/" in said
    assert "agency.lead@example.org" in said


def test_the_person_is_greeted_once_it_answers(tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(supervisor, "answers", lambda address: True)
    monkeypatch.setattr(supervisor, "greet", lambda address, logs: told.append(address))
    short = [sys.executable, "-c", "import time; time.sleep(1.2)"]
    children = supervisor.start({"web": short}, tmp_path / "log", {})

    with pytest.raises(NotReady, match="The web stopped"):
        supervisor.watch(children, tmp_path / "log", "http://localhost/")

    assert told == ["http://localhost/"]


def test_a_greeting_without_a_cast_names_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "VAR", tmp_path)

    assert supervisor.people() == ""


def test_a_command_that_fails_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr(supervisor, "PYTHON", "false")

    with pytest.raises(NotReady, match=r"`manage\.py migrate` did not succeed"):
        supervisor.manage("migrate", environment={})


def test_an_empty_database_is_filled_once(monkeypatch):
    ran = []
    monkeypatch.setattr(supervisor, "manage", lambda *c, environment: ran.append(c[0]))
    monkeypatch.setattr(supervisor, "is_empty", lambda database: len(ran) == 1)

    supervisor.prepare({"DEMO": "1", "DATABASE_URL": ""})
    supervisor.prepare({"DEMO": "1", "DATABASE_URL": ""})
    supervisor.prepare({"DEMO": "0", "DATABASE_URL": ""})

    assert ran == ["migrate", "prepare_demo", "migrate", "migrate"]


def test_ctrl_c_stops_everything(tmp_path, monkeypatch, capsys):
    def interrupted(children, logs, address):
        raise KeyboardInterrupt

    monkeypatch.setattr(supervisor, "prepare", lambda environment: None)
    monkeypatch.setattr(supervisor, "watch", interrupted)
    monkeypatch.setattr(supervisor, "parts", lambda host, port, var: {"web": LASTS})
    monkeypatch.setattr(supervisor.signal, "signal", lambda *handler: None)
    given = {"DATABASE_URL": "x", "REDIS_URL": "x", "PORT": str(supervisor_port())}

    supervisor.serve(given, var=tmp_path)

    assert capsys.readouterr().out == "Stopped.\n"


def supervisor_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_an_address_that_answers(live_server):
    assert supervisor.answers(live_server.url + "/accounts/login/")
    assert not supervisor.answers("http://127.0.0.1:1/")


@pytest.mark.django_db
def test_a_database_without_a_partnership_is_empty(settings):
    database = settings.DATABASES["default"]
    address = f"dbname={database['NAME']} user={database['USER']} host={database['HOST'] or ''}"
    if not database["HOST"]:
        address += database["OPTIONS"].get("host", "")

    assert supervisor.is_empty(address)


def test_run_as_a_program_it_tells_and_stops():
    done = subprocess.run(
        [sys.executable, "-m", "portal.supervisor"],
        env={"PORT": "none", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "PORT is “none”. It must be a number from 1 to 65535.\n"
