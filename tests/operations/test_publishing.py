"""What the law wants every visitor to be able to read, true to what the portal does."""

from datetime import date
from html import unescape

import pytest
from django.conf import settings as project
from django.urls import reverse

from tests.factories.portal import UserFactory

TOLD = {
    "organisation": "Northmere Partnership",
    "contact": "portal@example.org",
    "phone": "01632 960 001",
    "dpo": "dpo@example.org",
    "ico": "Z1234567",
    "reviewed_on": date(2026, 11, 20),
}
NOTHING = {**dict.fromkeys(TOLD, ""), "reviewed_on": None}
PAGES = {
    "accessibility": ("organisation", "contact", "phone"),
    "privacy": ("organisation", "dpo", "ico"),
}


def read(client, name):
    return unescape(client.get(reverse(f"portal:{name}")).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_it_says_who_answers_for_the_portal(client, settings, name):
    settings.PUBLISHER = TOLD

    html = read(client, name)

    assert all(TOLD[part] in html for part in PAGES[name])
    assert "not set yet" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_set_yet_is_said(client, settings, name):
    settings.PUBLISHER = NOTHING

    assert "not set yet" in read(client, name)


@pytest.mark.django_db
def test_the_statement_says_when_people_last_looked(client, settings):
    settings.PUBLISHER = TOLD

    assert "last reviewed on 20 November 2026" in read(client, "accessibility")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*PAGES, "cookies"])
def test_every_page_leads_there(client, name):
    assert f'href="{reverse(f"portal:{name}")}"' in read(client, "start")


@pytest.mark.django_db
def test_the_page_names_every_cookie_the_portal_sets(client):
    html = read(client, "cookies")
    person = UserFactory()
    person.set_password("three quite random words")
    person.save()
    client.get(reverse("account_login"))
    client.post(
        reverse("account_login"), {"login": person.email, "password": "three quite random words"}
    )
    client.get(reverse("portal:my_work"))

    assert set(client.cookies) == {project.SESSION_COOKIE_NAME, project.CSRF_COOKIE_NAME}
    assert all(name in html for name in client.cookies)
    assert "8 hours later" in html
