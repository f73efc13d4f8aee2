"""How files of cases come in from elsewhere, and leave again: never with who a child is.

Identities stay behind, because a seal opens in its own row only and a pack is plain text. So do
grants, conflicts and emergencies: who may see a file is decided where the file is.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from partners.models import Role
from portal.packs import Column, Reader, register
from reviews.importing.archive import plain
from reviews.models import Child, CriterionAnswer, Incident, Notification, Screening

Row = dict[str, Any]
Faults = Iterable[tuple[str, str]]
NEEDS_DAY_0 = {
    Incident.Status.NOTIFIABLE,
    Incident.Status.NOTIFIED,
    Incident.Status.CRITERIA_NOT_MET,
}


def is_known_after_it_happened(row: Row) -> Faults:
    happened, aware = row.get("happened_on"), row.get("aware_on")
    if isinstance(happened, date) and isinstance(aware, date) and aware < happened:
        yield "aware_on", "Give a day on or after the day on which it happened."


def is_advised_if_it_says_so(row: Row) -> Faults:
    for name in ("advised_on", "advice_reference"):
        if row.get(name) and row.get("route") != Incident.Route.PANEL:
            yield name, 'Leave it empty, or write "panel advice" as the route.'


def has_a_day_0(row: Row) -> Faults:
    if row.get("status") in NEEDS_DAY_0 and not row.get("aware_on"):
        yield "aware_on", "Give the day on which the local authority became aware."


def is_one_of_four(row: Row) -> Faults:
    if row.get("order") not in (1, 2, 3, 4):
        yield "order", "Write 1, 2, 3 or 4: a file takes four children."


def died_if_known_dead(row: Row) -> Faults:
    if row.get("death_known_on") and row.get("harm") != Child.Harm.DIED:
        yield "harm", 'Write "died", or leave death_known_on empty.'


def is_decided_with_reasons(row: Row) -> Faults:
    if row.get("decided_on") and not (row.get("reasons") and row.get("decision")):
        yield "decided_on", "Give the decision and its reasons, or leave the day empty."


register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/incidents.csv",
        title="What happened in each case, without a name",
        model=Incident,
        scope="review__partnership",
        columns=(
            *plain("ref", "review"),
            Column("status", when_new=True),
            *plain("route", "happened_on", "happened_in", "outside_england", "home_area"),
            *plain("aware_on", "summary", "others", "other_processes"),
            *plain("referred_for", "referred_on"),
            Column("advised_on", help="only when the national Panel advised it"),
            Column("advice_reference", help="only when the national Panel advised it"),
        ),
        checks=(is_known_after_it_happened, has_a_day_0, is_advised_if_it_says_so),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/children.csv",
        title="The children of each case, by pseudonym",
        model=Child,
        scope="review__partnership",
        columns=(
            *plain("ref", "review"),
            Column("order", help="1 to 4"),
            *plain("pseudonym", "age", "sex", "ethnicity"),
            Column("disability", help="empty where it is not known"),
            *plain("harm", "care", "death_known_on"),
        ),
        checks=(is_one_of_four, died_if_known_dead),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/screenings.csv",
        title="How each case was screened",
        model=Screening,
        scope="review__partnership",
        columns=(
            *plain("ref", "review", "asked_on", "because", "reasons", "decision"),
            Column("decided_on", help="empty while it is open"),
        ),
        checks=(is_decided_with_reasons,),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/criterion_answers.csv",
        title="What a screening answered to each test of the law",
        model=CriterionAnswer,
        scope="screening__review__partnership",
        columns=plain("ref", "screening", "key", "met", "reason"),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/notifications.csv",
        title="Who was told of each incident, what, when and by whom",
        model=Notification,
        scope="review__partnership",
        columns=plain(
            "ref",
            "review",
            "to",
            "whom",
            "sent_on",
            "due_on",
            "sent_by",
            "what",
            "number",
            "why_late",
        ),
    )
)
