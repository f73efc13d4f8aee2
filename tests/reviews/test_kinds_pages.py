"""Pages of the other kinds of reviews: what each asks, refuses and shows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal import clock
from portal.models import Event
from reviews import actions
from reviews.models import CommonTheme, Contribution, Occasion, RelatedReview, Review, ThematicFile
from tests.factories.learning_hub import ThemeFactory
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, AreaFactory
from tests.factories.reviews import (
    CommonThemeFactory,
    ContributionFactory,
    RelatedReviewFactory,
    ReviewFactory,
    ReviewGrantFactory,
    ThematicFileFactory,
)
from tests.factories.reviews_files import opened
from tests.reviews.typed import boxes, text

pytestmark = pytest.mark.django_db
ADD = reverse("reviews:review_add")
Kind = Review.Kind


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


@pytest.fixture
def make(partnership):
    return lambda kind, **facts: ReviewFactory(partnership=partnership, kind=kind, **facts)


def at(name, review):
    return reverse(f"reviews:{name}", args=[review.pk])


def refusal(browser, address, facts):
    answer = browser.post(address, facts)
    assert answer.status_code == 422
    return text(answer)


class TestOpening:
    def test_a_review_of_the_archive_is_recorded_with_its_law(self, browser, partnership):
        area = AreaFactory()
        typed = {"partnership": partnership.pk, "kind": "serious case review", "title": "SCR 9"}
        typed |= {"commissioned_2": "2016", "commissioned_1": "5", "area": area.pk, "count": "2"}
        assert "What each kind is" in text(browser.get(ADD))

        page = text(browser.post(ADD, typed, follow=True))

        review = Review.objects.get(title="SCR 9")
        assert (review.law, review.area, review.count) == ("old", area, 2)
        assert "May 2016" in page
        assert "SI 2006/90, regulation 5" in page
        assert "A review of the time of the local safeguarding children boards." in page

    def test_what_is_wrong_is_said_beside_it(self, browser, partnership, review):
        said = refusal(browser, ADD, {})
        assert "Select the partnership" in said
        assert "Select the kind of review" in said
        typed = {"partnership": partnership.pk, "kind": "serious case review", "title": "SCR 22"}
        assert "has a review with this number" in refusal(browser, ADD, typed)
        late = typed | {"title": "SCR 23", "commissioned_2": "2020"}
        assert "No review of this kind could be commissioned then" in refusal(browser, ADD, late)
        odd = typed | {"commissioned_2": "2016", "completed_2": "2015", "count": "0"}
        said = refusal(browser, ADD, odd)
        assert "It cannot be completed before it was commissioned" in said
        assert "Enter a whole number from 1 to 500" in said


class TestCorrecting:
    TYPED = {"title": "SCR 26", "commissioned_2": "2016", "count": "2", "seen": "1"}

    def test_what_was_typed_wrongly_is_put_right(self, browser, make, lead):
        review = make(Kind.SERIOUS_CASE, title="SCR 62", commissioned="2015", law="old")
        address = at("review_correct", review)
        assert address in browser.get(review.get_absolute_url()).content.decode()
        assert browser.get(address).context["form"].initial["title"] == "SCR 62"

        page = text(browser.post(address, self.TYPED, follow=True))

        review.refresh_from_db()
        assert (review.title, str(review.commissioned), review.count) == ("SCR 26", "2016", 2)
        assert "The correction is saved." in page
        line = Event.objects.get(what="review.corrected")
        assert line.by == lead
        assert set(line.facts["changed"]) >= {"title", "commissioned", "count"}

    def test_the_law_is_that_of_the_day(self, browser, make):
        review = make(Kind.SERIOUS_CASE, title="SCR 62", commissioned="2016", law="old")
        late = self.TYPED | {"commissioned_2": "2020"}

        said = refusal(browser, at("review_correct", review), late)

        assert "No review of this kind could be commissioned then" in said
        review.refresh_from_db()
        assert review.title == "SCR 62"

    def test_a_number_is_given_once(self, browser, make, review):
        other = make(Kind.SERIOUS_CASE, title="SCR 62", commissioned="2016", law="old")
        taken = self.TYPED | {"title": review.title}
        said = refusal(browser, at("review_correct", other), taken)
        assert "has a review with this number" in said
        assert "Enter the number" in refusal(browser, at("review_correct", other), {"seen": "1"})

    def test_who_was_slower_sees_both_and_overwrites_nothing(self, browser, make):
        review = make(Kind.SERIOUS_CASE, title="SCR 62", commissioned="2015", law="old")
        address = at("review_correct", review)
        browser.post(address, self.TYPED)

        said = refusal(browser, address, self.TYPED | {"title": "SCR 27"})

        assert "Somebody else has saved this since you opened it" in said
        assert "SCR 27" in said
        review.refresh_from_db()
        assert (review.title, review.version) == ("SCR 26", 2)

    def test_a_file_that_a_referral_opened_is_not_corrected_so(self, browser, partnership, lead):
        file = opened(partnership)
        assert browser.get(at("review_correct", file)).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.correct_review(review=file, seen=1, commissioned=None, title="x", by=lead)

    def test_a_reader_corrects_nothing(self, sign_in, make):
        review = make(Kind.SERIOUS_CASE, title="SCR 62")
        reader = ReviewGrantFactory(content_object=review).user
        page = sign_in(reader).get(review.get_absolute_url()).content.decode()
        assert at("review_correct", review) not in page
        with pytest.raises(PermissionDenied):
            actions.correct_review(review=review, seen=1, commissioned=None, title="x", by=reader)


class TestThematic:
    def test_its_set_and_themes_are_chosen_and_shown(self, browser, make, review):
        thematic = make(Kind.THEMATIC, title="T1")
        page = text(browser.get(thematic.get_absolute_url()))
        assert "Choose the files of the set" in page
        for elsewhere in ("rapid_open", "local_decide", "occasion", "contribution"):
            assert at(elsewhere, thematic) not in page
            assert browser.get(at(elsewhere, thematic)).status_code == 404

        browser.post(at("thematic_files", thematic), {"review": review.pk, "why": "Same harm"})
        typed = {"name": "Voice", "finding": "Nobody asked", "seen_in": "1"}
        browser.post(at("thematic_themes", thematic), typed)

        page = text(browser.get(thematic.get_absolute_url()))
        assert "1 files are in the set, 1 of them open to you." in page
        assert "in 1 of 1" in page
        assert "SCR 22" in page
        assert "Same harm" in text(browser.get(at("thematic_files", thematic)))

    def test_its_reader_is_shown_the_findings_and_not_the_files(self, sign_in, make, review):
        thematic = make(Kind.THEMATIC, title="T1")
        ThematicFileFactory(thematic=thematic, review=review)
        CommonThemeFactory(thematic=thematic, name="Voice", finding="Nobody asked", seen_in=1)
        browser = sign_in(ReviewGrantFactory(content_object=thematic).user)

        page = text(browser.get(thematic.get_absolute_url()))

        assert "Nobody asked" in page
        assert "1 files are in the set, 0 of them open to you." in page
        assert "SCR 22" not in page
        assert at("thematic_files", thematic) not in page

    def test_what_is_wrong_is_said_beside_it(self, browser, make, review):
        thematic = make(Kind.THEMATIC)
        ThematicFileFactory(thematic=thematic, review=review)
        files, themes = at("thematic_files", thematic), at("thematic_themes", thematic)
        assert "Select a review or case" in refusal(browser, files, {})
        assert "Select review or case" in refusal(browser, files, {"review": review.pk})
        said = refusal(browser, themes, {"seen_in": "0"})
        for sentence in ("Enter the theme", "Enter what was found", "Enter 1 or more"):
            assert sentence in said
        more = {"name": "Voice", "finding": "x", "seen_in": "2"}
        assert "The set has 1 files. Enter no more than that" in refusal(browser, themes, more)
        browser.post(themes, more | {"seen_in": ""})
        assert "This theme is there already" in refusal(browser, themes, more | {"seen_in": "1"})

    def test_files_and_themes_are_taken_out(self, browser, make):
        thematic = make(Kind.THEMATIC)
        row = ThematicFileFactory(thematic=thematic)
        theme = CommonThemeFactory(thematic=thematic)
        out = reverse("reviews:thematic_file_remove", args=[row.pk])
        off = reverse("reviews:common_theme_remove", args=[theme.pk])
        assert out in text(browser.get(at("thematic_files", thematic)))
        assert off in text(browser.get(at("thematic_themes", thematic)))

        assert browser.post(out).url == at("thematic_files", thematic)
        assert browser.post(off).url == at("thematic_themes", thematic)

        assert not ThematicFile.objects.exists()
        assert not CommonTheme.objects.exists()
        assert browser.post(out).status_code == 404

    def test_two_who_add_the_same_file_at_once(self, browser, make, review, monkeypatch):
        def taken(**_):
            raise actions.InTheSet

        monkeypatch.setattr(actions, "add_file", taken)
        thematic = make(Kind.THEMATIC)
        said = refusal(browser, at("thematic_files", thematic), {"review": review.pk})
        assert "This one is in the set already" in said


class TestContribution:
    def test_what_is_asked_and_what_came_of_it(self, browser, make, partnership):
        review = make(Kind.CONTRIBUTION, title="E1")
        agency = AgencyStatusFactory(partnership=partnership).agency
        assert browser.get(at("contribution_outcome", review)).status_code == 404
        assert "Record what is asked of us" in text(browser.get(review.get_absolute_url()))
        typed = {"seen": 1, "lead": "Far Away", "asked": "A chronology", "agencies": [agency.pk]}
        due = clock.today() + timedelta(days=20)

        browser.post(at("contribution", review), typed | boxes("due_on", due))
        sent = {"seen": 2, "sent": "The chronology", "published_on_2": "2021"}
        sent |= {"address": "https://example.org/report", "response": "We ask both parents"}
        browser.post(at("contribution_outcome", review), sent | boxes("sent_on", clock.today()))

        page = text(browser.get(review.get_absolute_url()))
        for shown in ("Far Away", str(agency), "The chronology", "https://example.org/report"):
            assert shown in page
        assert "We ask both parents" in page
        again = text(browser.get(at("contribution", review)))
        assert 'value="Far Away"' in again

    def test_what_is_wrong_is_said_beside_it(self, browser, make):
        review = make(Kind.CONTRIBUTION)
        said = refusal(browser, at("contribution", review), {"seen": 1})
        assert "Enter who leads the review" in said
        assert "Enter what is asked of us" in said
        typed = {"seen": 1, "lead": "Far", "asked": "x"}
        due = clock.today() + timedelta(days=20)
        browser.post(at("contribution", review), typed | boxes("due_on", due))
        moved = typed | {"seen": 2} | boxes("due_on", due + timedelta(days=1))
        said = refusal(browser, at("contribution", review), moved)
        assert "Enter why the day it is due changes" in said
        row = Contribution.objects.get()
        row.asked_on = clock.today()
        row.save(update_fields=["asked_on"])
        early = {"seen": 2, "address": "nowhere at all"}
        early |= boxes("sent_on", clock.today() - timedelta(days=1))
        said = refusal(browser, at("contribution_outcome", review), early)
        for sentence in (
            "Enter what was sent, and to whom",
            "It cannot be sent before we were asked",
            "Enter an address in the correct format",
        ):
            assert sentence in said

    def test_who_comes_second_sees_both_texts(self, browser, make, partnership):
        review = make(Kind.CONTRIBUTION)
        agency = AgencyStatusFactory(partnership=partnership).agency
        ContributionFactory(review=review, lead="Theirs", version=4)
        typed = {"seen": 1, "lead": "Mine", "asked": "x", "agencies": [agency.pk]}

        said = refusal(browser, at("contribution", review), typed)

        assert "Theirs" in said
        assert "Mine" in said
        assert agency.name in said


class TestOccasion:
    def test_it_is_recorded_with_a_session_to_book(self, browser, make, partnership):
        event = make(Kind.EVENT)
        agency = AgencyStatusFactory(partnership=partnership).agency
        typed = {"seen": 1, "about": "Voice", "agencies": [agency.pk], "attended": "40"}
        typed |= {"came_out": "Ask them", "session_name": "Hearing children"}
        typed |= {"session_address": "https://example.org/book"} | boxes("held_on", clock.today())

        browser.post(at("occasion", event), typed)

        page = text(browser.get(event.get_absolute_url()))
        for shown in ("Voice", "Ask them", "40", "Hearing children", "https://example.org/book"):
            assert shown in page
        assert Occasion.objects.get().agencies.get() == agency

    def test_what_is_wrong_is_said_beside_it(self, browser, make):
        event = make(Kind.EVENT)
        odd = {"seen": 1, "attended": "-1", "session_address": "https://example.org/book"}
        said = refusal(browser, at("occasion", event), odd)
        for sentence in ("Enter what is looked at", "Enter the name of the session", "up to 5,000"):
            assert sentence in said
        early = {"seen": 1, "about": "x", "came_out": "y"}
        early |= boxes("held_on", clock.today() + timedelta(days=2))
        assert "The day is still to come" in refusal(browser, at("occasion", event), early)

    def test_the_first_of_two_to_save_anything_wins(self, browser, make):
        event = make(Kind.EVENT)
        other = AgencyFactory()
        row = Occasion.objects.create(review=event, about="Theirs", version=2)
        row.agencies.add(other)

        said = refusal(browser, at("occasion", event), {"seen": 1, "about": "Mine"})

        assert "Theirs" in said
        assert other.name in said


def test_themes_are_chosen_and_stay_chosen(browser, review):
    neglect, voice = ThemeFactory(name="Neglect"), ThemeFactory(name="Voice")

    browser.post(at("review_themes", review), {"themes": [voice.pk]})

    assert [one.theme for one in review.themes.all()] == [voice]
    form = browser.get(at("review_themes", review)).context["form"]
    assert form["themes"].value() == [voice.pk]
    said = refusal(browser, at("review_themes", review), {"themes": [neglect.pk + 1000]})
    assert "Select themes of the list" in said


def test_a_review_under_another_law_is_linked_and_unlinked(browser, review):
    said = refusal(browser, at("related_add", review), {})
    for sentence in ("Select the kind", "Enter which board holds it", "Enter what they share"):
        assert sentence in said
    typed = {"sort": "adult review", "body": "Adults board", "shared": "Exploitation"}

    page = text(browser.post(at("related_add", review), typed, follow=True))

    assert "Adults board" in page
    assert "Shared theme" not in page
    related = RelatedReview.objects.get()
    off = reverse("reviews:related_remove", args=[related.pk])
    assert off in page
    browser.post(off)
    assert not RelatedReview.objects.exists()
    far = RelatedReviewFactory()
    assert browser.post(reverse("reviews:related_remove", args=[far.pk])).status_code == 404


def test_a_theme_shared_with_an_adults_board_is_shown_and_narrows_the_archive(
    browser, review, partnership
):
    theme = ThemeFactory(name="Drug deaths")
    other = ReviewFactory(partnership=partnership)
    RelatedReviewFactory(review=other)
    archive = reverse("reviews:review_list")
    typed = {"sort": "adult review", "body": "Adults board", "shared": "Exits", "theme": theme.pk}

    wrong = refusal(browser, at("related_add", review), {**typed, "theme": "0"})
    assert "Select a theme they share" in wrong
    for _ in range(2):
        page = text(browser.post(at("related_add", review), typed, follow=True))

    assert "Shared theme: Drug deaths" in page
    narrowed = browser.get(archive, {"theme": theme.pk}).context["page"]
    assert [row.pk for row in narrowed] == [review.pk]
    assert len(browser.get(archive, {"theme": "0"}).context["page"]) == 2
