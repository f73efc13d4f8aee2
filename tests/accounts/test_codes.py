"""Signing in with a code by e-mail."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.models import User
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("account_confirm_login_code")


@pytest.fixture
def ask(client, ada):
    return lambda email="ada@example.org", **more: client.post(
        reverse("account_request_login_code"), {"email": email} | more
    )


def enter(client, code, **more):
    return client.post(PAGE, {"code": code} | more)


def test_the_code_opens_the_account(client, ask, code, ada):
    assert ask().url == PAGE
    before = client.session.session_key

    assert enter(client, code()).url == reverse("portal:my_work")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.session.session_key != before


def test_who_was_going_somewhere_goes_on(client, ask, code):
    ask()

    assert enter(client, code(), next="/training/").url == "/training/"


def test_three_wrong_codes_end_it(client, ask, code):
    ask()
    right = code()

    told = [enter(client, "BBBB-BBBB") for _ in range(3)]

    assert [answer.status_code for answer in told] == [422, 422, 302]
    assert "The code is not right" in told[0].content.decode()
    enter(client, right)
    assert "_auth_user_id" not in client.session


def test_a_code_works_for_ten_minutes(client, ask, code, monkeypatch):
    ask()
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()

    enter(client, code())

    assert "_auth_user_id" not in client.session


def test_a_new_code_replaces_the_one_before(client, ask, code):
    ask()
    first = code()

    client.post(PAGE, {"action": "resend"})

    assert enter(client, first).status_code == 422
    assert enter(client, code()).status_code == 302


def test_a_person_who_came_with_a_pack_proves_the_address_by_the_code(client, ask, code):
    grace = UserFactory(email="grace@example.org")
    ask("grace@example.org")

    assert enter(client, code()).url == reverse("portal:my_work")
    assert EmailAddress.objects.get(user=grace).verified


def test_a_closed_account_gets_no_code(client, ask, mailoutbox):
    User.objects.update(is_active=False)

    ask()

    assert [mail.subject for mail in mailoutbox] == ["No account for this address"]


def test_a_closed_account_gets_a_plain_page_after_the_right_password(client, ada):
    User.objects.update(is_active=False)
    sent = {"login": ada.email, "password": "three random words"}

    answer = client.post(reverse("account_login"), sent, follow=True)

    assert "This account is closed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_account_closed_while_the_code_was_on_its_way_stays_closed(client, ask, code):
    ask()
    User.objects.update(is_active=False)

    answer = client.post(PAGE, {"code": code()}, follow=True)

    assert "This account is closed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("page", "sent", "sentence"),
    [
        ("account_request_login_code", {"email": ""}, "Enter your email address"),
        ("account_request_login_code", {"email": "x"}, "Enter an email address like"),
        ("account_confirm_login_code", {"code": ""}, "Enter the code from the email"),
    ],
)
def test_faults_say_what_to_do(client, ask, page, sent, sentence):
    if "code" in sent:
        ask()

    answer = client.post(reverse(page), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
