"""Opening an account."""

from allauth.account.models import EmailAddress
from django.db import transaction

from portal import audit
from portal.models import User


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
