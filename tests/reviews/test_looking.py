"""The list of reviews: nobody looks through it unseen."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from portal import audit
from portal.models import Sighting
from tests.factories.partners import PartnershipFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory

pytestmark = pytest.mark.django_db
LIST = reverse("reviews:review_list")


def looks():
    return list(Sighting.objects.values_list("what", "subject_id", "by"))


def test_opening_the_list_is_noted_once_for_each_partnership_in_it(sign_in, lead, partnership):
    ReviewFactory.create_batch(2, partnership=partnership)
    elsewhere = ReviewGrantFactory(
        content_object__partnership=PartnershipFactory(), user=lead
    ).content_object
    ReviewFactory(partnership=PartnershipFactory())

    sign_in(lead).get(LIST)

    assert looks() == [
        ("reviews.listed", partnership.pk, lead.pk),
        ("reviews.listed", elsewhere.partnership_id, lead.pk),
    ]
    assert {sighting.subject for sighting in Sighting.objects.all()} == {
        partnership,
        elsewhere.partnership,
    }
    assert audit.verify() == []


def test_a_list_that_shows_no_review_is_no_look(sign_in, lead):
    sign_in(lead).get(LIST)

    assert looks() == []


def test_the_list_is_not_served_when_the_sighting_cannot_be_written(
    sign_in, lead, review, monkeypatch
):
    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    with pytest.raises(DatabaseError):
        sign_in(lead).get(LIST)


def test_the_page_says_so(sign_in, lead, review):
    page = sign_in(lead).get(LIST).content.decode()

    assert "That you open this list, and each review in it, is written down." in page
