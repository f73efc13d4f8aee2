"""One migrated database that every process of a test run copies.

Making it runs each migration from zero, once for a state of the migrations; what came out is kept
under `var/`, so that the next run restores it in seconds.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backups import programs


def template() -> str:
    """The name of a database that is as the migrations leave it."""
    name = f"portal_template_{fingerprint()}"
    kept = Path(settings.VAR_DIR) / "test" / f"{name}.dump"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with only_one_at_a_time(kept.parent / "lock"), server() as asked:
        found = asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            make(asked, name, kept)
    return name


def fingerprint() -> str:
    """Differs whenever migrating might come to something else."""
    told = hashlib.sha256()
    told.update(repr((django.VERSION, settings.INSTALLED_APPS)).encode())
    told.update(str(programs.server_version()).encode())
    loader = MigrationLoader(None, ignore_no_migrations=True)
    modules = sorted({one.__module__ for one in loader.disk_migrations.values()})
    for module in modules:
        file = sys.modules[module].__file__
        told.update(Path(file or "").read_bytes())
    return told.hexdigest()[:16]


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """The server, and not the database of the tests, which is not there yet."""
    with psycopg.connect(**programs.where("postgres"), autocommit=True) as asked:
        yield asked


@contextmanager
def only_one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def make(asked: psycopg.Connection, name: str, kept: Path) -> None:
    """Under another name until it is whole: a run that was stopped leaves no half of one."""
    half = f"{name}_half"
    asked.execute(f'DROP DATABASE IF EXISTS "{half}"')
    asked.execute(f'CREATE DATABASE "{half}"')
    if kept.exists():
        run("pg_restore", half, str(kept))
    else:
        migrate(half)
        part = kept.with_suffix(".part")
        run("pg_dump", half, "--format=custom", "--no-owner", f"--file={part}")
        part.rename(kept)
    asked.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')


def run(name: str, database: str, *options: str) -> None:
    where, password = programs.dsn(database)
    programs.run(programs.program(name), "--dbname", where, *options, password=password)


def migrate(database: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": programs.url(database), "PYTHONWARNINGS": "ignore"},
        check=True,
    )


def use_for_tests() -> None:
    """Let the database of the tests be a copy of it."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template()
    connection.close()
