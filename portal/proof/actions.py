"""What changes on a person's second factors. The person is told each time, whoever did it."""

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from portal import audit, keys, notices
from portal.models import SpentCode, User
from portal.proof import factors, sittings
from portal.proof.factors import APP, RECOVERY, Type

audit.words(
    {
        "factor.added": "Added a second factor",
        "factor.removed": "Removed a second factor",
        "factor.reset": "Took away the second factors of a person",
        "recovery_codes.made": "Made new recovery codes",
        "recovery_code.used": "Used a recovery code",
        "sittings.ended": "Ended sessions of their own",
    }
)

CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


class AppTaken(Exception):
    """This person has an authenticator app already."""


@transaction.atomic
def add_app(*, person: User, secret: str, step: int) -> Authenticator:
    """Add an authenticator app whose first code, of half-minute `step`, was just shown."""
    User.objects.select_for_update().get(pk=person.pk)
    if factors.of(person).filter(type=Type.TOTP).exists():
        raise AppTaken
    way = Authenticator.objects.create(
        user=person, type=Type.TOTP, data={APP: keys.seal(secret, "mfa", APP, person.pk)}
    )
    SpentCode.objects.create(authenticator=way, step=step)
    tell("factor.added", "factor_added", person, kind=Type.TOTP.value)
    return way


@transaction.atomic
def add_passkey(*, person: User, name: str, credential: dict[str, Any]) -> Authenticator:
    data = {"name": name, "credential": credential}
    way: Authenticator = Authenticator.objects.create(user=person, type=Type.WEBAUTHN, data=data)
    tell("factor.added", "factor_added", person, kind=Type.WEBAUTHN.value)
    return way


@transaction.atomic
def remove(*, way: Authenticator) -> None:
    """Take one way of proving away; with the last of them go the recovery codes."""
    person = way.user
    kind = way.type
    way.delete()
    if not factors.has_one(person):
        factors.of(person).delete()
    tell("factor.removed", "factor_removed", person, kind=kind)


@transaction.atomic
def make_recovery_codes(*, person: User) -> list[str]:
    """Ten new codes in place of whatever was left. The caller shows them once."""
    User.objects.select_for_update().get(pk=person.pk)
    codes = [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(3))
        for _ in range(CODES)
    ]
    factors.of(person).filter(type=Type.RECOVERY_CODES).delete()
    Authenticator.objects.create(
        user=person,
        type=Type.RECOVERY_CODES,
        data={RECOVERY: factors.sealed_codes(person.pk, codes)},
    )
    tell("recovery_codes.made", "recovery_codes_made", person)
    return codes


@transaction.atomic
def spend(*, person: User, code: str) -> Authenticator | None:
    """Spend a code. Whoever loses a recovery code is told, and how many are left."""
    way = factors.spend(person, code)
    if way is not None and way.type == Type.RECOVERY_CODES:
        way.refresh_from_db()
        left = len(factors.recovery_codes(way))
        tell("recovery_code.used", "recovery_code_used", person, left=left)
    return way


@transaction.atomic
def reset_factor(*, person: User, by: User) -> None:
    """Take away every second factor of a person and end their sessions: they enrol again."""
    factors.of(person).delete()
    sittings.end_all(person)
    tell("factor.reset", "factor_reset", person, by=by)


@transaction.atomic
def end_sittings(*, person: User, sittings: list[UserSession]) -> None:
    """End sessions one by one, at the wish of the person who opened them."""
    for sitting in sittings:
        sitting.end()
    audit.record("sittings.ended", person, by=person, count=len(sittings))


def tell(what: str, notice: str, person: User, *, by: User | None = None, **facts: Any) -> None:
    event = audit.record(what, person, by=by or person, **facts)
    notices.queue(
        notice,
        to=person,
        about=person,
        once=str(event.seq),
        at_once=True,
        at=event.at.isoformat(),
        **facts,
    )
