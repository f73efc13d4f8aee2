"""Makers of providers, contracts, observations and change notices."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import PartnershipFactory
from tests.factories.training import SessionFactory
from tests.world import thing
from training.models import (
    Change,
    Contract,
    Delivery,
    Improvement,
    Measure,
    MeasureCheck,
    Observation,
    Provider,
)


class ProviderFactory(DjangoModelFactory):
    class Meta:
        model = Provider

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Provider {n}")
    contact = "Office"
    address = factory.Sequence(lambda n: f"office{n}@provider.example")


class ImprovementFactory(DjangoModelFactory):
    class Meta:
        model = Improvement

    partnership = factory.SubFactory(PartnershipFactory)
    provider = factory.SubFactory(
        ProviderFactory, partnership=factory.SelfAttribute("..partnership")
    )
    kind = "delivery"
    text = "Leave more time for practice"
    because = "People rated the pace as fair"
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=60))


@thing("improvement_id")
def improvement(world):
    return ImprovementFactory(partnership=world.partnership)


class ContractFactory(DjangoModelFactory):
    class Meta:
        model = Contract

    provider = factory.SubFactory(ProviderFactory)
    title = "Neglect, 12 days a year"
    route = "quotes"
    need = "Two reviews found neglect seen late."
    why = "Best value."
    awarded_on = factory.LazyFunction(clock.today)
    starts_on = factory.LazyFunction(clock.today)
    ends_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=365))


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    contract = factory.SubFactory(ContractFactory)
    order = 1
    text = "Handouts reach people before the day."


class MeasureCheckFactory(DjangoModelFactory):
    class Meta:
        model = MeasureCheck

    measure = factory.SubFactory(MeasureFactory)
    checked_on = factory.LazyFunction(clock.today)
    outcome = "met"


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = Observation

    session = factory.SubFactory(SessionFactory)
    role = "member of the training group"
    observed_on = factory.LazyFunction(clock.today)
    score = 3
    well = "Clear and kind."


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = Change

    partnership = factory.SubFactory(PartnershipFactory)
    kind = "law"
    title = factory.Sequence(lambda n: f"Change {n}")
    text = "Say that the duty is new."
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=30))


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    change = factory.SubFactory(ChangeFactory)
    provider = factory.SubFactory(
        ProviderFactory, partnership=factory.SelfAttribute("..change.partnership")
    )


@thing("provider_id")
def provider(world):
    return ProviderFactory(partnership=world.partnership)


@thing("measure_id")
def measure(world):
    return MeasureFactory(contract__provider__partnership=world.partnership)


@thing("change_id")
def change(world):
    return DeliveryFactory(change__partnership=world.partnership).change


@thing("change_token")
def change_token(world):
    return DeliveryFactory(change__partnership=world.partnership).token
