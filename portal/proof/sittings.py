"""Ending the sessions of a person, wherever they sit."""

from functools import partial

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from portal.models import User


@transaction.atomic
def end_all(user: User) -> None:
    """End every session of a person, in the transaction of whatever made it necessary.

    Each session carries a seal over the person's count of sittings; a higher count breaks them
    all at the next request, those included of which no row is kept.
    """
    User.objects.filter(pk=user.pk).update(sittings=F("sittings") + 1)
    user.refresh_from_db(fields=["sittings"])
    kept = list(UserSession.objects.filter(user=user))
    transaction.on_commit(partial(forget, kept), robust=True)


def forget(kept: list[UserSession]) -> None:
    """Throw away what the sessions held. They opened nothing since the commit."""
    for session in kept:
        session.end()
