"""Who sees what agencies are asked, and their chronology.

The narrow door: the leads of an agency see the request to it and their own entries, and nothing
else of the case. Whoever sees the case sees what was sent; a draft, the agency and the review lead.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.access import agencies_of, any_of, standing
from partners.models import Agency, Role
from portal.access import holds_something_restricted, keeper
from portal.models import User
from reviews.access.cases import led_reviews, reviews
from reviews.access.rapid import leads_rapid, rapid_reviews
from reviews.models import (
    Attendance,
    ChronologyEntry,
    ConflictOfInterest,
    InformationRequest,
    InformationRequestQuerySet,
    RapidReview,
)


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
    """Of a case one sees: what was sent. Of a request to one's agency, or a case one leads: all."""
    sent = Q(request__rapid__review__in=reviews(user), request__status="answered")
    own = Q(request__in=requests_to_answer(user).values("pk"))
    led = Q(request__rapid__review__in=led_reviews(user))
    return ChronologyEntry.objects.filter(sent | own | led)


def chronology_of(user: User, rapid: RapidReview) -> QuerySet[ChronologyEntry]:
    """What agencies have sent about one case, merged, for whoever sees the case."""
    sent = ChronologyEntry.objects.sent().filter(request__rapid__review__in=reviews(user))
    return sent.filter(request__rapid=rapid).in_order()


def writes_answer(user: User, request: InformationRequest) -> bool:
    """The agency's leads; or the review lead, for an agency that answered outside the portal."""
    own = requests_to_answer(user).filter(pk=request.pk).exists()
    return own or leads_rapid(user, request.rapid)


def requests_led(user: User) -> InformationRequestQuerySet:
    """What was asked about the cases this person leads."""
    return InformationRequest.objects.filter(rapid__review__in=led_reviews(user))


def requests_opened(user: User) -> InformationRequestQuerySet:
    """Those with a page for this person: of an agency or of a case they lead."""
    own, led = requests_to_answer(user).values("pk"), requests_led(user).values("pk")
    return InformationRequest.objects.filter(Q(pk__in=own) | Q(pk__in=led))


def entries_of(user: User, request: InformationRequest) -> QuerySet[ChronologyEntry]:
    """The entries of one answer, as far as this person sees them."""
    return chronology(user).filter(request=request).order_by("on", "pk")


def chronology_at(user: User, rapid_id: int) -> QuerySet[ChronologyEntry]:
    """The merged chronology of one case, as a list."""
    sent = ChronologyEntry.objects.sent().filter(request__rapid__in=rapid_reviews(user))
    entries = sent.filter(request__rapid=rapid_id).in_order()
    return entries.select_related("request__agency", "request__rapid__review__partnership")


def agencies_to_ask(user: User, rapid: RapidReview) -> QuerySet[Agency]:
    """Agencies of the partnership that were not asked yet and are not in conflict with the case."""
    asked = InformationRequest.objects.standing().filter(rapid=rapid)
    shut = ConflictOfInterest.objects.filter(review=rapid.review).standing().exclude(agency=None)
    ours = agencies_of(user, rapid.review.partnership).exclude(pk__in=asked.values("agency"))
    return ours.exclude(pk__in=shut.values("agency")).order_by("name", "pk")


def attendances_led(user: User) -> QuerySet[Attendance]:
    """Who was expected at the meetings of the cases this person leads."""
    return Attendance.objects.filter(meeting__rapid__review__in=led_reviews(user))
