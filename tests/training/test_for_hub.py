"""What training supplies to the hub: whole chapters of the last quarter, and no money."""

from datetime import date

import pytest
from django.urls import reverse

from learning_hub import supply
from portal import clock
from tests.factories.partners import StandingFactory
from tests.training.small_year import Year
from training.reporting import for_hub, periods

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2020, 4, 1), "Q4 2019-20"),
        (date(2020, 6, 30), "Q4 2019-20"),
        (date(2020, 7, 1), "Q1 2020-21"),
        (date(2020, 12, 31), "Q2 2020-21"),
        (date(2021, 1, 1), "Q3 2020-21"),
        (date(2021, 3, 31), "Q3 2020-21"),
    ],
)
def test_the_last_quarter_is_the_one_that_is_over(day, label):
    report = for_hub.last_quarter(1, day)

    assert report.label == label
    assert report.end < day


@pytest.fixture
def year():
    return Year(StandingFactory().partnership)


def after(report):
    return date.fromordinal(report.end.toordinal() + 1)


def test_the_hub_is_told_whole_chapters_of_the_report(year):
    report = year.report(1)

    [told] = supply.told(year.partnership.pk, after(report))

    printed = {one.key: one.as_json() for one in periods.chapters(report)}
    assert [one.as_json() for one in told.chapters] == [printed[one.key] for one in told.chapters]
    assert {one.key for one in told.chapters} == {
        "training.delivery", "training.reaction", "training.impact", "training.coverage"
    }  # fmt: skip
    assert told.label.startswith("Training, Q1")


def test_a_quarter_without_training_tells_nothing(year):
    assert supply.told(year.partnership.pk, date(2001, 1, 1)) == []


def test_the_hub_reads_the_last_quarter_of_its_own_partnership(sign_in, year):
    report = for_hub.last_quarter(year.partnership.pk, clock.today())
    year.held(report.start, 20, "virtual")
    ours = StandingFactory(partnership=year.partnership).person
    theirs = StandingFactory().person

    page = sign_in(ours).get(reverse("learning_hub:told")).content.decode()
    other = sign_in(theirs).get(reverse("learning_hub:told")).content.decode()

    assert f"{year.partnership}. Training, {report.label}" in page
    assert "Occupancy" in page
    assert str(year.partnership) not in other
    assert "no training began in the last quarter" in other
