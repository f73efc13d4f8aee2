"""Who may see and do what in child death review. Nothing else in this app decides.

A world of its own: the coordinator of the partnership sees deaths, a panel member sees the
anonymised papers of meetings they sit on, and nobody else sees anything, least of all because of
a role in reviews (Children Act 2004 s.16N). A conflict of interest, of the person or of any agency
they act for today, shuts a death to anybody, and takes its item out of the paper.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cdop.models import (
    CdopFact,
    ConflictOfInterest,
    Death,
    DeathQuerySet,
    Factor,
    LearningShared,
    PanelMeeting,
    PanelReview,
    PanelReviewQuerySet,
    PanelSeat,
    ReviewFactor,
)
from partners.access import any_of, areas, rows_of, standing
from partners.models import Area, Partnership, Role
from partners.readers import Readership, holding, people_shut_out, readership
from portal import clock
from portal.access import about_seen, holds_something_restricted, keeper
from portal.holdings import Grant, tells_grants
from portal.menu import Entry
from portal.models import Deadline, Sighting, User
from portal.models.clocks import DeadlineQuerySet
from portal.models.conflicts import ConflictQuerySet

SEATS: dict[str, str] = {
    Role.CDOP_COORDINATOR: "CDOP coordinator",
    Role.PANEL_MEMBER: "Sits on this meeting",
}

coordinates = any_of(Role.CDOP_COORDINATOR)
reads_papers = holds_something_restricted(any_of(Role.CDOP_COORDINATOR, Role.PANEL_MEMBER))

DEATHS = Entry(label="Child deaths", url="cdop:death_list", to=coordinates, order=70)
PAPERS = Entry(label="Panel papers", url="cdop:panel_meeting_list", to=reads_papers, order=71)


def coordinated(user: User) -> frozenset[int]:
    """Partnerships whose child death review this person coordinates."""
    return standing(user).partnerships(Role.CDOP_COORDINATOR) if is_open(user) else frozenset()


def is_open(user: User) -> bool:
    """Somebody has signed in, and the account has not been closed since."""
    return user.is_authenticated and user.is_active


def partnerships(user: User) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=coordinated(user))


def home_areas(user: User) -> QuerySet[Area]:
    """Council areas in force today."""
    return areas(user).filter(kind=Area.Kind.COUNCIL, pk__in=Area.objects.live(clock.today()))


@keeper(Death)
def deaths(user: User) -> DeathQuerySet:
    if not is_open(user):
        return Death.objects.none()
    shut = shutting(user).filter(death=OuterRef("pk"))
    return Death.objects.filter(partnership__in=coordinated(user)).exclude(Exists(shut))


def shutting(user: User) -> ConflictQuerySet:
    """The conflicts of interest that shut a death to this person today."""
    return ConflictOfInterest.objects.shutting(user.pk, standing(user).agencies)


def readers(death: Death) -> Readership:
    """Everybody for whom the keeper above shows this death now, and why."""
    held = holding(death.partnership_id, Role.CDOP_COORDINATOR)
    shut = people_shut_out(ConflictOfInterest.objects.filter(death=death))
    return readership([(one.person, f"CDOP coordinator, {one.agency}") for one in held], shut)


@keeper(PanelMeeting)
def panel_meetings(user: User) -> QuerySet[PanelMeeting]:
    if not is_open(user):
        return PanelMeeting.objects.none()
    seats = PanelSeat.objects.filter(person_id=user.pk, meeting=OuterRef("pk"))
    sits = Q(Exists(seats), partnership__in=standing(user).partnerships(Role.PANEL_MEMBER))
    return PanelMeeting.objects.filter(Q(partnership__in=coordinated(user)) | sits)


def readers_of_paper(meeting: PanelMeeting) -> Readership:
    """Everybody for whom the keeper above shows the paper of this meeting now, and why.

    A conflict of interest shuts an item of the paper, never the paper.
    """
    runs, seated = Q(role=Role.CDOP_COORDINATOR), Q(person__in=meeting.seats.values("person"))
    held = holding(meeting.partnership_id, *SEATS).filter(runs | seated)
    reasons = [(one.person, f"{SEATS[one.role]}, {one.agency}") for one in held]
    return readership(reasons, User.objects.none())


def items_shut(user: User, meeting: PanelMeeting) -> ConflictQuerySet:
    """What stands against items of a paper, of those that its coordinator sees."""
    items = panel_reviews(user).filter(meeting=meeting, meeting__in=coordinated_meetings(user))
    standing = ConflictOfInterest.objects.standing().filter(death__in=items.values("death"))
    return standing.select_related("person", "agency", "death__review").order_by("death__review")


def coordinated_meetings(user: User) -> QuerySet[PanelMeeting]:
    """Meetings this person runs, and may therefore change."""
    return PanelMeeting.objects.filter(partnership__in=coordinated(user))


def runs_meeting(user: User, meeting: PanelMeeting) -> bool:
    return meeting.partnership_id in coordinated(user)


@keeper(PanelReview)
def panel_reviews(user: User) -> PanelReviewQuerySet:
    if not is_open(user):
        return PanelReview.objects.none()
    shut = shutting(user).filter(death=OuterRef("death"))
    seen = PanelReview.objects.filter(meeting__in=panel_meetings(user))
    return seen.exclude(Exists(shut))


@keeper(ReviewFactor)
def review_factors(user: User) -> QuerySet[ReviewFactor]:
    return ReviewFactor.objects.filter(panel_review__in=panel_reviews(user))


@keeper(PanelSeat)
def panel_seats(user: User) -> QuerySet[PanelSeat]:
    return PanelSeat.objects.filter(meeting__partnership__in=coordinated(user))


@keeper(ConflictOfInterest)
def conflicts(user: User) -> ConflictQuerySet:
    return ConflictOfInterest.objects.filter(death__in=deaths(user))


@keeper(LearningShared)
def learning_shared(user: User) -> QuerySet[LearningShared]:
    return LearningShared.objects.filter(death__in=deaths(user))


def clocks(user: User, death: Death) -> DeadlineQuerySet:
    """The deadlines of a death that this person may see, open and met."""
    mine = about_seen(user, Deadline.objects.all(), [Death._meta.label])
    return mine.about(death).order_by("due_on")


def sightings(user: User, death: Death) -> QuerySet[Sighting]:
    """Who has looked at this death, the latest first: for the coordinator."""
    seen: QuerySet[Sighting] = Sighting.objects.about(death).select_related("by").order_by("-seq")
    return seen.filter(coordinating(user, death))


def sightings_of_paper(user: User, meeting: PanelMeeting) -> QuerySet[Sighting]:
    """Who has opened the paper of this meeting, the latest first: for the coordinator."""
    seen: QuerySet[Sighting] = Sighting.objects.about(meeting).select_related("by")
    return seen.order_by("-seq") if runs_meeting(user, meeting) else seen.none()


def list_sightings(user: User, death: Death) -> QuerySet[Sighting]:
    """Who has opened or taken along a list of deaths in which this may be, the latest first."""
    seen = listed(death.partnership, "deaths")
    return seen.filter(coordinating(user, death))


def list_sightings_of_paper(user: User, meeting: PanelMeeting) -> QuerySet[Sighting]:
    """Who has opened or taken along a list of papers in which this may be, the latest first."""
    seen = listed(meeting.partnership, "panel papers")
    return seen if runs_meeting(user, meeting) else seen.none()


def listed(partnership: Partnership, rows: str) -> QuerySet[Sighting]:
    seen: QuerySet[Sighting] = Sighting.objects.about(partnership).select_related("by")
    return seen.filter(what__in=(f"{rows}.listed", f"{rows}.exported")).order_by("-seq")


def coordinates_of(user: User, death: Death) -> bool:
    return deaths(user).filter(pk=death.pk).exists()


def coordinating(user: User, death: Death) -> Exists:
    """The same question inside another one."""
    return Exists(deaths(user).filter(pk=death.pk))


def reviews_here(user: User, death: Death) -> bool:
    """A death is reviewed where the child lived: others are passed on, and not reviewed here."""
    return not death.out_of_county and coordinates_of(user, death)


factors = rows_of(Factor, "partnership")
cdop_facts = rows_of(CdopFact, "partnership")


@tells_grants
def papers_opened_by_name(person: User, partnerships: frozenset[int]) -> list[Grant]:
    """For the access officer: that somebody sits on panels, whose papers they read."""
    seats = PanelSeat.objects.filter(person=person, meeting__partnership__in=partnerships)
    days = seats.order_by("meeting__held_on").values_list("meeting__held_on", flat=True)
    return [Grant("Paper of a child death panel", day, None) for day in days]
