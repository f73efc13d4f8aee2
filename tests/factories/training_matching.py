"""Makers of what was said of whose bookings they are."""

import factory
from factory.django import DjangoModelFactory

from tests.factories.training import BookingFactory
from training.models import Matching


class MatchingFactory(DjangoModelFactory):
    class Meta:
        model = Matching

    booking = factory.SubFactory(BookingFactory, status="attended")
    found = False
    name = "Somebody Who Looked"
