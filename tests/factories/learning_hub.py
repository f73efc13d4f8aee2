"""Makers of what the learning hub keeps."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from learning_hub import models
from portal import clock
from tests.factories.partners import AgencyFactory, AreaFactory, PartnershipFactory
from tests.factories.portal import UserFactory
from tests.world import thing


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    name = factory.Sequence(lambda n: f"Theme {n}")


class LearningPointFactory(DjangoModelFactory):
    class Meta:
        model = models.LearningPoint
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    text = factory.Sequence(lambda n: f"Ask who else is at home: point {n}")
    source_kind = models.LearningPoint.Source.PRACTICE
    year = "2019-20"
    written_by = factory.SubFactory(UserFactory)

    class Params:
        checked = factory.Trait(
            status=models.LearningPoint.Status.CHECKED,
            checked_by=factory.SubFactory(UserFactory),
            checked_at=factory.LazyFunction(clock.now),
        )
        shared = factory.Trait(
            status=models.LearningPoint.Status.SHARED,
            checked_by=factory.SubFactory(UserFactory),
            checked_at=factory.LazyFunction(clock.now),
        )

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        if create and extracted:
            self.themes.set(extracted)


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Resource

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Toolkit {n}")
    kind = models.Resource.Kind.TOOLKIT
    status = models.Resource.Status.PUBLISHED
    published = "2019-10"


class HubNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.HubNote

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.HubNote.Kind.PURPOSE
    order = factory.Sequence(int)
    text = factory.Sequence(lambda n: f"Note {n}")


class CycleFactory(DjangoModelFactory):
    class Meta:
        model = models.Cycle

    partnership = factory.SubFactory(PartnershipFactory)
    order = factory.Sequence(lambda n: n + 1)
    theme = factory.Sequence(lambda n: f"Subject {n}")


class StageFactory(DjangoModelFactory):
    class Meta:
        model = models.Stage

    cycle = factory.SubFactory(CycleFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Step {n}")


class CycleEventFactory(DjangoModelFactory):
    class Meta:
        model = models.CycleEvent

    cycle = factory.SubFactory(CycleFactory)
    held = "2020-02"
    title = factory.Sequence(lambda n: f"Event {n}")


class AuditFactory(DjangoModelFactory):
    class Meta:
        model = models.Audit

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Audit {n}")
    kind = "multi-agency themed audit"
    area = factory.SubFactory(AreaFactory)
    year = "2019-20"
    status = models.Audit.Status.COMPLETE


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = models.Finding

    audit = factory.SubFactory(AuditFactory)
    text = factory.Sequence(lambda n: f"Finding {n}")


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.Recommendation

    audit = factory.SubFactory(AuditFactory, partnership=factory.SelfAttribute("..partnership"))
    partnership = factory.SubFactory(PartnershipFactory)
    to = factory.SubFactory(AgencyFactory)
    text = factory.Sequence(lambda n: f"Do better {n}")


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Indicator {n}")
    unit = models.Indicator.Unit.COUNT
    polarity = models.Indicator.Polarity.NEITHER
    kind = models.Indicator.Kind.FLOW
    frequency = models.Indicator.Frequency.YEAR


class ValueFactory(DjangoModelFactory):
    class Meta:
        model = models.Value

    indicator = factory.SubFactory(IndicatorFactory)
    starts_on = factory.Sequence(lambda n: date(2019 + n % 5, 4, 1))
    ends_on = factory.LazyAttribute(lambda value: date(value.starts_on.year + 1, 3, 31))
    period = factory.LazyAttribute(
        lambda value: f"{value.starts_on.year}-{value.ends_on.year % 100:02d}"
    )
    area = factory.SubFactory(AreaFactory)
    value = Decimal(40)


class ConferenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Conference

    partnership = factory.SubFactory(PartnershipFactory)
    area = factory.SubFactory(AreaFactory)
    held_on = date(2018, 6, 4)
    kind = models.Conference.Kind.INITIAL
    children_count = 2


@thing("learning_point_id")
def learning_point(world):
    return LearningPointFactory(partnership=world.partnership, shared=True)


@thing("audit_id")
def audit(world):
    return AuditFactory(partnership=world.partnership)


@thing("cycle_id")
def cycle(world):
    return CycleFactory(partnership=world.partnership)


@thing("stage_id")
def stage(world):
    return StageFactory(cycle__partnership=world.partnership)


@thing("resource_id")
def resource(world):
    return ResourceFactory(partnership=world.partnership, public=True)


@thing("indicator_id")
def indicator(world):
    return IndicatorFactory(partnership=world.partnership)


@thing("recommendation_id")
def recommendation(world):
    return RecommendationFactory(partnership=world.partnership, to=world.agency)
