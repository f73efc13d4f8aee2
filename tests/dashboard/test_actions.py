"""Colours, progress, risks and signatures: what happens, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from dashboard import workflow
from dashboard.actions import programmes, reports, risks, tiles
from dashboard.models import ProgressNote, Rating, ReportEdition, Risk, SignOff
from partners.models import Role
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.dashboard import (
    DashboardNoteFactory,
    ElementFactory,
    ProgrammeRowFactory,
    RatingFactory,
    ReportEditionFactory,
    ReportSectionFactory,
    RiskFactory,
    TileFactory,
    WorkProgrammeFactory,
)
from tests.factories.partners import (
    AgencyFactory,
    AgencyStatusFactory,
    PartnershipFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db
JULY = date(2020, 7, 14)
FIGURES = {"chapters": [], "state": "Published"}
SEAL = reports.seal_of({"chapters": []})


def person(role, partnership, agency=None):
    facts = {"agency": agency} if agency else {}
    return StandingFactory(role=role, partnership=partnership, **facts).person


def rate(tile, by, **facts):
    given = {"element": None, "colour": "red", "on": JULY, "reason": "It stands still.", "seen": 0}
    return tiles.rate(tile=tile, by=by, **given | facts)


class TestRate:
    def test_adds_a_colour_under_the_rule_in_force_and_keeps_the_old_one(self):
        tile = TileFactory()
        DashboardNoteFactory(partnership=tile.partnership, version=1)
        rule = DashboardNoteFactory(partnership=tile.partnership, version=2)
        old = RatingFactory(tile=tile, colour="")
        team = person(Role.BUSINESS_TEAM, tile.partnership)

        new = rate(tile, team, seen=old.pk)

        assert list(tile.ratings.values_list("colour", flat=True)) == ["", "red"]
        assert (new.rule, new.by) == (rule, team)
        assert [e.what for e in Event.objects.about(tile)] == ["tile.rated"]

    def test_an_element_is_rated_without_the_rule_for_tiles(self):
        element = ElementFactory()
        team = person(Role.BUSINESS_TEAM, element.tile.partnership)

        assert rate(element.tile, team, element=element).target == element

    def test_an_element_of_another_tile_is_refused(self):
        tile, element = TileFactory(), ElementFactory()
        team = person(Role.BUSINESS_TEAM, tile.partnership)

        with pytest.raises(PermissionDenied):
            rate(tile, team, element=element)

    def test_two_at_once_lose_nothing(self):
        tile = TileFactory()
        first, second = (person(Role.BUSINESS_TEAM, tile.partnership) for _ in range(2))
        seen = tiles.last_written(tile)
        theirs = rate(tile, first, seen=seen, colour="green")

        with pytest.raises(tiles.RatedMeanwhile) as met:
            rate(tile, second, seen=seen, colour="red")

        assert met.value.rating == theirs
        assert Rating.objects.get() == theirs

    def test_another_partnership_may_not(self):
        with pytest.raises(PermissionDenied):
            rate(TileFactory(), person(Role.BUSINESS_TEAM, PartnershipFactory()))


class TestProgrammes:
    def test_a_note_of_progress_is_added_to_those_there_are(self, settings):
        row = ProgrammeRowFactory()
        team = person(Role.BUSINESS_TEAM, row.programme.partnership)

        programmes.note_progress(row=row, text="First survey sent.", by=team)
        programmes.note_progress(row=row, text="First survey back.", by=team)

        assert ProgressNote.objects.filter(row=row).count() == 2

    def test_an_executive_does_not_write_progress(self):
        row = ProgrammeRowFactory()

        with pytest.raises(PermissionDenied):
            programmes.note_progress(
                row=row, text="Done.", by=person(Role.EXECUTIVE, row.programme.partnership)
            )

    def test_a_programme_is_agreed_and_then_closed(self):
        programme = WorkProgrammeFactory()
        team = person(Role.BUSINESS_TEAM, programme.partnership)

        workflow.PROGRAMMES.make("agree", programme, by=team)
        workflow.PROGRAMMES.make("close", programme, by=team)

        assert programme.status == "closed"

    def test_no_new_work_needs_a_reason_and_a_day_to_look_again(self):
        with pytest.raises(IntegrityError, match="without_work_has_reason_and_review"):
            ProgrammeRowFactory(kind="no new work", reason="Near to green")


class TestRisks:
    def test_adding_and_reviewing_keeps_what_was_said(self):
        partnership = PartnershipFactory()
        team = person(Role.BUSINESS_TEAM, partnership)
        risk = risks.add_risk(partnership=partnership, by=team, title="Too few people")

        risks.review_risk(
            risk=risk, text="Two joined.", by=team, current_likelihood=3, current_impact=4
        )

        review = Risk.objects.get().reviews.get()
        assert (review.likelihood, review.impact, review.text) == (3, 4, "Two joined.")

    def test_a_score_is_from_1_to_5(self):
        with pytest.raises(IntegrityError, match="dashboard_risk_current_impact_from_1_to_5"):
            RiskFactory(current_likelihood=1, current_impact=6)

    def test_a_likelihood_comes_with_an_impact(self):
        with pytest.raises(IntegrityError, match="current_likelihood_with_current_impact"):
            RiskFactory(current_likelihood=1)

    def test_a_risk_is_closed_and_opened_again(self):
        risk = RiskFactory()
        team = person(Role.BUSINESS_TEAM, risk.partnership)

        workflow.RISKS.make("close", risk, by=team)
        workflow.RISKS.make("reopen", risk, by=team)

        assert risk.status == "open"

    def test_the_register_puts_the_heaviest_first_and_the_closed_last(self):
        partnership = PartnershipFactory()
        unscored = RiskFactory(partnership=partnership)
        light = RiskFactory(partnership=partnership, inherent_likelihood=1, inherent_impact=2)
        heavy = RiskFactory(partnership=partnership, current_likelihood=4, current_impact=5)
        closed = RiskFactory(
            partnership=partnership, current_likelihood=5, current_impact=5, status="closed"
        )

        assert list(Risk.objects.by_weight()) == [heavy, light, unscored, closed]


@pytest.fixture
def edition():
    edition = ReportEditionFactory()
    ReportSectionFactory(edition=edition)
    return edition


class TestReports:
    def test_from_draft_to_publication(self, edition):
        team = person(Role.BUSINESS_TEAM, edition.partnership)
        scrutineer = person(Role.SCRUTINEER, edition.partnership)
        council = AgencyStatusFactory(partnership=edition.partnership).agency
        workflow.REPORTS.make("submit", edition, by=team)

        with pytest.raises(MoveRefused, match="the independent scrutineer"):
            reports.sign_off(edition=edition, seal=SEAL, by=team)
        reports.sign(
            edition=edition,
            seal=SEAL,
            note="",
            by=person(Role.EXECUTIVE, edition.partnership, council),
        )
        reports.sign(edition=edition, seal=SEAL, note="Fair.", by=scrutineer)
        edition.refresh_from_db()
        reports.sign_off(edition=edition, seal=SEAL, by=team)
        reports.publish(edition=edition, figures=FIGURES, by=team)

        edition.refresh_from_db()
        assert edition.status == ReportEdition.Status.PUBLISHED
        assert edition.frozen == FIGURES
        assert edition.seal == SEAL

    def test_signing_twice_is_as_good_as_once(self, edition):
        workflow.REPORTS.make("submit", edition, by=person(Role.BUSINESS_TEAM, edition.partnership))
        scrutineer = person(Role.SCRUTINEER, edition.partnership)

        reports.sign(edition=edition, seal=SEAL, note="", by=scrutineer)
        reports.sign(edition=edition, seal=SEAL, note="", by=scrutineer)

        assert SignOff.objects.count() == 1

    def test_what_was_signed_does_not_stand_after_a_return_to_draft(self, edition):
        team = person(Role.BUSINESS_TEAM, edition.partnership)
        workflow.REPORTS.make("submit", edition, by=team)
        reports.sign(
            edition=edition, seal=SEAL, note="", by=person(Role.SCRUTINEER, edition.partnership)
        )
        edition.refresh_from_db()

        reports.return_to_draft(edition=edition, by=team)

        assert edition.status == "draft"
        assert not edition.sign_offs.standing().exists()
        assert edition.sign_offs.count() == 1

    def test_a_draft_is_not_signed(self, edition):
        with pytest.raises(MoveRefused, match="in scrutiny"):
            reports.sign(
                edition=edition, seal=SEAL, note="", by=person(Role.SCRUTINEER, edition.partnership)
            )

    def test_an_executive_of_a_partner_that_is_not_statutory_is_told_so(self, edition):
        workflow.REPORTS.make("submit", edition, by=person(Role.BUSINESS_TEAM, edition.partnership))
        other = person(Role.EXECUTIVE, edition.partnership, AgencyFactory())

        with pytest.raises(MoveRefused, match="statutory"):
            reports.sign(edition=edition, seal=SEAL, note="", by=other)

    def test_an_executive_signs_only_where_he_or_she_stands(self, edition):
        """The same agency is statutory in two partnerships; the standing is in the other."""
        workflow.REPORTS.make("submit", edition, by=person(Role.BUSINESS_TEAM, edition.partnership))
        agency = AgencyStatusFactory(partnership=edition.partnership).agency
        elsewhere = person(Role.EXECUTIVE, PartnershipFactory(), agency)

        with pytest.raises(MoveRefused):
            reports.sign(edition=edition, seal=SEAL, note="", by=elsewhere)

    def test_a_report_without_sections_stays_a_draft(self):
        edition = ReportEditionFactory()

        with pytest.raises(MoveRefused, match="no sections"):
            workflow.REPORTS.make(
                "submit", edition, by=person(Role.BUSINESS_TEAM, edition.partnership)
            )
