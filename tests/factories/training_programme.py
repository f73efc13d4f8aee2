"""Makers of what surrounds courses and sessions: levels, origins, parts, shared services."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from partners.models import ServiceShare, SharedService
from tests.factories.partners import PartnershipFactory, SharedServiceFactory
from tests.factories.training import CourseFactory, SessionFactory
from training.models import CourseLevel, CourseOrigin, OriginKind, SessionPart


class CourseLevelFactory(DjangoModelFactory):
    class Meta:
        model = CourseLevel

    partnership = factory.SubFactory(PartnershipFactory)
    code = factory.Sequence(lambda n: f"Level {n}")
    name = "People in regular contact with children"
    since = date(2018, 4, 1)


class CourseOriginFactory(DjangoModelFactory):
    class Meta:
        model = CourseOrigin

    course = factory.SubFactory(CourseFactory)
    kind = OriginKind.PRACTICE
    title = factory.Sequence(lambda n: f"Question {n} from practice")


class SessionPartFactory(DjangoModelFactory):
    class Meta:
        model = SessionPart

    session = factory.SubFactory(SessionFactory)
    order = factory.Sequence(lambda n: n + 1)
    starts_at = factory.LazyAttribute(lambda part: part.session.starts_at)
    ends_at = factory.LazyAttribute(lambda part: part.starts_at + timedelta(hours=3))


class TrainingServiceFactory(SharedServiceFactory):
    kind = SharedService.Kind.TRAINING


class ServiceShareFactory(DjangoModelFactory):
    class Meta:
        model = ServiceShare

    service = factory.SubFactory(TrainingServiceFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    since = date(2019, 8, 1)
