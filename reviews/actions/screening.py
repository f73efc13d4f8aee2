"""Screening a referral: answers and reasons saved as they come, then decided once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import Deadline, User
from reviews import access
from reviews.actions.publishing import ReasonMissing
from reviews.actions.saving import SavedMeanwhile, save
from reviews.criteria import Basis, in_force
from reviews.deadlines import PANEL, PARTNERS
from reviews.models import CriterionAnswer, Incident, Screening
from reviews.workflow import INCIDENTS

audit.words(
    {
        "screening.saved": "Saved the screening of a referral",
        "screening.decided": "Decided the screening of a referral",
        "screening.again": "Opened a second screening of a case",
        "incident.saved": "Saved what happened in a case",
    }
)
Decision = Screening.Decision
MOVES = {
    Decision.NOTIFIABLE: "find_notifiable",
    Decision.OTHER_LEARNING: "learn",
    Decision.NO_FURTHER_ACTION: "dismiss",
}
Answers = Mapping[str, tuple[str, str]]


class AllMet(Exception):
    """Every test of the law is met: the local authority has to notify (section 16C(1))."""


class DayMissing(Exception):
    """A notifiable incident needs the day on which the local authority became aware."""


@transaction.atomic
def save_screening(
    *, screening: Screening, seen: int, answers: Answers, reasons: str, by: User
) -> None:
    """Keep what was answered so far. Raises SavedMeanwhile; so does a screening that is decided."""
    keep(screening, seen=seen, answers=answers, reasons=reasons, by=by)
    audit.record("screening.saved", screening, by=by)
    begin(screening, by=by)


def keep(screening: Screening, *, seen: int, answers: Answers, reasons: str, by: User) -> None:
    insist(access.leads(by, screening.review))
    save(screening, seen=seen, reasons=reasons)
    if screening.decided_on is not None:
        raise SavedMeanwhile
    for key, (met, reason) in answers.items():
        CriterionAnswer.objects.update_or_create(
            screening=screening, key=key, defaults={"met": met, "reason": reason}
        )


def begin(screening: Screening, *, by: User) -> None:
    incident = Incident.objects.get(review=screening.review_id)
    if incident.status == Incident.Status.REFERRED:
        INCIDENTS.make("screen", incident, by=by)


@transaction.atomic
def decide_screening(
    *, screening: Screening, seen: int, answers: Answers, reasons: str, decision: str, by: User
) -> None:
    """Decide, once, with reasons. Notifiable: the clocks run from the day of awareness.

    Raises SavedMeanwhile; AllMet when it should be notified and is not; DayMissing.
    """
    keep(screening, seen=seen, answers=answers, reasons=reasons, by=by)
    incident = Incident.objects.select_for_update().get(review=screening.review_id)
    if decision != Decision.NOTIFIABLE and every_test_is_met(screening):
        raise AllMet
    if decision == Decision.NOTIFIABLE and incident.aware_on is None:
        raise DayMissing
    decided = {"decision": decision, "decided_on": clock.today(), "decided_by": by}
    Screening.objects.filter(pk=screening.pk).update(**decided)
    screening.refresh_from_db()
    audit.record("screening.decided", screening, by=by, decision=decision)
    INCIDENTS.make(MOVES[Decision(decision)], incident, by=by)
    if decision == Decision.NOTIFIABLE:
        start_clocks(incident, by=by)


def every_test_is_met(screening: Screening) -> bool:
    asked = {one.key for one in in_force(Basis.NOTIFICATION, screening.asked_on)}
    met = screening.answers.filter(met=CriterionAnswer.Met.YES, key__in=asked)
    return met.count() == len(asked)


def start_clocks(incident: Incident, *, by: User) -> None:
    """To the Panel and to the partners, each once: a telling that was recorded before counts."""
    for kind in (PANEL, PARTNERS):
        told = incident.review.notifications.filter(to=TELLS[kind.key]).exists()
        if not told and not Deadline.objects.about(incident.review).filter(kind=kind.key).exists():
            deadlines.start(kind, incident.review, on=incident.aware_on, owner=by)


TELLS = {PANEL.key: "panel", PARTNERS.key: "partners"}


@transaction.atomic
def screen_again(*, incident: Incident, because: str, by: User) -> Screening:
    """Something new is known: a second screening opens, and what the first decided stays."""
    INCIDENTS.make("screen_again", incident, by=by)
    again = Screening.objects.create(
        review=incident.review, asked_on=clock.today(), because=because
    )
    audit.record("screening.again", again, by=by)
    return again


@transaction.atomic
def save_incident(
    *, incident: Incident, seen: int, facts: dict[str, Any], reason: str, by: User
) -> None:
    """Put right what happened. Clocks that run from the day of awareness move with it.

    Raises SavedMeanwhile; ReasonMissing when a clock would move without a reason.
    """
    insist(access.leads(by, incident.review))
    before = Incident.objects.select_for_update().get(pk=incident.pk).aware_on
    save(incident, seen=seen, **facts)
    audit.record("incident.saved", incident, by=by)
    if incident.aware_on is not None and incident.aware_on != before:
        move_clocks(incident, reason, by=by)


def move_clocks(incident: Incident, reason: str, *, by: User) -> None:
    keys = {kind.key: kind for kind in (PANEL, PARTNERS)}
    running = Deadline.objects.open().about(incident.review).filter(kind__in=keys)
    for deadline in running:
        if not reason.strip():
            raise ReasonMissing
        due_on = keys[deadline.kind].due_on(incident.aware_on)  # type: ignore[arg-type]
        deadlines.move(deadline, due_on=due_on, reason=reason, by=by)
