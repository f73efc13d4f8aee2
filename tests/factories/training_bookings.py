"""Makers of what stands around a booking: teams, rules, approvals, needs."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.world import thing
from training.models import (
    AgencyTerms,
    Approval,
    BookingRules,
    Need,
    Suggestion,
    TeamBooking,
    Turn,
)
from training.models.approvals import fresh_salt, hash_of, token_of
from training.models.needs import sealed


class WaitingFactory(BookingFactory):
    """Somebody who waits for a place."""

    status = "waiting"


class KeptFactory(BookingFactory):
    """A place that is kept until a moment: offered, unless something else is said."""

    status = "offered"


class TeamBookingFactory(DjangoModelFactory):
    class Meta:
        model = TeamBooking

    session = factory.SubFactory(SessionFactory)
    agency = factory.SubFactory(AgencyFactory)
    booked_by = factory.SubFactory(UserFactory)


class BookingRulesFactory(DjangoModelFactory):
    class Meta:
        model = BookingRules

    partnership = factory.SubFactory(PartnershipFactory)
    from_day = date(2020, 1, 1)


class AgencyTermsFactory(DjangoModelFactory):
    class Meta:
        model = AgencyTerms

    agency = factory.SubFactory(AgencyFactory)
    partnership = factory.SubFactory(PartnershipFactory)


class ApprovalFactory(DjangoModelFactory):
    class Meta:
        model = Approval

    booking = factory.SubFactory(KeptFactory, status="applied")
    salt = factory.LazyFunction(fresh_salt)
    token_hash = factory.LazyAttribute(lambda one: hash_of(token_of(one.salt)))


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    booking = factory.SubFactory(BookingFactory)
    sealed = factory.LazyAttribute(
        lambda one: sealed(one.booking, access="A hearing loop", diet="Vegan")
    )


class TurnFactory(DjangoModelFactory):
    class Meta:
        model = Turn

    booking = factory.SubFactory(WaitingFactory)
    what = "joined"


@thing("approval_id")
def approval(world):
    session = SessionFactory(course__partnership=world.partnership)
    return ApprovalFactory(booking__session=session, booking__agency=world.agency)


@thing("approval_token")
def approval_token(world):
    session = SessionFactory(course__partnership=world.partnership)
    return token_of(ApprovalFactory(booking__session=session, booking__agency=world.agency).salt)


@thing("team_id")
def team(world):
    session = SessionFactory(course__partnership=world.partnership)
    return TeamBookingFactory(session=session, agency=world.agency)


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    partnership = factory.SubFactory(PartnershipFactory)
    text = factory.Sequence(lambda n: f"Show places left in list {n}")


@thing("suggestion_id")
def suggestion(world):
    return SuggestionFactory(partnership=world.partnership)
