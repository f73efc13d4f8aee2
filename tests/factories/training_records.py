"""Makers of what agencies ask of their people, and of training they give themselves."""

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.factories.portal import UserFactory
from tests.factories.training import CourseFactory
from tests.world import thing
from training.models import AgencyTraining, Requirement


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = Requirement

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    course = factory.SubFactory(CourseFactory, partnership=factory.SelfAttribute("..partnership"))
    person = factory.SubFactory(UserFactory)
    job = "social worker"


class AgencyTrainingFactory(DjangoModelFactory):
    class Meta:
        model = AgencyTraining

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    title = factory.Sequence(lambda n: f"Own training {n}")
    held_on = factory.LazyFunction(clock.today)
    people = 12


@thing("requirement_id")
def requirement(world):
    return RequirementFactory(partnership=world.partnership, agency=world.agency)
