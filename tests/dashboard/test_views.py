"""Pages of tiles, work programme and risks: what they show, what they keep, what they cost."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from dashboard.models import ProgressNote, Rating, Risk, WorkProgramme
from dashboard.reporting.programme import programme_rows
from partners.models import Role
from tests.factories.dashboard import (
    DashboardNoteFactory,
    ElementFactory,
    LeadRoleFactory,
    LegendFactory,
    OutcomeFactory,
    ProgrammeActionFactory,
    ProgrammeMilestoneFactory,
    ProgrammeRowFactory,
    ProgressNoteFactory,
    RatingFactory,
    RiskFactory,
    RiskReviewFactory,
    TileFactory,
    WorkProgrammeFactory,
)
from tests.factories.partners import PartnershipFactory, PostFactory

pytestmark = pytest.mark.django_db


def url(name, **parameters):
    return reverse(f"dashboard:{name}", kwargs=parameters)


def text(response):
    return " ".join(response.content.decode().split())


class TestHome:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many_tiles(
        self, sign_in, executive, partnership, django_assert_num_queries, count
    ):
        for _ in range(count):
            tile = TileFactory(partnership=partnership)
            RatingFactory(tile=tile)
            RatingFactory(tile=tile, element=ElementFactory(tile=tile))
        browser = sign_in(executive)

        with django_assert_num_queries(10):
            response = browser.get(url("home"))

        assert text(response).count("app-tile__title") == count

    def test_says_count_line_hint_and_aim(self, sign_in, executive, partnership):
        tile = TileFactory(partnership=partnership)
        RatingFactory(tile=tile, colour="", colour_hint="near to green")
        DashboardNoteFactory(partnership=partnership, kind="aim", text="More greens next year")

        page = text(sign_in(executive).get(url("home")))

        assert "On 14 September 2020: 0 green, 0 amber, 0 red, 1 not recorded." in page
        assert "Near to green (recorded hint)" in page
        assert "The aim: More greens next year." in page

    def test_shows_another_day_and_compares(self, sign_in, executive, partnership):
        tile = TileFactory(partnership=partnership)
        RatingFactory(tile=tile, colour="red", on="2020-03")
        RatingFactory(tile=tile, colour="green", on="2020-08")
        days = {"on_0": "1", "on_1": "9", "on_2": "2020"}
        days |= {"against_0": "1", "against_1": "apr", "against_2": "2020"}

        page = text(sign_in(executive).get(url("home"), days))

        assert "Red, now green" in page

    def test_a_day_that_is_none_is_named_and_kept(self, sign_in, executive):
        response = sign_in(executive).get(url("home"), {"on_0": "31", "on_1": "2", "on_2": "2020"})

        assert response.status_code == 422
        assert "must be a real date" in text(response)
        assert 'value="31"' in text(response)

    def test_shows_only_partnerships_the_person_stands_in(self, sign_in, executive):
        other = PartnershipFactory()

        assert sign_in(executive).get(url("home"), {"partnership": other.pk}).status_code == 404
        assert sign_in(executive).get(url("home"), {"partnership": "x"}).status_code == 404

    def test_red_without_a_row_of_work_is_said(self, sign_in, executive, partnership):
        tile = TileFactory(partnership=partnership)
        RatingFactory(tile=tile, element=ElementFactory(tile=tile), colour="red")

        assert "No row in the work programme" in text(sign_in(executive).get(url("home")))

        ProgrammeRowFactory(programme__partnership=partnership, tile=tile)
        assert "No row in the work programme" not in text(sign_in(executive).get(url("home")))


class TestTile:
    def test_shows_elements_and_every_colour(self, sign_in, executive, partnership):
        tile = TileFactory(partnership=partnership)
        RatingFactory(tile=tile, colour="amber", on="2020-07", reason="Half done")
        RatingFactory(tile=tile, element=ElementFactory(tile=tile, name="Data set"), colour="red")
        ProgrammeRowFactory(
            programme__partnership=partnership,
            tile=tile,
            kind="no new work",
            reason="Near to green",
            next_review="2021-02",
        )

        page = text(sign_in(executive).get(url("tile", tile_id=tile.pk)))

        assert "Data set: Red" in page
        assert "Half done" in page
        assert "1 red of 1 elements" in page.lower()
        assert "no new work. Near to green. Next looked at in February 2021." in page
        assert "Every red element must have one" in page

    def test_of_another_partnership_does_not_exist(self, sign_in, executive):
        page = url("tile", tile_id=TileFactory().pk)

        assert sign_in(executive).get(page).status_code == 404


class TestRate:
    def typed(self, tile, **facts):
        seen = max((rating.pk for rating in tile.ratings.all()), default=0)
        day = {"on_0": "14", "on_1": "9", "on_2": "2020"}
        return {"part": "tile", "colour": "amber", "reason": "Late", "seen": seen} | day | facts

    def test_records_a_colour(self, sign_in, team, partnership):
        tile = TileFactory(partnership=partnership)
        LegendFactory(partnership=partnership, colour="amber", meaning="More to do")

        response = sign_in(team).post(url("rate", tile_id=tile.pk), self.typed(tile))

        assert response.url == tile.get_absolute_url()
        assert Rating.objects.get().by == team

    def test_records_the_colour_of_an_element(self, sign_in, team, partnership):
        element = ElementFactory(tile__partnership=partnership)
        typed = self.typed(element.tile, part=str(element.pk), colour="red")

        sign_in(team).post(url("rate", tile_id=element.tile.pk), typed)

        assert Rating.objects.get().element == element

    def test_wrong_input_is_kept_and_named(self, sign_in, team, partnership):
        tile = TileFactory(partnership=partnership)
        typed = self.typed(tile, reason="", on_2="2021")

        response = sign_in(team).post(url("rate", tile_id=tile.pk), typed)

        page = text(response)
        assert response.status_code == 422
        assert "Enter the reason for this colour" in page
        assert "must be today or in the past" in page
        assert 'value="2021"' in page
        assert not Rating.objects.exists()

    def test_whoever_comes_second_is_told_and_can_try_again(self, sign_in, team, partnership):
        tile = TileFactory(partnership=partnership)
        typed = self.typed(tile)
        first = RatingFactory(tile=tile, colour="green", by=team, reason="All is done.")
        browser = sign_in(team)

        response = browser.post(url("rate", tile_id=tile.pk), typed)

        assert response.status_code == 422
        assert "green while you were writing: All is done." in text(response)
        assert "Late" in text(response)
        assert f'name="seen" value="{first.pk}"' in text(response)
        again = browser.post(url("rate", tile_id=tile.pk), typed | {"seen": first.pk})
        assert again.status_code == 302
        assert Rating.objects.count() == 2

    def test_an_executive_reads_and_does_not_rate(self, sign_in, executive, partnership):
        tile = TileFactory(partnership=partnership)
        browser = sign_in(executive)

        assert browser.get(url("rate", tile_id=tile.pk)).status_code == 403
        assert "Record a colour" not in text(browser.get(tile.get_absolute_url()))

    def test_a_team_that_only_reads_here_does_not_rate(self, sign_in, holding, far_team):
        """Business team elsewhere, agency lead here: the door opens, the action refuses."""
        tile = TileFactory(partnership=far_team.standings.get().partnership)
        person = holding(Role.BUSINESS_TEAM)
        far_team.standings.update(person=person, role=Role.AGENCY_LEAD)

        response = sign_in(person).post(url("rate", tile_id=tile.pk), self.typed(tile))

        assert response.status_code == 403


def text_of_programme(row):
    """The block of the report that prints this row, as it goes to the page and to the paper."""
    block = {"title": "Programme", "rows": programme_rows([row])}
    printed = render_to_string("dashboard/documents/blocks/programme.html", {"block": block})
    return " ".join(printed.split())


def full_row(programme, **facts):
    row = ProgrammeRowFactory(programme=programme, **facts)
    OutcomeFactory(row=row, n=1)
    OutcomeFactory(row=row, n=2)
    ProgrammeActionFactory(row=row, n=1)
    ProgrammeMilestoneFactory(row=row, n=0, text="All together")
    ProgrammeMilestoneFactory(row=row, n=1, due="2020-08", meeting="Leadership Team, August")
    LeadRoleFactory(row=row, n=1)
    ProgressNoteFactory(row=row)
    return row


class TestWorkProgramme:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many_rows(
        self, sign_in, executive, partnership, django_assert_num_queries, count
    ):
        programme = WorkProgrammeFactory(partnership=partnership)
        for _ in range(count):
            full_row(programme)
        browser = sign_in(executive)

        with django_assert_num_queries(10):
            response = browser.get(url("work_programme"))

        assert text(response).count("All together") == count

    def test_lists_of_unequal_length_stay_unequal(self, sign_in, executive, partnership):
        row = full_row(WorkProgrammeFactory(partnership=partnership))

        page = text(sign_in(executive).get(url("programme_row", programme_row_id=row.pk)))

        assert page.count('<li value="2">') == 1
        assert "By August 2020 (Leadership Team, August)." in page

    @pytest.mark.parametrize("n", [0, 1])
    def test_a_milestone_dated_by_its_meeting_only_prints_the_meeting(
        self, sign_in, executive, partnership, n
    ):
        row = ProgrammeRowFactory(programme=WorkProgrammeFactory(partnership=partnership))
        ProgrammeMilestoneFactory(row=row, n=n, text="Agreed", meeting="Leadership Team, August")

        page = text(sign_in(executive).get(url("work_programme")))
        paper = text_of_programme(row)

        said = 'Agreed. <span class="app-due">By the meeting: Leadership Team, August.</span>'
        assert said in page
        assert said in paper

    def test_a_shared_milestone_names_the_other_row(self, sign_in, executive, partnership):
        programme = WorkProgrammeFactory(partnership=partnership)
        survey = ProgrammeMilestoneFactory(
            row=ProgrammeRowFactory(programme=programme, heading="System Leadership")
        )
        ProgrammeMilestoneFactory(row=ProgrammeRowFactory(programme=programme), same_as=survey)

        page = text(sign_in(executive).get(url("work_programme")))

        assert "The same milestone as in System Leadership." in page

    def test_an_earlier_programme_can_be_chosen(self, sign_in, executive, partnership):
        old = WorkProgrammeFactory(partnership=partnership, title="Old", date_from="2019-07")
        WorkProgrammeFactory(partnership=partnership, title="New")
        browser = sign_in(executive)

        assert '<h1 class="govuk-heading-l">New</h1>' in text(browser.get(url("work_programme")))
        page = text(browser.get(old.get_absolute_url()))
        assert '<h1 class="govuk-heading-l">Old</h1>' in page

    def test_without_a_programme_the_page_says_so(self, sign_in, executive):
        assert "No work programme is recorded" in text(
            sign_in(executive).get(url("work_programme"))
        )

    def test_is_agreed_and_closed_once(self, sign_in, team, partnership):
        programme = WorkProgrammeFactory(partnership=partnership)
        browser = sign_in(team)
        agree = url("agree_programme", programme_id=programme.pk)

        assert "Mark as agreed" in text(browser.get(url("work_programme")))
        browser.post(agree)
        again = browser.post(agree, follow=True)
        browser.post(url("close_programme", programme_id=programme.pk))

        assert "already moved on" in text(again)
        assert WorkProgramme.objects.get().status == "closed"

    def test_progress_is_noted(self, sign_in, team, partnership):
        row = full_row(WorkProgrammeFactory(partnership=partnership))

        response = sign_in(team).post(
            url("note_progress", programme_row_id=row.pk), {"text": "Survey sent."}
        )

        assert response.url == row.get_absolute_url()
        assert ProgressNote.objects.filter(row=row, text="Survey sent.", on="2020-09-14").exists()

    def test_an_empty_note_is_named(self, sign_in, team, partnership):
        row = full_row(WorkProgrammeFactory(partnership=partnership))

        response = sign_in(team).post(url("note_progress", programme_row_id=row.pk), {"text": " "})

        assert response.status_code == 422
        assert "Enter what has been reached" in text(response)

    def test_a_row_elsewhere_does_not_exist(self, sign_in, team):
        page = url("note_progress", programme_row_id=ProgrammeRowFactory().pk)

        assert sign_in(team).post(page, {"text": "Mine now"}).status_code == 404


class TestRisks:
    @pytest.mark.parametrize("count", [1, 3])
    def test_the_register_costs_the_same_however_long(
        self, sign_in, executive, partnership, django_assert_num_queries, count
    ):
        for _ in range(count):
            RiskFactory(partnership=partnership, owner=PostFactory(partnership=partnership))
        browser = sign_in(executive)

        with django_assert_num_queries(5):
            response = browser.get(url("risk_list"))

        assert text(response).count("Not scored") == count

    def test_a_risk_shows_scores_and_reviews(self, sign_in, team, partnership):
        risk = RiskFactory(
            partnership=partnership,
            kind="single agency",
            consequence="Others wait",
            current_likelihood=4,
            current_impact=5,
            origin="the former boards",
            duplicate_of=RiskFactory(partnership=partnership, title="Twin"),
        )
        RiskReviewFactory(risk=risk, text="Still heavy")

        page = text(sign_in(team).get(risk.get_absolute_url()))

        for words in ("5 = 20", "Others wait", "Still heavy", "the former boards", "Twin"):
            assert words in page

    def test_adding_a_risk(self, sign_in, team, partnership):
        typed = {"title": "Too few people", "kind": "partnership", "current_likelihood": "3"}
        browser = sign_in(team)

        refused = browser.post(url("add_risk"), typed)
        taken = browser.post(url("add_risk"), typed | {"current_impact": "4"})

        assert refused.status_code == 422
        assert "Select the impact now as well" in text(refused)
        assert 'value="Too few people"' in text(refused)
        assert taken.url == Risk.objects.get().get_absolute_url()

    def test_a_single_agency_says_what_it_means_for_others(self, sign_in, team):
        response = sign_in(team).post(url("add_risk"), {"title": "One", "kind": "single agency"})

        assert response.status_code == 422
        assert "Enter what it would mean for other agencies" in text(response)

    def test_a_review_changes_the_scores_and_stays(self, sign_in, team, partnership):
        risk = RiskFactory(partnership=partnership, current_likelihood=5, current_impact=5)
        typed = {"text": "Better", "current_likelihood": "2", "current_impact": "2"}
        browser = sign_in(team)

        assert browser.get(url("review_risk", risk_id=risk.pk)).status_code == 200
        response = browser.post(url("review_risk", risk_id=risk.pk), typed)

        risk.refresh_from_db()
        assert response.url == risk.get_absolute_url()
        assert (risk.current_likelihood, risk.reviews.get().text) == (2, "Better")

    def test_a_risk_is_closed_once(self, sign_in, team, partnership):
        risk = RiskFactory(partnership=partnership)
        browser = sign_in(team)

        browser.post(url("close_risk", risk_id=risk.pk))
        again = browser.post(url("close_risk", risk_id=risk.pk), follow=True)
        browser.post(url("reopen_risk", risk_id=risk.pk))

        risk.refresh_from_db()
        assert "already moved on" in text(again)
        assert risk.status == "open"

    def test_another_partnership_sees_nothing(self, sign_in, far_team, partnership):
        risk = RiskFactory(partnership=partnership)
        browser = sign_in(far_team)

        assert browser.get(risk.get_absolute_url()).status_code == 404
        assert browser.post(url("close_risk", risk_id=risk.pk)).status_code == 404
        assert risk.title not in text(browser.get(url("risk_list")))
