"""Assurance of agencies: asked through a narrow door, signed off, accepted or sent back."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from partners.models import Role
from portal import clock
from portal.models import Deadline, Notice
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.actions.saving import SavedMeanwhile
from reviews.deadlines import ASSURANCE
from reviews.models import AssuranceStatement
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewFactory,
    ReviewGrantFactory,
    review_lead,
)
from tests.factories.reviews_learning import AssuranceFactory, RecommendationFactory, signed
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = AssuranceStatement.Status


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, status="relevant agency").agency


@pytest.fixture
def nurse(agency, partnership):
    """A lead of the agency that is asked."""
    return StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person


@pytest.fixture
def recommended(review):
    return RecommendationFactory(review=review)


def ask(review, by, *agencies, recommendation=None):
    return actions.ask_for_assurance(
        review=review,
        recommendation=recommendation,
        agencies=agencies,
        asked="How far is it part of your work?",
        due_on=clock.today() + timedelta(days=20),
        by=by,
    )


@pytest.fixture
def asked(review, recommended, lead, agency, nurse):
    return ask(review, lead, agency, recommendation=recommended)[0]


def save(statement, by, answer="embedded", words="Audited in May", seen=None):
    statement.refresh_from_db()
    actions.save_assurance(
        assurance=statement, seen=seen or statement.version, answer=answer, statement=words, by=by
    )


def sign(statement, by):
    statement.refresh_from_db()
    actions.sign_assurance(statement=statement, seen=statement.version, by=by)
    statement.refresh_from_db()


def test_an_agency_is_asked_told_and_given_a_clock(asked, agency, nurse):
    due = Deadline.objects.open().about(asked).get()
    assert (due.kind, due.due_on) == (ASSURANCE.key, asked.due_on)
    assert due.team == f"agency:{agency.pk}"
    assert Notice.objects.get().to == nurse
    assert ASSURANCE.people(asked) == [nurse]
    assert asked.review.title not in f"{asked} {asked.reference}"


def test_its_leads_see_the_request_and_nothing_else(asked, review, nurse):
    AssuranceFactory(review=review)

    assert list(access.assurance_to_give(nurse)) == [asked]
    assert list(access.assurance_statements(nurse)) == [asked]
    for keeper in (access.reviews, access.recommendations, access.impact_checks):
        assert not keeper(nurse).exists()


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.EXECUTIVE, Role.BUSINESS_TEAM])
def test_other_people_of_the_agency_see_nothing(asked, agency, partnership, role):
    person = StandingFactory(role=role, agency=agency, partnership=partnership).person

    assert not access.assurance_statements(person).exists()
    with pytest.raises(PermissionDenied):
        save(asked, person)


def test_leads_of_the_agency_elsewhere_see_nothing(asked, agency):
    person = StandingFactory(role=Role.AGENCY_LEAD, agency=agency).person

    assert not access.assurance_statements(person).exists()


def test_a_conflict_of_interest_shuts_the_narrow_door(asked, nurse):
    ConflictFactory(review=asked.review, person=nurse)

    assert not access.assurance_statements(nurse).exists()
    assert ASSURANCE.people(asked) == []
    with pytest.raises(PermissionDenied):
        save(asked, nurse)


def test_an_agency_in_conflict_is_asked_on_paper(review, lead, agency, nurse):
    AgencyConflictFactory(review=review, agency=agency)

    statement = ask(review, lead, agency)[0]

    assert not access.assurance_statements(nurse).exists()
    assert not Notice.objects.exists()
    save(statement, lead)
    sign(statement, lead)
    assert (statement.came_outside, statement.signed_by) == (True, lead)


def test_nobody_is_asked_twice_about_the_same(asked, review, recommended, lead, agency):
    assert ask(review, lead, agency, recommendation=recommended) == []
    assert len(ask(review, lead, agency)) == 1
    assert ask(review, lead, agency) == []
    with pytest.raises(IntegrityError, match="asked_once_of_all"):
        AssuranceFactory(review=review, agency=agency)


def test_the_database_asks_once_about_one_recommendation(asked, review, recommended, agency):
    with pytest.raises(IntegrityError, match="asked_once_of_one"):
        AssuranceFactory(review=review, recommendation=recommended, agency=agency)


def test_only_a_lead_asks_and_about_recommendations_of_this_review(review, lead, nurse, agency):
    reader = ReviewGrantFactory(content_object=review).user
    for person in (nurse, reader, review_lead(ReviewFactory().partnership)):
        with pytest.raises(PermissionDenied):
            ask(review, person, agency)
    with pytest.raises(PermissionDenied):
        ask(review, lead, agency, recommendation=RecommendationFactory())


def test_a_draft_is_kept_and_the_whole_is_signed(asked, nurse):
    with pytest.raises(MoveRefused, match="how far"):
        sign(asked, nurse)
    save(asked, nurse, words=" ")
    with pytest.raises(MoveRefused, match="few sentences"):
        sign(asked, nurse)

    save(asked, nurse)
    sign(asked, nurse)

    assert (asked.status, asked.signed_by, asked.came_outside) == (Status.SIGNED, nurse, False)
    assert not Deadline.objects.open().about(asked).exists()
    with pytest.raises(MoveRefused, match="moved on"):
        save(asked, nurse)


def test_what_a_colleague_changed_is_not_signed_unread(asked, nurse):
    save(asked, nurse)

    with pytest.raises(MoveRefused, match="moved on"):
        actions.sign_assurance(statement=asked, seen=1, by=nurse)
    with pytest.raises(SavedMeanwhile):
        save(asked, nurse, seen=1)


def test_a_reader_of_the_file_writes_nothing(asked):
    reader = ReviewGrantFactory(content_object=asked.review).user

    assert access.assurance_statements(reader).exists()
    assert not access.assurance_opened(reader).exists()
    with pytest.raises(PermissionDenied):
        save(asked, reader)


def test_it_is_accepted(asked, lead, nurse):
    with pytest.raises(MoveRefused):
        actions.accept_assurance(statement=asked, by=lead)
    signed(asked, nurse)
    with pytest.raises(PermissionDenied):
        actions.accept_assurance(statement=asked, by=nurse)

    actions.accept_assurance(statement=asked, by=lead)

    assert (asked.status, asked.judged_by) == (Status.ACCEPTED, lead)


def test_what_is_not_enough_goes_back_with_a_reason_and_a_day(asked, lead, nurse):
    save(asked, nurse)
    sign(asked, nurse)
    later = clock.today() + timedelta(30)

    actions.send_assurance_back(statement=asked, reason="Two teams?", due_on=later, by=lead)

    assert (asked.status, asked.due_on, asked.signed_by) == (Status.ASKED, later, None)
    assert asked.sent_back_because == "Two teams?"
    assert Deadline.objects.open().about(asked).get().due_on == later
    assert Notice.objects.filter(template="assurance_sent_back").get().to == nurse
    save(asked, nurse, words="Both teams too")
    sign(asked, nurse)
    assert asked.status == Status.SIGNED


def test_an_agency_is_chased_once_a_day(asked, lead, nurse):
    actions.chase_assurance(statement=asked, by=lead)
    actions.chase_assurance(statement=asked, by=lead)

    asked.refresh_from_db()
    assert asked.chased_on == clock.today()
    assert Notice.objects.filter(template="assurance_chased", to=nurse).count() == 1
    with pytest.raises(PermissionDenied):
        actions.chase_assurance(statement=asked, by=nurse)


def test_a_request_taken_back_is_gone_for_the_agency(asked, lead, nurse):
    actions.withdraw_assurance(statement=asked, by=lead)

    assert not access.assurance_statements(nurse).exists()
    assert not Deadline.objects.open().about(asked).exists()
    for again in (actions.withdraw_assurance, actions.chase_assurance):
        with pytest.raises(MoveRefused):
            again(statement=asked, by=lead)
    with pytest.raises(PermissionDenied):
        actions.withdraw_assurance(statement=asked, by=nurse)


def test_late_is_told_of_what_is_out_and_of_what_came(asked):
    due = asked.due_on

    assert not asked.is_late_on(due)
    assert asked.is_late_on(due + timedelta(1))
    assert not signed(asked).is_late_on(due + timedelta(9))


def test_the_database_wants_it_signed_in_full():
    with pytest.raises(IntegrityError, match="signed_in_full"):
        AssuranceFactory(status=Status.SIGNED)


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_ask_an_agency_once(review, lead):
    agency = AgencyFactory()
    second = partial(ask, review, review_lead(review.partnership), agency)

    assert meanwhile(partial(ask, review, lead, agency), second) == []
    assert AssuranceStatement.objects.get().asked_by == lead
