"""Makers of deaths, panel meetings and what the panel found. Nobody real is behind any row."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cdop import models
from partners.models import Role
from tests.factories.partners import AgencyFactory, AreaFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.leaks import SENTINEL
from tests.world import thing


class DeathFactory(DjangoModelFactory):
    class Meta:
        model = models.Death

    partnership = factory.SubFactory(PartnershipFactory)
    number = factory.Sequence(lambda n: f"2019-{n + 1:03}")
    area = factory.SubFactory(AreaFactory)
    died_on = date(2019, 6, 3)
    notified_on = date(2019, 6, 4)
    age_band = models.AgeBand.NEONATAL
    expected = False
    joint_agency_response = False


class PanelMeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.PanelMeeting

    partnership = factory.SubFactory(PartnershipFactory)
    held_on = factory.Sequence(lambda n: date.fromordinal(date(2020, 1, 6).toordinal() + n))


class PanelSeatFactory(DjangoModelFactory):
    class Meta:
        model = models.PanelSeat

    meeting = factory.SubFactory(PanelMeetingFactory)
    person = factory.SubFactory(UserFactory)


class PanelReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.PanelReview

    meeting = factory.SubFactory(PanelMeetingFactory)
    death = factory.SubFactory(
        DeathFactory, partnership=factory.SelfAttribute("..meeting.partnership")
    )
    reviewed_on = factory.SelfAttribute("meeting.held_on")
    modifiable = models.PanelReview.Modifiable.NO


class FactorFactory(DjangoModelFactory):
    class Meta:
        model = models.Factor

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Factor {n}")


class ReviewFactorFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewFactor

    panel_review = factory.SubFactory(PanelReviewFactory)
    factor = factory.SubFactory(FactorFactory)
    relevance = models.ReviewFactor.Relevance.MAY_HAVE


class ConflictFactory(DjangoModelFactory):
    class Meta:
        model = models.ConflictOfInterest

    death = factory.SubFactory(DeathFactory)
    person = factory.SubFactory(UserFactory)
    reason = f"Cared for the child {SENTINEL}"


class CdopFactFactory(DjangoModelFactory):
    class Meta:
        model = models.CdopFact

    partnership = factory.SubFactory(PartnershipFactory)
    year = "2019-20"
    kind = models.CdopFact.Kind.FACT
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Fact {n}")


class AgencyConflictFactory(ConflictFactory):
    person = None
    agency = factory.SubFactory(AgencyFactory)
    declared_by = factory.SubFactory(UserFactory)


def coordinator(partnership):
    """Somebody who coordinates the child death review of a partnership."""
    return StandingFactory(role=Role.CDOP_COORDINATOR, partnership=partnership).person


def panel_member(partnership):
    return StandingFactory(role=Role.PANEL_MEMBER, partnership=partnership).person


@thing("death_id")
def death(world):
    return DeathFactory(partnership=world.partnership)


@thing("death_conflict_id")
def conflict(world):
    return ConflictFactory(death__partnership=world.partnership)


@thing("panel_meeting_id")
def panel_meeting(world):
    return PanelMeetingFactory(partnership=world.partnership)


@thing("panel_review_id")
def panel_review(world):
    return PanelReviewFactory(
        meeting__partnership=world.partnership, death__partnership=world.partnership
    )
