"""Closing an account and opening it again, ending sessions, and appointing the first officer."""

from django.db import transaction

from partners import access
from partners.actions.refusals import AlreadySo
from partners.actions.standings import add_standing, take_away
from partners.models import Agency, Partnership, Standing
from portal import audit, holdings
from portal.access import insist
from portal.models import User
from portal.proof import sittings

audit.words(
    {
        "account.made": "Made an account",
        "account.closed": "Closed an account",
        "account.reopened": "Opened a closed account again",
        "account.sessions_ended": "Ended the sessions of somebody",
    }
)


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """End all the person holds, by role or by name, and shut the account.

    Raises AlreadySo and LastOfficer.
    """
    insist(access.governs_account(by, person))
    for standing in Standing.objects.unended().filter(person=person).select_related("person"):
        take_away(standing, by=by)
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False) != 1:
        raise AlreadySo
    holdings.end_grants_of(person, by=by)
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


@transaction.atomic
def appoint(
    *, email: str, name: str, role: str, agency: Agency, partnership: Partnership
) -> tuple[Standing, bool]:
    """The first officer of a partnership, or another by the hand of whoever runs the server.

    The account is made without a password when there is none; the answer's second part says so.
    Raises AlreadyStands.
    """
    person = User.objects.filter(email__iexact=email.strip()).first()
    is_new = person is None
    person = person or User.objects.create_user(email, name)
    if is_new:
        audit.record("account.made", person, by=None)
    given = add_standing(person=person, agency=agency, partnership=partnership, role=role, by=None)
    return given, is_new
