"""Second factors of a person: which they have, and whether what they show is right.

The secret of an authenticator app and the recovery codes are sealed with the key ring, for one
purpose and one person.
"""

import json
import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction
from django.db.models import QuerySet

from portal import keys
from portal.models import SpentCode, User

Type = Authenticator.Type
STRONG = (Type.TOTP, Type.WEBAUTHN)
STEP = 30  # seconds that a code of an app lasts
APP, RECOVERY = "secret", "codes"  # what each is called in `Authenticator.data`


def of(user: User) -> "QuerySet[Authenticator]":
    """Every way of proving that a person has, oldest first."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user).order_by("pk")
    return found


def has_one(user: User) -> bool:
    """Whether a second factor can be asked for. Recovery codes alone are none."""
    return of(user).filter(type__in=STRONG).exists()


def right_step(secret: str, code: str) -> int | None:
    """The half-minute whose code this is, if that is the present one."""
    step = int(time.time()) // STEP
    right = compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    return step if right else None


def spend(user: User, code: str) -> Authenticator | None:
    """Spend a code of the app, or a recovery code. None when it is wrong or was used before."""
    for way in of(user).exclude(type=Type.WEBAUTHN).order_by("-type"):
        if SPENDERS[way.type](way, code):
            return way
    return None


def spend_app_code(way: Authenticator, code: str) -> bool:
    """Once, whichever worker is asked: the database lets one of two through."""
    secret = keys.unseal(way.data[APP], "mfa", APP, way.user_id)
    step = right_step(secret, code)
    return step is not None and advance(way, step)


def advance(way: Authenticator, step: int) -> bool:
    SpentCode.objects.get_or_create(authenticator=way)
    return SpentCode.objects.filter(authenticator=way, step__lt=step).update(step=step) == 1


@transaction.atomic
def spend_recovery_code(way: Authenticator, code: str) -> bool:
    held = Authenticator.objects.select_for_update().get(pk=way.pk)
    left = recovery_codes(held)
    right = [one for one in left if compare_user_code(actual=code, expected=one)]
    if not right:
        return False
    left.remove(right[0])
    held.data[RECOVERY] = sealed_codes(held.user_id, left)
    held.save(update_fields=["data"])
    return True


SPENDERS = {Type.TOTP: spend_app_code, Type.RECOVERY_CODES: spend_recovery_code}


def recovery_codes(way: Authenticator) -> list[str]:
    """Those that are left."""
    codes: list[str] = json.loads(keys.unseal(way.data[RECOVERY], "mfa", RECOVERY, way.user_id))
    return codes


def sealed_codes(user_id: int, codes: list[str]) -> str:
    return keys.seal(json.dumps(codes), "mfa", RECOVERY, user_id)


def sealed_texts(way: Authenticator) -> list[str]:
    return [way.data[name] for name in (APP, RECOVERY) if name in way.data]


def reseal(way: Authenticator, old: str, new: str) -> bool:
    """Replace a sealed text if it still stands there."""
    for name in (APP, RECOVERY):
        same = Authenticator.objects.filter(pk=way.pk, **{f"data__{name}": old})
        if same.update(data={**way.data, name: new}):
            return True
    return False


keys.shelves.append(
    keys.Shelf(
        name="mfa_authenticator",
        rows=lambda: Authenticator.objects.exclude(type=Type.WEBAUTHN).order_by("pk"),
        texts=sealed_texts,
        replace=reseal,
    )
)
