"""What the portal cannot start without, and which combinations it refuses."""

from datetime import date
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def required(name: str, purpose: str) -> str:
    """Read what the portal cannot start without, or stop with a sentence."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It is {purpose}. See docs/operations.md.")
    return value


DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
PRODUCTION = env.bool("PRODUCTION", default=False)
if DEMO and PRODUCTION:
    raise ImproperlyConfigured(
        "DEMO and PRODUCTION are both set. The demonstration lets anybody sign in as anybody: "
        "unset one of them."
    )
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured(
        "DEBUG and PRODUCTION are both set. A fault would show records and settings to whoever "
        "meets it: unset one of them."
    )
# In the demonstration the calendar stands still, so that the records of 2020 read as current.
DEMO_TODAY = date(2020, 9, 14)

SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions")
# Sessions and links signed under these still hold. Take a key out a day after it was replaced.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEYS_BEFORE", default=[])
RECORD_KEY = required("RECORD_KEY", "a long random text, unlike SECRET_KEY, that seals the record")
# Keys that sealed the record before this one, the newest first: needed to verify what is older.
RECORD_KEYS_BEFORE = env.list("RECORD_KEYS_BEFORE", default=[])
if PRODUCTION and RECORD_KEY == SECRET_KEY:
    raise ImproperlyConfigured(
        "RECORD_KEY is the same as SECRET_KEY. Whoever learns one could forge the record: "
        "give each its own long random text."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
