"""Letting in and out, conflicts, learning that leaves, and publication with its clock."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms.models import model_to_dict

from learning_hub.models import LearningPoint, Theme
from partners.actions import close_account, reopen_account
from portal import clock
from portal.conflicts import AlreadyDeclared
from portal.models import Deadline, Event, Notice
from reviews import access, actions
from reviews.models import ConflictOfInterest, LearningShared, ReportCopy, ReviewGrant
from tests.factories.portal import UserFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, ReviewGrantFactory, review_lead

pytestmark = pytest.mark.django_db


def to_all(day):
    return dict.fromkeys(ReportCopy.To.values, day)


def what_happened(review):
    return list(Event.objects.about(review).values_list("what", flat=True))


def let_in(review, by, person=None, **more):
    facts = {"reason": "Reviewer", "ends_on": clock.today() + timedelta(days=30)} | more
    return actions.let_in(review=review, person=person or UserFactory(), by=by, **facts)


def test_let_in_opens_the_review_to_the_end_of_the_last_day(lead, review):
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        grant = let_in(review, lead, ends_on=date(2020, 9, 20))

        assert access.reviews(grant.user).get() == review
    with time_machine.travel("2020-09-20T22:59:00+00:00", tick=False):
        assert access.reviews(grant.user).exists()
    with time_machine.travel("2020-09-20T23:01:00+00:00", tick=False):
        assert not access.reviews(grant.user).exists()
    assert what_happened(review) == ["review.let_in"]
    assert Notice.objects.get().to == grant.user


def test_whose_account_is_closed_finds_no_review_open_after_it_is_opened_again(lead, review):
    person = let_in(review, lead).user
    operator = UserFactory(is_staff=True)

    close_account(person=person, by=operator)
    reopen_account(person=person, by=operator)

    person.refresh_from_db()
    assert not access.reviews(person).exists()
    assert what_happened(review) == ["review.let_in", "review.let_out"]


def test_nobody_lets_themselves_in(lead, review):
    with pytest.raises(PermissionDenied):
        let_in(review, lead, person=lead)


def test_database_refuses_a_grant_to_oneself(lead, review):
    with pytest.raises(IntegrityError, match="reviews_reviewgrant_never_to_oneself"):
        ReviewGrantFactory(content_object=review, user=lead, granted_by=lead)


def test_nobody_is_let_in_for_longer_than_a_year_or_with_a_closed_account(lead, review):
    with pytest.raises(PermissionDenied):
        let_in(review, lead, ends_on=clock.add_months(clock.today(), 12) + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        let_in(review, lead, person=UserFactory(is_active=False))


def test_person_let_in_lets_nobody_in(lead, review):
    reader = let_in(review, lead).user

    with pytest.raises(PermissionDenied):
        let_in(review, reader)


def test_lead_of_another_partnership_lets_nobody_in(review):
    with pytest.raises(PermissionDenied):
        let_in(review, review_lead(ReviewFactory().partnership))


def test_letting_in_twice_is_refused_until_the_first_is_over(lead, review):
    grant = let_in(review, lead)
    with pytest.raises(actions.AlreadyLetIn):
        let_in(review, lead, person=grant.user)

    actions.end_grant(grant=grant, by=lead)

    assert let_in(review, lead, person=grant.user).pk


def test_end_grant_twice_is_as_good_as_once(lead, review):
    grant = let_in(review, lead)

    actions.end_grant(grant=grant, by=lead)
    actions.end_grant(grant=grant, by=lead)

    assert what_happened(review) == ["review.let_in", "review.let_out"]
    assert ReviewGrant.objects.get().revoked_by == lead


def test_conflict_works_at_once_and_is_declared_once(lead, review):
    actions.declare_conflict(review=review, reason="Knows the family", by=lead)

    assert not access.reviews(lead).exists()
    with pytest.raises(AlreadyDeclared):
        actions.declare_conflict(review=review, reason="Knows the family", by=lead)
    assert what_happened(review) == ["review.conflict_declared"]


def test_conflict_is_lifted_by_another_lead_and_once(lead, review, partnership):
    conflict = actions.declare_conflict(review=review, reason="Knows the family", by=lead)
    another = review_lead(partnership)

    with pytest.raises(PermissionDenied):
        actions.lift_conflict(conflict=conflict, reason="A mistake", by=lead)
    actions.lift_conflict(conflict=conflict, reason="A mistake", by=another)
    actions.lift_conflict(conflict=conflict, reason="A mistake", by=another)

    assert access.reviews(lead).get() == review
    assert what_happened(review) == ["review.conflict_declared", "review.conflict_lifted"]


def test_database_refuses_lifting_ones_own_conflict(lead, review):
    conflict = ConflictFactory(review=review, person=lead)

    with pytest.raises(IntegrityError, match="reviews_conflict_lifted_by_another"):
        ConflictOfInterest.objects.filter(pk=conflict.pk).update(
            lifted_at=clock.now(), lifted_by=lead
        )


def test_shared_learning_is_a_draft_that_leads_nowhere(lead, review):
    theme = Theme.objects.create(name="Neglect")

    point = actions.share_learning(
        review=review, text="Fathers are often not seen.", themes=[theme], by=lead
    )

    kept = model_to_dict(point)
    assert (point.status, point.source_kind) == ("draft", LearningPoint.Source.REVIEW)
    assert list(point.themes.all()) == [theme]
    assert LearningShared.objects.get().review == review
    assert "SCR" not in str(kept)
    assert not [f for f in LearningPoint._meta.get_fields() if "reviews" in str(f.related_model)]
    shared = Event.objects.about(review).get(what="review.learning_shared")
    written = Event.objects.about(point).get()
    assert shared.facts == {}
    assert "review_id" not in written.facts


def test_learning_that_names_a_day_does_not_leave(lead, review):
    with pytest.raises(ValidationError):
        actions.share_learning(review=review, text="On 3 March 2019.", themes=[], by=lead)

    assert not LearningPoint.objects.exists()


def test_people_let_in_share_nothing(lead, review):
    reader = let_in(review, lead).user

    with pytest.raises(PermissionDenied):
        actions.share_learning(review=review, text="Learning", themes=[], by=reader)


@time_machine.travel("2020-09-14T09:00:00+00:00")
def test_planning_publication_starts_the_clock_seven_working_days_before(lead, review):
    actions.plan_publication(review=review, on=date(2020, 10, 12), reason="", by=lead)

    deadline = Deadline.objects.about(review).get()
    assert (deadline.due_on, deadline.owner) == (date(2020, 10, 1), lead)
    review.refresh_from_db()
    assert review.planned_publication.text == "12 October 2020"


@time_machine.travel("2020-09-14T09:00:00+00:00")
def test_new_day_moves_the_clock_and_needs_a_reason(lead, review):
    actions.plan_publication(review=review, on=date(2020, 10, 12), reason="", by=lead)
    with pytest.raises(actions.ReasonMissing):
        actions.plan_publication(review=review, on=date(2020, 10, 19), reason=" ", by=lead)

    actions.plan_publication(review=review, on=date(2020, 10, 19), reason="Inquest", by=lead)

    assert Deadline.objects.about(review).get().due_on == date(2020, 10, 8)


@time_machine.travel("2020-09-14T09:00:00+00:00")
def test_copies_stop_the_clock_and_none_runs_after_them(lead, review):
    actions.plan_publication(review=review, on=date(2020, 10, 12), reason="", by=lead)
    actions.record_copies(review=review, sent=to_all(date(2020, 9, 14)), by=lead)
    actions.plan_publication(review=review, on=date(2020, 10, 19), reason="Printer", by=lead)

    assert not Deadline.objects.open().about(review).exists()


@time_machine.travel("2020-09-24T09:00:00+00:00")
def test_publication_waits_seven_working_days_after_the_copies(lead, review):
    with pytest.raises(actions.TooSoon, match="Record first"):
        actions.record_publication(review=review, on=date(2020, 9, 22), by=lead)
    actions.record_copies(review=review, sent=to_all(date(2020, 9, 14)), by=lead)
    with pytest.raises(actions.TooSoon, match="23 September 2020 at the earliest"):
        actions.record_publication(review=review, on=date(2020, 9, 22), by=lead)

    actions.record_publication(review=review, on=date(2020, 9, 23), by=lead)

    review.refresh_from_db()
    assert review.published.text == "23 September 2020"
    assert not review.awaits_publication


def test_partial_plan_of_the_archive_starts_no_clock_and_needs_no_reason(lead, partnership):
    review = ReviewFactory(partnership=partnership, planned_publication="2019-07")

    actions.plan_publication(
        review=review, on=clock.today() + timedelta(days=60), reason="", by=lead
    )

    assert Deadline.objects.about(review).count() == 1
