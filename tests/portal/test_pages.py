"""Showing pages: status, the frame around them, faults, parts of long lists."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from portal import access, furniture, menu, pages
from portal.templatetags import house
from tests.factories.portal import UserFactory

TEMPLATES = Path(__file__).parents[2] / "templates"


class Question(forms.Form):
    """A form of one question."""

    name = forms.CharField(label="Full name", error_messages={"required": "Enter a name"})


class Narrowing(forms.Form):
    """A GET form."""

    area = forms.MultipleChoiceField(label="Area", choices=[("e", "East"), ("w", "West")])
    words = forms.CharField(label="Words")


def asked(address="/", user=None):
    request = RequestFactory().get(address)
    request.user = user or UserFactory.build()
    return request


def drawn(template, request, **context):
    return Template(template).render(RequestContext(request, context))


@pytest.mark.django_db
def test_a_page_with_faults_answers_422_and_says_error_first_and_keeps_what_was_typed(client):
    response = client.post(reverse("account_login"), {"login": "ada at home", "password": "x"})
    html = response.content.decode()

    assert "<title>Error: Sign in" in html
    assert 'value="ada at home"' in html
    assert "Enter an email address like name@example.gov.uk" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "status"), [(None, 200), (Question(), 200), (Question({}), 422)], ids=str
)
def test_status_follows_the_form(form, status):
    response = pages.show(asked(), "plain.html", {}, form=form)

    assert response.status_code == status
    assert response.headers["Vary"] == "HX-Request, Cookie"


@pytest.mark.parametrize(("page", "number"), [("", 1), ("2", 2), ("99", 3), ("x", 1)])
def test_an_odd_page_number_leads_to_the_nearest_page(page, number):
    assert pages.paged(asked(f"/?page={page}"), range(7), per=3).number == number


def test_links_of_a_long_list_keep_the_rest_of_the_address():
    page = Paginator(range(300), 25).get_page(5)
    request = asked("/?area=e&page=5")

    html = drawn('{% include "parts/pagination.html" %}', request, page=page)

    assert 'href="?area=e&amp;page=6"' in html
    assert 'aria-label="Page 12"' in html
    assert html.count("⋯") == 2


def test_a_short_list_has_no_page_links():
    page = Paginator(range(3), 25).get_page(1)

    assert drawn('{% include "parts/pagination.html" %}', asked(), page=page).strip() == ""


def test_a_chip_takes_one_value_away_and_returns_to_the_first_page():
    request = asked("/?area=e&area=w&words=bruise&page=3")

    html = drawn('{% include "parts/chips.html" %}', request, form=Narrowing(request.GET))

    assert 'href="?area=w&amp;words=bruise"' in html
    assert 'href="?area=e&amp;area=w"' in html
    assert "Area: East" in html
    assert "Words: bruise" in html


def test_without_a_filter_there_are_no_chips():
    html = drawn('{% include "parts/chips.html" %}', asked(), form=Narrowing({}))

    assert "app-chip" not in html


@pytest.mark.parametrize(
    ("rating", "tone", "word"),
    [("red", "red", "Red"), ("GREEN", "green", "Green"), (None, "grey", "Not recorded")],
)
def test_a_rating_is_shape_word_and_colour(rating, tone, word):
    html = render_to_string("parts/rag.html", {"rating": rating})

    assert f"app-tag--{tone}" in html
    assert "app-tag__shape" in html
    assert word in html


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [(14, 30, "2:30pm"), (9, 0, "9am"), (12, 0, "midday"), (0, 0, "midnight"), (0, 5, "12:05am")],
)
def test_times_are_written_as_people_say_them(hour, minute, text):
    assert house.clock_time(house.time(hour, minute)) == text


def test_a_moment_is_written_in_london_time():
    at = house.datetime.fromisoformat("2020-06-12T13:30:00+00:00")

    html = drawn("{% load house %}{{ at|moment }}", asked(), at=at)

    assert html == "12 June 2020 at 2:30pm"


def test_no_moment_is_written_as_nothing():
    assert house.moment(None) == house.clock_time(None) == ""


def test_dates_are_written_in_full():
    assert drawn("{{ on|date }}", asked(), on=house.datetime(2027, 3, 25)) == "25 March 2027"


def test_times_are_written_without_dots_by_djangos_own_filter_too():
    at = house.datetime(2027, 3, 25, 14, 30)

    assert drawn('{{ at|date:"DATETIME_FORMAT" }}', asked(), at=at) == "25 March 2027 at 2:30pm"
    assert drawn('{{ at|time:"g:ia" }}', asked(), at=at) == "2:30pm"


def test_the_navigation_marks_the_nearest_entry():
    assert furniture.nearest("/training/sessions/3/", ["/", "/training/"]) == "/training/"
    assert furniture.nearest("/elsewhere/", ["/training/"]) == ""


@pytest.mark.django_db
def test_the_navigation_is_what_a_person_may_open(monkeypatch):
    monkeypatch.setattr(menu, "entries", [])
    menu.Entry(label="Work", url="portal:my_work", to=access.signed_in, order=1)
    menu.Entry(label="Start", url="portal:start", to=access.anyone, order=2)
    menu.Entry(label="Secret", url="portal:start", to=lambda user: False, order=3)
    stranger = RequestFactory().get("/")

    ours = furniture.ways(asked(reverse("portal:my_work"), UserFactory()))

    assert [(way.label, way.current) for way in ours] == [("Work", True), ("Start", False)]
    assert [way.label for way in furniture.ways(stranger)] == ["Start"]


@pytest.mark.django_db
def test_the_page_names_who_is_signed_in_and_lets_them_leave(sign_in):
    person = UserFactory(name="Ada Invented")

    html = sign_in(person).get(reverse("portal:my_work")).content.decode()

    assert "Ada Invented" in html
    assert f'action="{reverse("account_logout")}"' in html
    assert html.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_demonstration_says_that_it_is_one(client, settings, demo):
    settings.DEMO = demo

    html = client.get(reverse("account_login")).content.decode()

    assert ("Today is 14 September 2020 here" in html) is demo


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_to_do(sign_in):
    response = sign_in(UserFactory()).get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_another_session_is_refused_with_a_way_on(settings):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert response.status_code == 403
    assert "This form is too old to send" in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf"])
def test_fault_pages_ask_nothing_of_anybody(name):
    html = render_to_string(f"{name}.html")

    assert html.count("<h1") == 1
    assert 'href="/"' in html


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_script_style_or_trusted_text(path):
    text = path.read_text()
    inline = re.findall(r"<style|\sstyle=|\son[a-z]+=|hx-on|js:|\|safe\b|autoescape off", text)
    if "documents" in path.parts:
        inline = [found for found in inline if found != "<style"]  # paper: no browser reads it
    scripts = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag]

    assert inline + scripts == []
