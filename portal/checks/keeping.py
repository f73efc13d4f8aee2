"""Keys, files, packages and the log: what keeps records whole and closed."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.checks.demands import demand

SHORTEST = 32  # characters of a key


def at_least(package: str, *numbers: int) -> bool:
    """Whether a package is installed, in this version or a later one."""
    try:
        found = version(package)
    except PackageNotFoundError:
        return False
    have = tuple(int(part) for part in found.split(".")[: len(numbers)] if part.isdigit())
    return have >= numbers


@demand(
    "portal.keeping.record_key",
    "RECORD_KEY is short, or the same as another key. Whoever learns one could forge the record.",
    "Give SECRET_KEY, RECORD_KEY and FIELD_KEYS long random texts of their own. RECORD_KEY never "
    "changes once there are records.",
)
def record_key() -> bool:
    own = settings.RECORD_KEY
    return len(own) >= SHORTEST and own not in (settings.SECRET_KEY, *settings.FIELD_KEYS)


@demand(
    "portal.keeping.field_keys",
    "FIELD_KEYS is not set, or holds a short key. It seals the secrets of second factors.",
    "Set FIELD_KEYS to one long random text; put a newer one before it when you change it.",
)
def field_keys() -> bool:
    ring = settings.FIELD_KEYS
    return bool(ring) and all(len(key) >= SHORTEST and key != settings.SECRET_KEY for key in ring)


@demand(
    "portal.keeping.paper",
    "WeasyPrint is older than 70. A document could read files of this machine.",
    "Install what uv.lock names.",
)
def paper() -> bool:
    return at_least("weasyprint", 70)


@demand(
    "portal.keeping.grants",
    "django-guardian is older than 3.5.2, which closed a hole (GHSA-5729-mvhf-9gq4).",
    "Install what uv.lock names.",
)
def grants() -> bool:
    return at_least("django-guardian", 3, 5, 2)


@demand(
    "portal.keeping.workbooks",
    "defusedxml is not installed. A small workbook could fill the memory of this machine.",
    "Install what uv.lock names.",
)
def workbooks() -> bool:
    return at_least("defusedxml", 0)


@demand(
    "portal.keeping.files",
    "Stored files lie where the web server gives them to anybody.",
    "Keep FILES_DIR apart from STATIC_ROOT and from the portal's own folder, and MEDIA_URL unset.",
)
def files() -> bool:
    stores: Any = settings.STORAGES
    told = stores["default"].get("OPTIONS", {})
    stored = Path(told.get("location") or "/")
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    return (
        stored != Path("/")
        and not any(folder in (stored, *stored.parents) for folder in served)
        and not told.get("base_url")
        and settings.MEDIA_URL in (None, "", "/")
    )


@demand(
    "portal.keeping.scanner",
    "No virus scanner looks at files before somebody opens them.",
    "Set CLAMD_URL and leave SCANNER_REQUIRED on. In docker-compose: --profile scanner.",
)
def scanner() -> bool:
    return bool(settings.SCANNER_REQUIRED and settings.CLAMD_URL)


@demand(
    "portal.keeping.anchor",
    "The last seals of the record are copied nowhere. Whoever runs the database could cut it.",
    "Set ANCHOR_TO to an address of somebody who does not run it, or ANCHOR_FILE.",
)
def anchor() -> bool:
    return bool(settings.ANCHOR_TO or settings.ANCHOR_FILE)


@demand(
    "portal.keeping.log",
    "The log is written for people who try the portal, with the words of every fault.",
    "Leave LOG_FORMAT at json.",
)
def log() -> bool:
    return bool(settings.LOG_FORMAT == "json")
