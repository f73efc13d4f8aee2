"""Makers of reports of training."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tests.factories.partners import GroupFactory, PartnershipFactory
from tests.world import thing
from training.models import TrainingGroup, TrainingReport, TrainingSignOff


class TrainingReportFactory(DjangoModelFactory):
    class Meta:
        model = TrainingReport

    partnership = factory.SubFactory(PartnershipFactory)
    year = 2019


class TrainingSignOffFactory(DjangoModelFactory):
    class Meta:
        model = TrainingSignOff

    report = factory.SubFactory(TrainingReportFactory)
    group = factory.SubFactory(
        GroupFactory, partnership=factory.SelfAttribute("..report.partnership")
    )
    seal = "0" * 64
    signed_on = "2020-07-01"


class TrainingGroupFactory(DjangoModelFactory):
    class Meta:
        model = TrainingGroup

    group = factory.SubFactory(GroupFactory)
    partnership = factory.SelfAttribute("group.partnership")
    kind = "operational"
    part = "Are courses given well?"
    since = date(2018, 4, 1)


@thing("training_group_id")
def training_group(world):
    return TrainingGroupFactory(group__partnership=world.partnership)


@thing("training_report_id")
def training_report(world):
    GroupFactory(partnership=world.partnership)
    return TrainingReportFactory(partnership=world.partnership)
