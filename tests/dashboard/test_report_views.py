"""Reports on screen: who sees a draft, who signs, what is frozen."""

import pytest
from django.urls import reverse

from dashboard.actions.reports import seal_of
from dashboard.models import ReportEdition, SignOff
from dashboard.reporting.book import assemble, book, paper
from dashboard.reporting.checks import checks
from partners.models import Role
from portal.models import Document
from tests.factories.dashboard import (
    DashboardNoteFactory,
    ElementFactory,
    PassageFactory,
    ProgrammeRowFactory,
    RatingFactory,
    ReportEditionFactory,
    ReportSectionFactory,
    SignOffFactory,
    TileFactory,
)
from tests.factories.partners import (
    AgencyFactory,
    AgencyStatementFactory,
    AgencyStatusFactory,
    PartnershipFactory,
    PostFactory,
    PriorityFactory,
    StatementPointFactory,
)

pytestmark = pytest.mark.django_db


def url(name, report):
    return reverse(f"dashboard:{name}", kwargs={"report_id": report.pk})


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def report(partnership):
    report = ReportEditionFactory(
        partnership=partnership,
        introduced_by="Independent Chair and Scrutineer",
        introduced_on="2020-08-19",
    )
    section = ReportSectionFactory(edition=report, title="Introduction")
    PassageFactory(section=section, text="A year of change.")
    report.refresh_from_db()
    return report


@pytest.fixture
def in_scrutiny(report):
    ReportEdition.objects.filter(pk=report.pk).update(status="scrutiny")
    report.refresh_from_db()
    return report


class TestList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_long(
        self, sign_in, executive, partnership, django_assert_num_queries, count
    ):
        ReportEditionFactory.create_batch(count, partnership=partnership)
        browser = sign_in(executive)

        with django_assert_num_queries(4):
            response = browser.get(reverse("dashboard:report_list"))

        assert text(response).count("Annual Report 2020") == count

    def test_a_partner_sees_what_is_published(self, sign_in, holding, report):
        browser = sign_in(holding(Role.PRACTITIONER))
        assert "No report is published yet" in text(browser.get(reverse("dashboard:report_list")))
        assert browser.get(report.get_absolute_url()).status_code == 404

        ReportEdition.objects.filter(pk=report.pk).update(status="published")

        assert "Annual Report 2020" in text(browser.get(reverse("dashboard:report_list")))
        page = text(browser.get(report.get_absolute_url()))
        assert "Read the report" in page
        assert "Make the PDF" not in page
        assert "A year of change." in text(browser.get(url("report_html", report)))
        assert browser.post(url("make_pdf", report)).status_code == 403

    def test_another_partnership_does_not_see_it(self, sign_in, far_team, report):
        ReportEdition.objects.filter(pk=report.pk).update(status="published")

        assert sign_in(far_team).get(report.get_absolute_url()).status_code == 404


class TestPage:
    def test_shows_sections_checks_and_who_has_to_sign(self, sign_in, team, in_scrutiny):
        council = AgencyFactory(name="The Council")
        AgencyStatusFactory(partnership=in_scrutiny.partnership, agency=council)
        ReportSectionFactory(edition=in_scrutiny, title="Empty", feeds="conclusions")

        page = text(sign_in(team).get(in_scrutiny.get_absolute_url()))

        assert "Nothing to print: Empty." in page
        assert "Still to sign: The Council, the independent scrutineer." in page
        assert "No statement of The Council." in page
        assert "Sign this report" not in page

    def test_a_pdf_is_asked_for(self, sign_in, executive, report):
        response = sign_in(executive).post(url("make_pdf", report))

        paper = Document.objects.get()
        assert response.url == paper.get_absolute_url()
        assert (paper.kind, paper.subject) == ("dashboard.yearly_report", report)
        assert "asked for by" in text(sign_in(executive).get(report.get_absolute_url()))


