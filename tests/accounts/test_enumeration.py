"""Whether an address has an account is told to its owner by e-mail, and to nobody else."""

import re

import pytest
from django.urls import reverse

from portal.accounts import sign_up_form
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "ada@example.org", "eve@example.org"


def told(answer, address):
    """What a stranger can see of an answer: all of it but their own address and our stamps."""
    html = answer.content.decode().replace(address, "ADDRESS")
    stamps = r'name="(csrfmiddlewaretoken|since)"\s+value="[^"]*"|"csrftoken": "[^"]*"'
    return answer.status_code, answer.headers.get("Location"), re.sub(stamps, "", html)


def sign_up(client, address):
    sent = {"name": "Somebody", "email": address, "since": sign_up_form.stamp()}
    return client.post(reverse("portal:sign_up"), sent)


def reset(client, address):
    return client.post(reverse("account_reset_password"), {"email": address})


def password(client, address):
    sent = {"login": address, "password": "not the right one"}
    return client.post(reverse("account_login"), sent)


def code(client, address):
    return client.post(reverse("account_request_login_code"), {"email": address})


@pytest.mark.parametrize("ask", [sign_up, reset, password, code])
def test_known_and_unknown_addresses_get_one_answer(client, ada, settings, ask):
    settings.SIGN_UP_TAKES_SECONDS = 0

    seen = {}
    for address in (KNOWN, UNKNOWN):
        client.cookies.clear()
        first = ask(client, address)
        then = client.get(first.headers.get("Location", reverse("account_login")))
        seen[address] = [told(first, address), told(then, address)]

    assert seen[KNOWN] == seen[UNKNOWN]


CODE_PAGES = [
    (sign_up, "portal:sign_up_code"),
    (code, "account_confirm_login_code"),
]


@pytest.mark.parametrize(("ask", "page"), CODE_PAGES)
def test_wrong_codes_get_one_answer_to_the_last_try(client, ada, settings, ask, page):
    settings.SIGN_UP_TAKES_SECONDS = 0

    seen = {}
    for address in (KNOWN, UNKNOWN):
        client.cookies.clear()
        ask(client, address)
        tries = [client.post(reverse(page), {"code": "BBBB-BBBB"}) for _ in range(4)]
        seen[address] = [told(answer, address) for answer in tries]

    assert seen[KNOWN] == seen[UNKNOWN]


MAILS = [
    (sign_up, "You already have an account", "Your code for a new account"),
    (reset, "Choose a new password", "No account for this address"),
    (code, "Your code to sign in", "No account for this address"),
]


@pytest.mark.parametrize(("ask", "to_known", "to_unknown"), MAILS)
def test_the_owner_of_the_address_learns_it_by_mail(
    client, ada, settings, mailoutbox, ask, to_known, to_unknown
):
    settings.SIGN_UP_TAKES_SECONDS = 0
    settings.SITE_URL = "https://portal.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    client.defaults["HTTP_HOST"] = "evil.example.org"

    for address in (KNOWN, UNKNOWN):
        client.cookies.clear()
        ask(client, address)

    assert [mail.subject for mail in mailoutbox] == [to_known, to_unknown]
    assert [mail.to for mail in mailoutbox] == [[KNOWN], [UNKNOWN]]
    links = re.findall(r"https?://[^/\s]+", " ".join(mail.body for mail in mailoutbox))
    assert set(links) <= {"https://portal.example.org"}
    assert "evil" not in str([mail.message() for mail in mailoutbox])


def test_a_wrong_password_alone_writes_to_nobody(client, ada, mailoutbox):
    password(client, KNOWN)
    password(client, UNKNOWN)

    assert mailoutbox == []


def test_changing_to_an_address_of_somebody_else_looks_as_any_other(client, ada, mailoutbox):
    UserFactory(email="bob@example.org")
    seen = {}
    for address in ("bob@example.org", UNKNOWN):
        client.force_login(ada)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": 9e9, "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(ada.pk)
        session.save()
        sent = {"email": address, "action_add": ""}
        first = client.post(reverse("account_email"), sent)
        seen[address] = told(first, address)

    assert seen["bob@example.org"] == seen[UNKNOWN]
    assert seen[UNKNOWN][1] == reverse("account_email_verification_sent")
