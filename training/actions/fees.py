"""Tables of fees: drafted, raised from the one before, proposed, approved by two groups."""

from datetime import date

from django.db import IntegrityError, transaction

from partners.models import Group, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import (
    ApprovedByThisGroup,
    BeginsInThePast,
    BeginsWithAnother,
    FeeSaidTwice,
    NotADraft,
    NotProposed,
    ProposedByYou,
)
from training.models import Course, CourseLevel, Fee, FeeApproval, FeeTable, PayerClass
from training.money import raised
from training.workflow import FEE_TABLES

audit.words(
    {
        "feetable.drafted": "Drafted a table of fees",
        "feetable.rewritten": "Changed the name or the day of a draft of fees",
        "feetable.fee_set": "Set a fee in a draft",
        "feetable.fee_changed": "Changed a fee in a draft",
        "feetable.fee_removed": "Removed a fee from a draft",
        "feetable.group_approved": "Recorded that a group approved a table of fees",
    }
)

Status = FeeTable.Status


@transaction.atomic
def draft_fee_table(
    *,
    partnership: Partnership,
    name: str,
    since: date,
    why: str,
    by: User,
    came_from: FeeTable | None = None,
    uplift: int | None = None,
    step: int | None = None,
) -> FeeTable:
    """Begin a table: empty, or with the fees of `came_from` raised by `uplift`.

    `uplift` in hundredths of a per cent; each fee to the nearest `step` pence, half goes up.
    Raises BeginsWithAnother.
    """
    insist(access.runs_money_in(by, partnership.pk))
    insist(came_from is None or came_from.partnership_id == partnership.pk)
    begins_alone(partnership.pk, since)
    table = FeeTable.objects.create(
        partnership=partnership,
        name=name,
        since=since,
        why=why,
        came_from=came_from,
        uplift=uplift,
        step=step,
    )
    for fee in came_from.fees.all() if came_from else ():
        Fee.objects.create(
            table=table,
            payer_class=fee.payer_class,
            course=fee.course,
            level=fee.level,
            length=fee.length,
            amount=raised(fee.amount, uplift or 0, step or 1),
        )
    audit.record("feetable.drafted", table, by=by)
    return table


def begins_alone(partnership_id: int, since: date) -> None:
    """Raises BeginsWithAnother where an approved table begins on that very day."""
    approved = FeeTable.objects.filter(partnership=partnership_id, status=Status.APPROVED)
    if approved.filter(since=since).exists():
        raise BeginsWithAnother


@transaction.atomic
def rewrite_fee_table(*, table: FeeTable, name: str, since: date, why: str, by: User) -> None:
    """Change what a draft is called, from when it holds, and why. Raises BeginsWithAnother."""
    held = draft_of(table, by)
    begins_alone(held.partnership_id, since)
    FeeTable.objects.filter(pk=held.pk).update(name=name, since=since, why=why)
    audit.record("feetable.rewritten", held, by=by, since=since.isoformat())


def draft_of(table: FeeTable, by: User) -> FeeTable:
    """The table, locked, as long as it may be changed. Raises NotADraft."""
    held = FeeTable.objects.select_for_update().get(pk=table.pk)
    insist(access.runs_money_in(by, held.partnership_id))
    if held.status != Status.DRAFT:
        raise NotADraft
    return held


@transaction.atomic
def set_fee(
    *,
    table: FeeTable,
    payer_class: PayerClass,
    amount: int,
    by: User,
    course: Course | None = None,
    level: CourseLevel | None = None,
    length: str = "",
) -> Fee:
    """Say what a class pays: for one course, or for a level and a length. Pence."""
    held = draft_of(table, by)
    for_what = {"course": course, "level": level, "length": length}
    try:
        with transaction.atomic():
            fee = Fee.objects.create(table=held, payer_class=payer_class, amount=amount, **for_what)
    except IntegrityError:
        raise FeeSaidTwice from None
    audit.record("feetable.fee_set", held, by=by, fee=fee.pk, pence=amount)
    return fee


@transaction.atomic
def change_fee(*, fee: Fee, amount: int, by: User) -> None:
    """Set another amount for the same. Pence."""
    held = draft_of(fee.table, by)
    held.fees.filter(pk=fee.pk).update(amount=amount)
    audit.record("feetable.fee_changed", held, by=by, fee=fee.pk, pence=amount)


@transaction.atomic
def remove_fee(*, fee: Fee, by: User) -> None:
    held = draft_of(fee.table, by)
    held.fees.filter(pk=fee.pk).delete()
    audit.record("feetable.fee_removed", held, by=by, fee=fee.pk)


@transaction.atomic
def propose_fee_table(*, table: FeeTable, by: User) -> None:
    """Put a draft before the groups. Raises MoveRefused without fees or for a day gone by."""
    FEE_TABLES.make("propose", table, by=by, proposed_by=by)


@transaction.atomic
def withdraw_fee_table(*, table: FeeTable, by: User) -> None:
    """Give a draft or a proposal up. What is in force stays in force."""
    FEE_TABLES.make("withdraw", table, by=by)


@transaction.atomic
def approve_fee_table(*, table: FeeTable, group: Group, met_on: date, by: User) -> bool:
    """Record that a group approved. True when it was the last approval needed.

    Nobody records an approval of what they proposed. Raises ProposedByYou, NotProposed,
    ApprovedByThisGroup, BeginsInThePast, BeginsWithAnother.
    """
    Partnership.objects.select_for_update().get(pk=table.partnership_id)  # one table after another
    held = FeeTable.objects.select_for_update().get(pk=table.pk)
    insist(access.runs_money_at(by, held) and group.partnership_id == held.partnership_id)
    if not access.approves(by, held):
        raise ProposedByYou
    if held.status != Status.PROPOSED:
        raise NotProposed
    if held.approvals.filter(group=group).exists():
        raise ApprovedByThisGroup
    FeeApproval.objects.create(table=held, group=group, met_on=met_on, recorded_by=by)
    audit.record("feetable.group_approved", held, by=by, group=group.pk)
    if held.approvals.count() < FeeTable.APPROVALS:
        return False
    if held.since < clock.today():
        raise BeginsInThePast
    begins_alone(held.partnership_id, held.since)
    FEE_TABLES.make("approve", held, by=by)
    return True
