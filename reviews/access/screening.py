"""Who refers, and what they see afterwards; who screens and notifies; who opens in an emergency."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from partners.access import any_of, areas, is_partner, standing
from partners.models import Agency, Area, Partnership, Role
from portal import clock
from portal.access import keeper
from portal.menu import Entry
from portal.models import User
from reviews.access.cases import leads_reviews, led_reviews, reviews, reviews_worked_on
from reviews.models import (
    AgencyGrant,
    ConflictOfInterest,
    CriterionAnswer,
    Emergency,
    Incident,
    Notification,
    Review,
    ReviewQuerySet,
    Screening,
)

refers = is_partner
# Who may have to act on a child at night: answers for an agency or for the partnership.
EMERGENCY_ROLES = (Role.AGENCY_LEAD, Role.EXECUTIVE, Role.SCRUTINEER, Role.REVIEW_LEAD)
opens_in_emergency = any_of(*EMERGENCY_ROLES)


def only_refers(user: User) -> bool:
    """Refers, and has no register in which the door to it stands."""
    return refers(user) and not leads_reviews(user)


REFER = Entry(label="Refer a case", url="reviews:referral_list", to=only_refers, order=61)


@keeper(Screening)
def screenings(user: User) -> QuerySet[Screening]:
    return Screening.objects.filter(review__in=reviews(user))


@keeper(CriterionAnswer)
def criterion_answers(user: User) -> QuerySet[CriterionAnswer]:
    return CriterionAnswer.objects.filter(screening__review__in=reviews(user))


@keeper(Notification)
def notifications(user: User) -> QuerySet[Notification]:
    return Notification.objects.filter(review__in=reviews(user))


@keeper(AgencyGrant)
def agency_grants(user: User) -> QuerySet[AgencyGrant]:
    return AgencyGrant.objects.filter(review__in=led_reviews(user))


@keeper(Emergency)
def emergencies(user: User) -> QuerySet[Emergency]:
    return Emergency.objects.filter(review__in=led_reviews(user))


def emergencies_to_review(user: User) -> QuerySet[Emergency]:
    """Those a review lead still has to look at; nobody looks at their own."""
    return emergencies(user).filter(reviewed_at=None).exclude(person=user)


def files(user: User) -> ReviewQuerySet:
    """Cases this person leads that a referral opened: the ones that are screened and notified."""
    return led_reviews(user).filter(incident__isnull=False)


def open_files(user: User) -> ReviewQuerySet:
    """Cases this person may see and on which somebody still works."""
    return reviews(user).open()


def openable_in_emergency(user: User) -> ReviewQuerySet:
    """Where this person answers for something: every review that no conflict shuts to them."""
    ours = standing(user).partnerships(*EMERGENCY_ROLES)
    shut = ConflictOfInterest.objects.shutting(user.pk, standing(user).agencies)
    found: ReviewQuerySet = Review.objects.filter(partnership__in=ours)
    return found.exclude(Exists(shut.filter(review=OuterRef("pk"))))


def emergency_of(user: User, review: Review) -> Emergency | None:
    """The emergency in which somebody reads a file now; None when something else opens it too."""
    if reviews_worked_on(user).filter(pk=review.pk).exists():
        return None
    live = Emergency.objects.live(clock.now()).filter(review=review, person=user)
    return live.order_by("-expires_at").first()


@dataclass(frozen=True)
class Receipt:
    """All that a referrer sees of what they referred: its reference and how far it is."""

    reference: str
    received_on: date
    state: str


SAID: dict[str, str] = {
    Incident.Status.REFERRED: "Received",
    Incident.Status.SCREENING: "Being looked at",
}


def receipts(user: User) -> list[Receipt]:
    """What a person has referred, the latest first; nothing of what a conflict shuts to them."""
    shut = ConflictOfInterest.objects.shutting(user.pk, standing(user).agencies)
    mine = Incident.objects.filter(referred_by=user.pk)
    mine = mine.exclude(Exists(shut.filter(review=OuterRef("review"))))
    rows = mine.order_by("-referred_on", "-pk")
    told = rows.values_list("review__title", "referred_on", "status")
    return [Receipt(title, on, SAID.get(status, "Decided")) for title, on, status in told]


def places_to_refer_from(user: User) -> list[tuple[Agency, Partnership]]:
    """For which agency, in which partnership, somebody may refer: each pair once."""
    pairs = {(agency, at) for _, agency, at in standing(user).grants}
    agencies = Agency.objects.in_bulk({agency for agency, _ in pairs})
    partnerships = Partnership.objects.in_bulk({at for _, at in pairs})
    found = [(agencies[agency], partnerships[at]) for agency, at in pairs]
    return sorted(found, key=lambda place: (str(place[1]), str(place[0]), place[0].pk))


def council_areas(user: User) -> QuerySet[Area]:
    """Council areas in force today, ours and others."""
    live = Area.objects.live(clock.today())
    return areas(user).filter(kind=Area.Kind.COUNCIL, pk__in=live)


def is_ours(review: Review, area: Area | None) -> bool:
    """Whether the partnership of a file covers an area today: then its local authority notifies."""
    today = clock.today()
    covered = review.partnership.coverage.filter(area=area, since__lte=today)
    return area is not None and covered.exclude(until__lt=today).exists()
