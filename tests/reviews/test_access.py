"""Who can open a review: role, grant and conflict, in that order of weakness."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from guardian.shortcuts import assign_perm

from partners.models import Role
from portal import clock, deadlines
from portal.access import sees
from portal.menu import entries_for
from reviews import access
from reviews.deadlines import COPIES, review_leads
from reviews.models import PublishedResource
from tests.factories.learning_hub import ResourceFactory
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    ConflictFactory,
    ReviewFactFactory,
    ReviewFactory,
    ReviewGrantFactory,
    ReviewLearningFactory,
    ReviewThemeFactory,
    review_lead,
)
from tests.factories.reviews_files import CriterionAnswerFactory
from tests.factories.reviews_publication import (
    AcceptedWordsFactory,
    AnonymityCheckFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role.values if role != Role.REVIEW_LEAD]


def test_review_lead_sees_the_reviews_of_the_partnership_only(lead, review):
    ReviewFactory()

    assert list(access.reviews(lead)) == [review]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_sees_a_review(partnership, review, role):
    person = StandingFactory(partnership=partnership, role=role).person

    assert not access.reviews(person).exists()
    assert not access.reads_reviews(person)


def test_nobody_is_special(review):
    operator = UserFactory(is_superuser=True, is_staff=True)
    assign_perm("reviews.view_review", operator)

    assert not access.reviews(operator).exists()
    assert not access.reviews(AnonymousUser()).exists()


def test_closed_account_sees_nothing(lead, review):
    assert list(access.reviews_worked_on(lead)) == [review]
    lead.is_active = False

    assert not access.reviews(lead).exists()
    assert not access.reviews_worked_on(lead).exists()
    assert not access.reviews_worked_on(AnonymousUser()).exists()


def test_answers_of_a_screening_are_seen_with_their_case_only(lead, review):
    answer = CriterionAnswerFactory(screening__review=review)
    CriterionAnswerFactory()

    assert list(access.criterion_answers(lead)) == [answer]
    assert sees(ReviewGrantFactory(content_object=review).user, answer)
    assert not sees(UserFactory(), answer)


def test_what_could_tell_who_a_child_is_stays_with_the_lead(lead, review):
    text = PublicationFactory(review=review)
    checked = AnonymityCheckFactory(publication=text)
    accepted = AcceptedWordsFactory(publication=text)
    AnonymityCheckFactory()
    AcceptedWordsFactory()
    let_in = ReviewGrantFactory(content_object=review).user

    assert list(access.anonymity_checks(lead)) == [checked]
    assert list(access.accepted_words(lead)) == [accepted]
    assert not sees(let_in, checked)
    assert not sees(let_in, accepted)


def test_what_was_handed_to_the_hub_is_seen_by_whoever_sees_the_review(lead, review):
    text = PublicationFactory(review=review)
    handed = PublishedResource.objects.create(publication=text, resource=ResourceFactory())

    assert sees(lead, handed)
    assert sees(ReviewGrantFactory(content_object=review).user, handed)
    assert not sees(UserFactory(), handed)


def test_person_let_in_sees_that_review_and_what_belongs_to_it(review):
    ReviewFactory(partnership=review.partnership)
    grant = ReviewGrantFactory(content_object=review)
    point, theme = ReviewLearningFactory(review=review), ReviewThemeFactory(review=review)

    assert list(access.reviews(grant.user)) == [review]
    assert access.reads_reviews(grant.user)
    assert sees(grant.user, point)
    assert sees(grant.user, theme)
    assert not access.grants(grant.user).exists()
    assert not access.leads(grant.user, review)
    assert not access.sightings(grant.user, review).exists()


@pytest.mark.parametrize(
    "over",
    [
        {"starts_at": timedelta(days=-2), "expires_at": timedelta(seconds=-1)},
        {"starts_at": timedelta(days=1), "expires_at": timedelta(days=2)},
    ],
)
def test_grant_opens_nothing_before_its_start_or_after_its_end(review, over):
    moments = {name: clock.now() + delta for name, delta in over.items()}
    grant = ReviewGrantFactory(content_object=review, **moments)

    assert not access.reviews(grant.user).exists()
    assert not grant.is_live(clock.now())


def test_ended_grant_opens_nothing(lead, review):
    grant = ReviewGrantFactory(content_object=review, revoked_at=clock.now(), revoked_by=lead)

    assert not access.reviews(grant.user).exists()


@pytest.mark.parametrize("standing", ["lead", "let in"])
def test_conflict_shuts_everything_whatever_was_given(lead, review, standing):
    person = lead if standing == "lead" else ReviewGrantFactory(content_object=review).user
    ReviewGrantFactory(content_object=review, user=person)
    ConflictFactory(review=review, person=person)
    ReviewLearningFactory(review=review)
    deadlines.start(COPIES, review, due_on=clock.today(), owner=person)

    assert not access.reviews(person).exists()
    assert not access.learning(person).exists()
    assert not access.conflicts(person).exists()
    assert not access.learning_shared(person).exists()
    assert not access.clocks(person, review).exists()
    assert not deadlines.open_to(person).exists()
    assert not access.sightings(person, review).exists()
    assert person not in review_leads(review)


def test_conflict_shuts_one_review_to_one_person(lead, review, partnership):
    other = ReviewFactory(partnership=partnership)
    ConflictFactory(review=review, person=lead)

    assert list(access.reviews(lead)) == [other]
    assert access.reviews(review_lead(partnership)).count() == 2


def test_lifted_conflict_opens_the_review_again(lead, review, partnership):
    another = review_lead(partnership)
    ConflictFactory(review=review, person=lead, lifted_at=clock.now(), lifted_by=another)

    assert sees(lead, review)


def test_reminders_go_to_the_leads_of_the_partnership_today(lead, review, partnership):
    review_lead(ReviewFactory().partnership)
    StandingFactory(partnership=partnership, role=Role.EXECUTIVE)

    assert list(review_leads(review)) == [lead]


def test_navigation_shows_reviews_to_leads_only(lead, partnership):
    executive = StandingFactory(partnership=partnership, role=Role.EXECUTIVE).person

    assert "Reviews" in [entry.label for entry in entries_for(lead)]
    assert "Reviews" not in [entry.label for entry in entries_for(executive)]


def test_facts_of_the_team_are_for_the_partnership(lead, partnership):
    ours = ReviewFactFactory(partnership=partnership)
    ReviewFactFactory()

    assert list(access.review_facts(lead)) == [ours]
