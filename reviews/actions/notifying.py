"""Recording who was told of an incident; the clocks stop, and a late telling says so."""

from datetime import date

from django.db import transaction

from portal import audit, deadlines
from portal.access import insist
from portal.deadlines import Kind
from portal.models import Deadline, User
from reviews import access
from reviews.deadlines import CARE_LEAVER, LOOKED_AFTER, PANEL, PARTNERS
from reviews.models import Incident, Notification, Review
from reviews.workflow import INCIDENTS

audit.words({"review.told": "Recorded who was told of an incident"})
To = Notification.To
# Which clocks a telling stops.
MEETS: dict[str, tuple[Kind, ...]] = {
    To.PANEL: (PANEL,),
    To.PARTNERS: (PARTNERS,),
    To.OFSTED: (LOOKED_AFTER, CARE_LEAVER),
    To.AREA: (),
}


class NotDecided(Exception):
    """The national Panel is notified after it was decided that the incident is notifiable."""


def due_on(review: Review, to: str) -> date | None:
    """The last day on which this telling is in time; None when no clock ran for it."""
    kinds = [kind.key for kind in MEETS[to]]
    first = Deadline.objects.about(review).filter(kind__in=kinds).order_by("due_on").first()
    return first.due_on if first else None


@transaction.atomic
def record_notification(
    *,
    review: Review,
    to: str,
    sent_on: date,
    sent_by: str,
    what: str,
    whom: str = "",
    number: str = "",
    why_late: str = "",
    by: User,
) -> Notification:
    """What was sent, when and by whom. The first to the Panel moves the case on. NotDecided."""
    insist(access.leads(by, review))
    Review.objects.select_for_update().get(pk=review.pk)
    incident = Incident.objects.get(review=review)
    if to == To.PANEL and incident.status in BEFORE:
        raise NotDecided
    notification = Notification.objects.create(
        review=review,
        to=to,
        whom=whom,
        sent_on=sent_on,
        due_on=due_on(review, to),
        sent_by=sent_by,
        what=what,
        number=number,
        why_late=why_late,
        recorded_by=by,
    )
    late = notification.days_late
    audit.record("review.told", review, by=by, to=to, sent_on=sent_on.isoformat(), late=late)
    for kind in MEETS[to]:
        deadlines.meet(kind, review)
    if to == To.PANEL and incident.status == Incident.Status.NOTIFIABLE:
        INCIDENTS.make("notify", incident, by=by)
    return notification


BEFORE = (
    Incident.Status.REFERRED,
    Incident.Status.SCREENING,
    Incident.Status.NO_FURTHER_ACTION,
    Incident.Status.OTHER_LEARNING,
)
