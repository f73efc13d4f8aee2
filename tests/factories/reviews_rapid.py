"""Makers of rapid reviews, of what agencies are asked, and of signatures."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partners.models import AgencyStatus, Role
from portal import clock
from reviews import models
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.leaks import SENTINEL
from tests.world import thing


class RapidReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidReview

    review = factory.SubFactory(ReviewFactory, kind=models.Review.Kind.RAPID, law="new")
    aware_on = date(2020, 8, 26)
    notified_on = date(2020, 8, 28)
    counts_from = models.ClockStart.NOTIFIED
    opened_by = factory.SubFactory(UserFactory)


class RapidRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidRule


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Signature

    review = factory.SubFactory(ReviewFactory)
    paper = models.Signature.Paper.RAPID
    capacity = models.Signature.Capacity.PARTNER
    agency = factory.SubFactory(AgencyFactory)
    by = factory.SubFactory(UserFactory)
    seal = "0" * 64
    signed_at = factory.LazyFunction(clock.now)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewDecision

    review = factory.SubFactory(ReviewFactory)
    whose = models.ReviewDecision.Whose.LOCAL
    outcome = models.ReviewDecision.Outcome.NO_REVIEW
    decided_on = date(2020, 9, 10)
    deciders = "The three delegated safeguarding partners"
    reasons = "The actions answer what was learned"
    scrutineer_said = "Agreed with the reasons"
    recorded_by = factory.SubFactory(UserFactory)


class RapidSectionFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidSection

    rapid = factory.SubFactory(RapidReviewFactory)
    code = "incident"


class CriterionTestFactory(DjangoModelFactory):
    class Meta:
        model = models.CriterionTest

    rapid = factory.SubFactory(RapidReviewFactory)
    code = "local.themes"


class SafetyActionFactory(DjangoModelFactory):
    class Meta:
        model = models.SafetyAction

    rapid = factory.SubFactory(RapidReviewFactory)
    text = f"Seen every day, says {SENTINEL}"
    agency = factory.SubFactory(AgencyFactory)
    owner_role = "Team manager"
    due_on = date(2020, 9, 15)
    added_by = factory.SubFactory(UserFactory)


class RapidMeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.RapidMeeting

    rapid = factory.SubFactory(RapidReviewFactory)
    held_on = date(2020, 9, 8)
    chair = "Independent chair"
    decided = "To ask for more"
    recorded_by = factory.SubFactory(UserFactory)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Attendance

    meeting = factory.SubFactory(RapidMeetingFactory)
    agency = factory.SubFactory(AgencyFactory)
    person = factory.Sequence(lambda n: f"Robin Person{n}")
    post = "Head of safeguarding"
    presence = models.Attendance.Presence.CAME


class InformationRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.InformationRequest

    rapid = factory.SubFactory(RapidReviewFactory)
    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 100)
    asked = f"What do you know? asks {SENTINEL}"
    told_by = models.InformationRequest.Way.TELEPHONE
    asked_on = date(2020, 9, 1)
    asked_by = factory.SubFactory(UserFactory)
    due_on = date(2020, 9, 8)


class ChronologyEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.ChronologyEntry

    request = factory.SubFactory(InformationRequestFactory)
    on = "2020-03"
    text = f"Seen at home by {SENTINEL}"
    source = "Health visitor's notes"
    written_by = factory.SubFactory(UserFactory)


def answered(request, by=None, *, known=True):
    """An answer that was sent."""
    answers = models.InformationRequest.Answer
    facts = {
        "status": models.InformationRequest.Status.ANSWERED,
        "answer": answers.KNOWN if known else answers.NOTHING,
        "summary": "Known since birth" if known else "",
        "answered_on": date(2020, 9, 7),
        "answered_by": by or UserFactory(),
    }
    type(request).objects.filter(pk=request.pk).update(**facts)
    request.refresh_from_db()
    return request


def statutory_partner(review):
    """A statutory safeguarding partner of the partnership of a case."""
    status = AgencyStatus.Status.STATUTORY
    return AgencyStatusFactory(partnership=review.partnership, status=status).agency


def signatory(review, agency=None, role=Role.EXECUTIVE):
    """An executive of an agency, or the scrutineer, let in to the case by name."""
    agency = agency or AgencyFactory()
    person = StandingFactory(role=role, agency=agency, partnership=review.partnership).person
    ReviewGrantFactory(content_object=review, user=person)
    return person


def part(world, factory_class, **facts):
    """One part of the rapid review of the world."""
    world.answer("rapid_id")
    return factory_class(rapid=world.made["rapid_id"], **facts)


@thing("rapid_id")
def rapid(world):
    return RapidReviewFactory(review__partnership=world.partnership)


@thing("rapid_section_id")
def rapid_section(world):
    return part(world, RapidSectionFactory)


@thing("criterion_test_id")
def criterion_test(world):
    return part(world, CriterionTestFactory)


@thing("safety_action_id")
def safety_action(world):
    return part(world, SafetyActionFactory, agency=world.agency)


@thing("rapid_meeting_id")
def rapid_meeting(world):
    return part(world, RapidMeetingFactory)


@thing("attendance_id")
def attendance(world):
    world.answer("rapid_meeting_id")
    return AttendanceFactory(meeting=world.made["rapid_meeting_id"], agency=world.agency)


@thing("information_id")
def information(world):
    return part(world, InformationRequestFactory, agency=world.agency)


@thing("chronology_entry_id")
def chronology_entry(world):
    world.answer("information_id")
    return ChronologyEntryFactory(request=world.made["information_id"])
