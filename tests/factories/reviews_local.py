"""Makers of local reviews, and of what is said and asked before and while they run."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from partners.models import Role
from portal import clock
from reviews import models
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.leaks import SENTINEL
from tests.world import thing


class LocalReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.LocalReview

    review = factory.SubFactory(ReviewFactory)
    decided_on = date(2020, 3, 2)
    reason = f"Two agencies worked past one another about {SENTINEL}"
    decided_by = factory.SubFactory(UserFactory)


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = models.Pause

    local_review = factory.SubFactory(LocalReviewFactory)
    proceedings = models.Pause.Proceedings.CRIMINAL
    reason = f"The trial of {SENTINEL}"
    began_on = date(2020, 4, 1)
    began_by = factory.SubFactory(UserFactory)


class DelayNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.DelayNote

    local_review = factory.SubFactory(LocalReviewFactory)
    told_on = date(2020, 9, 1)
    reasons = f"The trial of {SENTINEL}"
    meanwhile = f"Training about {SENTINEL}"
    by = factory.SubFactory(UserFactory)


class ScrutineerEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.ScrutineerEntry

    local_review = factory.SubFactory(LocalReviewFactory)
    view = models.ScrutineerEntry.View.SUPPORTS
    text = f"No agency decides about its own work with {SENTINEL}"
    by = factory.SubFactory(UserFactory)


class AgencyDeclarationFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyDeclaration

    local_review = factory.SubFactory(LocalReviewFactory)
    agency = factory.SubFactory(AgencyFactory)
    told = f"Work with families in 2019 {SENTINEL}"
    asked_by = factory.SubFactory(UserFactory)

    class Params:
        answered = factory.Trait(
            answer="none",
            answered_by=factory.SubFactory(UserFactory),
            answered_at=factory.LazyFunction(clock.now),
        )


class ReviewerFactory(DjangoModelFactory):
    class Meta:
        model = models.Reviewer

    local_review = factory.SubFactory(LocalReviewFactory)
    person = factory.SubFactory(UserFactory)
    grant = factory.SubFactory(
        ReviewGrantFactory,
        user=factory.SelfAttribute("..person"),
        content_object=factory.SelfAttribute("..local_review.review"),
    )
    terms = f"Thirty days; asks about {SENTINEL}"
    knowledge = "Has led reviews elsewhere"
    independence = "Lives and works elsewhere"
    engaged_on = date(2020, 3, 9)
    ends_on = factory.LazyFunction(lambda: max(clock.today(), date(2020, 3, 9)) + timedelta(30))
    appointed_by = factory.SubFactory(UserFactory)


class KeyLineFactory(DjangoModelFactory):
    class Meta:
        model = models.KeyLine

    local_review = factory.SubFactory(LocalReviewFactory)
    text = factory.Sequence(lambda n: f"Who saw {SENTINEL} at home ({n})?")
    added_by = factory.SubFactory(UserFactory)


class ProgressRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgressRequest

    local_review = factory.SubFactory(LocalReviewFactory)
    asked = f"How far is the work on {SENTINEL}?"
    due_on = date(2020, 10, 1)
    asked_by = factory.SubFactory(UserFactory)


def scrutineer_let_in(local):
    """The scrutineer of the partnership, to whom the file was opened by name."""
    person = StandingFactory(role=Role.SCRUTINEER, partnership=local.review.partnership).person
    ReviewGrantFactory(content_object=local.review, user=person, reason="Scrutineer")
    return person


def ready_to_commission(local):
    """All that must be said before a local review is commissioned has been said."""
    ScrutineerEntryFactory(local_review=local)
    AgencyDeclarationFactory(local_review=local, answered=True)
    return local


@thing("local_review_id")
def local_review(world):
    local = LocalReviewFactory(review__partnership=world.partnership)
    models.Publication.objects.create(review=local.review)
    return local


@thing("agency_declaration_id")
def agency_declaration(world):
    local = LocalReviewFactory(review__partnership=world.partnership)
    return AgencyDeclarationFactory(local_review=local, agency=world.agency)


@thing("reviewer_id")
def reviewer(world):
    return ReviewerFactory(local_review__review__partnership=world.partnership)


@thing("key_line_id")
def key_line(world):
    return KeyLineFactory(local_review__review__partnership=world.partnership)


@thing("progress_request_id")
def progress_request(world):
    return ProgressRequestFactory(local_review__review__partnership=world.partnership)
