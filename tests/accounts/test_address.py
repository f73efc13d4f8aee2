"""Changing the address one signs in with."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.models import Event
from tests.accounts.conftest import PASSWORD
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
NEW = "ada@new.example.org"


@pytest.fixture
def signed_in(client, ada):
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    return client


def ask(client, email=NEW):
    return client.post(reverse("account_email"), {"email": email, "action_add": ""})


@pytest.fixture
def asked(signed_in):
    """Have asked for the change and entered the password again."""

    def change(email=NEW):
        again = ask(signed_in, email)
        assert again.url.startswith(reverse("account_reauthenticate"))
        return signed_in.post(again.url, {"password": PASSWORD})

    return change


def test_the_new_address_counts_when_its_code_is_entered_and_the_old_one_is_told(
    asked, signed_in, ada, code, mailoutbox
):
    assert asked().url == reverse("account_email_verification_sent")
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"

    signed_in.post(reverse("account_email_verification_sent"), {"code": code()})

    ada.refresh_from_db()
    assert ada.email == NEW
    assert [(row.email, row.verified, row.primary) for row in EmailAddress.objects.all()] == [
        (NEW, True, True)
    ]
    assert mailoutbox[-1].subject == "Your email address was changed"
    assert mailoutbox[-1].to == ["ada@example.org"]
    assert NEW not in mailoutbox[-1].body
    assert Event.objects.filter(what="account.address_proven", by=ada).count() == 1


def test_a_wrong_code_changes_nothing(asked, signed_in, ada):
    asked()

    answer = signed_in.post(reverse("account_email_verification_sent"), {"code": "BBBB-BBBB"})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert ada.email == "ada@example.org"


def test_an_address_of_somebody_else_is_not_taken(asked, signed_in, ada, code, mailoutbox):
    bob = UserFactory(email="bob@example.org")
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    asked("bob@example.org")

    answer = signed_in.post(reverse("account_email_verification_sent"), {"code": code()})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert ada.email == "ada@example.org"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Enter your email address"),
        ("x", "Enter an email address like"),
        ("ada@example.org", "This is your address already"),
    ],
)
def test_faults_say_what_to_do(signed_in, email, sentence):
    answer = ask(signed_in, email)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_who_has_nothing_but_the_mail_signs_in_again_before(client, ada):
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)

    assert ask(client).url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
