"""What the pages of a rapid review refuse, and what they do with it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partners.models import Role
from portal.documents import render
from portal.models import Document
from reviews import actions
from reviews.forms import EntryForm
from reviews.models import RapidReview
from tests.factories.partners import AgencyStatusFactory, StandingFactory
from tests.factories.reviews_rapid import (
    AttendanceFactory,
    ChronologyEntryFactory,
    CriterionTestFactory,
    InformationRequestFactory,
    RapidMeetingFactory,
    RapidReviewFactory,
    RapidSectionFactory,
    SafetyActionFactory,
    SignatureFactory,
    answered,
    signatory,
    statutory_partner,
)
from tests.reviews.typed import at, boxes, refused, sent, text

pytestmark = pytest.mark.django_db
Status = RapidReview.Status
TODAY = date(2020, 9, 14)


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


def test_a_faulty_request_loses_nothing(browser, rapid):
    page = refused(browser, at("information_ask", rapid), asked="About the school")

    for sentence in (
        "Select at least one agency to ask",
        "Select how the agency is told",
        "Enter the day by which the answer is due",
    ):
        assert sentence in page


def test_chasing_taking_back_and_giving_back(browser, rapid):
    asked = InformationRequestFactory(rapid=rapid)
    assert "is reminded" in sent(browser, at("information_chase", asked))
    assert "is taken back" in sent(browser, at("information_withdraw", asked))
    assert "answered or taken back" in sent(browser, at("information_chase", asked))

    other = answered(InformationRequestFactory(rapid=rapid))
    past = boxes("due_on", date(2020, 9, 13))
    assert "today or in the future" in refused(browser, at("information_give_back", other), **past)
    future = boxes("due_on", date(2020, 9, 18))
    assert "can add to its answer" in sent(browser, at("information_give_back", other), **future)


def test_two_texts_of_one_answer_stand_side_by_side(browser, rapid, lead):
    asked = InformationRequestFactory(rapid=rapid)
    facts = {"request": asked, "answer": "known", "summary": "Saved meanwhile, by her"}
    actions.save_answer(seen=1, by=lead, **facts)

    page = refused(
        browser, at("information", asked), answer="known", summary="Typed by him", seen="1"
    )

    assert "Saved meanwhile, by her" in page


def test_two_texts_of_one_section_stand_side_by_side(browser, rapid, lead):
    section = RapidSectionFactory(rapid=rapid)
    actions.write_section(section=section, seen=1, covered="yes", text="Hers", by=lead)
    address = at("rapid_section", rapid, rapid_section_id=section.pk)

    assert "Hers" in refused(browser, address, covered="no", text="His text", seen="1")


def test_entries_leave_out_what_the_record_does_not_say():
    typed = {"text": "Seen", "source": "Notes"}
    cases = {
        ("", "", "2019"): "2019",
        ("", "9", "2019"): "2019-09",
        ("1", "9", "2019"): "2019-09-01",
    }
    for (day, month, year), kept in cases.items():
        form = EntryForm({"on_0": day, "on_1": month, "on_2": year, **typed})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["on"] == kept
    faults = {
        ("", "", ""): "Enter at least the year",
        ("1", "9", ""): "must include a year",
        ("1", "", "2019"): "must include a month",
        ("31", "2", "2019"): "must be a real date",
        ("", "", "2021"): "today or in the past",
    }
    for (day, month, year), sentence in faults.items():
        form = EntryForm({"on_0": day, "on_1": month, "on_2": year, **typed})
        assert sentence in str(form.errors)


def test_an_entry_is_taken_out_again_by_the_agency_only_while_open(sign_in, rapid, partnership):
    agency = AgencyStatusFactory(partnership=partnership, status="relevant agency").agency
    nurse = StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person
    asked = InformationRequestFactory(rapid=rapid, agency=agency)
    entry = ChronologyEntryFactory(request=asked)
    elsewhere = ChronologyEntryFactory()
    browser = sign_in(nurse)

    strange = at("information_entry_remove", asked, chronology_entry_id=elsewhere.pk)
    assert browser.post(strange).status_code == 404
    address = at("information_entry_remove", asked, chronology_entry_id=entry.pk)
    assert "Taken out" in sent(browser, address)


def test_a_part_of_another_case_is_not_there(browser, rapid):
    """F-02: the child row is asked for through the case in the address."""
    parts = {
        "rapid_section": {"rapid_section_id": RapidSectionFactory().pk},
        "rapid_criterion": {"criterion_test_id": CriterionTestFactory().pk},
        "safety_done": {"safety_action_id": SafetyActionFactory().pk},
        "rapid_meeting": {"rapid_meeting_id": RapidMeetingFactory().pk},
    }
    for name, ids in parts.items():
        assert browser.get(at(name, rapid, **ids)).status_code == 404
    here, there = RapidMeetingFactory(rapid=rapid), AttendanceFactory()
    ids = {"rapid_meeting_id": here.pk, "attendance_id": there.pk}
    assert browser.post(at("attendance_remove", rapid, **ids)).status_code == 404


def test_attendance_wants_to_know_for_whom_a_substitute_came(browser, rapid):
    meeting = RapidMeetingFactory(rapid=rapid)
    who = {"person": "Robin", "post": "Head", "presence": "substitute"}

    assert "in whose place" in refused(browser, meeting.get_absolute_url(), **who)
    sent(browser, meeting.get_absolute_url(), in_place_of="the director", **who)

    ids = {"rapid_meeting_id": meeting.pk, "attendance_id": meeting.attendances.get().pk}
    assert "Taken off" in sent(browser, at("attendance_remove", rapid, **ids))


def test_writing_is_refused_in_words_when_it_is_with_the_partners(browser, rapid):
    section = RapidSectionFactory(rapid=rapid)
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)
    address = at("rapid_section", rapid, rapid_section_id=section.pk)

    assert "Take it back" in refused(browser, address, covered="yes", text="Late", seen="1")


def test_signatories_are_chosen_for_every_partner(browser, rapid, council, partnership):
    executive = StandingFactory(role=Role.EXECUTIVE, agency=council, partnership=partnership).person
    page = refused(browser, at("rapid_submit", rapid), people=[executive.pk])

    assert "Select somebody to sign for: Independent scrutineer" in page
    assert "Nobody can sign for: Independent scrutineer" in page


def test_a_signature_needs_the_text_that_was_read(sign_in, rapid, council):
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)
    browser = sign_in(signatory(rapid.review, council))

    assert "Open the page again" in refused(browser, at("rapid_sign", rapid), note="Agreed")
    assert "Read it again" in sent(browser, at("rapid_sign", rapid), seen="0" * 64)


def test_who_is_asked_to_sign_is_offered_that_and_nothing_to_write(sign_in, rapid, council):
    browser = sign_in(signatory(rapid.review, council))
    page = text(browser.get(rapid.get_absolute_url()))
    assert "Record the meeting" not in page
    assert "Read and sign the rapid review" not in page

    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)

    assert "Read and sign the rapid review" in text(browser.get(rapid.get_absolute_url()))


def test_a_let_in_executive_of_another_agency_cannot_sign(sign_in, rapid):
    person = signatory(rapid.review)

    answer = sign_in(person).post(at("rapid_sign", rapid), {"seen": "0" * 64})

    assert answer.status_code == 403


def test_stale_and_conflicted_are_told_apart_on_the_pack(browser, rapid, council, lead):
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)
    SignatureFactory(review=rapid.review, agency=council)
    other = statutory_partner(rapid.review)
    reason = {"agency": other, "reason": "Their practice is in question"}
    actions.shut_out_agency(review=rapid.review, by=lead, **reason)

    page = text(browser.get(at("rapid_pack", rapid)))

    assert "Signed an earlier text" in page
    assert f"not asked to sign: {other.name}" in page


def test_sent_late_wants_a_reason_beside_the_field(browser, rapid):
    days = {"notified_on": date(2020, 8, 3), "status": Status.SIGNED, "aware_on": None}
    RapidReview.objects.filter(pk=rapid.pk).update(**days)

    page = refused(browser, at("rapid_sent", rapid), **boxes("on", TODAY))

    assert "Enter why it was sent after its due date" in page


def test_taken_back_and_opened_again_by_a_button(browser, rapid):
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)
    assert "You can change the rapid review" in sent(browser, at("rapid_take_back", rapid))
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.ANSWERED)
    assert "Open again" in sent(browser, at("rapid_reopen", rapid))


def test_the_pdf_is_asked_for_from_the_pack(browser, rapid):
    browser.post(at("rapid_pdf", rapid))

    paper = Document.objects.get()
    assert (paper.status, paper.kind) == ("waiting", "reviews.rapid_pack")
    assert render(paper.pk)
    assert paper.title in text(browser.get(at("rapid_pack", rapid)))


def test_who_takes_part_is_listed(browser, rapid):
    answered(InformationRequestFactory(rapid=rapid, agency__name="Harbour NHS Trust"))

    assert "Harbour NHS Trust" in text(browser.get(reverse("reviews:participation_list")))
