"""Signing up: an account is opened when the address is proven, and nothing is kept before that.

What was asked waits in the visitor's own session. A stranger who types somebody else's address
therefore leaves no account behind, with a password of their choosing, for the owner to walk into.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.internal.cryptokit import normalize_user_code
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from portal import clock
from portal.accounts import actions, arriving
from portal.models import User

ASKED = "signing_up"
MAIL = "account/email/{}"


def is_open(request: HttpRequest) -> bool:
    """Whether this visitor may sign up: the partnership lets everybody, or invited them."""
    return bool(settings.OPEN_REGISTRATION or arriving.expected(request))


def begin(request: HttpRequest, *, email: str, name: str, onward: str) -> None:
    """Remember what was asked, and send a code; or word that there is an account already."""
    request.session[ASKED] = {"email": email, "name": name, "onward": onward, "codes": 0}
    send(request)


def pretend(request: HttpRequest, *, email: str) -> None:
    """Look as if a code was sent. For a machine that filled in the box nobody sees."""
    since = clock.wall_time().timestamp()
    request.session[ASKED] = {"email": email, "codes": 1, "seal": "", "tries": 0, "since": since}


def send(request: HttpRequest) -> None:
    """Send a fresh code; the one before it no longer works."""
    asked, adapter = request.session[ASKED], get_adapter(request)
    if filter_users_by_email(asked["email"]):
        code = ""
        adapter.send_mail(MAIL.format("account_already_exists"), asked["email"], {})
    else:
        code = adapter.generate_email_verification_code()
        adapter.send_mail(MAIL.format("sign_up_code"), asked["email"], {"code": code})
    request.session[ASKED] = asked | {
        "codes": asked["codes"] + 1,
        "seal": sealed(asked["email"], normalize_user_code(code)) if code else "",
        "since": clock.wall_time().timestamp(),
        "tries": 0,
    }


def sealed(email: str, code: str) -> str:
    """Return what the session keeps of a code: enough to know it again, too little to read it."""
    return salted_hmac("portal.accounts.registering", f"{email} {code}".lower()).hexdigest()


def address(request: HttpRequest) -> str:
    """Return the address a code went to within the last ten minutes, or nothing."""
    asked = request.session.get(ASKED)
    if asked is None or clock.wall_time().timestamp() - asked["since"] > settings.CODE_SECONDS:
        return ""
    return str(asked["email"])


def may_send_again(request: HttpRequest) -> bool:
    """Whether this visitor may have another code."""
    return bool(request.session[ASKED]["codes"] < settings.CODES_AT_MOST)


def matches(request: HttpRequest, code: str) -> bool:
    """Whether this is the code. A wrong one is counted."""
    asked = request.session[ASKED]
    given = normalize_user_code(code)
    if asked["seal"] and constant_time_compare(asked["seal"], sealed(asked["email"], given)):
        return True
    request.session[ASKED] = asked | {"tries": asked["tries"] + 1}
    return False


def is_out_of_tries(request: HttpRequest) -> bool:
    """Whether the code was guessed at too often."""
    return bool(request.session[ASKED]["tries"] >= settings.CODE_TRIES)


def finish(request: HttpRequest) -> tuple[User, str] | None:
    """Open the account; return it and where its holder was going. None: somebody was faster."""
    asked = request.session.pop(ASKED)
    try:
        user = actions.open_account(email=asked["email"], name=asked["name"], how="sign_up")
    except IntegrityError:
        return None
    return user, asked["onward"]


def welcome(request: HttpRequest, *, email: str, name: str) -> User | None:
    """Open the account of somebody invited at this address; None when there is one already."""
    if arriving.expected(request) != email or filter_users_by_email(email):
        return None
    arriving.forget(request)
    return actions.open_account(email=email, name=name, how="invitation")


def forget(request: HttpRequest) -> None:
    """Drop what was asked."""
    request.session.pop(ASKED, None)
