"""What is written down about the running of the portal: codes, numbers and names of code.

Never a path, a query, a header, an address or the text of an exception: each may hold what somebody
typed about a child. Nothing here needs Django, so that the web server can log this way too.
"""

import json
import logging
import re
import sys
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "partners", "learning_hub", "reviews", "cdop", "training", "dashboard", "demo")
LEAVE_PLACES = ("celery", "django", "gunicorn")
# The facts a line may carry beside what the formatter writes by itself.
FACTS = ("code", "user", "method", "route", "status", "ms", "task")
WORD = re.compile(r"[\w.:*-]{1,120}", re.ASCII)
DEEPEST = 8  # frames of a traceback that are named

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """One line of JSON a record, made of an allow-list of keys."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event(record),
            "request": request_id.get(),
            **facts(record),
        }
        if record.exc_info and record.exc_info[1]:
            line.update(failure(record.exc_info[1]))
        # Control characters, and those that steer a terminal, come out as \u001b.
        return json.dumps({key: told for key, told in line.items() if told != ""})


class PlainFormatter(logging.Formatter):
    """For a person who tries or builds the portal, where every record is invented."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={value}" for name, value in facts(record).items())
        return f"{super().format(record)} {told}".rstrip()


def event(record: logging.LogRecord) -> str:
    """What happened: the words before anything was put into them, or the place that spoke.

    Other people's code may write what it was given into its words. They are repeated only where
    the code is known to leave places for values, and did so here.
    """
    package = record.name.partition(".")[0]
    if package in OURS or (package in LEAVE_PLACES and record.args):
        return str(record.msg)
    return f"{record.module}.{record.funcName}"


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """Those facts of the allow-list that the record carries, if each is a number or one word."""
    given = {"task": task_name(record), **vars(record)}
    told = {name: given[name] for name in FACTS if given.get(name) not in (None, "")}
    return {name: value for name, value in told.items() if is_bare(value)}


def is_bare(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and bool(WORD.fullmatch(value)))


def task_name(record: logging.LogRecord) -> str:
    """The job that Celery speaks of."""
    told = getattr(record, "data", None)
    return str(told.get("name", "")) if isinstance(told, dict) else ""


def failure(fault: BaseException) -> dict[str, Any]:
    """The kinds of the exceptions and where they arose; not what they say."""
    chain = list(causes(fault))
    state = next(filter(None, (getattr(one, "sqlstate", None) for one in chain)), "")
    kinds = " < ".join(type(one).__name__ for one in chain)
    return {"error": kinds, "sqlstate": state, "where": frames(fault.__traceback__)}


def causes(fault: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while fault is not None and fault not in chain:
        chain.append(fault)
        fault = fault.__cause__ or fault.__context__
    return chain


def frames(traceback: TracebackType | None) -> list[str]:
    """Where it passed through the portal, and at last where it arose."""
    every = list(extract_tb(traceback))
    ours = [frame for frame in every[:-1] if is_ours(frame.filename)][-DEEPEST:]
    return [f"{place(at.filename)}:{at.lineno} {at.name}" for at in [*ours, *every[-1:]]]


def is_ours(name: str) -> bool:
    path = Path(name)
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts


def place(name: str) -> str:
    """A file by its name inside the portal, or inside the packages."""
    return str(Path(name).relative_to(ROOT)) if is_ours(name) else "/".join(Path(name).parts[-3:])


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """The whole of `LOGGING`. `form` is json, or plain where every record is invented."""
    plain = {"()": PlainFormatter, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    through = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonFormatter} if form == "json" else plain},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own would send e-mails that hold what the person had sent.
            "django": {**through, "level": level},
            "portal.requests": {**through, "level": "INFO"},
            "celery": {**through, "level": "INFO"},
            "gunicorn.error": {**through, "level": "INFO"},
        },
    }


def write_last_words() -> None:
    """Let a failure nobody catches end in our lines too, not as a traceback that quotes records."""
    sys.excepthook = last_words
    threading.excepthook = lambda told: last_words(
        told.exc_type, told.exc_value, told.exc_traceback
    )


def last_words(
    kind: type[BaseException], fault: BaseException | None, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    told = fault or kind()
    logging.getLogger("portal").critical("Stopped by a failure", exc_info=(kind, told, traceback))
