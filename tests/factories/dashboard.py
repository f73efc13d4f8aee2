"""Makers of tiles, work programmes, risks and reports."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from dashboard import models
from portal import clock
from tests.factories.partners import PartnershipFactory
from tests.factories.portal import UserFactory
from tests.world import thing


class LegendFactory(DjangoModelFactory):
    class Meta:
        model = models.Legend

    partnership = factory.SubFactory(PartnershipFactory)
    colour = "green"
    meaning = "On track"


class DashboardNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.DashboardNote

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.DashboardNote.Kind.AGGREGATE_RULE
    text = "Each colour is a judgement over all elements."


class TileFactory(DjangoModelFactory):
    class Meta:
        model = models.Tile

    partnership = factory.SubFactory(PartnershipFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Tile {n}")


class ElementFactory(DjangoModelFactory):
    class Meta:
        model = models.Element

    tile = factory.SubFactory(TileFactory)
    name = factory.Sequence(lambda n: f"Element {n}")


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = models.Rating

    tile = factory.SubFactory(TileFactory)
    colour = "amber"
    on = "2020-07"
    reason = "Half of the work is done."


class WorkProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = models.WorkProgramme

    partnership = factory.SubFactory(PartnershipFactory)
    title = "Work programme"
    date_from = "2020-07"
    date_to = "2021-03"


class ProgrammeRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeRow

    programme = factory.SubFactory(WorkProgrammeFactory)
    tile = factory.SubFactory(
        TileFactory, partnership=factory.SelfAttribute("..programme.partnership")
    )
    order = factory.Sequence(lambda n: n + 1)
    heading = factory.SelfAttribute("tile.name")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    row = factory.SubFactory(ProgrammeRowFactory)
    n = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Outcome {n}")


class ProgrammeActionFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeAction

    row = factory.SubFactory(ProgrammeRowFactory)
    n = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Action {n}")


class ProgrammeMilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeMilestone

    row = factory.SubFactory(ProgrammeRowFactory)
    n = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Milestone {n}")


class LeadRoleFactory(DjangoModelFactory):
    class Meta:
        model = models.LeadRole

    row = factory.SubFactory(ProgrammeRowFactory)
    role = "Statutory partners"


class ProgressNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgressNote

    row = factory.SubFactory(ProgrammeRowFactory)
    on = "2020-07"
    text = "In progress."


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = models.Risk

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Risk {n}")


class RiskReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.RiskReview

    risk = factory.SubFactory(RiskFactory)
    on = "2020-07"
    text = "No change."


class ReportEditionFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportEdition

    partnership = factory.SubFactory(PartnershipFactory)
    title = "Annual Report 2020"
    period = "2019-20"
    start = date(2019, 4, 1)
    end = date(2020, 3, 31)
    as_at = "2020-07"


class ReportSectionFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportSection

    edition = factory.SubFactory(ReportEditionFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Section {n}")
    feeds = models.ReportSection.Feed.INTRODUCTION


class PassageFactory(DjangoModelFactory):
    class Meta:
        model = models.Passage

    section = factory.SubFactory(ReportSectionFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Passage {n}")


class SignOffFactory(DjangoModelFactory):
    class Meta:
        model = models.SignOff

    edition = factory.SubFactory(ReportEditionFactory)
    capacity = models.SignOff.Capacity.SCRUTINEER
    by = factory.SubFactory(UserFactory)
    seal = "0" * 64
    signed_at = factory.LazyFunction(clock.now)


@thing("tile_id")
def tile(world):
    return TileFactory(partnership=world.partnership)


@thing("programme_id")
def programme(world):
    return WorkProgrammeFactory(partnership=world.partnership)


@thing("programme_row_id")
def programme_row(world):
    return ProgrammeRowFactory(programme__partnership=world.partnership)


@thing("risk_id")
def risk(world):
    return RiskFactory(partnership=world.partnership)


@thing("report_id")
def report(world):
    return ReportEditionFactory(partnership=world.partnership)
