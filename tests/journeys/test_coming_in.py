"""From nobody to somebody without JavaScript: sign up, sign out, come back by code."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.journeys.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def code() -> str:
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def press(visitor: Visitor, button: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_becomes_somebody_and_comes_back(live_server, browser, settings, width):
    settings.SIGN_UP_TAKES_SECONDS = 0
    email = f"grace{width}@agency.example.org"
    visitor = Visitor(browser, live_server.url, width, script=False)
    looking = Visitor(browser, live_server.url, width)  # axe is a script

    visitor.go(reverse("account_login"))
    visitor.page.get_by_role("link", name="Create an account").click()
    visitor.page.get_by_label("Full name").fill("Grace Hopper")
    visitor.page.get_by_label("Work email address").fill(email)
    press(visitor, "Continue")
    faults = as_seen(visitor, looking)
    visitor.page.get_by_label("Code").fill(code())
    press(visitor, "Create the account")
    first = visitor.page.url

    visitor.go(reverse("account_logout"))
    press(visitor, "Sign out")
    visitor.go(reverse("account_request_login_code"))
    visitor.page.get_by_label("Email address").fill(email)
    press(visitor, "Send the code")
    faults += as_seen(visitor, looking)
    visitor.page.get_by_label("Code").fill(code())
    press(visitor, "Sign in")

    assert faults == []
    assert first.endswith(reverse("partners:my_agencies"))
    assert visitor.page.url.endswith(reverse("portal:my_work"))
    assert "Grace Hopper" in visitor.page.content()


def as_seen(visitor: Visitor, looking: Visitor) -> list[str]:
    """What is wrong with the page that a visitor without scripts is on."""
    looking.context.clear_cookies()
    looking.context.add_cookies(visitor.context.cookies())
    looking.go(visitor.page.url.removeprefix(visitor.base))
    return looking.audit()
