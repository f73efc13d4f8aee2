"""Listens to everything the tests log, as production would write it, for a name of the tests."""

import logging

from portal.logs import JsonFormatter

# Stands in the names and addresses of people, and in what is written about children.
SENTINEL = "Quillfeather"
hand_on = logging.Logger.handle
formatter = JsonFormatter()
found: list[str] = []


def handle(self: logging.Logger, record: logging.LogRecord) -> None:
    line = formatter.format(record)
    if SENTINEL.lower() in line.lower():
        found.append(line)
    hand_on(self, record)


def taken() -> list[str]:
    """What was found since the last question."""
    told = found.copy()
    found.clear()
    return told
