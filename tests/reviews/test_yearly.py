"""Reviews of a year in figures: three counts apart, time taken, themes; small numbers hidden."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from partners.models import Role
from portal import deadlines
from portal.figures import Scope
from reviews import yearly
from reviews.deadlines import RAPID_REVIEW
from reviews.models import Review
from reviews.reporting import chapter
from tests.factories.learning_hub import ThemeFactory
from tests.factories.partners import AreaFactory, PartnershipFactory, StandingFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, ReviewThemeFactory
from tests.factories.reviews_files import ChildFactory, IncidentFactory, NotificationFactory
from tests.factories.reviews_local import LocalReviewFactory, PauseFactory
from tests.factories.reviews_rapid import RapidReviewFactory
from tests.reviews.typed import text

pytestmark = pytest.mark.django_db
MAY = date(2020, 5, 4)


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def scope(partnership):
    return yearly.year_scope(partnership.pk, 2020)


@pytest.fixture
def incidents(partnership):
    """Makes files of incidents, each with some children."""

    def make(count, children=1, on=MAY, **facts):
        files = [
            IncidentFactory(review__partnership=partnership, referred_on=on, **facts).review
            for _ in range(count)
        ]
        for file in files:
            for order in range(1, children + 1):
                ChildFactory(review=file, order=order)
        return files

    return make


def told(scope):
    return {one.key.removeprefix("reviews.year."): one.text for one in yearly.yearly(scope).figures}


def table(scope, key):
    made = yearly.yearly(scope)
    found = next(one for one in made.tables if one.key == f"reviews.{key}")
    return {row[0]: dict(zip(found.head[1:], row[1:], strict=True)) for row in found.cells}


def test_incidents_children_and_reviews_are_counted_apart(scope, incidents, partnership):
    files = incidents(6, children=2)
    for file in files[:5]:
        NotificationFactory(review=file, sent_on=MAY)
        RapidReviewFactory(review=file, aware_on=MAY, notified_on=MAY)
    incidents(5, on=date(2019, 5, 4))
    ReviewFactory.create_batch(5, partnership=partnership, published="2020-05")
    ReviewFactory(partnership=partnership, published="2020")
    IncidentFactory(referred_on=MAY)

    found = told(scope)

    assert found["incidents"] == "6"
    assert found["children"] == "12"
    assert found["notified"] == "5"
    assert found["rapid"] == "5"
    assert found["published"] == "5"
    assert found["local"] == found["elsewhere"] == "0"
    years = table(scope, "by_year")
    assert years["2019-20"]["Incidents"] == "5"
    assert years["2020-21"]["Children"] == "12"


def test_small_numbers_are_hidden_wherever_they_stand(scope, incidents):
    area = AreaFactory(short_name="Near")
    far = AreaFactory(short_name="Far")
    near = incidents(7)
    Review.objects.update(area=area)
    few = incidents(2)
    Review.objects.filter(pk__in=[one.pk for one in few]).update(area=far)

    areas = table(scope, "by_area")

    assert areas["Far"]["2020-21"] == "fewer than 5"
    assert areas["Near"]["2020-21"] == "hidden"
    assert areas["All areas"]["2020-21"] == "9"
    assert told(scope)["incidents"] == "9"
    assert len(near) == 7
    assert not any("2" in row[1:] for row in yearly.yearly(scope).tables[1].cells)
    printed = {(row[1], row[2], row[3]) for row in yearly.lines(yearly.yearly(scope))}
    assert ("Far", "2020-21", "fewer than 5") in printed
    assert ("Near", "2020-21", 7) not in printed


def test_in_time_has_its_base(scope, incidents):
    files = incidents(20)
    for number, file in enumerate(files):
        late = number < 10
        sent = MAY + timedelta(days=9 if late else 1)
        NotificationFactory(review=file, sent_on=sent, due_on=MAY + timedelta(days=7))

    found = told(scope)

    assert found["notified_in_time"] == "50% (10 of 20)"
    assert found["rapid_in_time"] == "Not available"


def test_rapid_reviews_are_in_time_by_their_own_clock(scope, incidents, lead):
    for number, file in enumerate(incidents(12)):
        sent = MAY + timedelta(days=20)
        RapidReviewFactory(review=file, aware_on=MAY, notified_on=MAY, sent_on=sent, sent_by=lead)
        if number < 11:
            due = MAY + timedelta(days=30 if number < 6 else 10)
            deadlines.start(RAPID_REVIEW, file, on=MAY, due_on=due)

    found = told(scope)

    assert found["rapid_in_time"] == "55% (6 of 11)"
    assert found["rapid_days"] == "median 20 days, from 20 to 20, of 12"


def reviewed(partnership, days, paused=0, by=None):
    local = LocalReviewFactory(
        review=ReviewFactory(partnership=partnership, kind="local review"),
        decided_on=MAY,
        signed_off_on=MAY + timedelta(days=days),
    )
    if paused:
        ended = MAY + timedelta(days=1 + paused)
        began = MAY + timedelta(days=1)
        PauseFactory(local_review=local, began_on=began, ended_on=ended, ended_by=by)
    return local


def test_time_taken_is_gross_and_net_with_its_base(scope, partnership, lead):
    for days in (40, 50, 60, 70):
        reviewed(partnership, days)
    reviewed(partnership, 100, paused=30, by=lead)

    found = told(scope)

    assert found["gross"] == "median 60 days, from 40 to 100, of 5"
    assert found["net"] == "median 60 days, from 40 to 70, of 5"
    assert found["local"] == "5"
    assert found["under_way"] == "0"


def test_the_time_of_a_few_reviews_is_not_told(scope, partnership):
    assert told(scope)["gross"] == "Not available"
    reviewed(partnership, 40)

    assert told(scope)["gross"] == "hidden"


def test_under_way_at_the_end_of_the_year(scope, partnership):
    for _ in range(5):
        LocalReviewFactory(
            review=ReviewFactory(partnership=partnership, kind="local review"), decided_on=MAY
        )
    later = yearly.year_scope(partnership.pk, 2019)

    assert told(scope)["under_way"] == "5"
    assert told(later)["under_way"] == "0"


def test_themes_count_rapid_reviews_that_no_full_review_followed(scope, incidents, partnership):
    theme = ThemeFactory(name="Exploitation")
    for file in incidents(6):
        RapidReviewFactory(review=file, aware_on=MAY, notified_on=MAY)
        ReviewThemeFactory(review=file, text="Exploitation", theme=theme)
    full = ReviewFactory.create_batch(5, partnership=partnership, commissioned="2020-05")
    for file in full:
        ReviewThemeFactory(review=file, text="Exploitation")
    undated = ReviewFactory(partnership=partnership)
    ReviewThemeFactory(review=undated, text="Nowhere")

    assert table(scope, "themes_by_year")["Exploitation"]["2020-21"] == "11"
    alone = table(scope, "themes_of_rapid")
    assert alone["Exploitation"] == {"Rapid review alone": "6", "Others": "5", "All": "11"}
    assert table(scope, "themes_by_area")["Exploitation"]["All areas"] == "11"
    assert "Nowhere" not in alone


def test_a_file_is_dated_by_what_is_known(partnership):
    completed = ReviewFactory(partnership=partnership, completed="2018")
    completed.refresh_from_db()
    undated = ReviewFactory(partnership=partnership)

    assert yearly.day_of(completed) == date(2018, 1, 1)
    assert yearly.day_of(undated) is None


def test_years_begin_in_april(partnership):
    assert yearly.first_year(date(2020, 3, 31)) == 2019
    assert yearly.first_year(date(2020, 4, 1)) == 2020
    assert yearly.years_to(date(2020, 9, 14)) == [2020, 2019, 2018, 2017, 2016]
    made = yearly.year_scope(partnership.pk, 2019)
    assert (made.start, made.end, made.label) == (date(2019, 4, 1), date(2020, 3, 31), "2019-20")


def test_the_yearly_report_has_them_once_the_portal_counts(incidents, partnership):
    before = Scope(partnership.pk, date(2019, 4, 1), date(2020, 3, 31), "2019-20")
    after = yearly.year_scope(partnership.pk, 2020)
    incidents(5)

    keys = {one.key for one in chapter(before).figures}
    assert "reviews.year.incidents" not in keys
    assert chapter(after).figure("reviews.year.incidents").value == 5


class TestPage:
    def address(self, partnership):
        return reverse("reviews:figures", args=[partnership.pk])

    @pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.SCRUTINEER, Role.BUSINESS_TEAM])
    def test_who_answers_for_it_reads_figures_and_no_file(
        self, sign_in, partnership, incidents, role
    ):
        person = StandingFactory(role=role, partnership=partnership).person
        [file, *_] = incidents(6)
        browser = sign_in(person)

        page = text(browser.get(self.address(partnership)))

        assert "Reviews in 2020-21 in figures" in page
        assert "Incidents rose from 0 in 2016-17 to 6 in 2020-21" in page
        assert file.title not in page
        assert browser.get(file.get_absolute_url()).status_code == 404
        start = browser.get(reverse("reviews:figures_start"))
        assert start.url == self.address(partnership)
        elsewhere = self.address(PartnershipFactory())
        assert browser.get(elsewhere).status_code == 404

    def test_a_conflict_changes_no_figure(self, sign_in, partnership, incidents, lead):
        [file, *_] = incidents(6)
        before = text(sign_in(lead).get(self.address(partnership)))
        ConflictFactory(review=file, person=lead)

        assert ">6<" in before.replace(" ", "")
        assert ">6<" in text(sign_in(lead).get(self.address(partnership))).replace(" ", "")

    def test_a_year_is_chosen_and_nonsense_shows_this_one(self, sign_in, partnership, lead):
        browser = sign_in(lead)
        address = self.address(partnership)

        assert "Reviews in 2018-19" in text(browser.get(address, {"year": "2018"}))
        assert "Reviews in 2020-21" in text(browser.get(address, {"year": "1066"}))

    def test_another_partnership_is_one_link_away(self, sign_in, partnership, lead):
        other = StandingFactory(role=Role.SCRUTINEER, person=lead).partnership

        page = text(sign_in(lead).get(self.address(partnership)))

        assert self.address(other) in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_figures_cost_the_same_however_many_cases(
        self, sign_in, partnership, lead, incidents, count, django_assert_num_queries
    ):
        for file in incidents(count, children=2):
            RapidReviewFactory(review=file, aware_on=MAY, notified_on=MAY)
            NotificationFactory(review=file, sent_on=MAY)
            ReviewThemeFactory(review=file, theme=ThemeFactory())
            reviewed(partnership, 30)
        browser = sign_in(lead)
        browser.get(self.address(partnership))

        with django_assert_num_queries(14):
            browser.get(self.address(partnership))
