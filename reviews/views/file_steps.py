"""The first steps of a file: refer, screen, notify."""

from collections.abc import Iterable

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.kinds import Family
from reviews.models import Incident, Notification, Review
from reviews.views.steps import (
    CANNOT,
    DONE,
    NOT_NEEDED,
    NOT_YET,
    STARTED,
    Step,
    tells_steps,
)

Status = Incident.Status
NOT_NOTIFIED = (Status.NO_FURTHER_ACTION, Status.OTHER_LEARNING)


@tells_steps(10, Family.CASE)
def first_steps(user: User, review: Review) -> Iterable[Step]:
    incident = getattr(review, "incident", None)
    if incident is None:
        return
    leads = access.leads(user, review)
    yield Step(
        label="Referral",
        state=DONE,
        address=at("incident_edit", review) if leads else "",
        hint=f"{review.children.count()} of at most 4 children recorded",
    )
    yield screening_step(review, incident, leads=leads)
    yield notification_step(review, incident, leads=leads)


def at(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", kwargs={"review_id": review.pk})


def screening_step(review: Review, incident: Incident, *, leads: bool) -> Step:
    states = {Status.REFERRED: NOT_YET, Status.SCREENING: STARTED}
    state = states.get(Status(incident.status), DONE)
    works = leads and state != DONE
    return Step(
        label="Screening",
        state=state,
        address=at("screening", review) if works else "",
        verb="Screen the referral",
        hint="Each test of the law, with a reason",
    )


def notification_step(review: Review, incident: Incident, *, leads: bool) -> Step:
    state = notification_state(review, incident)
    return Step(
        label="Notification",
        state=state,
        address=at("notification_add", review) if leads and state == NOT_YET else "",
        verb="Record the notification",
        hint="To the national Panel, within 5 working days of becoming aware",
    )


def notification_state(review: Review, incident: Incident) -> str:
    status = Status(incident.status)
    if status in (Status.REFERRED, Status.SCREENING):
        return CANNOT
    if status in NOT_NOTIFIED:
        return NOT_NEEDED
    told = review.notifications.filter(to=Notification.To.PANEL).exists()
    return DONE if told or status != Status.NOTIFIABLE else NOT_YET
