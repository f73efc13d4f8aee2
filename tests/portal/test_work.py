"""My work, and days on which nobody works."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from portal import access, agenda, clock, deadlines
from portal.deadlines import Kind
from portal.models import ClosingDay, Deadline, Event, User
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2020, 9, 14)


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """Deadlines about people, whom everybody may see: the ground floor has no cases."""
    monkeypatch.setattr(deadlines, "kinds", {})
    monkeypatch.setitem(access.keepers, User, lambda user: User.objects.all())
    monkeypatch.setattr(User, "get_absolute_url", lambda self: f"/people/{self.pk}/", raising=False)
    return Kind(
        key="test.kind",
        label="Minutes of the meeting",
        subject="portal.User",
        amount=5,
        unit="working days",
        basis="local",
        source="Standing orders",
        people=lambda subject: [],
        check=True,
    )


def owe(due, **facts):
    return Deadline.objects.create(
        kind="test.kind",
        subject=UserFactory(),
        started_on=MONDAY,
        due_on=due,
        remind_on=due,
        **facts,
    )


def test_what_is_owed_stands_under_overdue_this_week_or_later(person):
    due = [
        MONDAY - timedelta(days=1),
        MONDAY,
        MONDAY + timedelta(days=6),
        MONDAY + timedelta(days=7),
    ]
    for day in due:
        owe(day, owner=person)

    parts = agenda.agenda(person, "mine", MONDAY)

    assert [[o.deadline.due_on for o in p.owed] for p in parts] == [[due[0]], due[1:3], [due[3]]]


def test_mine_my_agency_and_all_differ(person, monkeypatch):
    monkeypatch.setattr(access, "teams_of", [lambda user: frozenset({"agency:7"})])
    mine, other = owe(MONDAY, owner=person), owe(MONDAY)
    ours = owe(MONDAY, owner=UserFactory(), team="agency:7")

    seen = {view: set(agenda.of_view(person, view)) for view in agenda.VIEWS}

    assert seen == {"mine": {mine}, "agency": {ours}, "all": {mine, ours, other}}


def test_a_date_past_announced_bank_holidays_carries_a_warning(sign_in, person, settings):
    settings.BANK_HOLIDAYS_KNOWN_TO = 2019
    owe(MONDAY, owner=person)

    page = sign_in(person).get(reverse("portal:my_work")).content.decode()

    assert "Bank holidays of 2020 are not all announced yet" in page
    assert "5 working days, Standing orders (check this limit locally)" in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_work_costs_the_same_however_long(sign_in, person, count, django_assert_num_queries):
    for _ in range(count):
        owe(MONDAY, owner=person)
    browser = sign_in(person)
    browser.get(reverse("portal:my_work"))

    with django_assert_num_queries(COST):
        page = browser.get(reverse("portal:my_work")).content.decode()

    assert page.count("Minutes of the meeting") == count


COST = 6


def test_the_filter_swaps_the_list_only(sign_in, person):
    page = sign_in(person).get(
        reverse("portal:my_work"), {"whose": "all"}, headers={"HX-Request": "true"}
    )

    assert page.content.decode().strip().startswith('<section id="agenda"')


def test_a_view_that_does_not_exist_is_read_as_mine(sign_in, person):
    owe(MONDAY)

    page = sign_in(person).get(reverse("portal:my_work"), {"whose": "x"})

    assert page.context["whose"] == "mine"
    assert "Minutes of the meeting" not in page.content.decode()


def test_people_who_are_signed_in_start_at_their_work(sign_in, person):
    assert sign_in(person).get(reverse("portal:start")).url == reverse("portal:my_work")


def test_an_operator_adds_a_day_off(sign_in):
    operator = UserFactory(is_staff=True)
    answer = sign_in(operator).post(
        reverse("portal:closing_days"),
        {"day_0": "8", "day_1": "5", "day_2": "2028", "name": "Coronation"},
    )

    assert answer.url == reverse("portal:closing_days")
    added = ClosingDay.objects.get()
    assert (added.day, added.name) == (date(2028, 5, 8), "Coronation")
    assert [e.what for e in Event.objects.about(added)] == ["closingday.added"]
    assert not clock.is_working_day(date(2028, 5, 8))


def test_a_day_that_is_there_already_is_refused_and_nothing_typed_is_lost(sign_in):
    ClosingDay.objects.create(day=date(2028, 5, 8), name="Coronation")

    answer = sign_in(UserFactory(is_staff=True)).post(
        reverse("portal:closing_days"),
        {"day_0": "8", "day_1": "5", "day_2": "2028", "name": "Jubilee"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This date is already in the list. Enter another date" in page
    assert 'value="Jubilee"' in page


def test_the_database_refuses_the_same_day_twice():
    ClosingDay.objects.create(day=MONDAY, name="One")
    with pytest.raises(IntegrityError):
        ClosingDay.objects.create(day=MONDAY, name="Two")


def test_what_an_agency_owes_and_nobody_in_particular_is_for_who_answers_for_it(
    monkeypatch, sign_in, person
):
    monkeypatch.setattr(access, "teams_of", [lambda user: frozenset({"agency:7"})])
    mine = owe(MONDAY, owner=person, team="")
    nobodys = owe(MONDAY, owner=None, team="agency:7")
    owe(MONDAY, owner=UserFactory(), team="agency:7")
    owe(MONDAY, owner=None, team="agency:8")

    assert set(agenda.of_view(person, "mine")) == {mine, nobodys}
