"""A second factor: when this session last proved one, and how."""

from django.http import HttpRequest

from portal import clock

PROVED_AT = "proved_at"
PROVED_BY = "proved_by"


def note(request: HttpRequest, how: str) -> None:
    """Remember that whoever holds this session has just proved a second factor.

    `how` is a code: `totp`, `passkey`, `recovery`, `single_sign_on`, `demonstration`.
    """
    request.session[PROVED_AT] = clock.wall_time().timestamp()
    request.session[PROVED_BY] = how
