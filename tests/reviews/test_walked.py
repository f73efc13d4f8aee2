"""What leads people from page to page of a case, without the message that told them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from partners.models import Role
from portal import audit, clock
from portal.models import Notice
from reviews import access, actions
from reviews.models import LocalReview, Publication, ReviewGrant
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_local import AgencyDeclarationFactory, LocalReviewFactory
from tests.factories.reviews_publication import PublicationFactory
from tests.factories.reviews_rapid import (
    DecisionFactory,
    RapidReviewFactory,
    signatory,
    statutory_partner,
)
from tests.reviews.typed import at, boxes, sent, text

pytestmark = pytest.mark.django_db
TODAY = date(2020, 9, 14)
WORK = "portal:my_work"


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False) as traveller:
        yield traveller


class TestMyWork:
    def work(self, sign_in, person):
        return text(sign_in(person).get(reverse(WORK)))

    def test_somebody_let_in_by_name_finds_the_file_until_the_last_day(
        self, sign_in, review, september
    ):
        ends = clock.london_midnight(date(2020, 9, 21))
        person = ReviewGrantFactory(content_object=review, expires_at=ends).user

        page = sign_in(person).get(reverse(WORK))
        assert f'href="{review.get_absolute_url()}"' in page.content.decode()
        assert "Review SCR 22</a>, until 20 September 2020" in text(page)
        september.move_to("2020-09-21T09:00:00+00:00")
        assert "SCR 22" not in self.work(sign_in, person)

    def test_a_conflict_takes_the_line_away(self, sign_in, review):
        person = ReviewGrantFactory(content_object=review).user
        ConflictFactory(review=review, person=person)

        assert "SCR 22" not in self.work(sign_in, person)

    def test_a_lead_of_an_agency_finds_what_a_review_asks_of_it_until_it_is_answered(
        self, sign_in, partnership, review
    ):
        asked = AgencyDeclarationFactory(local_review__review=review)
        person = StandingFactory(
            role=Role.AGENCY_LEAD, agency=asked.agency, partnership=partnership
        ).person
        question = f"Does {asked.agency} have a conflict of interest?"

        page = sign_in(person).get(reverse(WORK))
        assert question in text(page)
        assert asked.get_absolute_url() in page.content.decode()
        assert "SCR 22" not in text(page)
        actions.answer_declaration(
            declaration=asked, answer="none", reason="", heard_from="", by=person
        )
        assert question not in self.work(sign_in, person)

    def test_leads_of_other_agencies_and_review_leads_are_not_asked(self, lead, review):
        AgencyDeclarationFactory(local_review__review=review)
        elsewhere = StandingFactory(role=Role.AGENCY_LEAD, agency=AgencyFactory()).person

        assert not access.declarations_to_make(lead).exists()
        assert not access.declarations_to_make(elsewhere).exists()


class TestPuttingAReportToThePartners:
    @pytest.fixture
    def local(self, review):
        local = LocalReviewFactory(review=review, status="in progress")
        PublicationFactory(review=review)
        return local

    def test_who_signs_is_told_and_let_in_where_nobody_of_theirs_is(self, lead, review, local):
        council, police = statutory_partner(review), statutory_partner(review)
        inside = signatory(review, council)
        beside = StandingFactory(
            role=Role.EXECUTIVE, agency=council, partnership=review.partnership
        ).person
        outside = StandingFactory(
            role=Role.EXECUTIVE, agency=police, partnership=review.partnership
        ).person

        actions.hand_in(local=local, by=lead)

        let_in = ReviewGrant.objects.filter(content_object=review, granted_by=lead)
        assert list(let_in.values_list("user", flat=True)) == [outside.pk]
        assert let_in.get().last_day == TODAY + timedelta(days=42)
        told = Notice.objects.filter(template="signature_asked").values_list("to", flat=True)
        assert set(told) == {inside.pk, outside.pk}
        assert not access.is_let_in_to_sign(beside, review)

    def test_who_signs_is_led_from_the_file_to_the_text(self, sign_in, lead, review, local):
        council = statutory_partner(review)
        person = signatory(review, council)
        browser = sign_in(person)
        address = local.get_absolute_url()
        assert "Read and sign the report" not in text(browser.get(address))

        actions.hand_in(local=local, by=lead)

        page = text(sign_in(person).get(address))
        assert "Read and sign the report" in page
        assert "Go on with the report" not in page
        assert "Go on with the report and its publication" in text(sign_in(lead).get(address))


class TestTheNextStep:
    def test_the_decision_on_a_local_review_is_asked_once(self, sign_in, lead, partnership):
        review = ReviewFactory(partnership=partnership, title="SCR 23", kind="local review")
        DecisionFactory(
            review=review,
            whose="final",
            outcome="local review",
            decided_on=TODAY,
            reasons="Nobody could answer why",
        )
        browser = sign_in(lead)
        page = text(browser.get(review.get_absolute_url()))
        assert "Record the decision to hold a local review" in page

        form = text(browser.get(reverse("reviews:local_decide", args=[review.pk])))

        assert "Nobody could answer why" in form
        assert 'value="2020"' in form

    def test_what_is_missing_leads_to_where_it_is_done(self, sign_in, lead, review):
        local = LocalReviewFactory(review=review)

        page = sign_in(lead).get(local.get_absolute_url())

        lacks = {lack.words: lack.address for lack in page.context["next"].lacks}
        assert lacks == {
            "The scrutineer has not written an entry yet.": reverse(
                "reviews:let_in", args=[review.pk]
            ),
            "No agency has been asked yet whether it has a conflict of interest.": reverse(
                "reviews:local_ask_agencies", args=[local.pk]
            ),
        }

    @pytest.mark.parametrize(
        ("status", "facts", "name"),
        [
            ("in progress", {"report": ""}, "publication_report"),
            ("in progress", {"synopsis": ""}, "publication_learning"),
            ("in progress", {}, "anonymity_check"),
            ("signed off", {"status": "sent"}, "publication_outcome"),
        ],
    )
    def test_of_a_report_what_comes_next_stands_first(
        self, sign_in, lead, review, status, facts, name
    ):
        LocalReviewFactory(review=review, status=status)
        found = PublicationFactory(review=review, **facts)

        page = sign_in(lead).get(found.get_absolute_url())

        assert [way.name for way in page.context["offered"] if way.is_next] == [name]
        assert page.context["offered"][0].name == name
        assert page.context["ways"][0].label == "My work"

    def test_a_report_that_is_signed_off_leads_from_the_file_to_its_publication(
        self, sign_in, lead, partnership
    ):
        review = ReviewFactory(partnership=partnership, title="SCR 24", kind="local review")
        LocalReviewFactory(review=review, status=LocalReview.Status.SIGNED_OFF)
        found = PublicationFactory(review=review)
        browser = sign_in(lead)

        page = browser.get(review.get_absolute_url())
        assert page.context["next"].address == found.get_absolute_url()
        assert "Go on with the publication" in text(page)
        days = {"published_on": TODAY, "until": date(2021, 9, 14)}
        Publication.objects.update(status="published", **days)
        assert "Go on with the publication" not in text(browser.get(review.get_absolute_url()))


class TestARapidReview:
    def test_a_meeting_with_a_quorum_leads_on_from_its_own_page(self, sign_in, lead, review):
        council = statutory_partner(review)
        rapid = RapidReviewFactory(review=review, status="asked")
        browser = sign_in(lead)
        meeting = {"purpose": "rapid review", "chair": "Chair", "decided": "To go on"}
        page = sent(browser, at("rapid_meeting_add", rapid), **meeting, **boxes("held_on", TODAY))
        assert "Add who was expected" in page
        assert "The meeting was held" not in page

        who = {"agency": council.pk, "person": "Robin", "post": "Head", "presence": "came"}
        page = sent(browser, rapid.meetings.get().get_absolute_url(), **who)

        assert "The meeting was held: go on" in page

    def test_whoever_leads_sees_who_has_signed_and_who_signs_reads(self, sign_in, lead, review):
        person = signatory(review, statutory_partner(review))
        rapid = RapidReviewFactory(review=review, status="signing")

        assert self.verb(sign_in(lead), rapid) == "See who has signed"
        assert self.verb(sign_in(person), rapid) == "Read and sign the rapid review"

    def verb(self, browser, rapid):
        tasks = browser.get(rapid.get_absolute_url()).context["tasks"]
        return next(task.verb for task in tasks if task.label == "Sign-off")


def test_a_long_timeline_says_that_it_is_cut_and_can_be_read_whole(
    sign_in, lead, review, monkeypatch
):
    monkeypatch.setattr("reviews.views.timeline.MOST", 2)
    for what in ("review.told", "review.signed", "review.decided"):
        audit.record(what, review, by=lead)
    browser = sign_in(lead)

    cut = browser.get(review.get_absolute_url())
    whole = browser.get(review.get_absolute_url(), {"timeline": "whole"})

    assert [one.title for one in cut.context["timeline"].entries][
        -1
    ] == "Signed a paper of a review"
    assert "Show all that was done" in text(cut)
    assert "Recorded who was told of an incident" in text(whole)
    assert "Show all that was done" not in text(whole)
