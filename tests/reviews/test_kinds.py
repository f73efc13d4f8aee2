"""Kinds of reviews as data: which steps each has, on what law it stands by day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Deadline, Event
from portal.vague import PartialDate
from reviews import access, actions, kinds
from reviews.kinds import Family, sorts
from reviews.models import CommonTheme, Contribution, Occasion, Review, ThematicFile
from reviews.views.sections import sections
from reviews.views.steps import steps
from tests.factories.learning_hub import ThemeFactory
from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.factories.reviews import (
    ConflictFactory,
    ContributionFactory,
    OccasionFactory,
    RelatedReviewFactory,
    ReviewFactory,
    ReviewGrantFactory,
    ReviewThemeFactory,
    ThematicFileFactory,
)
from tests.factories.reviews_files import opened

pytestmark = pytest.mark.django_db
Kind, Law = Review.Kind, Review.Law


def of_kind(partnership, kind, **facts):
    return ReviewFactory(partnership=partnership, kind=kind, **facts)


def own(user, review):
    """Steps but the last, which every kind has that something is learned from."""
    return [step for step in steps(user, review) if not step.label.startswith("Recommendations")]


def labels(user, review):
    return [step.label for step in own(user, review)]


class TestTable:
    def test_every_kind_is_in_it_once(self):
        assert set(sorts) == set(Kind)

    def test_a_page_shows_the_steps_of_its_kind_and_no_others(self, lead, partnership):
        told = {kind: labels(lead, of_kind(partnership, kind)) for kind in Kind}

        assert told[Kind.THEMATIC] == ["Files in the set", "What they have in common"]
        assert told[Kind.CONTRIBUTION] == [
            "What is asked of us",
            "What was sent, and what came of it",
        ]
        assert told[Kind.EVENT] == ["When, who, what came out of it"]
        assert told[Kind.SERIOUS_CASE] == []
        assert told[Kind.HANDOVER] == []
        assert told[Kind.RAPID] == ["Local review"]

    def test_the_sections_of_a_case_are_not_on_a_thematic_review(self, lead, partnership):
        file = opened(partnership)
        assert "reviews/parts/incident.html" in {one.template for one in sections(lead, file)}
        Review.objects.update(kind=Kind.THEMATIC)
        file.refresh_from_db()

        shown = {one.template for one in sections(lead, file)}

        assert "reviews/parts/incident.html" not in shown
        assert "reviews/parts/thematic.html" in shown

    @pytest.mark.parametrize(
        ("kind", "day", "law"),
        [
            (Kind.SERIOUS_CASE, date(2006, 3, 31), None),
            (Kind.SERIOUS_CASE, date(2006, 4, 1), Law.OLD),
            (Kind.SERIOUS_CASE, date(2019, 9, 29), Law.OLD),
            (Kind.SERIOUS_CASE, date(2019, 9, 30), None),
            (Kind.LOCAL, date(2018, 6, 28), None),
            (Kind.LOCAL, date(2018, 6, 29), Law.NEW),
            (Kind.CONTRIBUTION, date(2018, 6, 28), Law.OLD),
            (Kind.CONTRIBUTION, date(2018, 6, 29), Law.NEW),
            (Kind.CONTRIBUTION, None, Law.NEW),
            (Kind.EVENT, date(2001, 1, 1), Law.NONE),
            (Kind.SERIOUS_CASE, None, Law.OLD),
        ],
    )
    def test_the_law_is_the_one_of_the_day(self, kind, day, law):
        basis = sorts[kind].basis_on(day)

        assert (basis.law if basis else None) == law

    def test_a_record_that_disagrees_with_the_table_names_no_source(self, partnership):
        of_new = of_kind(partnership, Kind.LOCAL, law=Law.NEW)
        odd = of_kind(partnership, Kind.LOCAL, law=Law.NONE)

        assert "SI 2018/789" in kinds.source_of(of_new)
        assert kinds.source_of(odd) == ""


class TestOpening:
    def test_of_the_archive_with_its_old_number_and_board(self, lead, partnership):
        board = AgencyFactory(name="Old board")

        review = actions.open_review(
            partnership=partnership,
            kind=Kind.SERIOUS_CASE,
            title="SCR 9",
            board=board,
            commissioned=PartialDate("2016-05"),
            by=lead,
        )

        assert (review.title, review.law, review.board) == ("SCR 9", Law.OLD, board)
        assert review.commissioned.text == "May 2016"
        assert Event.objects.about(review).get().facts == {"kind": "serious case review"}

    def test_without_a_number_it_gets_the_next_free_one(self, lead, partnership):
        made = [
            actions.open_review(partnership=partnership, kind=Kind.THEMATIC, title=" ", by=lead)
            for _ in range(2)
        ]
        year = clock.today().year
        assert [one.title for one in made] == [f"{year}-01", f"{year}-02"]

    def test_not_on_a_day_without_a_law_for_it(self, lead, partnership):
        with pytest.raises(actions.NoLaw):
            actions.open_review(
                partnership=partnership,
                kind=Kind.SERIOUS_CASE,
                title="SCR 9",
                commissioned=PartialDate("2020"),
                by=lead,
            )

    def test_a_number_is_taken_once(self, lead, partnership, review):
        with pytest.raises(actions.NumberTaken):
            actions.open_review(
                partnership=partnership, kind=Kind.SERIOUS_CASE, title="SCR 22", by=lead
            )

    @pytest.mark.parametrize("kind", [Kind.RAPID, Kind.REFERRAL, Kind.HANDOVER])
    def test_what_a_referral_opens_is_not_opened_here(self, lead, partnership, kind):
        with pytest.raises(PermissionDenied):
            actions.open_review(partnership=partnership, kind=kind, title="X", by=lead)

    def test_not_in_a_partnership_of_others(self, lead):
        with pytest.raises(PermissionDenied):
            actions.open_review(
                partnership=PartnershipFactory(), kind=Kind.THEMATIC, title="X", by=lead
            )


class TestDoors:
    def test_steps_of_other_kinds_are_no_doors(self, lead, partnership):
        thematic = of_kind(partnership, Kind.THEMATIC)
        event = of_kind(partnership, Kind.EVENT)

        for family in (Family.RAPID, Family.LOCAL, Family.OCCASION):
            assert thematic not in access.led_with(lead, family)
            assert not access.leads_with(lead, thematic, family)
        assert thematic not in access.undecided(lead)
        assert event not in access.unpublished(lead)
        assert thematic in access.unpublished(lead)
        assert access.leads_with(lead, event, Family.OCCASION)


class TestThematic:
    @pytest.fixture
    def thematic(self, partnership):
        return of_kind(partnership, Kind.THEMATIC, title="T1")

    def test_its_readers_do_not_thereby_see_the_files(self, lead, thematic, review):
        hidden = ReviewFactory(partnership=thematic.partnership)
        for file in (review, hidden):
            actions.add_file(thematic=thematic, review=file, why="", by=lead)
        reader = ReviewGrantFactory(content_object=thematic).user
        ReviewGrantFactory(content_object=review, user=reader)

        assert set(access.reviews(reader)) == {thematic, review}
        assert [row.review for row in access.thematic_files(reader)] == [review]
        assert access.size_of_set(reader, thematic) == 2

    def test_a_conflict_takes_a_file_out_of_sight_in_the_set_too(self, lead, thematic, review):
        actions.add_file(thematic=thematic, review=review, why="", by=lead)
        ConflictFactory(review=review, person=lead)

        assert not access.thematic_files(lead).exists()
        assert list(access.reviews(lead)) == [thematic]

    def test_nobody_adds_a_file_they_may_not_see(self, lead, thematic):
        with pytest.raises(PermissionDenied):
            actions.add_file(thematic=thematic, review=ReviewFactory(), why="", by=lead)

    def test_who_only_reads_it_adds_nothing(self, thematic, review):
        reader = ReviewGrantFactory(content_object=thematic).user
        ReviewGrantFactory(content_object=review, user=reader)

        with pytest.raises(PermissionDenied):
            actions.add_file(thematic=thematic, review=review, why="", by=reader)

    def test_only_a_thematic_review_has_a_set(self, lead, review, partnership):
        with pytest.raises(PermissionDenied):
            actions.add_file(
                thematic=review, review=ReviewFactory(partnership=partnership), why="", by=lead
            )

    def test_a_file_is_in_a_set_once_and_can_be_taken_out(self, lead, thematic, review):
        row = actions.add_file(thematic=thematic, review=review, why="Same theme", by=lead)
        assert thematic not in access.addable_files(lead, thematic)
        assert review not in access.addable_files(lead, thematic)
        with pytest.raises(actions.InTheSet):
            actions.add_file(thematic=thematic, review=review, why="", by=lead)

        actions.take_out_file(row=row, by=lead)

        assert not ThematicFile.objects.exists()
        assert review in access.addable_files(lead, thematic)

    def test_only_a_lead_takes_out_a_file_or_a_theme(self, lead, thematic):
        row = ThematicFileFactory(thematic=thematic)
        theme = actions.add_common_theme(
            thematic=thematic, name="Voice", finding="Not heard", seen_in=1, by=lead
        )
        reader = ReviewGrantFactory(content_object=thematic).user
        ReviewGrantFactory(content_object=row.review, user=reader)

        with pytest.raises(PermissionDenied):
            actions.take_out_file(row=row, by=reader)
        with pytest.raises(PermissionDenied):
            actions.remove_common_theme(theme=theme, by=reader)
        with pytest.raises(PermissionDenied):
            actions.add_common_theme(
                thematic=thematic, name="Other", finding="x", seen_in=None, by=reader
            )
        with pytest.raises(actions.InTheSet):
            actions.add_common_theme(
                thematic=thematic, name="Voice", finding="x", seen_in=None, by=lead
            )
        actions.remove_common_theme(theme=theme, by=lead)
        assert not CommonTheme.objects.exists()

    def test_a_set_does_not_look_at_itself(self, thematic):
        with pytest.raises(IntegrityError, match="not_of_itself"), transaction.atomic():
            ThematicFileFactory(thematic=thematic, review=thematic)


class TestContribution:
    @pytest.fixture
    def review(self, partnership):
        return of_kind(partnership, Kind.CONTRIBUTION, title="E1")

    def asked(self, review, lead, seen=1, **more):
        facts = {"lead": "Far", "asked": "A chronology", "agencies": [], "reason": ""}
        actions.save_contribution(review=review, seen=seen, by=lead, **{**facts, **more})

    def test_a_clock_runs_to_the_day_agreed_and_moves_with_a_reason_only(self, review, lead):
        agency = AgencyFactory()
        self.asked(review, lead, agencies=[agency])
        assert not Deadline.objects.exists()
        self.asked(review, lead, seen=2, agencies=[agency], due_on=date(2020, 10, 12))

        clock_row = Deadline.objects.get()
        assert (clock_row.kind, clock_row.due_on) == ("reviews.contribution", date(2020, 10, 12))
        assert list(Contribution.objects.get().agencies.all()) == [agency]
        self.asked(review, lead, seen=3, due_on=date(2020, 10, 12))
        with pytest.raises(actions.ReasonMissing):
            self.asked(review, lead, seen=4, due_on=date(2020, 10, 20))

        self.asked(review, lead, seen=4, due_on=date(2020, 10, 20), reason="They agreed")
        assert Deadline.objects.get().due_on == date(2020, 10, 20)

    def test_sending_stops_the_clock_for_good(self, review, lead):
        self.asked(review, lead, due_on=date(2020, 10, 12))
        actions.save_outcome(review=review, seen=2, response="", by=lead)
        assert Deadline.objects.open().exists()

        actions.save_outcome(
            review=review, seen=3, sent_on=clock.today(), sent="A chronology", by=lead
        )

        assert not Deadline.objects.open().exists()
        self.asked(review, lead, seen=4, due_on=date(2020, 12, 1))
        assert not Deadline.objects.open().exists()

    def test_who_comes_second_is_told(self, review, lead):
        self.asked(review, lead)
        with pytest.raises(actions.SavedMeanwhile):
            self.asked(review, lead)
        with pytest.raises(actions.SavedMeanwhile):
            actions.save_outcome(review=review, seen=1, by=lead)

    def test_only_of_its_kind_and_by_its_lead(self, lead, partnership):
        other = of_kind(partnership, Kind.EVENT)
        with pytest.raises(PermissionDenied):
            self.asked(other, lead)
        with pytest.raises(PermissionDenied):
            actions.save_outcome(review=other, seen=1, by=lead)

    def test_it_is_not_sent_before_it_was_asked_nor_without_saying_what(self, review):
        day = clock.today()
        with pytest.raises(IntegrityError, match="sent_after_asked"), transaction.atomic():
            ContributionFactory(
                review=review, asked_on=day, sent_on=day - timedelta(days=1), sent="x"
            )
        with pytest.raises(IntegrityError, match="says_what_was_sent"), transaction.atomic():
            ContributionFactory(review=review, sent_on=day)

    def test_steps_say_how_far_it_is(self, review, lead):
        assert [one.state for one in own(lead, review)] == ["Not yet started", "Cannot start yet"]
        ContributionFactory(review=review, sent_on=clock.today(), sent="x", published_on="2020")
        told = own(lead, review)
        assert [one.state for one in told] == ["Completed", "Completed"]
        assert told[1].hint == "Published"


class TestOccasion:
    def test_what_came_out_of_it_is_kept_by_version(self, lead, partnership):
        event = of_kind(partnership, Kind.EVENT)
        agency = AgencyFactory()
        facts = {"about": "How children were heard", "agencies": [agency], "by": lead}

        actions.save_occasion(review=event, seen=1, came_out="Ask them", **facts)

        row = Occasion.objects.get()
        assert (row.came_out, list(row.agencies.all())) == ("Ask them", [agency])
        assert [one.state for one in own(lead, event)] == ["Completed"]
        with pytest.raises(actions.SavedMeanwhile):
            actions.save_occasion(review=event, seen=1, came_out="", **facts)
        with pytest.raises(PermissionDenied):
            actions.save_occasion(
                review=of_kind(partnership, Kind.THEMATIC), seen=1, came_out="", **facts
            )

    def test_a_session_has_a_name(self):
        with pytest.raises(IntegrityError, match="session_has_a_name"), transaction.atomic():
            OccasionFactory(session_address="https://example.org")


class TestThemes:
    def test_themes_are_chosen_beside_the_words_of_the_paper(self, review, lead):
        ReviewThemeFactory(review=review, order=1, text="As the paper says")
        neglect, voice = ThemeFactory(name="Neglect"), ThemeFactory(name="Voice")

        actions.tag_review(review=review, themes=[neglect, voice], by=lead)
        actions.tag_review(review=review, themes=[voice], by=lead)

        assert [one.text for one in review.themes.all()] == ["As the paper says", "Voice"]
        with pytest.raises(PermissionDenied):
            actions.tag_review(
                review=review, themes=[], by=ReviewGrantFactory(content_object=review).user
            )


def test_reviews_under_other_laws_are_linked_by_the_lead_alone(review, lead):
    reader = ReviewGrantFactory(content_object=review).user
    facts = {"sort": "adult review", "body": "Adults board", "shared": "Exploitation"}

    related = actions.add_related(review=review, by=lead, **facts)

    assert list(access.related_reviews(reader)) == [related]
    with pytest.raises(PermissionDenied):
        actions.remove_related(related=related, by=reader)
    with pytest.raises(PermissionDenied):
        actions.add_related(review=review, by=reader, **facts)
    actions.remove_related(related=related, by=lead)
    assert not access.related_reviews(lead).exists()
    assert "related.html" not in "".join(one.template for one in sections(reader, review))
    RelatedReviewFactory(review=review)
    assert "related.html" in "".join(one.template for one in sections(reader, review))
