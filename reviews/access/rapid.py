"""Who sees a rapid review and its parts: whoever sees the case. Its review leads change it."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from partners.access import any_of, standing
from partners.models import Role
from portal.access import about_seen, keeper
from portal.models import Document, User
from reviews.access.cases import leads, led_reviews, reviews, reviews_worked_on
from reviews.models import (
    Attendance,
    ConflictOfInterest,
    CriterionTest,
    Incident,
    Notification,
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


def takes_rapid_along(user: User, rapid_id: int) -> bool:
    """Whether somebody may have the paper and the files of one: not in an emergency."""
    return rapid_reviews(user).filter(pk=rapid_id, review__in=reviews_worked_on(user)).exists()


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
        mine: dict[str, Any] = {f"{path}__in": reviews(user)}
        return model._default_manager.filter(**mine)

    return seen


rapid_sections = part_of(RapidSection, "rapid__review")
criterion_tests = part_of(CriterionTest, "rapid__review")
safety_actions = part_of(SafetyAction, "rapid__review")
rapid_meetings = part_of(RapidMeeting, "rapid__review")
attendances = part_of(Attendance, "meeting__rapid__review")
decisions = part_of(ReviewDecision, "review")


def is_shut_out(review: Review, agency_id: int) -> bool:
    """Whether a conflict of interest shuts this agency out of the case."""
    standing_ones = ConflictOfInterest.objects.filter(review=review).standing()
    return standing_ones.filter(agency=agency_id).exists()


def rapid_of(user: User, review: Review) -> RapidReview | None:
    """The rapid review of one case, when there is one and this person sees it."""
    return rapid_reviews(user).filter(review=review).select_related("review").first()


def awaits_rapid(review: Review) -> bool:
    """Notified, and no rapid review yet: then one is required."""
    told = Incident.objects.filter(review=review, status=Incident.Status.NOTIFIED)
    return told.exists() and not RapidReview.objects.filter(review=review).exists()


def days_recorded(review: Review) -> dict[str, date]:
    """The days from which the clock may run, as far as the file has them."""
    incident = Incident.objects.filter(review=review).first()
    told = Notification.objects.filter(review=review, to=Notification.To.PANEL)
    first = told.order_by("sent_on", "pk").first()
    days = {
        "notified_on": first.sent_on if first else None,
        "aware_on": incident.aware_on if incident else None,
    }
    return {name: day for name, day in days.items() if day}


def decided_on_local_review(user: User, review: Review) -> dict[str, Any]:
    """Day and reasons of the final decision after a rapid review, where it was for one."""
    made = decisions_of(user, review).filter(
        whose=ReviewDecision.Whose.FINAL, outcome=ReviewDecision.Outcome.LOCAL_REVIEW
    )
    return {"on": one.decided_on, "reason": one.reasons} if (one := made.first()) else {}


def decisions_of(user: User, review: Review) -> QuerySet[ReviewDecision]:
    """Those in force about one case: local, of the Panel, final."""
    return decisions(user).filter(review=review, replaced_at=None).select_related("recorded_by")


def sections_of(user: User, rapid: RapidReview) -> QuerySet[RapidSection]:
    rows = rapid_sections(user).filter(rapid=rapid)
    return rows.select_related("rapid__review", "written_by")


def papers_of(user: User, rapid: RapidReview) -> QuerySet[Document]:
    """PDFs of the sign-off pack that are made or being made, the latest first."""
    seen = about_seen(user, Document.objects.all(), [RapidReview._meta.label])
    return seen.about(rapid).select_related("requested_by").order_by("-requested_at", "-pk")[:5]


def partnerships_of_lead(user: User) -> Q:
    """Partnerships whose reviews this person leads."""
    return Q(pk__in=standing(user).partnerships(Role.REVIEW_LEAD))
