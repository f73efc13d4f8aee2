"""Who changes a booking, who approves one, and who reads what somebody needs."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.access import any_of, standing
from partners.models import Agency, Partnership, PartnershipQuerySet, Role, Standing
from portal import clock
from portal.access import keeper, key_of
from portal.models import User
from training.access.bookings import booking_agencies, bookings, led
from training.access.catalogue import LEADS, runs_training_of, sessions
from training.access.shared import acting_at, sharing_with
from training.models import (
    AgencyTerms,
    Approval,
    ApprovalQuerySet,
    Booking,
    BookingQuerySet,
    BookingRules,
    Course,
    CourseQuerySet,
    Need,
    NeedQuerySet,
    Session,
    SessionQuerySet,
    TeamBooking,
    Turn,
)

leads_an_agency = any_of(Role.AGENCY_LEAD)


def leads_place(user: User, agency_id: int | None, partnership_id: int) -> bool:
    return (Role.AGENCY_LEAD, agency_id, partnership_id) in standing(user).grants


def manages(user: User, booking: Booking) -> bool:
    """Who confirms, moves, hands on or gives up a place.

    Its holder, who booked it, the agency's lead, and those who run training.
    """
    own = user.pk in (booking.person_id, booking.booked_by_id)
    return own or runs_training_of(user, booking.session) or leads_booking(user, booking)


def leads_booking(user: User, booking: Booking) -> bool:
    """Whether this person leads the agency that sends somebody: here, or where it is shared."""
    footing = standing(user)
    if booking.agency_id not in footing.agencies_as(Role.AGENCY_LEAD):
        return False
    here = leads_place(user, booking.agency_id, booking.session.course.partnership_id)
    return here or Booking.objects.filter(led(footing), pk=booking.pk).exists()


def managed_bookings(user: User) -> BookingQuerySet:
    """Those of the bookings a person sees that they may also change. A trainer only looks on."""
    footing = standing(user)
    own = Q(person_id=key_of(user)) | Q(booked_by_id=key_of(user))
    runs = Q(session__course__partnership__in=footing.partnerships(*LEADS))
    return Booking.objects.filter(own | runs | led(footing))


def agency_bookings(user: User) -> BookingQuerySet:
    """Every booking of the agencies a person leads, where they lead them."""
    return Booking.objects.filter(led(standing(user))).of_somebody()


def last_job(person_id: int | None) -> str:
    """The job somebody gave with their latest booking, so that they need not type it again."""
    given = Booking.objects.filter(person_id=person_id).exclude(job="")
    latest = given.order_by("-booked_at", "-pk").first() if person_id else None
    return latest.job if latest else ""


def waiting_list_of(user: User, session: Session) -> BookingQuerySet:
    """Who waits, the longest first, and who was offered a place and has not answered."""
    seen = bookings(user).filter(session=session, status__in=("waiting", "offered"))
    return seen.select_related("agency", "team").order_by("status", "waiting_since", "pk")


def colleague_agencies(user: User, session: Session) -> QuerySet[Agency]:
    """Agencies whose colleagues this person may book for: as their lead, or because all may."""
    allowed: QuerySet[Agency] = agencies_acted_for(user, session).filter(for_colleagues=True)
    return allowed


def agencies_acted_for(user: User, session: Session) -> Any:
    """As `booking_agencies`; each says whether its colleagues may be booked for as well."""
    acting = acting_at(user, session.course.partnership_id)
    led_there = {agency for role, agency, _ in acting if role == Role.AGENCY_LEAD}
    own = Q(pk__in=[])
    for _, agency, at in acting:
        own |= Q(agency=agency, partnership=at)
    free = AgencyTerms.objects.filter(own, agency=OuterRef("pk"), colleagues=True)
    allowed = Q(pk__in=led_there) | Exists(free.order_by())
    return booking_agencies(user, session).annotate(for_colleagues=allowed)


def led_places(user: User) -> QuerySet[Standing]:
    """The agencies a person leads, each where they lead it."""
    held = Standing.objects.current().filter(person_id=key_of(user), role=Role.AGENCY_LEAD)
    return held.select_related("agency", "partnership").order_by("agency__name", "pk")


def terms_of(agency_id: int, partnership_id: int) -> AgencyTerms:
    return AgencyTerms.objects.of(agency_id, partnership_id)


def partnerships_trained(user: User) -> PartnershipQuerySet:
    """Partnerships whose training this person runs."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*LEADS))


