"""A second factor: when this session last proved one, how, and whether that still counts."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal import clock
from portal.models import User

PROOF = "proof"


def note(request: HttpRequest, how: str, user: User | None = None) -> None:
    """Remember that a person has just proved a second factor in this session.

    `how` is a code: `totp`, `passkey`, `recovery`, `single_sign_on`, `demonstration`.
    `user`: who proved it, where nobody is signed in yet. A proof never serves another person.
    """
    of = (user or request.user).pk
    request.session[PROOF] = {"at": clock.wall_time().timestamp(), "how": how, "of": of}


def proved_at(request: HttpRequest) -> datetime | None:
    """When whoever is signed in last proved a second factor here."""
    proof: dict[str, Any] = request.session.get(PROOF) or {}
    if proof.get("of") != request.user.pk or request.user.pk is None:
        return None
    return datetime.fromtimestamp(proof["at"], UTC)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is recent enough for what is restricted."""
    proved = proved_at(request)
    return proved is not None and clock.wall_time() - proved < settings.PROOF_LASTS


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this session has only just begun."""
    since = (request.session.get("sitting") or {}).get("since")
    lasts: float = settings.PROOF_LASTS.total_seconds()
    return since is None or clock.wall_time().timestamp() - since < lasts
