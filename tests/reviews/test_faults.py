"""Faults of restricted casework, by their numbers in docs/security/faults.csv."""

from importlib.metadata import version

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from guardian.shortcuts import assign_perm

from portal import clock
from portal.models import Event, RefusalTally
from reviews import access
from reviews.models import Review, ReviewGrant
from tests.access.doors import doors
from tests.factories.portal import UserFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_files import AgencyGrantFactory, EmergencyFactory

pytestmark = pytest.mark.django_db
ACTS = [
    name
    for name, at in doors().items()
    if name.startswith("reviews:") and at.parameters == ("review_id",) and "POST" in at.methods
]


def test_there_are_doors_that_change_a_file():
    assert {"reviews:let_in", "reviews:share_learning", "reviews:review_themes"} <= set(ACTS)


@pytest.mark.parametrize("door", ACTS)
def test_f01_who_may_do_it_does_not_do_it_to_a_file_they_may_not_read(sign_in, lead, review, door):
    ConflictFactory(review=review, person=lead)
    before = Event.objects.about(review).count()

    answer = sign_in(lead).post(reverse(door, args=[review.pk]))

    assert answer.status_code == 404
    assert Event.objects.about(review).count() == before
    assert RefusalTally.objects.filter(person=lead, door=door, answer=404).count() == 1


def test_f11_a_number_used_again_opens_nothing_that_was_opened_before(review):
    named = ReviewGrantFactory(content_object=review).user
    by_role = AgencyGrantFactory(review=review)
    reader = EmergencyFactory(review=review).person
    again = review.pk
    assert access.reviews(named).exists()

    review.delete()
    ReviewFactory(pk=again, partnership=review.partnership)

    assert Review.objects.filter(pk=again).exists()
    assert not access.reviews(named).exists()
    assert not access.reviews(reader).exists()
    assert not type(by_role).objects.exists()


def test_f14_rights_given_by_another_road_open_nothing(sign_in, review):
    person, group = UserFactory(is_superuser=True), Group.objects.create(name="Everybody")
    assign_perm("reviews.view_review", person)
    assign_perm("reviews.view_review", group)
    person.groups.add(group)

    assert person.has_perm("reviews.view_review", review)
    assert not access.reviews(person).exists()
    assert sign_in(person).get(review.get_absolute_url()).status_code == 404


def test_f14_a_grant_taken_back_is_gone_on_the_next_page(sign_in, lead, review):
    grant = ReviewGrantFactory(content_object=review)
    browser = sign_in(grant.user)
    assert browser.get(review.get_absolute_url()).status_code == 200

    ReviewGrant.objects.update(revoked_at=clock.now(), revoked_by=lead)

    assert browser.get(review.get_absolute_url()).status_code == 404


def test_f14_guardian_is_one_whose_known_faults_are_mended():
    assert tuple(int(part) for part in version("django-guardian").split(".")[:3]) >= (3, 5, 2)
