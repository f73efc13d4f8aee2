"""Keeping the training account: who hosts it, what a year cost, and what became of the surplus."""

from datetime import date

from django.db import transaction

from partners.models import Agency, Group, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.accounts import statements
from training.actions.account_refusals import (
    AccountNotBegun,
    AccountThere,
    BroughtFromBefore,
    ClosedAlready,
    CorrectedAlready,
    CostOutsideYear,
    DecidedOutside,
    HostOverlaps,
    NotCorrectable,
    ReasonWanted,
    YearNotOver,
)
from training.models import AccountYear, Contract, Cost, Session, TrainingHost

audit.words(
    {
        "traininghost.named": "Named the organisation that hosts training",
        "trainingaccount.opened": "Opened the training account of a year",
        "trainingaccount.closed": "Closed the training account of a year",
        "trainingcost.added": "Entered what training cost",
        "trainingcost.corrected": "Took back a cost of training that was entered wrongly",
    }
)


@transaction.atomic
def name_host(
    *, partnership: Partnership, agency: Agency, since: date, note: str, by: User
) -> TrainingHost:
    """Say which organisation hosts training from a day on; whichever did before, no longer.

    Raises HostOverlaps when another begins that day or later.
    """
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    held = TrainingHost.objects.filter(partnership=partnership)
    if held.filter(since__gte=since).exists():
        raise HostOverlaps
    held.filter(until=None).update(until=since - clock.ONE_DAY)
    made = TrainingHost.objects.create(
        partnership=partnership, agency=agency, since=since, note=note
    )
    audit.record("traininghost.named", made, by=by, agency=agency.pk)
    return made


@transaction.atomic
def open_account(
    *, partnership: Partnership, year: int, brought_forward: int | None, by: User
) -> AccountYear:
    """Open the account of a financial year. `brought_forward`: pence from before the portal.

    Raises AccountNotBegun, AccountThere, BroughtFromBefore.
    """
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    new = AccountYear(partnership=partnership, year=year, brought_forward=brought_forward)
    if new.start > clock.today():
        raise AccountNotBegun
    ours = AccountYear.objects.filter(partnership=partnership)
    if ours.filter(year=year).exists():
        raise AccountThere
    if brought_forward is not None and ours.filter(year=year - 1).exists():
        raise BroughtFromBefore
    new.save()
    audit.record("trainingaccount.opened", new, by=by, year=year)
    return new


def hold_account(account: AccountYear, by: User) -> AccountYear:
    """The account, locked: it is not closed while a cost is entered."""
    insist(access.runs_money_in(by, account.partnership_id))
    return AccountYear.objects.select_for_update().get(pk=account.pk)


@transaction.atomic
def add_cost(
    *,
    account: AccountYear,
    heading: str,
    amount: int,
    spent_on: date,
    text: str,
    session: Session | None,
    contract: Contract | None,
    by: User,
    reason: str = "",
) -> Cost:
    """Enter pence that training cost on a day. A closed year takes it with a reason only.

    Raises CostOutsideYear, ReasonWanted.
    """
    held = hold_account(account, by)
    insist(session is None or session.course.partnership_id == held.partnership_id)
    insist(contract is None or contract.provider.partnership_id == held.partnership_id)
    if not held.start <= spent_on <= min(held.end, clock.today()):
        raise CostOutsideYear
    if held.is_closed and not reason:
        raise ReasonWanted
    made = Cost.objects.create(
        account=held,
        heading=heading,
        amount=amount,
        spent_on=spent_on,
        text=text,
        session=session,
        contract=contract,
        reason=reason,
        recorded_on=clock.today(),
        recorded_by=by,
    )
    audit.record("trainingcost.added", made, by=by, heading=heading, pence=amount)
    return made


@transaction.atomic
def correct_cost(*, cost: Cost, reason: str, by: User) -> Cost:
    """Take a cost back by an entry of the opposite amount, on its own day; neither changes.

    Raises NotCorrectable, CorrectedAlready.
    """
    held = hold_account(cost.account, by)
    if cost.corrects_id is not None:
        raise NotCorrectable
    if Cost.objects.filter(corrects=cost).exists():
        raise CorrectedAlready
    made = Cost.objects.create(
        account=held,
        heading=cost.heading,
        amount=-cost.amount,
        spent_on=cost.spent_on,
        text=cost.text,
        session=cost.session,
        contract=cost.contract,
        corrects=cost,
        reason=reason,
        recorded_on=clock.today(),
        recorded_by=by,
    )
    audit.record("trainingcost.corrected", made, by=by, cost=cost.pk, pence=made.amount)
    return made


@transaction.atomic
def close_account(
    *, account: AccountYear, decision: str, group: Group, decided_on: date, words: str, by: User
) -> AccountYear:
    """Note what a group decided to do with what a year left, and close it for good.

    Raises ClosedAlready, YearNotOver, DecidedOutside.
    """
    held = hold_account(account, by)
    insist(group.partnership_id == held.partnership_id)
    if held.is_closed:
        raise ClosedAlready
    if held.end >= clock.today():
        raise YearNotOver
    if not held.start <= decided_on <= clock.today():
        raise DecidedOutside
    [statement] = statements([held])
    held.decision = decision
    held.decided_by = group
    held.decided_on = decided_on
    held.words = words
    held.surplus = statement.balance
    held.closed_on = clock.today()
    held.closed_by = by
    held.save()
    audit.record("trainingaccount.closed", held, by=by, decision=decision, pence=held.surplus)
    return held
