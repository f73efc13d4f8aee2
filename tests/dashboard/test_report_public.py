"""Published reports: who reads them, who has the file, and that no draft gets out."""

import pytest
from django.urls import reverse

from dashboard.models import ReportEdition
from partners.models import Role
from portal import clock
from portal.models import Document
from tests.factories.dashboard import PassageFactory, ReportEditionFactory, ReportSectionFactory
from tests.factories.partners import StandingFactory

pytestmark = pytest.mark.django_db


def url(name, report):
    return reverse(f"dashboard:{name}", kwargs={"report_id": report.pk})


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def report(partnership):
    report = ReportEditionFactory(partnership=partnership)
    PassageFactory(section=ReportSectionFactory(edition=report), text="A year of change.")
    report.refresh_from_db()
    return report


def publish(report, text="As it was published."):
    """Published with one section, which says `text`."""
    passage = {"kind": "paragraph", "text": text}
    section = {"title": "Introduction", "anchor": "section-1", "part": "", "blocks": [passage]}
    told = {"title": report.title, "circulated": True, "created": "2020-09-14"}
    ReportEdition.objects.filter(pk=report.pk).update(
        status="published", published="2020-09", frozen={**told, "sections": [section]}
    )
    report.refresh_from_db()
    return report


def paper_file(report, kind, **facts):
    return Document.objects.create(
        kind=kind,
        subject=report,
        title="Annual Report 2020",
        status="ready",
        sha256="x",
        size=2048,
        pages=26,
        requested_at=clock.now(),
        **facts,
    )


class TestPublic:
    """What was published is open to everybody, as it was frozen; nothing else is."""

    def test_everybody_finds_and_reads_what_is_published(self, client, report):
        publish(report)

        listed = text(client.get(reverse("dashboard:report_list")))
        read = text(client.get(url("report_html", report)))

        assert url("report_html", report) in listed
        assert f'"{report.get_absolute_url()}"' not in listed + read
        assert "As it was published." in read
        assert "A year of change." not in read
        assert "Download the report" not in read

    def test_the_start_page_leads_there(self, client):
        start = text(client.get(reverse("portal:start")))

        assert f'href="{reverse("dashboard:report_list")}">Published reports</a>' in start

    @pytest.mark.parametrize("status", ["draft", "scrutiny", "signed off"])
    def test_nobody_finds_what_is_not_published(self, client, report, status):
        publish(report)
        ReportEdition.objects.filter(pk=report.pk).update(status=status)

        assert report.title not in text(client.get(reverse("dashboard:report_list")))
        assert client.get(url("report_html", report)).status_code == 404

    def test_what_was_never_frozen_is_not_public(self, client, sign_in, holding, report):
        ReportEdition.objects.filter(pk=report.pk).update(status="published")

        assert client.get(url("report_html", report)).status_code == 404
        browser = sign_in(holding(Role.PRACTITIONER))
        assert browser.get(url("report_html", report)).status_code == 200

    def test_another_partnership_reads_it_too_and_sees_no_draft(self, sign_in, far_team, report):
        browser = sign_in(far_team)
        assert browser.get(url("report_html", report)).status_code == 404

        publish(report)

        assert "As it was published." in text(browser.get(url("report_html", report)))
        assert browser.get(report.get_absolute_url()).status_code == 404
        assert browser.post(url("make_pdf", report)).status_code == 404

    def test_a_cache_keeps_the_pages_of_people_apart(self, client, sign_in, executive, report):
        publish(report)

        public = client.get(url("report_html", report)).headers
        signed_in = sign_in(executive).get(url("report_html", report)).headers

        assert "Cookie" in public["Vary"]
        assert "public" not in public.get("Cache-Control", "")
        assert signed_in["Cache-Control"] == "no-store, private"


class TestFile:
    def address(self, document):
        return reverse("portal:document", kwargs={"document_id": document.pk})

    def test_every_partner_downloads_the_published_report(self, sign_in, holding, report):
        document = paper_file(publish(report), "dashboard.published_report")
        file = reverse("portal:document_file", kwargs={"document_id": document.pk})
        browser = sign_in(holding(Role.PRACTITIONER))

        assert browser.get(self.address(document)).status_code == 200
        for page in ("report", "report_html"):
            shown = text(browser.get(url(page, report)))
            assert f'href="{file}">Download the report (PDF, 26 pages, 2.0' in shown

    def test_drafts_on_paper_stay_with_the_makers_after_publication(
        self, sign_in, holding, executive, report
    ):
        draft = paper_file(publish(report), "dashboard.yearly_report", requested_by=executive)
        partner = sign_in(holding(Role.PRACTITIONER))

        assert partner.get(self.address(draft)).status_code == 403
        assert "Download the report" not in text(partner.get(url("report", report)))
        assert sign_in(executive).get(self.address(draft)).status_code == 200

    def test_the_file_is_not_for_another_partnership(self, sign_in, far_team, report):
        document = paper_file(publish(report), "dashboard.published_report")
        browser = sign_in(far_team)

        assert browser.get(self.address(document)).status_code == 404
        assert "Download the report" not in text(browser.get(url("report_html", report)))

    def test_a_maker_elsewhere_who_is_a_partner_here_makes_no_pdf(self, sign_in, holding, report):
        person = holding(Role.PRACTITIONER)
        StandingFactory(role=Role.EXECUTIVE, person=person)
        publish(report)

        assert sign_in(person).post(url("make_pdf", report)).status_code == 403
        assert not Document.objects.exists()

    def test_a_pdf_made_after_publication_is_the_published_report(self, sign_in, team, report):
        sign_in(team).post(url("make_pdf", publish(report)))

        assert Document.objects.get().kind == "dashboard.published_report"
