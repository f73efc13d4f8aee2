"""Makers of sessions whose register is open, and of what becomes of registers."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.training import BookingFactory, SessionFactory
from training.models import Closing, Correction, WalkIn


class TodaysSessionFactory(SessionFactory):
    """A session whose day has come: its register is open."""

    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(minutes=5))


class ClosingFactory(DjangoModelFactory):
    class Meta:
        model = Closing

    session = factory.SubFactory(TodaysSessionFactory, status="delivered")
    name = "Somebody Who Closed"


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = Correction

    booking = factory.SubFactory(BookingFactory, status="attended", session__status="delivered")
    was = "absent"
    became = "attended"
    because = "Signed the paper list."
    name = "Somebody Who Corrected"


class WalkInFactory(DjangoModelFactory):
    class Meta:
        model = WalkIn

    booking = factory.SubFactory(BookingFactory, status="attended")
