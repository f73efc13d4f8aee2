"""What agencies are asked, through a narrow door, and the chronology made of their answers."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from partners.models import Role
from portal import clock
from portal.models import Deadline, Event, Notice
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.actions.saving import SavedMeanwhile
from reviews.deadlines import INFORMATION
from reviews.models import ChronologyEntry, InformationRequest, RapidReview
from reviews.participation import participation
from reviews.rapid_paper import told
from tests.factories.partners import AgencyStatusFactory, StandingFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewGrantFactory,
    review_lead,
)
from tests.factories.reviews_rapid import (
    AttendanceFactory,
    ChronologyEntryFactory,
    InformationRequestFactory,
    RapidReviewFactory,
    answered,
)
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = InformationRequest.Status


@pytest.fixture
def rapid(review):
    return RapidReviewFactory(review=review)


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, status="relevant agency").agency


@pytest.fixture
def nurse(agency, partnership):
    """A lead of the agency that is asked."""
    return StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person


def ask(rapid, by, *agencies):
    return actions.ask_for_information(
        rapid=rapid,
        agencies=agencies,
        asked="What do you know?",
        told_by="telephone",
        due_on=clock.today() + timedelta(days=7),
        by=by,
    )


@pytest.fixture
def asked(rapid, lead, agency, nurse):
    return ask(rapid, lead, agency)[0]


def add_entry(request, by, on="2020-03", text="Seen at home"):
    facts = {"on": on, "text": text, "response": "", "source": "Notes"}
    return actions.add_entry(request=request, by=by, **facts)


def answer(request, by, said="known", summary="Known since birth"):
    request.refresh_from_db()
    actions.save_answer(request=request, seen=request.version, answer=said, summary=summary, by=by)
    actions.send_answer(request=request, by=by)
    request.refresh_from_db()


def test_an_agency_is_asked_told_and_given_a_clock(rapid, asked, agency, nurse):
    rapid.refresh_from_db()
    assert rapid.status == RapidReview.Status.ASKED
    clock_of = Deadline.objects.open().about(asked).get()
    assert (clock_of.kind, clock_of.due_on) == (INFORMATION.key, asked.due_on)
    assert clock_of.team == f"agency:{agency.pk}"
    assert Notice.objects.get().to == nurse
    assert asked.reference == f"{rapid.review.title}/1"
    assert INFORMATION.people(asked) == [nurse]


def test_its_leads_see_the_request_and_nothing_else_of_the_case(rapid, asked, nurse):
    InformationRequestFactory(rapid=rapid)

    assert list(access.requests_to_answer(nurse)) == [asked]
    assert list(access.information_requests(nurse)) == [asked]
    assert list(access.requests_opened(nurse)) == [asked]
    for keeper in (access.reviews, access.rapid_reviews, access.rapid_sections, access.decisions):
        assert not keeper(nurse).exists()
    assert access.is_asked(nurse)


@pytest.mark.parametrize(
    "role", [Role.PRACTITIONER, Role.EXECUTIVE, Role.BUSINESS_TEAM, Role.SCRUTINEER]
)
def test_other_people_of_the_agency_see_no_request(asked, agency, partnership, role):
    person = StandingFactory(role=role, agency=agency, partnership=partnership).person

    assert not access.information_requests(person).exists()
    assert not access.is_asked(person)


def test_leads_of_the_agency_elsewhere_see_no_request(asked, agency):
    person = StandingFactory(role=Role.AGENCY_LEAD, agency=agency).person

    assert not access.information_requests(person).exists()


def test_a_conflict_of_interest_shuts_the_narrow_door_too(asked, nurse, agency, lead):
    add_entry(asked, nurse)
    ConflictFactory(review=asked.rapid.review, person=nurse)

    assert not access.information_requests(nurse).exists()
    assert not access.chronology(nurse).exists()
    assert INFORMATION.people(asked) == []
    with pytest.raises(PermissionDenied):
        add_entry(asked, nurse)


def test_a_conflict_of_a_second_agency_shuts_it_too(asked, nurse, partnership):
    other = StandingFactory(person=nurse, partnership=partnership).agency
    AgencyConflictFactory(review=asked.rapid.review, agency=other)

    assert not access.information_requests(nurse).exists()


def test_an_agency_in_conflict_is_not_asked(rapid, lead, agency):
    AgencyConflictFactory(review=rapid.review, agency=agency)

    with pytest.raises(MoveRefused, match="outside the portal"):
        ask(rapid, lead, agency)
    assert agency not in access.agencies_to_ask(lead, rapid)
    assert not InformationRequest.objects.exists()


def test_an_agency_asked_already_is_not_asked_twice(rapid, lead, asked, agency):
    assert ask(rapid, lead, agency) == []
    assert agency not in access.agencies_to_ask(lead, rapid)
    with pytest.raises(IntegrityError, match="asked_once"):
        InformationRequestFactory(rapid=rapid, agency=agency, number=99)


def test_nobody_is_asked_by_others_or_after_the_end(rapid, lead, agency, nurse):
    with pytest.raises(PermissionDenied):
        ask(rapid, nurse, agency)
    actions.end_unmet(rapid=rapid, reason="Withdrawn", by=lead)
    with pytest.raises(MoveRefused, match="has ended"):
        ask(rapid, lead, agency)


def test_known_is_answered_with_a_summary_and_a_chronology(asked, nurse):
    with pytest.raises(MoveRefused, match="Say first"):
        actions.send_answer(request=asked, by=nurse)
    actions.save_answer(request=asked, seen=1, answer="known", summary=" ", by=nurse)
    with pytest.raises(MoveRefused, match="few sentences"):
        actions.send_answer(request=asked, by=nurse)

    add_entry(asked, nurse)
    answer(asked, nurse)

    assert (asked.status, asked.answered_by) == (Status.ANSWERED, nurse)
    assert not asked.came_outside
    assert not Deadline.objects.open().about(asked).exists()
    with pytest.raises(MoveRefused, match="answered or taken back"):
        add_entry(asked, nurse)


def test_nothing_known_is_an_answer_and_has_no_chronology(asked, nurse):
    entry = add_entry(asked, nurse)
    actions.save_answer(request=asked, seen=1, answer="nothing known", summary="", by=nurse)
    with pytest.raises(MoveRefused, match="Take out the entries"):
        actions.send_answer(request=asked, by=nurse)

    actions.remove_entry(entry=entry, by=nurse)
    actions.remove_entry(entry=entry, by=nurse)
    actions.send_answer(request=asked, by=nurse)

    asked.refresh_from_db()
    assert asked.get_answer_display() == "Nothing is known to us"
    assert Event.objects.filter(what="informationrequest.entry_removed").count() == 1


def test_two_colleagues_on_one_answer_lose_nothing(asked, nurse):
    actions.save_answer(request=asked, seen=1, answer="known", summary="Hers", by=nurse)

    with pytest.raises(SavedMeanwhile):
        actions.save_answer(request=asked, seen=1, answer="known", summary="His", by=nurse)

    asked.refresh_from_db()
    assert asked.summary == "Hers"


def test_what_came_outside_is_entered_by_the_review_lead_and_says_so(asked, lead):
    entry = add_entry(asked, lead)
    assert list(access.entries_of(lead, asked)) == [entry]

    answer(asked, lead)

    assert (asked.came_outside, asked.answered_by) == (True, lead)


def test_a_reader_of_the_case_answers_nothing_and_sees_no_draft(asked, nurse):
    reader = ReviewGrantFactory(content_object=asked.rapid.review).user
    add_entry(asked, nurse)

    assert not access.chronology(reader).exists()
    with pytest.raises(PermissionDenied):
        add_entry(asked, reader)

    answer(asked, nurse)
    assert access.chronology_of(reader, asked.rapid).count() == 1
    assert access.chronology_at(reader, asked.rapid_id).count() == 1


def test_chronology_is_merged_by_date_as_precise_as_recorded(rapid):
    first, second = InformationRequestFactory(rapid=rapid), InformationRequestFactory(rapid=rapid)
    for request, on in (
        (second, "2020-03-05"),
        (first, "2020"),
        (first, "2020-03"),
        (second, "2019"),
    ):
        ChronologyEntryFactory(request=request, on=on)
    ChronologyEntryFactory(request=InformationRequestFactory(rapid=rapid), on="2018", text="Draft")
    answered(first), answered(second)

    merged = told(rapid)["chronology"]

    assert [one["on"] for one in merged] == ["2019", "2020", "March 2020", "5 March 2020"]
    assert merged[0]["agency"] == second.agency.name
    assert "Draft" not in str(merged)


def test_an_agency_is_chased_once_a_day(asked, lead, nurse):
    actions.chase(request=asked, by=lead)
    actions.chase(request=asked, by=lead)

    asked.refresh_from_db()
    assert asked.chased_on == clock.today()
    assert Notice.objects.filter(template="information_chased", to=nurse).count() == 1
    with pytest.raises(PermissionDenied):
        actions.chase(request=asked, by=nurse)


def test_a_request_taken_back_is_gone_for_the_agency(asked, lead, nurse):
    actions.withdraw(request=asked, by=lead)

    assert not access.information_requests(nurse).exists()
    assert not Deadline.objects.open().about(asked).exists()
    for again in (actions.withdraw, actions.chase):
        with pytest.raises(MoveRefused):
            again(request=asked, by=lead)


def test_an_answer_given_back_can_be_added_to(asked, lead, nurse):
    answer(asked, nurse)
    later = clock.today() + timedelta(days=3)

    actions.give_back(request=asked, due_on=later, by=lead)

    asked.refresh_from_db()
    assert (asked.status, asked.due_on, asked.answered_by) == (Status.ASKED, later, None)
    assert Deadline.objects.open().about(asked).get().due_on == later
    answer(asked, nurse, summary="And more")
    with pytest.raises(MoveRefused):
        actions.withdraw(request=asked, by=lead)


def test_an_open_request_cannot_be_given_back(asked, lead):
    with pytest.raises(MoveRefused):
        actions.give_back(request=asked, due_on=clock.today(), by=lead)


def test_database_refuses_an_answer_without_one():
    with pytest.raises(IntegrityError, match="answered_in_full"):
        InformationRequestFactory(status=Status.ANSWERED)


def test_participation_counts_asked_answered_on_time_and_attended(rapid, lead, agency):
    on_time = InformationRequestFactory(rapid=rapid, agency=agency, number=1)
    answered(on_time)
    other = RapidReviewFactory(review__partnership=rapid.review.partnership)
    late = InformationRequestFactory(rapid=other, agency=agency, due_on=date(2020, 9, 2))
    answered(late, known=False)
    third = RapidReviewFactory(review__partnership=rapid.review.partnership)
    InformationRequestFactory(rapid=third, agency=agency)
    InformationRequestFactory(rapid=third, agency=agency, number=98, status=Status.WITHDRAWN)
    AttendanceFactory(meeting__rapid=rapid, agency=agency)
    AttendanceFactory(meeting__rapid=rapid, agency=agency, presence="absent")
    AttendanceFactory(meeting__rapid=rapid, agency=None)

    (line,) = participation(access.requests_led(lead), access.attendances_led(lead))

    counts = (line.asked, line.answered, line.on_time, line.nothing_known, line.overdue)
    assert counts == (3, 2, 1, 1, 1)
    assert (line.expected, line.attended) == (2, 1)
    away = review_lead(RapidReviewFactory().review.partnership)
    assert participation(access.requests_led(away), access.attendances_led(away)) == []


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_ask_an_agency_once(rapid, lead, agency):
    second = partial(ask, rapid, review_lead(rapid.review.partnership), agency)

    assert meanwhile(partial(ask, rapid, lead, agency), second) == []
    assert InformationRequest.objects.get().asked_by == lead


@pytest.mark.django_db(transaction=True)
def test_an_entry_added_while_the_answer_is_sent_is_refused(rapid, lead, agency, nurse):
    asked = ask(rapid, lead, agency)[0]
    actions.save_answer(request=asked, seen=1, answer="nothing known", summary="", by=nurse)

    with pytest.raises(MoveRefused):
        meanwhile(
            partial(actions.send_answer, request=asked, by=nurse),
            partial(add_entry, asked, nurse),
        )

    assert not ChronologyEntry.objects.exists()