def rules_now(partnership_id: int) -> BookingRules:
    return BookingRules.objects.in_force(partnership_id, clock.today())


def courses_lacking(booking: Booking) -> CourseQuerySet:
    """Courses that are needed first, and that the register does not show the delegate came to."""
    needed = Course.objects.filter(leads_to=booking.session.course_id)
    if booking.person_id is None:
        return needed
    came = Booking.objects.attended().filter(person=booking.person_id)
    return needed.exclude(pk__in=came.values("session__course"))


def addresses_on(session: Session) -> list[str]:
    """Addresses that hold or wait for a place on a session: nobody is booked twice."""
    live = session.bookings.live()
    rows = live.values_list("address", "person__email")
    return [address for row in rows for address in row if address]


def other_dates(user: User, booking: Booking) -> SessionQuerySet:
    """Later dates of the same course that have a place left, the soonest first."""
    course = booking.session.course_id
    dates = sessions(user).filter(course=course).exclude(pk=booking.session_id)
    return dates.upcoming(clock.now()).with_places_left().order_by("starts_at", "pk")


@keeper(TeamBooking)
def teams(user: User) -> QuerySet[TeamBooking]:
    footing = standing(user)
    led_by = Q(pk__in=[])
    for role, agency, at in footing.grants:
        if role == Role.AGENCY_LEAD:
            here = Q(session__course__partnership=at)
            led_by |= Q(agency=agency) & (here | team_shared(agency, at))
    runs = Q(session__course__partnership__in=footing.partnerships(*LEADS))
    return TeamBooking.objects.filter(Q(booked_by_id=key_of(user)) | led_by | runs)


def team_shared(agency_id: int, partnership_id: int) -> Q:
    """Teams an agency's people of one partnership booked on training shared with it."""
    there = sharing_with(frozenset({partnership_id}), clock.today())
    held = Standing.objects.filter(agency=agency_id, partnership=partnership_id).order_by()
    return Q(session__course__partnership__in=there, booked_by__in=held.values("person"))


@keeper(Approval)
def approvals(user: User) -> ApprovalQuerySet:
    """The questions to the leads of an agency. A line manager answers by a secret link instead."""
    return Approval.objects.filter(booking__in=agency_bookings(user))


def approval_of(token: str) -> ApprovalQuerySet:
    """Whoever has the token of the link in the mail may read and answer."""
    return Approval.objects.of_token(token)


@keeper(Need)
def needs(user: User) -> NeedQuerySet:
    """One's own; for those who must act, the trainer and the training lead of that session."""
    footing = standing(user)
    lead = footing.partnerships(Role.TRAINING_LEAD)
    teach = footing.partnerships(Role.TRAINER)
    at = "booking__session__course__partnership__in"
    acts = Q(**{at: lead}) | Q(**{at: teach}, booking__session__trainer_id=user.pk)
    return Need.objects.filter(Q(booking__person_id=key_of(user)) | acts)


@keeper(Turn)
def turns(user: User) -> QuerySet[Turn]:
    return Turn.objects.filter(booking__in=managed_bookings(user))


@keeper(BookingRules)
def booking_rules(user: User) -> QuerySet[BookingRules]:
    return BookingRules.objects.filter(partnership__in=standing(user).partnerships(*LEADS))


@keeper(AgencyTerms)
def agency_terms(user: User) -> QuerySet[AgencyTerms]:
    """The agency's own lead, and those who run training in the partnership."""
    footing = standing(user)
    seen = Q(partnership__in=footing.partnerships(*LEADS))
    for role, agency, at in footing.grants:
        if role == Role.AGENCY_LEAD:
            seen |= Q(agency=agency, partnership=at)
    return AgencyTerms.objects.filter(seen)
