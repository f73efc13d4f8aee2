"""Makers of files: what happened, to whom, and who they are."""

import factory
from factory.django import DjangoModelFactory

from reviews import models
from tests.factories.partners import PartnershipFactory
from tests.factories.reviews import ReviewFactory
from tests.leaks import SENTINEL


class FileFactory(ReviewFactory):
    """A file as a referral opens it, without what was referred."""

    title = factory.Sequence(lambda n: f"2020-{n + 100:03}")
    kind = models.Review.Kind.REFERRAL
    law = models.Review.Law.NEW


class IncidentFactory(DjangoModelFactory):
    class Meta:
        model = models.Incident

    review = factory.SubFactory(FileFactory)
    route = models.Incident.Route.CRITERIA
    summary = f"What happened, written by {SENTINEL}"


class ChildFactory(DjangoModelFactory):
    class Meta:
        model = models.Child

    review = factory.LazyFunction(lambda: IncidentFactory().review)
    order = 1
    pseudonym = factory.LazyAttribute(lambda child: f"Child {'ABCD'[child.order - 1]}")


def identified(child, **who):
    """Seal who a child is."""
    identity = models.Identity(**{"name": f"Kim {SENTINEL}", **who})
    sealed = models.sealed_for(child, identity)
    return models.SubjectIdentity.objects.create(child=child, sealed=sealed)


def opened(partnership=None, **facts):
    """A file with its incident, in one partnership."""
    partnership = partnership or PartnershipFactory()
    return IncidentFactory(review__partnership=partnership, **facts).review
