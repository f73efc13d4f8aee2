"""The pages of a rapid review, walked from opening to the final decision, and what they refuse."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partners.models import Role
from portal.models import Sighting
from reviews.models import RapidReview
from tests.factories.partners import StandingFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_rapid import (
    AttendanceFactory,
    ChronologyEntryFactory,
    InformationRequestFactory,
    RapidReviewFactory,
    SafetyActionFactory,
    SignatureFactory,
    answered,
    statutory_partner,
)
from tests.reviews.typed import at, boxes, refused, sent, text

pytestmark = pytest.mark.django_db
Status = RapidReview.Status
TODAY = date(2020, 9, 14)
DECISION = {
    "deciders": "The partners",
    "reasons": "The actions are enough",
    "scrutineer_said": "Agreed",
}


@pytest.fixture
def review(partnership):
    return ReviewFactory(partnership=partnership, title="SCR 22", kind="rapid review")


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def council(review):
    return statutory_partner(review)


@pytest.fixture
def rapid(review):
    return RapidReviewFactory(review=review)


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


def test_what_cannot_be_sent_keeps_what_was_typed(sign_in, council, partnership, review):
    nurse = StandingFactory(role=Role.AGENCY_LEAD, agency=council, partnership=partnership).person
    asked = InformationRequestFactory(rapid=RapidReviewFactory(review=review), agency=council)
    ChronologyEntryFactory(request=asked)
    browser, address = sign_in(nurse), at("information_send", asked)

    page = browser.post(address, {"answer": "nothing known", "summary": "Seen twice", "seen": "1"})

    assert page.status_code == 422
    assert "Take out the entries of the chronology" in text(page)
    assert page.context["form"]["summary"].value() == "Seen twice"
    asked.refresh_from_db()
    assert (asked.status, asked.summary, asked.version) == ("asked", "", 1)


def test_a_colleague_who_saved_first_is_not_sent_over(sign_in, council, partnership, review):
    nurse = StandingFactory(role=Role.AGENCY_LEAD, agency=council, partnership=partnership).person
    asked = InformationRequestFactory(rapid=RapidReviewFactory(review=review), agency=council)
    browser = sign_in(nurse)
    typed = {"answer": "known", "summary": "Theirs", "seen": "1"}
    browser.post(at("information", asked), typed)

    page = browser.post(at("information_send", asked), typed | {"summary": "Mine"})

    assert [(one.theirs, one.yours) for one in page.context["form"].both] == [("Theirs", "Mine")]
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_the_whole_way(sign_in, lead, review, council, partnership):
    nurse = StandingFactory(role=Role.AGENCY_LEAD, agency=council, partnership=partnership).person
    executive = StandingFactory(role=Role.EXECUTIVE, agency=council, partnership=partnership).person
    scrutineer = StandingFactory(role=Role.SCRUTINEER, partnership=partnership).person
    browser = sign_in(lead)
    days = boxes("notified_on", date(2020, 8, 28)) | boxes("aware_on", date(2020, 8, 26))
    page = sent(browser, reverse("reviews:rapid_open", args=[review.pk]), **days)
    assert "21 September 2020" in page
    assert "17 September 2020" in page
    rapid = RapidReview.objects.get()

    ask = {"agencies": [council.pk], "asked": "What do you know?", "told_by": "telephone"}
    due = boxes("due_on", date(2020, 9, 16))
    assert "0 of 1 answered" in sent(browser, at("information_ask", rapid), **ask, **due)
    asked = rapid.requests.get()

    browser = sign_in(nurse)
    assert asked.reference in text(browser.get(reverse("reviews:information_list")))
    entry = {"text": "Seen at home", "source": "Notes", "on_0": "", "on_1": "3", "on_2": "2020"}
    assert "March 2020" in sent(browser, at("information_entry_add", asked), **entry)
    draft = {"answer": "known", "summary": "Known since birth", "seen": "1"}
    assert "not sent yet" in sent(browser, at("information", asked), **draft)
    final = draft | {"summary": "Known since birth, and at home", "seen": "2"}
    assert "The answer is sent" in sent(browser, at("information_send", asked), **final)
    asked.refresh_from_db()
    assert asked.summary == "Known since birth, and at home"

    browser = sign_in(lead)
    assert "Seen at home" in text(browser.get(at("chronology_list", rapid)))
    meeting = {"purpose": "rapid review", "chair": "Chair", "decided": "To go on"}
    sent(browser, at("rapid_meeting_add", rapid), **meeting, **boxes("held_on", TODAY))
    held = rapid.meetings.get()
    who = {"agency": council.pk, "person": "Robin", "post": "Head", "presence": "came"}
    assert "There was a quorum" in sent(browser, held.get_absolute_url(), **who)
    sent(browser, at("rapid_hold", rapid))
    for section in rapid.sections.all():
        address = at("rapid_section", rapid, rapid_section_id=section.pk)
        sent(browser, address, covered="yes", text=f"Text of {section.code}", seen="1")
    for test in rapid.criteria.all():
        address = at("rapid_criterion", rapid, criterion_test_id=test.pk)
        sent(browser, address, met="no", reasons="Nothing recurs", seen="1")
    facts = {"text": "Seen daily", "agency": council.pk, "owner_role": "Manager"}
    sent(browser, at("safety_add", rapid), **facts, **boxes("due_on", TODAY))
    done = at("safety_done", rapid, safety_action_id=rapid.safety_actions.get().pk)
    assert "Shown in the notes" in sent(
        browser, done, evidence="Shown in the notes", **boxes("on", TODAY)
    )
    local = {"outcome": "no review", **DECISION, **boxes("decided_on", TODAY)}
    assert "No local review" in sent(browser, at("rapid_local", rapid), **local)
    sent(browser, at("rapid_submit", rapid), people=[executive.pk, scrutineer.pk])

    for person in (executive, scrutineer):
        browser = sign_in(person)
        pack = browser.get(at("rapid_pack", rapid))
        assert "Text of incident" in text(pack)
        assert "Sign this rapid review" in text(pack)
        page = sent(browser, at("rapid_sign", rapid), seen=pack.context["seal"], note="Read")
        assert "You have signed" in page

    browser = sign_in(lead)
    assert "Everybody has signed" in sent(browser, at("rapid_sign_off", rapid))
    assert "Sent to the Panel" in sent(browser, at("rapid_sent", rapid), **boxes("on", TODAY))
    view = {"outcome": "queries", "reasons": "What of school?", **boxes("decided_on", TODAY)}
    assert "The Panel has queries" in sent(browser, at("rapid_view", rapid), **view)
    final = {"outcome": "no review", **DECISION, **boxes("decided_on", TODAY)}
    page = sent(browser, at("rapid_final", rapid), **final)
    assert "Closed with actions" in page
    assert "Final decision: No local review" in page


def test_the_case_page_leads_to_the_rapid_review(browser, rapid, review):
    page = browser.get(review.get_absolute_url())

    assert f'href="{rapid.get_absolute_url()}"' in page.content.decode()


PAGES = (
    "rapid",
    "rapid_asked",
    "chronology_list",
    "rapid_sections",
    "rapid_criteria",
    "safety",
    "rapid_meetings",
    "rapid_pack",
)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_read_by_who_was_let_in_and_noted(sign_in, rapid, page, review):
    reader = ReviewGrantFactory(content_object=review).user
    SafetyActionFactory(rapid=rapid)
    AttendanceFactory(meeting__rapid=rapid)
    answered(InformationRequestFactory(rapid=rapid))

    shown = sign_in(reader).get(at(page, rapid))

    assert shown.status_code == 200
    assert Sighting.objects.about(review).get().what == "review.rapid_seen"
    for words in ("Record a meeting", "Ask agencies what they know", "Add an action", "Sign this"):
        assert words not in text(shown)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", ["rapid_asked", "safety", "rapid_pack", "chronology_list"])
def test_a_page_costs_the_same_however_much_it_shows(
    browser, rapid, page, count, django_assert_max_num_queries
):
    for _ in range(count):
        ChronologyEntryFactory(request=answered(InformationRequestFactory(rapid=rapid)))
        SafetyActionFactory(rapid=rapid)
        SignatureFactory(review=rapid.review)
    browser.get(at(page, rapid))

    with django_assert_max_num_queries(42):
        browser.get(at(page, rapid))


def test_opening_refuses_impossible_days_and_a_second_time(browser, review):
    address = reverse("reviews:rapid_open", args=[review.pk])
    late = boxes("notified_on", date(2020, 8, 25)) | boxes("aware_on", date(2020, 8, 26))
    assert "become aware before" in refused(browser, address, **late)
    future = boxes("notified_on", date(2020, 9, 15))
    assert "today or in the past" in refused(browser, address, **future)
    assert "Without a notification" in refused(browser, address)

    RapidReviewFactory(review=review)
    days = boxes("notified_on", date(2020, 8, 28))
    assert "has a rapid review already" in refused(browser, address, **days)


def test_days_are_put_right_with_a_reason(browser, rapid):
    days = boxes("notified_on", date(2020, 8, 27))
    assert "Enter why the day changes" in refused(browser, at("rapid_dates", rapid), **days)

    page = sent(browser, at("rapid_dates", rapid), reason="A slip", **days)

    assert "A day was put right: A slip" in page


def test_the_rule_is_saved(browser, partnership):
    address = reverse("reviews:rapid_rule", args=[partnership.pk])
    assert "Select who has to be at a meeting" in refused(browser, address, starts_with="aware")

    sent(browser, address, starts_with="aware", quorum="two", scrutineer_attends="on")

    assert partnership.rapid_rule.quorum == "two"


def test_the_end_for_want_of_criteria_needs_a_reason(browser, rapid):
    assert "Enter why the criteria" in refused(browser, at("rapid_not_met", rapid))

    page = sent(browser, at("rapid_not_met", rapid), reason="The Panel agreed")

    assert "Criteria not met" in page
