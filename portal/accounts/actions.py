"""Opening an account, and linking an agency's sign-on to it."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from portal import audit, notices
from portal.models import User

audit.words(
    {
        "account.opened": "Opened an account",
        "account.address_proven": "Proved to read the mail of an address",
        "sign_on.linked": "Linked an account of their agency to sign in with",
        "sign_on.unlinked": "Unlinked an account of their agency",
    }
)


@transaction.atomic
def open_account(*, email: str, name: str, how: str) -> User:
    """Open an account for somebody who proved to read the mail of `email`. It has no password.

    `how` is a code: `sign_up`, `invitation` or `sign_on`. Raises `IntegrityError` when the address
    has an account by now.
    """
    user = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    audit.record("account.opened", user, by=user, how=how)
    return user


class LinkedToAnother(Exception):
    """This sign-on opens somebody else's account."""


@transaction.atomic
def open_account_linked(*, email: str, name: str, tenant: str, identity: str) -> User:
    """Open the account of somebody invited, who comes in by their agency's sign-on from now on."""
    user = open_account(email=email, name=name, how="sign_on")
    link_sign_on(user=user, tenant=tenant, identity=identity)
    return user


@transaction.atomic
def link_sign_on(*, user: User, tenant: str, identity: str) -> SocialAccount:
    """Let an identity at a tenant open this account. Twice is as good as once."""
    link, is_new = SocialAccount.objects.get_or_create(
        provider=tenant, uid=identity, defaults={"user": user}
    )
    if link.user_id != user.pk:
        raise LinkedToAnother
    if is_new:
        tell("sign_on.linked", "sign_on_linked", user, tenant=tenant)
    return link


@transaction.atomic
def unlink_sign_on(*, link: SocialAccount, by: User) -> None:
    """Let an identity open this account no longer. A code by e-mail always does."""
    link.delete()
    tell("sign_on.unlinked", "sign_on_unlinked", by, tenant=link.provider)


def tell(what: str, notice: str, user: User, *, tenant: str) -> None:
    """Write down a change of the ways into an account, and tell its holder, whoever made it."""
    event = audit.record(what, user, by=user, tenant=tenant)
    notices.queue(notice, to=user, about=user, once=str(event.seq), at_once=True)
