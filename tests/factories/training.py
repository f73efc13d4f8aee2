"""Makers of courses, sessions, places and ratings."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.world import thing
from training.models import Booking, Course, Rating, Session, TrainingNote
from training.models.states import KEPT


def in_two_days():
    return clock.now() + timedelta(hours=48)


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Course {n}")


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    course = factory.SubFactory(CourseFactory)
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))
    venue = factory.Sequence(lambda n: f"Room {n}")
    places = 20


class BookingFactory(DjangoModelFactory):
    class Meta:
        model = Booking

    session = factory.SubFactory(SessionFactory)
    agency = factory.SubFactory(AgencyFactory)
    delegate = factory.Sequence(lambda n: f"Delegate {n}")
    status = "booked"
    kept_until = factory.LazyAttribute(lambda one: in_two_days() if one.status in KEPT else None)
    waiting_since = factory.LazyAttribute(
        lambda one: clock.now() if one.status == "waiting" else None
    )


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = Rating

    booking = factory.SubFactory(BookingFactory, status="attended", session__status="delivered")
    score = "good"
    returned_on = factory.LazyFunction(clock.today)


class TrainingNoteFactory(DjangoModelFactory):
    class Meta:
        model = TrainingNote

    partnership = factory.SubFactory(PartnershipFactory)
    kind = "fact"
    order = 1
    text = "Courses are open to everybody."
    in_report = True


@thing("course_id")
def course(world):
    return CourseFactory(partnership=world.partnership)


@thing("session_id")
def session(world):
    session = SessionFactory(course__partnership=world.partnership)
    BookingFactory(session=session)
    return session


@thing("booking_id")
def booking(world):
    world.answer("session_id")
    return BookingFactory(session=world.made["session_id"], agency=world.agency)
