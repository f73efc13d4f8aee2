"""Makers of certificates."""

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import PartnershipFactory
from tests.factories.training import BookingFactory
from tests.world import thing
from training.models import Certificate, CertificatePolicy


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    booking = factory.SubFactory(BookingFactory, status="attended", session__status="delivered")
    name = factory.SelfAttribute("booking.delegate")
    course = factory.SelfAttribute("booking.session.course.title")
    held_on = factory.LazyFunction(clock.today)


class CertificatePolicyFactory(DjangoModelFactory):
    class Meta:
        model = CertificatePolicy

    partnership = factory.SubFactory(PartnershipFactory)
    after_evaluation = True


@thing("certificate_id")
def certificate(world):
    return CertificateFactory(
        booking__session__course__partnership=world.partnership, booking__agency=world.agency
    )
