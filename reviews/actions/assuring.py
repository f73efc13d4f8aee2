"""Asking agencies for assurance, what they sign off, and whether it is enough."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from partners.models import Agency
from portal import audit, clock, deadlines, files, notices
from portal.access import insist
from portal.files.opened import Opened
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.saving import save
from reviews.deadlines import ASSURANCE, assuring_leads
from reviews.files import ASSURANCE as USE
from reviews.models import AssuranceStatement, Review, ReviewRecommendation

audit.words(
    {
        "assurancestatement.asked": "Asked an agency for an assurance statement",
        "assurancestatement.chased": "Reminded an agency of an assurance statement",
        "assurancestatement.withdrawn": "Took back a request for an assurance statement",
        "assurancestatement.saved": "Saved a draft of an assurance statement",
        "assurancestatement.signed": "Signed off an assurance statement of an agency",
        "assurancestatement.accepted": "Accepted an assurance statement of an agency",
        "assurancestatement.sent_back": "Sent an assurance statement back to the agency",
    }
)

Status = AssuranceStatement.Status
OVER = "This statement has moved on meanwhile. Look at it again."
LACKS_ANSWER = "Say first how far it is part of your work."
LACKS_WORDS = "Say first in a few sentences what shows it."


@transaction.atomic
def ask_for_assurance(
    *,
    review: Review,
    recommendation: ReviewRecommendation | None,
    agencies: Iterable[Agency],
    asked: str,
    due_on: date,
    by: User,
) -> list[AssuranceStatement]:
    """Ask each agency that was not asked for this yet, and tell its leads that it is asked.

    An agency in conflict with the file can be asked too: nobody of it is told or sees the request
    here, and the review lead enters what it gives on paper.
    """
    insist(access.leads(by, review))
    insist(recommendation is None or recommendation.review_id == review.pk)
    Review.objects.select_for_update().get(pk=review.pk)
    about = review.assurance.standing().filter(recommendation=recommendation)
    already = set(about.values_list("agency_id", flat=True))
    wanted = sorted(agencies, key=lambda agency: agency.name)
    facts = {"recommendation": recommendation, "asked": asked, "due_on": due_on}
    return [ask(review, agency, facts, by) for agency in wanted if agency.pk not in already]


def ask(review: Review, agency: Agency, facts: dict[str, Any], by: User) -> AssuranceStatement:
    statement = AssuranceStatement.objects.create(
        review=review, agency=agency, asked_on=clock.today(), asked_by=by, **facts
    )
    audit.record("assurancestatement.asked", statement, by=by, agency=agency.pk)
    start_clock(statement)
    tell(statement, "assurance_asked", once="")
    return statement


def start_clock(statement: AssuranceStatement) -> None:
    team = f"agency:{statement.agency_id}"
    deadlines.start(ASSURANCE, statement, due_on=statement.due_on, team=team)


def tell(statement: AssuranceStatement, template: str, once: str) -> None:
    for lead in assuring_leads(statement):
        notices.queue(template, to=lead, about=statement, once=once)


@transaction.atomic
def chase_assurance(*, statement: AssuranceStatement, by: User) -> None:
    """Remind the agency today, beside the reminders that go out by themselves."""
    insist(access.leads_assurance(by, statement))
    today = clock.today()
    still = AssuranceStatement.objects.open().filter(pk=statement.pk)
    if still.update(chased_on=today) != 1:
        raise MoveRefused(OVER)
    audit.record("assurancestatement.chased", statement, by=by)
    tell(statement, "assurance_chased", once=today.isoformat())


@transaction.atomic
def withdraw_assurance(*, statement: AssuranceStatement, by: User) -> None:
    """Take a request back: the agency no longer sees it."""
    insist(access.leads_assurance(by, statement))
    still = AssuranceStatement.objects.open().filter(pk=statement.pk)
    if still.update(status=Status.WITHDRAWN) != 1:
        raise MoveRefused(OVER)
    audit.record("assurancestatement.withdrawn", statement, by=by)
    deadlines.meet(ASSURANCE, statement)


def held_open(statement: AssuranceStatement, by: User) -> AssuranceStatement:
    """The row, locked, while it still waits for the words of somebody who may give them."""
    insist(access.writes_assurance(by, statement))
    held = AssuranceStatement.objects.select_for_update().get(pk=statement.pk)
    if held.status != Status.ASKED:
        raise MoveRefused(OVER)
    return held


@transaction.atomic
def save_assurance(
    *,
    assurance: AssuranceStatement,
    seen: int,
    answer: str,
    statement: str,
    uploads: Sequence[Opened] = (),
    by: User,
) -> None:
    """Keep a draft to go on with later, and the files that show what it says.

    Raises SavedMeanwhile when a colleague has saved since, files.NotKept when there is no room.
    """
    held = held_open(assurance, by)
    save(held, seen=seen, answer=answer, statement=statement)
    audit.record("assurancestatement.saved", held, by=by)
    files.keep(files=uploads, use=USE, about=held, by=by)


def assurance_lacks(statement: AssuranceStatement) -> str:
    """What it still needs before somebody can sign it; nothing when it is whole."""
    if not statement.answer:
        return LACKS_ANSWER
    return "" if statement.statement.strip() else LACKS_WORDS


@transaction.atomic
def sign_assurance(*, statement: AssuranceStatement, seen: int, by: User) -> None:
    """Sign off what is saved, for the agency. Raises MoveRefused when it reads otherwise by now.

    A review lead who does not lead the agency enters what came on paper; it is marked so.
    """
    held = held_open(statement, by)
    lacking = assurance_lacks(held)
    if lacking or held.version != seen:
        raise MoveRefused(lacking or OVER)
    outside = not access.gives_assurance(by, held)
    AssuranceStatement.objects.filter(pk=held.pk).update(
        status=Status.SIGNED, signed_on=clock.today(), signed_by=by, came_outside=outside
    )
    audit.record("assurancestatement.signed", held, by=by, answer=held.answer)
    deadlines.meet(ASSURANCE, held)


@transaction.atomic
def save_and_sign_assurance(
    *, assurance: AssuranceStatement, seen: int, by: User, **typed: Any
) -> None:
    """Sign off what is typed, so that no word of it is left behind. As saving, then signing."""
    save_assurance(assurance=assurance, seen=seen, by=by, **typed)
    sign_assurance(statement=assurance, seen=seen + 1, by=by)


def judge(statement: AssuranceStatement, by: User, **facts: Any) -> None:
    insist(access.leads_assurance(by, statement))
    signed = AssuranceStatement.objects.filter(pk=statement.pk, status=Status.SIGNED)
    if signed.update(**facts) != 1:
        raise MoveRefused(OVER)
    statement.refresh_from_db()


@transaction.atomic
def accept_assurance(*, statement: AssuranceStatement, by: User) -> None:
    judge(statement, by, status=Status.ACCEPTED, judged_on=clock.today(), judged_by=by)
    audit.record("assurancestatement.accepted", statement, by=by)


@transaction.atomic
def send_assurance_back(
    *, statement: AssuranceStatement, reason: str, due_on: date, by: User
) -> None:
    """Not enough: the agency adds to it until another day, and signs again. It reads why."""
    back = {"signed_on": None, "signed_by": None, "came_outside": False}
    judge(statement, by, status=Status.ASKED, sent_back_because=reason, due_on=due_on, **back)
    audit.record("assurancestatement.sent_back", statement, by=by)
    start_clock(statement)
    tell(statement, "assurance_sent_back", once=f"{due_on.isoformat()}:{statement.version}")
