"""Who sees a rapid review and its parts: whoever sees the case. Its review leads change it.

What an agency is asked is the exception: its leads see the request to them, and nothing else.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from partners.access import any_of, standing
from partners.models import Role
from portal.access import holds_something_restricted, keeper
from portal.models import User
from reviews.access.cases import leads, led_reviews, reviews
from reviews.models import (
    Attendance,
    ChronologyEntry,
    ConflictOfInterest,
    CriterionTest,
    InformationRequest,
    InformationRequestQuerySet,
    RapidMeeting,
    RapidReview,
    RapidRule,
    RapidSection,
    Review,
    ReviewDecision,
    SafetyAction,
)

M = TypeVar("M", bound=Model)

signs_cases = any_of(Role.EXECUTIVE, Role.SCRUTINEER)


@keeper(RapidReview)
def rapid_reviews(user: User) -> QuerySet[RapidReview]:
    return RapidReview.objects.filter(review__in=reviews(user))


def led_rapid_reviews(user: User) -> QuerySet[RapidReview]:
    """Those whose case this person leads."""
    return RapidReview.objects.filter(review__in=led_reviews(user))


def leads_rapid(user: User, rapid: RapidReview) -> bool:
    return leads(user, rapid.review)


@keeper(RapidRule)
def rapid_rules(user: User) -> QuerySet[RapidRule]:
    """How the partnerships count whose reviews this person leads."""
    return RapidRule.objects.filter(partnership__in=standing(user).partnerships(Role.REVIEW_LEAD))


def part_of(model: type[M], path: str) -> Callable[[User], QuerySet[M]]:
    """Rows that are part of a case; `path` leads from the row to it."""

    @keeper(model)
    def seen(user: User) -> QuerySet[M]:
        return model._default_manager.filter(**{f"{path}__in": reviews(user)})

    return seen


rapid_sections = part_of(RapidSection, "rapid__review")
criterion_tests = part_of(CriterionTest, "rapid__review")
safety_actions = part_of(SafetyAction, "rapid__review")
rapid_meetings = part_of(RapidMeeting, "rapid__review")
attendances = part_of(Attendance, "meeting__rapid__review")
decisions = part_of(ReviewDecision, "review")


def agencies_led(user: User, review_path: str) -> Q:
    """Rows of an agency this person leads in the partnership of the case."""
    led = Q(pk__in=[])
    for role, agency, partnership in standing(user).grants:
        if role == Role.AGENCY_LEAD:
            led |= Q(agency=agency, **{f"{review_path}__partnership": partnership})
    return led


def requests_to_answer(user: User) -> InformationRequestQuerySet:
    """What the agencies a person leads were asked. A conflict of interest shuts this too."""
    shut = ConflictOfInterest.objects.shutting(user.pk, standing(user).agencies)
    asked = InformationRequest.objects.standing().filter(agencies_led(user, "rapid__review"))
    return asked.exclude(Exists(shut.filter(review=OuterRef("rapid__review"))))


def requests_of_cases(user: User) -> InformationRequestQuerySet:
    """What was asked of anybody about the cases this person sees."""
    return InformationRequest.objects.filter(rapid__review__in=reviews(user))


@keeper(InformationRequest)
def information_requests(user: User) -> InformationRequestQuerySet:
    mine = requests_to_answer(user).values("pk")
    return InformationRequest.objects.filter(Q(rapid__review__in=reviews(user)) | Q(pk__in=mine))


@holds_something_restricted
def is_asked(user: User) -> bool:
    """Leads an agency that was asked about a child."""
    return standing(user).holds(Role.AGENCY_LEAD) and requests_to_answer(user).exists()


answers_requests = any_of(Role.AGENCY_LEAD, Role.REVIEW_LEAD)
leads_an_agency = any_of(Role.AGENCY_LEAD)


@keeper(ChronologyEntry)
def chronology(user: User) -> QuerySet[ChronologyEntry]:
    """Of a case one sees: what was sent. Of one's own agency's request: what it holds."""
    sent = Q(request__rapid__review__in=reviews(user), request__status="answered")
    own = Q(request__in=requests_to_answer(user).values("pk"))
    led = Q(request__rapid__review__in=led_reviews(user), request__came_outside=True)
    return ChronologyEntry.objects.filter(sent | own | led)


def chronology_of(user: User, rapid: RapidReview) -> QuerySet[ChronologyEntry]:
    """What agencies have sent about one case, merged, for whoever sees the case."""
    sent = ChronologyEntry.objects.sent().filter(request__rapid__review__in=reviews(user))
    return sent.filter(request__rapid=rapid).in_order()


def writes_answer(user: User, request: InformationRequest) -> bool:
    """The agency's leads; or the review lead, for an agency that answered outside the portal."""
    own = requests_to_answer(user).filter(pk=request.pk).exists()
    return own or leads_rapid(user, request.rapid)


def is_shut_out(review: Review, agency_id: int) -> bool:
    """Whether a conflict of interest shuts this agency out of the case."""
    standing_ones = ConflictOfInterest.objects.filter(review=review).standing()
    return standing_ones.filter(agency=agency_id).exists()
