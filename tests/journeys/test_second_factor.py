"""A passkey from the first day to the last: added on the way to a review, used to sign in."""

import os
import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.models import User
from tests.journeys.browser import Visitor
from tests.personas import persona

PASSWORD = "three random words"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SHOTS = os.environ.get("SHOTS", "")  # a folder, to look at what the journey saw


@pytest.fixture
def lead(cast) -> User:
    person = persona(cast.world, "review lead")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def review(cast) -> str:
    review_id = cast.world.answer("review_id")
    return reverse("reviews:review", kwargs={"review_id": review_id})


def with_passkey(visitor: Visitor) -> None:
    """Give the window a device that keeps passkeys and knows its owner."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def shoot(visitor: Visitor, name: str) -> None:
    if SHOTS:
        for width in (1280, 390):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        visitor.page.set_viewport_size({"width": 1280, "height": 900})


def sign_in(visitor: Visitor, email: str) -> None:
    visitor.page.get_by_label("Email address").fill(email)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()


def test_f22_a_passkey_opens_a_review_and_then_the_whole_account(
    live_server, lead, review, browser
):
    visitor = Visitor(browser, live_server.url, 1280)
    page = visitor.page
    with_passkey(visitor)

    visitor.go(review)
    shoot(visitor, "sign-in")
    sign_in(visitor, lead.email)
    assert page.title().startswith("Add a second factor first")
    shoot(visitor, "needed")
    faults = visitor.audit()
    page.get_by_role("button", name="Add a passkey").click()
    shoot(visitor, "add-passkey")
    faults += visitor.audit()
    page.get_by_label("Name of the passkey").fill("Work laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_selector(".app-codes")
    shoot(visitor, "recovery-codes")
    faults += visitor.audit()
    page.get_by_role("button", name="I have kept them").click()
    assert page.url.endswith(review)
    restricted = page.locator("main").inner_text()
    shoot(visitor, "review")

    # F-29: after sign-out nothing is left to look at.
    page.get_by_role("button", name="Sign out").click()
    if "logout" in page.url:
        page.locator("main").get_by_role("button", name="Sign out").click()
    page.go_back()
    page.wait_for_load_state()
    assert restricted not in page.content()
    kept = page.evaluate("Object.entries({...sessionStorage, ...localStorage})")
    assert [name for name, _ in kept if name != "htmx-current-path-for-history"] == []
    assert [value for _, value in kept if not value.startswith("/")] == []  # an address, no text

    visitor.go(review)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(live_server.url + review)
    assert page.locator("main").inner_text().startswith(restricted.splitlines()[0])
    assert faults == []


@pytest.fixture
def nearly_away(client, lead) -> str:
    """A session whose last sign of life is thirteen and a half minutes old."""
    client.force_login(lead)
    session = client.session
    seen = time.time() - 13.5 * 60
    session["sitting"] = {"since": seen, "seen": seen, "idle": 900}
    session.save()
    return session.session_key


def test_f28_whoever_seems_away_is_asked_in_time_and_can_answer(live_server, nearly_away, browser):
    visitor = Visitor(browser, live_server.url, 1280)
    page = visitor.page
    visitor.sign_in(nearly_away)
    visitor.context.set_extra_http_headers({"X-Quiet": "yes"})  # opening it is no sign of life
    visitor.go(reverse("proof:ways_in"))
    visitor.context.set_extra_http_headers({})
    dialog = page.get_by_role("dialog", name="Are you still there?")
    dialog.wait_for()
    shoot(visitor, "dialog")

    assert visitor.audit() == []
    page.keyboard.press("Enter")
    dialog.wait_for(state="hidden")
    told = page.request.get(live_server.url + reverse("proof:time_left"))
    assert told.json()["left"] > 14 * 60
