"""Tables of fees: drafted, raised from the one before, proposed, approved by two groups."""

from datetime import date

from django.db import IntegrityError, transaction

from partners.models import Agency, Group, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import (
    ApprovedByThisGroup,
    BeginsInThePast,
    BeginsWithAnother,
    DatesOverlap,
    FeeSaidTwice,
    NameTaken,
    NotADraft,
    NotProposed,
)
from training.models import Course, CourseLevel, Fee, FeeApproval, FeeTable, Payer, PayerClass
from training.money import raised
from training.workflow import FEE_TABLES

audit.words(
    {
        "payerclass.added": "Added a class of payers",
        "payer.given": "Said which class an agency pays by",
        "feetable.drafted": "Drafted a table of fees",
        "feetable.fee_set": "Set a fee in a draft",
        "feetable.fee_removed": "Removed a fee from a draft",
        "feetable.group_approved": "Recorded that a group approved a table of fees",
    }
)

Status = FeeTable.Status


@transaction.atomic
def add_payer_class(*, partnership: Partnership, name: str, is_usual: bool, by: User) -> PayerClass:
    """Name a class of payers; `is_usual`: for agencies without one. Raises NameTaken."""
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    ours = PayerClass.objects.filter(partnership=partnership)
    if ours.filter(name__iexact=name).exists():
        raise NameTaken
    if is_usual:
        ours.filter(is_usual=True).update(is_usual=False)
    made = PayerClass.objects.create(
        partnership=partnership, name=name, is_usual=is_usual, order=ours.count() + 1
    )
    audit.record("payerclass.added", made, by=by)
    return made


@transaction.atomic
def give_class(*, agency: Agency, payer_class: PayerClass, since: date, by: User) -> Payer:
    """Let an agency pay by a class from a day on; the one before ends the day before.

    Raises DatesOverlap when one begins on that day or later.
    """
    insist(access.runs_money_in(by, payer_class.partnership_id))
    Partnership.objects.select_for_update().get(pk=payer_class.partnership_id)
    held = Payer.objects.filter(agency=agency, payer_class__partnership=payer_class.partnership_id)
    if held.filter(since__gte=since).exists():
        raise DatesOverlap
    held.on(since).update(until=since - clock.ONE_DAY)
    made = Payer.objects.create(agency=agency, payer_class=payer_class, since=since)
    audit.record("payer.given", made, by=by)
    return made


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
    """
    insist(access.runs_money_in(by, partnership.pk))
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
def remove_fee(*, fee: Fee, by: User) -> None:
    held = draft_of(fee.table, by)
    held.fees.filter(pk=fee.pk).delete()
    audit.record("feetable.fee_removed", held, by=by, fee=fee.pk)


@transaction.atomic
def propose_fee_table(*, table: FeeTable, by: User) -> None:
    """Put a draft before the groups. Raises MoveRefused without fees or for a day gone by."""
    FEE_TABLES.make("propose", table, by=by, proposed_by=by)


@transaction.atomic
def approve_fee_table(*, table: FeeTable, group: Group, met_on: date, by: User) -> bool:
    """Record that a group approved. True when it was the last approval needed.

    Nobody records an approval of what they proposed. Raises NotProposed, ApprovedByThisGroup,
    BeginsInThePast, BeginsWithAnother.
    """
    held = FeeTable.objects.select_for_update().get(pk=table.pk)
    insist(access.approves(by, held) and group.partnership_id == held.partnership_id)
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
    approved = FeeTable.objects.filter(partnership=held.partnership_id, status=Status.APPROVED)
    if approved.filter(since=held.since).exists():
        raise BeginsWithAnother
    FEE_TABLES.make("approve", held, by=by)
    return True
