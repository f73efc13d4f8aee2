"""The scrutineer's entry, declarations of agencies, reviewers, questions, and asking how far."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from partners.models import Role
from portal.conflicts import NobodyLeft
from portal.models import Deadline, Event, Notice
from reviews import access, actions
from reviews.models import ConflictOfInterest, LocalReview
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewGrantFactory, review_lead
from tests.factories.reviews_local import (
    AgencyDeclarationFactory,
    KeyLineFactory,
    LocalReviewFactory,
    ProgressRequestFactory,
    ReviewerFactory,
    scrutineer_let_in,
)

pytestmark = pytest.mark.django_db
LAST_DAY = date(2020, 12, 31)


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review, status=LocalReview.Status.IN_PROGRESS)


@pytest.fixture
def declaration(local):
    return AgencyDeclarationFactory(local_review=local)


@pytest.fixture
def agency_lead(declaration, partnership):
    held = {"agency": declaration.agency, "partnership": partnership}
    return StandingFactory(role=Role.AGENCY_LEAD, **held).person


def words(thing):
    return list(Event.objects.about(thing).values_list("what", flat=True))


def test_only_the_scrutineer_who_was_let_in_writes_the_entry(lead, local, partnership):
    write = {"local": local, "view": "supports", "text": "Independent enough"}
    stranger = StandingFactory(role=Role.SCRUTINEER, partnership=partnership).person
    guest = ReviewGrantFactory(content_object=local.review).user
    for person in (lead, stranger, guest):
        with pytest.raises(PermissionDenied):
            actions.write_scrutiny(by=person, **write)

    entry = actions.write_scrutiny(by=scrutineer_let_in(local), **write)

    assert str(entry).startswith("Content with how it is commissioned")
    assert words(local) == ["localreview.scrutiny_written"]


def test_each_agency_is_asked_once_and_its_leads_are_told(lead, local, partnership):
    one, two = AgencyFactory(), AgencyFactory()
    its_lead = StandingFactory(role=Role.AGENCY_LEAD, agency=one, partnership=partnership).person
    StandingFactory(role=Role.AGENCY_LEAD, agency=one)  # of another partnership
    ask = {"local": local, "told": "Work with families in 2019", "by": lead}

    assert actions.ask_agencies(agencies=[one], **ask) == 1
    assert actions.ask_agencies(agencies=[one, two], **ask) == 1

    assert Notice.objects.get().to == its_lead
    assert words(local) == ["localreview.agency_asked"] * 2


def test_only_a_lead_of_the_file_asks(local):
    with pytest.raises(PermissionDenied):
        actions.ask_agencies(local=local, agencies=[], told="-", by=UserFactory())


def answer(declaration, by, said="none", reason="", heard_from=""):
    facts = {"answer": said, "reason": reason, "heard_from": heard_from}
    actions.answer_declaration(declaration=declaration, by=by, **facts)


def test_an_agency_sees_its_own_question_and_nothing_of_the_file(agency_lead, declaration):
    AgencyDeclarationFactory(local_review=declaration.local_review)

    assert list(access.declarations(agency_lead)) == [declaration]
    assert not access.local_reviews(agency_lead).exists()
    assert not access.reviews(agency_lead).exists()


def test_a_lead_of_the_agency_elsewhere_is_not_asked(declaration):
    elsewhere = StandingFactory(role=Role.AGENCY_LEAD, agency=declaration.agency).person
    practitioner = StandingFactory(
        agency=declaration.agency, partnership=declaration.local_review.review.partnership
    ).person

    for person in (elsewhere, practitioner):
        assert not access.declarations(person).exists()
        with pytest.raises(PermissionDenied):
            answer(declaration, person)


def test_no_conflict_shuts_nothing(agency_lead, declaration):
    answer(declaration, agency_lead)

    declaration.refresh_from_db()
    assert (declaration.answer, declaration.answered_by) == ("none", agency_lead)
    assert not ConflictOfInterest.objects.exists()
    assert str(declaration).endswith("No conflict of interest")


def test_a_declared_conflict_shuts_the_file_to_everybody_of_the_agency(
    agency_lead, declaration, partnership
):
    review = declaration.local_review.review
    review_lead(partnership)  # of another agency, who could still open it
    held = {"agency": declaration.agency, "partnership": partnership}
    colleague = StandingFactory(role=Role.REVIEW_LEAD, **held).person
    assert access.reviews(colleague).exists()

    answer(declaration, agency_lead, "conflict", "Its own work is looked at")

    del colleague.__dict__["_footing"]
    assert not access.reviews(colleague).exists()
    assert ConflictOfInterest.objects.get().agency == declaration.agency
    assert words(review) == ["review.agency_shut_out"]


def test_a_conflict_that_stands_already_is_declared_all_the_same(lead, agency_lead, declaration):
    review = declaration.local_review.review
    actions.shut_out_agency(review=review, agency=declaration.agency, reason="Court case", by=lead)

    answer(declaration, agency_lead, "conflict", "Court case")

    declaration.refresh_from_db()
    assert declaration.answer == "conflict"
    assert ConflictOfInterest.objects.count() == 1


def test_a_conflict_that_would_leave_no_review_lead_is_not_recorded(declaration, partnership):
    held = {"agency": declaration.agency, "partnership": partnership}
    only = StandingFactory(role=Role.REVIEW_LEAD, **held).person

    with pytest.raises(NobodyLeft):
        answer(declaration, only, "conflict", "Its own work", heard_from="The director")

    declaration.refresh_from_db()
    assert declaration.answer == ""


def test_a_declaration_is_made_once(lead, agency_lead, declaration):
    answer(declaration, agency_lead)

    with pytest.raises(actions.AlreadyAnswered):
        answer(declaration, lead, "conflict", "Its own work", heard_from="The director")

    declaration.refresh_from_db()
    assert declaration.answer == "none"


def test_the_database_keeps_answer_and_moment_together(declaration):
    with pytest.raises(IntegrityError, match="answer_has_its_moment"), transaction.atomic():
        type(declaration).objects.update(answer="none")


TERMS = {
    "terms": "Thirty days",
    "knowledge": "Has led reviews",
    "independence": "Lives elsewhere",
    "engaged_on": date(2020, 9, 21),
    "ends_on": LAST_DAY,
}


def test_a_reviewer_can_open_the_file_until_the_work_ends(lead, local):
    person = UserFactory()

    reviewer = actions.appoint_reviewer(local=local, person=person, by=lead, **TERMS)

    assert access.reviews_it(person, local)
    assert access.works_on(person, local)
    assert list(access.worked_on(person)) == list(access.worked_on(lead)) == [local]
    with time_machine.travel("2021-01-01T00:01:00+00:00", tick=False):
        assert not access.reviews(person).exists()
        assert not access.reviews_it(person, local)

    actions.end_reviewer(reviewer=reviewer, by=lead)
    actions.end_reviewer(reviewer=type(reviewer).objects.get(), by=lead)

    assert not access.works_on(person, local)
    assert words(local) == ["localreview.reviewer_appointed", "localreview.reviewer_ended"]
    assert str(reviewer) == person.name


def test_who_can_open_the_file_already_is_not_appointed_over_it(lead, local):
    guest = ReviewGrantFactory(content_object=local.review).user

    with pytest.raises(actions.AlreadyLetIn):
        actions.appoint_reviewer(local=local, person=guest, by=lead, **TERMS)


def test_a_reviewer_appoints_and_ends_nobody(local):
    reviewer = ReviewerFactory(local_review=local)

    with pytest.raises(PermissionDenied):
        actions.appoint_reviewer(local=local, person=UserFactory(), by=reviewer.person, **TERMS)
    with pytest.raises(PermissionDenied):
        actions.end_reviewer(reviewer=reviewer, by=reviewer.person)


def test_who_works_on_it_adds_questions_and_a_lead_drops_them(lead, local):
    reviewer = ReviewerFactory(local_review=local).person
    line = actions.add_key_line(local=local, text="Who saw the home?", by=reviewer)
    with pytest.raises(PermissionDenied):
        actions.add_key_line(
            local=local, text="-", by=ReviewGrantFactory(content_object=local.review).user
        )
    with pytest.raises(PermissionDenied):
        actions.drop_key_line(line=line, reason="Answered", by=reviewer)

    actions.drop_key_line(line=line, reason="Answered by the court", by=lead)
    actions.drop_key_line(line=line, reason="Another reason", by=lead)

    line.refresh_from_db()
    assert line.drop_reason == "Answered by the court"
    assert str(line) == "Who saw the home?"
    assert words(local) == ["localreview.key_line_added", "localreview.key_line_dropped"]


def ask(local, by):
    return actions.ask_progress(local=local, asked="How far?", due_on=date(2020, 9, 28), by=by)


def due():
    return list(Deadline.objects.open().values_list("due_on", flat=True))


def test_asking_in_writing_is_the_look_of_the_month_and_tells_who_works_now(lead, local):
    reviewer = ReviewerFactory(local_review=local)
    gone = ReviewerFactory(local_review=local)
    actions.end_reviewer(reviewer=gone, by=lead)

    ask(local, lead)
    with time_machine.travel("2020-10-01T09:00:00+00:00", tick=False):
        ask(local, lead)
        assert due() == [date(2020, 11, 1)]

    assert {notice.to for notice in Notice.objects.all()} == {reviewer.person}
    assert words(local)[-1] == "localreview.progress_asked"


def test_before_the_work_begins_no_month_runs(lead, local):
    LocalReview.objects.update(status=LocalReview.Status.COMMISSIONED)
    local.refresh_from_db()

    ask(local, lead)

    assert due() == []


def test_only_a_lead_asks_and_only_the_reviewer_answers_once(lead, local):
    reviewer = ReviewerFactory(local_review=local).person
    asked = ProgressRequestFactory(local_review=local)
    assert list(access.progress_to_answer(reviewer)) == [asked]
    assert not access.progress_to_answer(lead).exists()
    with pytest.raises(PermissionDenied):
        ask(local, reviewer)
    with pytest.raises(PermissionDenied):
        actions.answer_progress(request=asked, answer="Nearly done", by=lead)
    with time_machine.travel("2020-10-02T09:00:00+00:00", tick=False):
        assert asked.is_late

    actions.answer_progress(request=asked, answer="Nearly done", by=reviewer)

    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_progress(request=asked, answer="Not at all", by=reviewer)
    asked.refresh_from_db()
    assert (asked.answer, asked.is_late) == ("Nearly done", False)
    assert str(asked) == "Progress by 2020-10-01"


def test_a_question_dropped_is_one_no_longer(local):
    KeyLineFactory(local_review=local)

    with pytest.raises(IntegrityError, match="dropped_at_with_dropped_by"), transaction.atomic():
        type(KeyLineFactory(local_review=local)).objects.update(dropped_by=UserFactory())
