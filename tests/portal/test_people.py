"""Accounts."""

import pytest
from django.db import IntegrityError

from portal.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_a_password_is_hashed():
    user = User.objects.create_user(" Lee@Example.ORG", "Lee Field", "correct horse battery")

    assert (user.email, str(user), user.get_short_name()) == (
        "lee@example.org",
        "Lee Field",
        "Lee Field",
    )
    assert user.check_password("correct horse battery")


def test_one_address_has_one_account_however_it_is_written():
    User.objects.create_user("lee@example.org", "Lee Field")

    with pytest.raises(IntegrityError):
        User(email="LEE@example.org", name="Lee Field").save()


def test_an_operator_is_made_by_command():
    operator = User.objects.create_superuser("ops@example.org", "Ops")

    assert (operator.is_staff, operator.is_superuser) == (True, True)
