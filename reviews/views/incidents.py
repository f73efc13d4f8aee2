"""What happened, to whom, how it was screened and who was told, as the case page shows it."""

from typing import Any

from portal.models import User
from reviews import access
from reviews.criteria import asked
from reviews.kinds import Family
from reviews.models import Incident, Review
from reviews.views.sections import shows_section

SCREENED_AGAIN = (Incident.Status.NO_FURTHER_ACTION, Incident.Status.OTHER_LEARNING)


def incident_of(review: Review) -> Incident | None:
    """The incident a file was opened for; none in the archive of papers."""
    return getattr(review, "incident", None)


@shows_section(10, "reviews/parts/incident.html", Family.CASE)
def incident_section(user: User, review: Review) -> dict[str, Any] | None:
    incident = incident_of(review)
    if incident is None:
        return None
    return {
        "review": review,
        "incident": incident,
        "children": list(access.children_of(user, review)),
        "leads": access.leads(user, review),
        "ours": access.is_ours(review, incident.happened_in),
    }


@shows_section(20, "reviews/parts/screenings.html", Family.CASE)
def screening_section(user: User, review: Review) -> dict[str, Any] | None:
    decided = access.screenings(user).filter(review=review, decided_on__isnull=False)
    lines = [
        {"screening": one, "answers": answers_of(one)}
        for one in decided.select_related("decided_by").prefetch_related("answers")
    ]
    incident = incident_of(review)
    again = incident is not None and incident.status in (
        "no further action",
        "other learning review",
    )
    return {"review": review, "lines": lines, "again": again} if lines else None


def answers_of(screening: Any) -> list[dict[str, Any]]:
    """Each test with its answer, in the order of the law."""
    answers = {answer.key: answer for answer in screening.answers.all()}
    return [{"test": one, "answer": answers[one.key]} for one in asked(answers)]


@shows_section(30, "reviews/parts/notifications.html", Family.CASE)
def notification_section(user: User, review: Review) -> dict[str, Any] | None:
    if incident_of(review) is None:
        return None
    told = access.notifications(user).filter(review=review).select_related("recorded_by")
    return {"review": review, "told": list(told), "leads": access.leads(user, review)}
