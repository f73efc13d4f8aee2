"""The engines the portal brings along: real ones, started and stopped."""

import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from portal import engines
from portal.engines import NotReady


@pytest.fixture
def folder():
    """A short path: sockets refuse long ones."""
    with tempfile.TemporaryDirectory(prefix="e", dir="/tmp") as path:
        yield Path(path)


def test_engines_answer_at_the_addresses_they_give_and_end_with_the_run(folder):
    with engines.engines(folder, {}, careful=False) as found:
        with psycopg.connect(found["DATABASE_URL"]) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
        with redis.Redis.from_url(found["REDIS_URL"]) as client:
            assert client.ping()

    assert not engines.runs(folder / "pg")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(found["DATABASE_URL"])


def test_addresses_the_environment_names_are_left_alone(folder):
    given = {"DATABASE_URL": "postgresql://elsewhere", "REDIS_URL": "redis://elsewhere"}

    with engines.engines(folder, {**given, "SECRET_KEY": "mine"}) as found:
        assert set(found) == {"RECORD_KEY", "FIELD_KEYS"}


def test_secrets_are_made_once_and_for_the_owner_only(folder):
    first = engines.own_secrets(folder)

    assert engines.own_secrets(folder) == first
    assert len(set(first.values())) == 4
    assert stat.S_IMODE((folder / "secrets.env").stat().st_mode) == 0o600


def test_a_second_run_in_the_same_folder_is_refused(folder):
    already = pytest.raises(NotReady, match="already running from")

    with engines.alone_in(folder), already, engines.alone_in(folder):
        pass


def test_a_path_too_long_for_a_socket_is_refused_with_a_sentence(folder):
    refused = pytest.raises(NotReady, match="move the portal to a shorter path")

    with refused, engines.postgres(folder / ("x" * 100)):
        pass


def test_postgres_that_cannot_start_says_why(folder):
    with pytest.raises(NotReady, match=r"PostgreSQL did not start \(pg_ctl\)"):
        engines.run_postgres("pg_ctl", "-D", "nowhere", "status", cwd=folder)


def test_valkey_that_ends_at_once_is_told(folder):
    told = pytest.raises(NotReady, match="Valkey did not start")

    with subprocess.Popen([sys.executable, "-c", ""]) as process, told:
        engines.wait_for(engines.free_port(), process, folder / "log")


def test_valkey_of_a_run_that_was_killed_is_ended(folder):
    with engines.valkey(folder / "valkey", "secret") as first:
        pid = (folder / "valkey/pid").read_text()
        engines.stop_left_over(folder / "valkey/pid")
        with pytest.raises(redis.ConnectionError), redis.Redis.from_url(first) as client:
            client.ping()
    assert pid.isdecimal()


def test_valkey_on_a_machine_it_was_not_built_for(folder, monkeypatch):
    def refuse():
        raise engines.ValkeyServerError("no such machine")

    monkeypatch.setattr(engines, "get_binary_path", refuse)

    told = pytest.raises(NotReady, match="cannot run on this machine: no such machine")

    with told, engines.valkey(folder, "secret"):
        pass


def test_another_program_under_the_old_number_is_left_alone(folder):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (folder / "pid").write_text(str(other.pid))
        engines.stop_left_over(folder / "pid")
        assert other.poll() is None
        other.communicate(b"\n")


def test_a_command_runs_with_the_engines_of_its_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    ask = "import os, sys; sys.exit(len(os.environ['REDIS_URL']))"

    assert engines.main(["--test", sys.executable, "-c", ask]) == len("redis://elsewhere")


def test_a_command_gets_engines_of_its_own(monkeypatch, folder):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    monkeypatch.setattr(engines, "VAR", folder)
    ask = "import os, sys; sys.exit('test-' not in os.environ['DATABASE_URL'])"

    assert engines.main(["--test", sys.executable, "-c", ask]) == 0
    assert list(folder.glob("test-*")) == []


def test_a_free_port_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", engines.free_port()))
