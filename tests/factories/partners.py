"""Makers of partnerships, agencies and everything people in them keep."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partners import models
from partners.models import Role
from partners.models.invitations import fresh_salt, hash_of, lapses_from, token_of
from portal import clock
from tests.factories.portal import UserFactory
from tests.world import thing


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = models.Area

    name = factory.Sequence(lambda n: f"Area {n}")
    kind = models.Area.Kind.COUNCIL


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Partnership

    name = factory.Sequence(lambda n: f"Safeguarding Children Partnership {n}")
    short_name = factory.Sequence(lambda n: f"SCP{n}")
    live_from = date(2019, 8, 1)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = models.Agency

    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = models.Agency.Kind.COUNCIL
    sector = models.Agency.Sector.COUNCIL


class AgencyStatusFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyStatus

    agency = factory.SubFactory(AgencyFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    status = models.AgencyStatus.Status.STATUTORY


class StandingFactory(DjangoModelFactory):
    class Meta:
        model = models.Standing

    person = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    role = Role.PRACTITIONER
    since = date(2019, 8, 1)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = models.Post

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Post {n}")


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Appointment

    post = factory.SubFactory(PostFactory)
    holder_title = factory.Sequence(lambda n: f"Director {n}")


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = models.Group

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Group {n}")
    kind = models.Group.Kind.SUBGROUP


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    group = factory.SubFactory(GroupFactory)
    held_on = factory.Sequence(lambda n: date.fromordinal(date(2020, 1, 6).toordinal() + n))


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = models.Priority

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Priority {n}")
    period = "2019-20"


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Milestone

    partnership = factory.SubFactory(PartnershipFactory)
    date = "2019-09"
    text = factory.Sequence(lambda n: f"Milestone {n}")


class BudgetYearFactory(DjangoModelFactory):
    class Meta:
        model = models.BudgetYear

    partnership = factory.SubFactory(PartnershipFactory)
    label = factory.Sequence(lambda n: f"{2019 + n}-{20 + n}")


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = models.Contribution

    budget_year = factory.SubFactory(BudgetYearFactory)
    payer = factory.Sequence(lambda n: f"Payer {n}")


class AgencyStatementFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyStatement

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    year = "2019-20"


class StatementPointFactory(DjangoModelFactory):
    class Meta:
        model = models.StatementPoint

    statement = factory.SubFactory(AgencyStatementFactory)
    part = models.StatementPoint.Part.DEVELOPMENTS
    text = factory.Sequence(lambda n: f"Point {n}")


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = models.Action

    partnership = factory.SubFactory(PartnershipFactory)
    owner = factory.SubFactory(AgencyFactory)
    text = factory.Sequence(lambda n: f"Do thing {n}")


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Decision

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Decision {n}")


class SharedServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.SharedService

    name = factory.Sequence(lambda n: f"Service {n}")


class ConsultationFactory(DjangoModelFactory):
    class Meta:
        model = models.Consultation

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Consultation {n}")


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = models.Comment

    consultation = factory.SubFactory(ConsultationFactory)
    contributor = factory.Sequence(lambda n: f"Head teacher ({n})")
    comment = factory.Sequence(lambda n: f"Comment {n}")


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = models.Invitation

    address = factory.Sequence(lambda n: f"invited{n}@example.org")
    name = factory.Sequence(lambda n: f"Invited {n}")
    agency = factory.SubFactory(AgencyFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    role = Role.PRACTITIONER
    invited_by = factory.LazyAttribute(
        lambda one: (
            StandingFactory(
                role=Role.AGENCY_LEAD, agency=one.agency, partnership=one.partnership
            ).person
        )
    )
    salt = factory.LazyFunction(fresh_salt)
    token_hash = factory.LazyAttribute(lambda one: hash_of(token_of(one.salt)))
    lapses_at = factory.LazyFunction(lambda: lapses_from(clock.wall_time()))


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = models.Claim

    person = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    job = "School nurse"


class AgencyDomainFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyDomain

    domain = factory.Sequence(lambda n: f"agency{n}.example")
    agency = factory.SubFactory(AgencyFactory)


class AccessReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.AccessReview

    partnership = factory.SubFactory(PartnershipFactory)
    started_by = factory.SubFactory(UserFactory)
    due_on = date(2031, 3, 31)


class AccessReviewPartFactory(DjangoModelFactory):
    class Meta:
        model = models.AccessReviewPart

    review = factory.SubFactory(AccessReviewFactory)
    agency = factory.SubFactory(AgencyFactory)


class AccessReviewLineFactory(DjangoModelFactory):
    class Meta:
        model = models.AccessReviewLine

    part = factory.SubFactory(AccessReviewPartFactory)
    standing = factory.LazyAttribute(
        lambda one: StandingFactory(agency=one.part.agency, partnership=one.part.review.partnership)
    )


@thing("partnership_id")
def partnership(world):
    return world.partnership


@thing("agency_id")
def agency(world):
    return AgencyStatusFactory(agency=world.agency, partnership=world.partnership).agency


@thing("group_id")
def group(world):
    return GroupFactory(partnership=world.partnership)


@thing("statement_id")
def statement(world):
    return AgencyStatementFactory(partnership=world.partnership, agency=world.agency)


@thing("action_id")
def action(world):
    return ActionFactory(partnership=world.partnership, owner=world.agency)


@thing("standing_id")
def standing(world):
    return StandingFactory(agency=world.agency, partnership=world.partnership)


@thing("person_id")
def person(world):
    return StandingFactory(agency=world.agency, partnership=world.partnership).person


@thing("invitation_id")
def invitation(world):
    return InvitationFactory(agency=world.agency, partnership=world.partnership)


@thing("invitation_token")
def invitation_token(world):
    return InvitationFactory(agency=world.agency, partnership=world.partnership).token


@thing("claim_id")
def claim(world):
    return ClaimFactory(agency=world.agency, partnership=world.partnership)


@thing("domain_id")
def domain(world):
    AgencyStatusFactory(agency=world.other_agency, partnership=world.partnership)
    return AgencyDomainFactory(agency=world.other_agency)


@thing("access_review_id")
def access_review(world):
    return AccessReviewFactory(partnership=world.partnership)


@thing("access_review_line_id")
def access_review_line(world):
    world.answer("access_review_id")
    part = AccessReviewPartFactory(review=world.made["access_review_id"], agency=world.agency)
    return AccessReviewLineFactory(part=part)
