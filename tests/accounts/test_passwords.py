"""Signing in, and a new password by mail."""

import re

import pytest
from django.urls import reverse

from tests.accounts.conftest import PASSWORD

NEW = "another three random words"


def sign_in_with(client, password):
    return client.post(reverse("account_login"), {"login": "ada@example.org", "password": password})


def test_the_right_password_opens_my_work(client, ada):
    assert sign_in_with(client, PASSWORD).url == reverse("portal:my_work")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, ada):
    wrong = sign_in_with(client, "something else")
    unknown = client.post(
        reverse("account_login"), {"login": "eve@example.org", "password": PASSWORD}
    )

    sentence = "The email address and password do not match an account"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_a_new_password_comes_by_a_link_on_the_configured_address(
    client, ada, mailoutbox, settings
):
    settings.SITE_URL = "https://portal.example.org"
    settings.ALLOWED_HOSTS = ["testserver", "elsewhere.example.org"]

    client.post(
        reverse("account_reset_password"),
        {"email": ada.email},
        headers={"host": "elsewhere.example.org"},
    )
    (mail,) = mailoutbox
    link = re.search(r"https://portal\.example\.org(/\S+)", mail.body)
    form = client.get(link[1], follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert mail.subject == "Choose a new password"
    assert done.url == reverse("account_reset_password_from_key_done")
    assert sign_in_with(client, NEW).url == reverse("portal:my_work")


def test_asking_for_an_unknown_address_looks_the_same_and_opens_nothing(client, db, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "eve@example.org"})

    assert response.url == reverse("account_reset_password_done")
    assert [mail.subject for mail in mailoutbox] == ["No account for this address"]
    assert "/password/reset/key/" not in mailoutbox[0].body


def test_an_old_link_says_so(client, db):
    html = client.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "old-one"})
    ).content.decode()

    assert "This link no longer works" in html


def test_a_changed_password_is_asked_for_at_once(client, ada):
    sign_in_with(client, PASSWORD)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert client.get(reverse("portal:my_work")).status_code == 302
    assert sign_in_with(client, NEW).url == reverse("portal:my_work")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"oldpassword": "wrong"}, "Enter your present password as it is now"),
        ({"password1": ""}, "Enter a new password"),
        ({"password2": ""}, "Enter the new password again"),
    ],
)
def test_faults_of_a_new_password_say_what_to_do(client, ada, sent, sentence):
    sign_in_with(client, PASSWORD)
    good = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    html = client.post(reverse("account_change_password"), good | sent).content.decode()

    assert sentence in html


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_change_password",
        "account_email",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
    ],
)
def test_every_account_page_wears_the_house(client, ada, name):
    sign_in_with(client, PASSWORD)

    html = client.get(reverse(name)).content.decode()

    assert html.count("<h1") == 1
    assert "app-header" in html
    assert "govuk-skip-link" in html


def test_who_came_without_a_password_sets_one(client, ada):
    sign_in_with(client, PASSWORD)
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)

    page = client.get(reverse("account_change_password"), follow=True)
    short = client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert page.request["PATH_INFO"] == reverse("account_set_password")
    assert short.status_code == 422
    ada.refresh_from_db()
    assert ada.check_password(NEW)


def test_a_wrong_password_again_says_what_to_do(client, ada):
    sign_in_with(client, PASSWORD)

    answer = client.post(reverse("account_reauthenticate"), {"password": "wrong"})

    assert answer.status_code == 422
    assert "Enter your password as it is now" in answer.content.decode()


def test_changing_a_password_tells_the_person(client, ada, mailoutbox):
    sign_in_with(client, PASSWORD)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert [mail.subject for mail in mailoutbox] == ["Your password was changed"]
