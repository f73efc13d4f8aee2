"""Closing an account and opening it again, and ending the sessions of a person."""

from django.db import transaction

from partners import access
from partners.actions.refusals import AlreadySo
from partners.actions.standings import take_away
from partners.models import Standing
from portal import audit
from portal.access import insist
from portal.models import User
from portal.proof import sittings

audit.words(
    {
        "account.closed": "Closed an account",
        "account.reopened": "Opened a closed account again",
        "account.sessions_ended": "Ended the sessions of somebody",
    }
)


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """End all the person holds, and shut the account. Raises AlreadySo and LastOfficer."""
    insist(access.governs_account(by, person))
    for standing in Standing.objects.unended().filter(person=person).select_related("person"):
        take_away(standing, by=by)
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False) != 1:
        raise AlreadySo
    audit.record("account.closed", person, by=by)
    sittings.end_all(person)


@transaction.atomic
def reopen_account(*, person: User, by: User) -> None:
    """Open an account again. What the person held before stays ended."""
    insist(access.governs_account(by, person))
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True) != 1:
        raise AlreadySo
    audit.record("account.reopened", person, by=by)


@transaction.atomic
def end_sessions(*, person: User, by: User) -> None:
    insist(access.governs_account(by, person))
    audit.record("account.sessions_ended", person, by=by)
    sittings.end_all(person)
