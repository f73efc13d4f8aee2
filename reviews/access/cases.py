"""Who may see and do what in reviews. Nothing else in this app decides.

The order: an account that is closed sees nothing; a conflict of interest, of the person or of any
agency they act for today, shuts a review whatever else was given; the review lead of the
partnership sees it; so does whoever was let in, by name or by a role they hold today in an agency,
and whose time has not run out; and, to read only, whoever opened it in an emergency in the last
three hours. For everybody else it does not exist. A superuser is nobody special here, and
guardian's own questions are never asked: they know of no end and no conflict.
"""

from collections.abc import Iterator

from django.db.models import Exists, Q, QuerySet

from partners.access import any_of, rows_of, standing
from partners.models import Role
from partners.readers import Readership, holding, people_shut_out, readership
from portal import clock
from portal.access import about_seen, holds_something_restricted, keeper, while_reading
from portal.clock import day_text
from portal.holdings import Grant, tells_grants
from portal.menu import Entry
from portal.models import Deadline, Sighting, User
from portal.models.clocks import DeadlineQuerySet
from portal.models.conflicts import ConflictQuerySet
from reviews.access.opened import BY_NAME, BY_ROLE, IN_EMERGENCY, SHUT, opened
from reviews.kinds import Family, kinds_with
from reviews.models import (
    AgencyGrant,
    ConflictOfInterest,
    Emergency,
    Handover,
    LearningShared,
    Review,
    ReviewFact,
    ReviewGrant,
    ReviewGrantQuerySet,
    ReviewLearning,
    ReviewQuerySet,
    ReviewTheme,
)

leads_reviews = any_of(Role.REVIEW_LEAD)

MENU = Entry(label="Reviews", url="reviews:register", to=leads_reviews, order=60)


@keeper(Review)
def reviews(user: User) -> ReviewQuerySet:
    return led_or(user, BY_NAME, BY_ROLE, IN_EMERGENCY)


def reviews_worked_on(user: User) -> ReviewQuerySet:
    """Those that are open to this person for work, and not only to read in an emergency."""
    return led_or(user, BY_NAME, BY_ROLE)


def takes_along(user: User, review: Review) -> bool:
    """Whether somebody may have paper and files of a case: an emergency opens it to read only."""
    return reviews_worked_on(user).filter(pk=review.pk).exists()


def led_or(user: User, *ways: str) -> ReviewQuerySet:
    """Files somebody leads or that one of `ways` opens, but none that a conflict shuts to them."""
    if not (user.is_authenticated and user.is_active):
        return Review.objects.none()
    conditions = opened(user)
    seen = Q(partnership__in=standing(user).partnerships(Role.REVIEW_LEAD))
    for way in conditions.keys() & set(ways):
        seen |= conditions[way]
    return Review.objects.filter(seen).exclude(conditions[SHUT])


def readers(review: Review) -> Readership:
    """Everybody for whom the keeper above shows this review now, and why."""
    led = holding(review.partnership_id, Role.REVIEW_LEAD)
    granted = ReviewGrant.objects.live(clock.now()).filter(content_object=review)
    named = granted.filter(user__is_active=True).select_related("user")
    held = [(one.person, f"Review lead, {one.agency}") for one in led]
    held += [(one.user, f"Let in by name until {day_text(one.last_day)}") for one in named]
    held += [*by_role(review), *in_emergency(review)]
    return readership(held, people_shut_out(ConflictOfInterest.objects.filter(review=review)))


def by_role(review: Review) -> Iterator[tuple[User, str]]:
    """Who holds a role today that the file was opened to, with the words for it."""
    opened = AgencyGrant.objects.live(clock.now()).filter(review=review).select_related("agency")
    let_in = {(grant.role, grant.agency_id): grant for grant in opened}
    for one in holding(review.partnership_id, *(role for role, _ in let_in)):
        grant = let_in.get((one.role, one.agency_id))
        if grant:
            until = day_text(grant.last_day)
            role = grant.get_role_display()
            yield one.person, f"{role}, {grant.agency}, let in until {until}"


def in_emergency(review: Review) -> list[tuple[User, str]]:
    """Who has the file open in an emergency now, to read."""
    live = Emergency.objects.live(clock.now()).filter(review=review, person__is_active=True)
    return [
        (one.person, "Opened in an emergency, to read") for one in live.select_related("person")
    ]


