"""The demonstration's database, made once for a module and copied for each walk through it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import override_settings

from demo.prepare import prepare
from tests.template import server


@contextmanager
def demonstration() -> Iterator[str]:
    """Put the test database aside, make the demonstration, and put everything back at the end."""
    ours = connection.settings_dict["NAME"]
    aside, kept = f"{ours}_aside", f"{ours}_demo"
    command(f'ALTER DATABASE "{ours}" RENAME TO "{aside}"')
    try:
        command(f'CREATE DATABASE "{ours}" TEMPLATE "{aside}"')
        with override_settings(DEMO=True):
            prepare()
        command(f'ALTER DATABASE "{ours}" RENAME TO "{kept}"')
        yield kept
    finally:
        command(f'DROP DATABASE IF EXISTS "{ours}" WITH (FORCE)')
        command(f'DROP DATABASE IF EXISTS "{kept}" WITH (FORCE)')
        command(f'ALTER DATABASE "{aside}" RENAME TO "{ours}"')


def begin_again(kept: str) -> None:
    """Whatever a walk before this one did has not happened."""
    ours = connection.settings_dict["NAME"]
    command(f'DROP DATABASE IF EXISTS "{ours}" WITH (FORCE)')
    command(f'CREATE DATABASE "{ours}" TEMPLATE "{kept}"')


def command(statement: str) -> None:
    connection.close()
    with server() as asked:
        asked.execute(statement)