class TestMoves:
    def test_from_draft_to_publication(self, client, holding, team, partnership, report):
        council = AgencyStatusFactory(partnership=partnership).agency
        lead = holding(Role.EXECUTIVE, agency=council)

        def send(person, name, **typed):
            client.force_login(person)
            return text(client.post(url(name, report), typed, follow=True))

        assert "is in scrutiny" in send(team, "submit_report")
        assert "Still to sign" in send(team, "sign_off_report")
        assert "You have signed" in send(lead, "sign_report", note="Agreed.")
        assert "You have signed" in send(holding(Role.SCRUTINEER), "sign_report")
        assert "Everybody has signed" in send(team, "sign_off_report")
        assert "Published." in send(team, "publish_report")

        report.refresh_from_db()
        assert report.published == "2020-09"
        assert len(report.seal) == 64
        assert Document.objects.about(report).filter(kind="dashboard.published_report").count() == 1

    def test_what_is_published_stays_as_it_was(self, client, team, report):
        ReportEdition.objects.filter(pk=report.pk).update(status="signed off")
        SignOffFactory(edition=report, seal=seal_of(assemble(report)))
        client.force_login(team)
        client.post(url("publish_report", report))
        report.refresh_from_db()

        report.sections.get().passages.update(text="Another story.")

        blocks = book(report)["sections"][0]["blocks"]
        assert blocks[0]["text"] == "A year of change."
        assert book(report)["circulated"]
        assert paper(report)["created"].isoformat() == "2020-09-14"
        assert assemble(report)["sections"][0]["blocks"][0]["text"] == "Another story."

    def test_returned_to_draft_no_signature_stands(self, client, holding, team, in_scrutiny):
        client.force_login(holding(Role.SCRUTINEER))
        client.post(url("sign_report", in_scrutiny))
        client.force_login(team)
        client.post(url("return_report", in_scrutiny))

        assert SignOff.objects.exclude(withdrawn_at=None).count() == 1

    def test_a_comment_that_is_too_long_is_named(self, sign_in, holding, in_scrutiny):
        person = holding(Role.SCRUTINEER)

        response = sign_in(person).post(url("sign_report", in_scrutiny), {"note": "x" * 1001})

        assert response.status_code == 422
        assert "x" * 1001 in text(response)
        assert not SignOff.objects.exists()

    def test_an_executive_of_no_statutory_partner_is_told(self, sign_in, executive, in_scrutiny):
        response = sign_in(executive).post(url("sign_report", in_scrutiny), follow=True)

        assert "was not a statutory safeguarding partner" in text(response)

    def test_the_business_team_does_not_sign(self, sign_in, team, in_scrutiny):
        assert sign_in(team).post(url("sign_report", in_scrutiny)).status_code == 403