def led_reviews(user: User) -> ReviewQuerySet:
    """Those this person sees as review lead, and may therefore change."""
    return reviews(user).filter(partnership__in=standing(user).partnerships(Role.REVIEW_LEAD))


@holds_something_restricted
def reads_reviews(user: User) -> bool:
    """Leads reviews, or was let in to one and has not lost it, or opened one in an emergency."""
    return leads_reviews(user) or reviews(user).exists()


def leads(user: User, review: Review) -> bool:
    """Whether somebody leads this file; a page that is only read asks once."""

    def ask() -> bool:
        return led_reviews(user).filter(pk=review.pk).exists()

    known = while_reading(user, f"reviews.leads.{review.pk}", ask)
    return ask() if known is None else known


@keeper(ReviewLearning)
def learning(user: User) -> QuerySet[ReviewLearning]:
    return ReviewLearning.objects.filter(review__in=reviews(user))


@keeper(ReviewTheme)
def themes(user: User) -> QuerySet[ReviewTheme]:
    return ReviewTheme.objects.filter(review__in=reviews(user))


@keeper(ReviewGrant)
def grants(user: User) -> ReviewGrantQuerySet:
    return ReviewGrant.objects.filter(content_object__in=led_reviews(user))


@keeper(ConflictOfInterest)
def conflicts(user: User) -> ConflictQuerySet:
    return ConflictOfInterest.objects.filter(review__in=led_reviews(user))


@keeper(LearningShared)
def learning_shared(user: User) -> QuerySet[LearningShared]:
    return LearningShared.objects.filter(review__in=led_reviews(user))


def unpublished(user: User) -> ReviewQuerySet:
    """Those this person leads whose publication can still be planned and recorded."""
    return led_reviews(user).awaiting_publication().filter(kind__in=kinds_with(Family.COPIES))


def clocks(user: User, review: Review) -> DeadlineQuerySet:
    """The deadlines of a review that this person may see, open and met."""
    mine = about_seen(user, Deadline.objects.all(), [Review._meta.label])
    return mine.about(review).order_by("due_on")


def sightings(user: User, review: Review) -> QuerySet[Sighting]:
    """Who has looked at this review, the latest first: for the person who answers for it."""
    seen: QuerySet[Sighting] = Sighting.objects.about(review).select_related("by").order_by("-seq")
    return seen.filter(Exists(led_reviews(user).filter(pk=review.pk)))


def list_sightings(user: User, review: Review) -> QuerySet[Sighting]:
    """Who has opened or taken along a list of reviews in which this may be, the latest first.

    Of a file that was handed over, the lists of the partnerships it came from count until that day.
    """
    listed = Sighting.objects.about(review.partnership)
    for gave in Handover.objects.done().filter(review=review).select_related("giver"):
        listed |= Sighting.objects.about(gave.giver).filter(at__lt=gave.answered_at)
    looks = listed.filter(what__in=("reviews.listed", "reviews.exported"))
    seen: QuerySet[Sighting] = looks.select_related("by").order_by("-seq")
    return seen.filter(Exists(led_reviews(user).filter(pk=review.pk)))


review_facts = rows_of(ReviewFact, "partnership")


def facts_told(user: User) -> QuerySet[ReviewFact]:
    """What papers say in words of the work of the team, the latest year first."""
    told = review_facts(user).exclude(kind=ReviewFact.Kind.COUNT).select_related("partnership")
    return told.order_by("-year", "partnership__short_name", "order", "pk")


@tells_grants
def reviews_opened_by_name(person: User, partnerships: frozenset[int]) -> list[Grant]:
    """For the access officer: that reviews were opened to somebody by name, never which."""
    now = clock.now()
    named = ReviewGrant.objects.live(now).filter(
        user=person, content_object__partnership__in=partnerships
    )
    opened = Emergency.objects.live(now).filter(person=person, review__partnership__in=partnerships)
    dates = [("Review", one) for one in named.values_list("starts_at", "expires_at")]
    dates += [
        ("Review, in an emergency", one) for one in opened.values_list("starts_at", "expires_at")
    ]
    return [
        Grant(label, clock.london_day(starts), clock.london_day(expires))
        for label, (starts, expires) in dates
    ]
