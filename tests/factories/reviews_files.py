"""Makers of files: what happened, to whom, and who they are."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from partners.models import Role
from portal import clock
from reviews import models
from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory
from tests.leaks import SENTINEL
from tests.world import thing


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


class ScreeningFactory(DjangoModelFactory):
    class Meta:
        model = models.Screening

    review = factory.LazyFunction(lambda: IncidentFactory().review)
    asked_on = date(2020, 9, 1)


class CriterionAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.CriterionAnswer

    screening = factory.SubFactory(ScreeningFactory)
    key = "sin.abuse"


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = models.Notification

    review = factory.LazyFunction(lambda: IncidentFactory().review)
    to = models.Notification.To.PANEL
    sent_on = date(2020, 9, 4)
    sent_by = "Duty manager, the council"
    what = "The online form, with all its sections"


class AgencyGrantFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyGrant

    review = factory.SubFactory(FileFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = Role.AGENCY_LEAD
    reason = "Named contact of the agency"
    granted_by = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))


class EmergencyFactory(DjangoModelFactory):
    class Meta:
        model = models.Emergency

    review = factory.SubFactory(FileFactory)
    person = factory.SubFactory(UserFactory)
    reason = "A child may be at risk tonight"
    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(hours=1))
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(hours=1))


class IdentityOpeningFactory(DjangoModelFactory):
    class Meta:
        model = models.IdentityOpening

    child = factory.SubFactory(ChildFactory)
    reason = "To fill in the national form"
    opened_by = factory.SubFactory(UserFactory)


def of_world(world):
    """The review of the world, which a referral opened and nobody has screened."""
    world.answer("review_id")
    return world.made["review_id"]


@thing("child_id")
def child(world):
    made = ChildFactory(review=of_world(world))
    identified(made)
    return made


@thing("review_emergency_id")
def emergency(world):
    return EmergencyFactory(review=of_world(world))


@thing("review_agency_grant_id")
def agency_grant(world):
    return AgencyGrantFactory(review=of_world(world))
