"""Whom we expect in this browser: somebody who followed the link of an invitation.

The session remembers the address for an hour. Until then it may be used to make an account without
proving the address a second time: the link came by mail to that address.
"""

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from portal import clock

EXPECTED = "arriving"
FOR = timedelta(hours=1)


def expect(request: HttpRequest, email: str) -> None:
    """Remember that this visitor was invited at `email`, and proved to read its mail."""
    address = email.strip().lower()
    request.session[EXPECTED] = {"email": address, "since": clock.wall_time().isoformat()}
    get_adapter(request).stash_verified_email(request, address)  # the sign-up form opens with it


def expected(request: HttpRequest) -> str:
    """Return the address of an invitation followed within the hour, or nothing."""
    arrival = request.session.get(EXPECTED)
    if arrival is None or clock.wall_time() - datetime.fromisoformat(arrival["since"]) > FOR:
        return ""
    return str(arrival["email"])


def forget(request: HttpRequest) -> None:
    """Expect nobody any longer: they have arrived."""
    request.session.pop(EXPECTED, None)
    get_adapter(request).unstash_verified_email(request)
