"""Makers of what surrounds courses and sessions: levels, origins, parts, shared services."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from partners.models import ServiceShare, SharedService
from tests.factories.partners import PartnershipFactory, SharedServiceFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.world import thing
from training.models import (
    Conference,
    CourseLevel,
    CourseOrigin,
    DateAlert,
    FollowUp,
    OriginKind,
    PartMark,
    ProgrammeCourse,
    ProgrammeItem,
    ProgrammeYear,
    SessionPart,
    TrainingNeed,
)
from training.models.alerts import fresh_salt, hash_of, token_of


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


class DateAlertFactory(DjangoModelFactory):
    """An open alert of an address that is not confirmed yet."""

    class Meta:
        model = DateAlert

    course = factory.SubFactory(CourseFactory)
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    token_hash = factory.LazyAttribute(lambda alert: hash_of(token_of(alert.salt)))
    salt = factory.LazyFunction(fresh_salt)


class TrainingNeedFactory(DjangoModelFactory):
    class Meta:
        model = TrainingNeed

    partnership = factory.SubFactory(PartnershipFactory)
    text = factory.Sequence(lambda n: f"How to ask about thing {n}")
    kind = OriginKind.PRACTICE
    raised_on = date(2020, 5, 1)


class ProgrammeYearFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeYear

    partnership = factory.SubFactory(PartnershipFactory)
    begins_on = factory.Sequence(lambda n: date(2020 + n % 70, 4, 1))


class ProgrammeCourseFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeCourse

    programme = factory.SubFactory(ProgrammeYearFactory)
    course = factory.SubFactory(
        CourseFactory, partnership=factory.SelfAttribute("..programme.partnership")
    )
    sessions = 4


class ConferenceFactory(DjangoModelFactory):
    class Meta:
        model = Conference

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Conference {n}")
    expected = "2021-06"


class ProgrammeItemFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    conference = factory.SubFactory(ConferenceFactory)
    at = "09:30"
    title = factory.Sequence(lambda n: f"Talk {n}")


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    conference = factory.SubFactory(ConferenceFactory)
    title = factory.Sequence(lambda n: f"Guide {n}")


class TrainingServiceFactory(SharedServiceFactory):
    kind = SharedService.Kind.TRAINING


class ServiceShareFactory(DjangoModelFactory):
    class Meta:
        model = ServiceShare

    service = factory.SubFactory(TrainingServiceFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    since = date(2019, 8, 1)


@thing("origin_id")
def origin(world):
    world.answer("course_id")
    return CourseOriginFactory(course=world.made["course_id"])


@thing("part_id")
def part(world):
    world.answer("session_id")
    return SessionPartFactory(session=world.made["session_id"])


@thing("alert_token")
def alert_token(world):
    return DateAlertFactory(course__partnership=world.partnership).token


@thing("need_id")
def need(world):
    return TrainingNeedFactory(partnership=world.partnership)


@thing("training_year_id")
def training_year(world):
    return ProgrammeYearFactory(partnership=world.partnership)


@thing("year_course_id")
def year_course(world):
    world.answer("training_year_id")
    return ProgrammeCourseFactory(programme=world.made["training_year_id"])


@thing("conference_id")
def conference(world):
    return ConferenceFactory(partnership=world.partnership)


@thing("item_id")
def item(world):
    world.answer("conference_id")
    return ProgrammeItemFactory(conference=world.made["conference_id"])


@thing("follow_up_id")
def follow_up(world):
    world.answer("conference_id")
    return FollowUpFactory(conference=world.made["conference_id"])


class PartMarkFactory(DjangoModelFactory):
    """Somebody came to a part of their session."""

    class Meta:
        model = PartMark

    part = factory.SubFactory(SessionPartFactory)
    booking = factory.SubFactory(BookingFactory, session=factory.SelfAttribute("..part.session"))
    mark = "attended"
