"""Pages of reports: made, read, taken along, printed, and noted as read by a group."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from portal import clock, documents
from portal.models import Document
from tests.factories.partners import GroupFactory, StandingFactory
from tests.factories.training_reports import TrainingReportFactory, TrainingSignOffFactory
from tests.training.small_year import Year
from training.models import TrainingReport, TrainingSignOff
from training.reporting import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return StandingFactory(role="training_lead")


@pytest.fixture
def year(lead):
    return Year(lead.partnership)


def page(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def test_a_report_is_made_read_taken_along_and_printed(sign_in, lead, year):
    browser = sign_in(lead.person)
    made = browser.post(
        page("report_add"), {"partnership": lead.partnership.pk, "year": clock.today().year - 1}
    )
    assert made.url == TrainingReport.objects.get().get_absolute_url()
    report = year.report()

    shown = browser.get(report.get_absolute_url()).content.decode()
    taken = browser.get(report.get_absolute_url(), {"as": "csv"}).content.decode()
    printed = browser.post(page("report_paper", training_report_id=report.pk))

    assert "67% (40 of 60)" in shown
    assert "Attendances ÷ people expected" in shown
    lines = list(csv.reader(StringIO(taken)))
    assert ["People by agency", "Council", "Attended", "24"] in lines
    told_so = ["Occupancy", "places on delivered sessions", "67% (40 of 60)"]
    assert ["What was delivered", *told_so] in lines
    document = Document.objects.get()
    assert documents.render(document.pk) is True
    document.refresh_from_db()
    assert (document.kind, document.status) == ("training.report", "ready")
    assert printed.url == reverse("portal:document", kwargs={"document_id": document.pk})


def test_a_quarter_that_has_not_begun_is_refused(sign_in, lead, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2020, 9, 14))

    answer = sign_in(lead.person).post(
        page("report_add"), {"partnership": lead.partnership.pk, "year": 2020, "quarter": 3}
    )

    assert answer.status_code == 422
    assert "This quarter has not begun yet" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"year": "1066"}, "Select a financial year from the list"),
        ({"year": ""}, "Select a financial year"),
        ({"quarter": "5"}, "Select a quarter from the list"),
        ({"partnership": "999999"}, "Select one of your own partnerships"),
    ],
)
def test_a_wrong_period_gets_a_sentence(sign_in, lead, typed, sentence):
    facts = {"partnership": lead.partnership.pk, "year": clock.today().year - 1} | typed

    answer = sign_in(lead.person).post(page("report_add"), facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def sign_off(browser, report, **typed):
    at_ = page("report_sign_off", training_report_id=report.pk)
    seal = periods.seal_of(periods.chapters(report))
    return browser.post(at_, {"seal": seal} | typed)


def test_a_group_has_read_a_report_until_it_reads_otherwise(sign_in, lead, year):
    report, group = year.report(), GroupFactory(partnership=lead.partnership)
    browser = sign_in(lead.person)

    done = sign_off(browser, report, group=group.pk, note="More online dates")

    assert done.url == report.get_absolute_url()
    shown = browser.get(report.get_absolute_url()).content.decode()
    assert "More online dates" in shown
    assert "It reads otherwise now" not in shown
    again = sign_off(browser, report, group=group.pk)
    assert "This group has read the report as it reads now" in again.content.decode()
    year.came(year.sessions[0], year.police, attended=5)
    assert "It reads otherwise now" in browser.get(report.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Select the group that has read the report"),
        ({"group": "999999"}, "Select a group from the list"),
        ({"note": "x" * 1001}, "What it said must be 1,000 characters or fewer"),
        ({"seal": "0" * 64}, "The report reads otherwise than when you opened it"),
    ],
)
def test_a_wrong_sign_off_gets_a_sentence(sign_in, lead, typed, sentence):
    report = TrainingReportFactory(partnership=lead.partnership)

    answer = sign_off(sign_in(lead.person), report, **typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not TrainingSignOff.objects.exists()


def test_a_group_of_elsewhere_reads_no_report_of_ours(sign_in, lead):
    report = TrainingReportFactory(partnership=lead.partnership)

    answer = sign_off(sign_in(lead.person), report, group=GroupFactory().pk)

    assert "Select a group from the list" in answer.content.decode()
    assert TrainingSignOffFactory().seal
