"""A signature stands under what was signed: when the report changes, it counts no longer."""

import pytest
from django.urls import reverse

from dashboard.actions.reports import seal_of
from dashboard.models import Passage, ReportEdition, SignOff
from dashboard.reporting.book import as_it_is, assemble, freeze
from partners.models import Role
from tests.factories.dashboard import PassageFactory, ReportEditionFactory, ReportSectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(partnership):
    report = ReportEditionFactory(partnership=partnership, status="scrutiny")
    PassageFactory(section=ReportSectionFactory(edition=report), text="A year of change.")
    report.refresh_from_db()
    return report


@pytest.fixture
def scrutineer(holding):
    return holding(Role.SCRUTINEER)


@pytest.fixture
def send(client, report):
    """Somebody presses a button of the report, and reads what the page says then."""

    def press(person, name, **typed):
        client.force_login(person)
        address = reverse(f"dashboard:{name}", kwargs={"report_id": report.pk})
        return " ".join(client.post(address, typed, follow=True).content.decode().split())

    return press


def reword():
    Passage.objects.update(text="Another story.")


def test_the_seal_is_the_same_from_scrutiny_to_publication_while_the_text_is(report):
    before = seal_of(assemble(report))
    ReportEdition.objects.update(status=ReportEdition.Status.PUBLISHED, published="2020-09")
    report.refresh_from_db()

    assert seal_of(freeze(report)) == before

    reword()
    assert seal_of(freeze(report)) != before


def test_a_signature_keeps_the_seal_of_the_report_as_it_is(send, scrutineer, report):
    send(scrutineer, "sign_report")

    assert SignOff.objects.get().seal == seal_of(as_it_is(report))


def test_a_report_that_changed_is_not_signed_off(send, scrutineer, team, report):
    send(scrutineer, "sign_report")
    reword()

    page = send(team, "sign_off_report")

    assert "Still to sign: the independent scrutineer." in page
    assert (
        f"Independent scrutineer: {scrutineer}," in page.partition("Signed an earlier version")[2]
    )
    report.refresh_from_db()
    assert report.status == "scrutiny"


def test_who_signed_an_earlier_version_can_sign_again(client, send, scrutineer, team, report):
    send(scrutineer, "sign_report")
    reword()
    client.force_login(scrutineer)
    assert "Sign this report" in client.get(report.get_absolute_url()).content.decode()

    page = send(scrutineer, "sign_report", note="Read again.")

    assert "Signed an earlier version" not in page
    assert SignOff.objects.count() == 2
    assert SignOff.objects.standing().get().note == "Read again."
    assert "Everybody has signed" in send(team, "sign_off_report")


def test_a_report_that_changed_after_sign_off_is_not_published(send, scrutineer, team, report):
    send(scrutineer, "sign_report")
    send(team, "sign_off_report")
    reword()

    assert "This is not the report that was signed." in send(team, "publish_report")
    report.refresh_from_db()
    assert (report.status, report.frozen) == ("signed off", None)


def test_nobody_signs_what_they_were_not_shown(client, send, scrutineer, report):
    client.force_login(scrutineer)
    seen = seal_of(as_it_is(report))
    page = client.get(report.get_absolute_url()).content.decode()
    assert f'name="seen" value="{seen}"' in page
    reword()

    assert "has changed since you opened this page" in send(scrutineer, "sign_report", seen=seen)
    assert not SignOff.objects.exists()


def test_a_published_report_keeps_its_signatures_whatever_the_records_say(
    client, send, scrutineer, team, report
):
    send(scrutineer, "sign_report")
    send(team, "sign_off_report")
    send(team, "publish_report")
    reword()

    client.force_login(team)
    page = client.get(report.get_absolute_url()).content.decode()

    assert "Signed an earlier version" not in page
    assert str(scrutineer) in page