class TestBook:
    """Sections made of records of the partners' and the dashboard's own rows."""

    def blocks(self, report, feeds, **facts):
        section = ReportSectionFactory(edition=report, feeds=feeds, **facts)
        return assemble(report)["sections"][section.order - report.sections.first().order]["blocks"]

    def test_bullets_that_follow_one_another_are_one_list(self, report):
        section = report.sections.get()
        PassageFactory(section=section, kind="bullet", text="One")
        PassageFactory(section=section, kind="bullet", text="Two")
        PassageFactory(section=section, kind="heading", text="Next")

        told = assemble(report)["sections"][0]["blocks"]

        assert [block["kind"] for block in told] == ["paragraph", "list", "heading", "signature"]
        assert told[1]["lines"] == ["One", "Two"]
        assert told[-1] == {
            "kind": "signature",
            "role": "Independent Chair and Scrutineer",
            "on": "19 August 2020",
        }

    def test_a_statement_keeps_merged_parts_and_providers(self, report):
        agency = AgencyFactory(name="NHS partner")
        statement = AgencyStatementFactory(
            partnership=report.partnership, agency=agency, year=report.period
        )
        hospital = AgencyFactory(name="A hospital")
        StatementPointFactory(statement=statement, provider=hospital, text="Workshops")
        StatementPointFactory(statement=statement, part="challenges and priorities", text="Less")

        told = self.blocks(report, "agency statement", agency=agency)

        assert told[0] == {"kind": "author", "author": "", "merged": False}
        assert {"kind": "heading", "text": "Challenges and priorities"} in told
        assert {
            "kind": "list",
            "title": "A hospital",
            "lines": ["Workshops"],
            "under": True,
        } in told

    def test_priorities_and_contacts(self, report):
        PriorityFactory(partnership=report.partnership, period="2020-21", in_report=True)
        PostFactory(partnership=report.partnership, kind="chair", title="Chair", contact="a@b.uk")

        aims = self.blocks(
            report, "priorities", period="2020-21", start="2020-04-01", end="2021-03-31"
        )
        contacts = self.blocks(report, "contacts")

        assert aims[0]["period"] == "2020-21"
        assert contacts == [{"kind": "contacts", "rows": [{"post": "Chair", "agency": ""}]}]

    def test_tiles_as_they_were_and_the_programme_that_follows(self, report):
        tile = TileFactory(partnership=report.partnership, in_report=True)
        RatingFactory(tile=tile, colour="red", on="2020-07")
        RatingFactory(tile=tile, colour="green", on="2020-09")
        DashboardNoteFactory(
            partnership=report.partnership, in_report=True, kind="aim", text="More"
        )
        ProgrammeRowFactory(
            programme__partnership=report.partnership, tile=tile, programme__title="Plan"
        )

        tiles = self.blocks(report, "dashboard")
        july = self.blocks(report, "dashboard", start="2020-06-01", end="2020-06-30", period="June")
        programme = self.blocks(report, "work programme")

        assert tiles[1]["tiles"][0]["colour"] == "red"
        assert tiles[-1]["text"] == "Aim: more."
        assert july[0]["text"].startswith("June: ")
        assert july[1]["tiles"][0]["colour"] == ""
        assert programme[0]["title"] == "Plan, July 2020 to March 2021 (draft)"

    def test_a_report_without_a_programme_says_so(self, sign_in, executive, report):
        ReportSectionFactory(edition=report, feeds="work programme", title="Appendix B")

        assert "Not available" in text(sign_in(executive).get(url("report_html", report)))

    def test_a_report_nobody_introduces_has_no_signature(self, partnership):
        other = ReportEditionFactory(partnership=partnership, title="Another")
        ReportSectionFactory(edition=other)

        assert assemble(other)["sections"][0]["blocks"] == []

    def test_figures_are_defined_at_the_end(self, report):
        ReportSectionFactory(edition=report, feeds="training", title="Training")
        told = self.blocks(report, "how counted")

        (group,) = told[0]["groups"]
        assert group["title"] == "Training"
        assert all(figure["definition"] for figure in group["figures"])


class TestChecks:
    def found(self, report):
        return {c.name: c for c in checks(report, assemble(report))}

    @pytest.mark.parametrize("kind", ["paragraph", "bullet", "heading"])
    def test_a_number_typed_in_prose_must_be_a_figure_of_the_section(self, report, kind):
        text = "In 2019-20 there were 3,637 of them in all places."
        PassageFactory(section=report.sections.get(), kind=kind, text=text)

        check = self.found(report)["Numbers in prose"]

        assert not check.passed
        assert check.sentence == "Introduction: “2019-20 there were 3,637 of them in”."

    def test_the_number_that_differs_is_named_and_not_the_one_that_is_printed(self, report):
        text = "With 3,637 of 4,042, and more"
        PassageFactory(section=report.sections.get(), kind="bullet", text=text)
        told = assemble(report)
        figures = [{"key": "one", "text": "90% (3,637 of 4,041)"}]
        told["sections"][0]["blocks"].append({"kind": "figures", "figures": figures})

        found = {check.name: check.sentence for check in checks(report, told)}

        assert found["Numbers in prose"] == "Introduction: “With 3,637 of 4,042, and more”."

    @pytest.mark.parametrize(
        "text",
        [
            "Response to COVID-19 in 2 councils",
            "On 19 August 2020 the boards met",
            "Information in 48 hours, and in 16 days at most",
            "The section 11 audit",
        ],
    )
    def test_a_number_that_counts_nothing_is_no_fault(self, report, text):
        PassageFactory(section=report.sections.get(), kind="bullet", text=text)

        assert self.found(report)["Numbers in prose"].passed

    def test_a_red_element_and_a_tile_without_a_row_are_named(self, report):
        tile = TileFactory(partnership=report.partnership, name="Culture", in_report=True)
        RatingFactory(tile=tile, element=ElementFactory(tile=tile), colour="red", on="2020-07")

        found = self.found(report)

        assert found["Work programme"].sentence == "No row for Culture."
        assert found["Red elements"].sentence == "Red without work: Culture."

    def test_nothing_wrong_is_said_too(self, report):
        PartnershipFactory()

        assert all(check.passed for check in self.found(report).values())
