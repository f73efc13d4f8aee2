"""Signing in without a page: with a second factor just proved, unless a test asks otherwise."""

import time
from typing import Any

from django.test import Client

log_in = Client.force_login


def force_login(
    self: Client, user: Any, backend: str | None = None, *, proven: bool = True
) -> None:
    """Sign in as somebody who has just proved a second factor, and began to sit here now."""
    log_in(self, user, backend)
    session = self.session
    session["sitting"] = {"since": time.time(), "seen": time.time(), "idle": 3600}
    if proven:
        session["proof"] = {"at": time.time(), "how": "totp", "of": user.pk}
    session.save()
