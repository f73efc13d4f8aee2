"""Accounts."""

import pytest
from django.db import IntegrityError

from portal.models import User
from portal.packs.importing import import_pack
from tests.factories.partners import PartnershipFactory
from tests.factories.portal import UserFactory
from tests.portal.packing import write_pack

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


def test_a_pack_opens_no_account_that_was_closed_and_shuts_none(tmp_path):
    PartnershipFactory(ref="pdscp")
    UserFactory(email="left@example.org", is_active=False)
    UserFactory(email="here@example.org")
    rows = "left@example.org,Lee,yes,yes\nhere@example.org,Hal,no,yes\nnew@example.org,Ny,no,yes\n"

    people = {"portal/people.csv": f"email,name,is_active,generated\n{rows}"}
    import_pack(write_pack(tmp_path / "pack", people))
    import_pack(write_pack(tmp_path / "again", people))

    found = User.objects.order_by("email").values_list("email", "is_active", "generated")
    assert list(found) == [
        ("here@example.org", True, False),
        ("left@example.org", False, False),
        ("new@example.org", False, True),
    ]
