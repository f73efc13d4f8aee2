"""The settings docker-compose.yml gives to every part, with an operator's answers filled in."""

import re
import secrets
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
ANSWERS = {
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "RECORD_KEY": secrets.token_urlsafe(48),
    "FIELD_KEYS": secrets.token_urlsafe(48),
    "POSTGRES_PASSWORD": "secret",
    "PORTAL_DB_PASSWORD": "secret",
    "REDIS_PASSWORD": "secret",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "ORGANISATION": "Northmere Safeguarding Children Partnership",
    "CONTACT_EMAIL": "portal@example.org",
    "DPO_EMAIL": "dpo@example.org",
    "ANCHOR_TO": "dpo@example.org",
    "ICO_NUMBER": "Z1234567",
    "ACCESSIBILITY_REVIEWED_ON": "2026-11-20",
}
HOLE = re.compile(r"\$\{(\w+)(?::?[-?]([^}]*))?\}")
DEFAULT = re.compile(r"\$\{(\w+):-([^}]*)\}")


def filled(value: str) -> str:
    """What Compose makes of a value: an operator's answer, or the default that stands there."""
    defaults = dict(DEFAULT.findall(value))
    return HOLE.sub(lambda hole: ANSWERS.get(hole[1], defaults.get(hole[1], "")), value)


def environment(service: str) -> dict[str, str]:
    told = COMPOSE["services"][service]["environment"]
    return {name: filled(str(value)) for name, value in told.items()}


ENVIRONMENT = environment("web")
