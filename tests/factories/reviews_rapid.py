"""Makers of rapid reviews, of what agencies are asked, and of signatures."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partners.models import AgencyStatus, Role
from portal import clock
from reviews import models
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory

Said = models.Said


class RapidReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidReview

    review = factory.SubFactory(ReviewFactory, kind=models.Review.Kind.RAPID, law="new")
    aware_on = date(2020, 8, 26)
    notified_on = date(2020, 8, 28)
    counts_from = models.ClockStart.NOTIFIED
    opened_by = factory.SubFactory(UserFactory)


class RapidRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidRule


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Signature

    review = factory.SubFactory(ReviewFactory)
    paper = models.Signature.Paper.RAPID
    capacity = models.Signature.Capacity.PARTNER
    agency = factory.SubFactory(AgencyFactory)
    by = factory.SubFactory(UserFactory)
    seal = "0" * 64
    signed_at = factory.LazyFunction(clock.now)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewDecision

    review = factory.SubFactory(ReviewFactory)
    whose = models.ReviewDecision.Whose.LOCAL
    outcome = models.ReviewDecision.Outcome.NO_REVIEW
    decided_on = date(2020, 9, 10)
    deciders = "The three delegated safeguarding partners"
    reasons = "The actions answer what was learned"
    scrutineer_said = "Agreed with the reasons"
    recorded_by = factory.SubFactory(UserFactory)


def statutory_partner(review):
    """A statutory safeguarding partner of the partnership of a case."""
    status = AgencyStatus.Status.STATUTORY
    return AgencyStatusFactory(partnership=review.partnership, status=status).agency


def signatory(review, agency=None, role=Role.EXECUTIVE):
    """An executive of an agency, or the scrutineer, let in to the case by name."""
    agency = agency or AgencyFactory()
    person = StandingFactory(role=role, agency=agency, partnership=review.partnership).person
    ReviewGrantFactory(content_object=review, user=person)
    return person
