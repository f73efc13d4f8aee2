"""Setting money aside for free training, letting it pay for a session, and taking that back."""

from datetime import date

from django.db import transaction

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions import charges
from training.actions.account_refusals import (
    FreePlacesTaken,
    FundedAlready,
    FundOfOtherDays,
    FundTooSmall,
    NotPaying,
    OriginNotAllowed,
    SessionOver,
)
from training.actions.places import hold_still, is_to_come
from training.models import Charge, CourseOrigin, Fund, FundUse, Session

audit.words(
    {
        "fund.added": "Set a fund aside for free training",
        "fund.pays": "Let a fund pay for a session",
        "fund.given_back": "Took back that a fund pays for a session",
    }
)


@transaction.atomic
def add_fund(
    *,
    partnership: Partnership,
    name: str,
    amount: int,
    since: date,
    until: date | None,
    origins: list[str],
    note: str,
    by: User,
) -> Fund:
    """Set pence aside for sessions whose courses answer one of these kinds of origin."""
    insist(access.runs_money_in(by, partnership.pk))
    made = Fund.objects.create(
        partnership=partnership,
        name=name,
        amount=amount,
        since=since,
        until=until,
        origins=origins,
        note=note,
    )
    audit.record("fund.added", made, by=by, pence=amount)
    return made


@transaction.atomic
def let_fund_pay(
    *, session: Session, fund: Fund, origin: CourseOrigin, amount: int, by: User
) -> FundUse:
    """Take pence for a session out of a fund; from then on its places cost nobody anything.

    Fees that were charged for it already are taken back. Raises SessionOver, FundedAlready,
    FundOfOtherDays, OriginNotAllowed, FundTooSmall.
    """
    held = hold_still(session)
    insist(access.runs_money_of(by, held.course))
    if not is_to_come(held):
        raise SessionOver
    if access.fund_paying(held) is not None:
        raise FundedAlready
    insist_on_fund(held, fund, origin, amount)
    made = FundUse.objects.create(
        fund=fund, session=held, origin=origin, amount=amount, used_on=clock.today(), used_by=by
    )
    for booking in held.bookings.taking().select_related("agency"):
        booking.session = held
        charges.paid_by_fund(booking, fund, by)
    audit.record("fund.pays", held, by=by, fund=fund.pk, pence=amount)
    return made


def insist_on_fund(session: Session, fund: Fund, origin: CourseOrigin, amount: int) -> None:
    """The fund is locked first: two sessions at once cannot both have its last pound."""
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    insist(locked.partnership_id == session.course.partnership_id)
    until = locked.until or date.max
    if not locked.since <= session.starts_on <= until:
        raise FundOfOtherDays
    if origin.course_id != session.course_id or not locked.allows(origin):
        raise OriginNotAllowed
    if amount > Fund.objects.with_balance().get(pk=fund.pk).balance:
        raise FundTooSmall


@transaction.atomic
def take_fund_back(*, use: FundUse, by: User) -> None:
    """Let the fund no longer pay. Raises FreePlacesTaken while somebody has a place for nothing.

    A session that was delivered stays paid: people were there. Raises NotPaying.
    """
    held = hold_still(use.session)
    insist(access.runs_money_of(by, held.course))
    if held.status == Session.Status.DELIVERED or is_relied_on(held):
        raise FreePlacesTaken
    paying = FundUse.objects.filter(pk=use.pk, given_back_on=None)
    if paying.update(given_back_on=clock.today()) != 1:
        raise NotPaying
    audit.record("fund.given_back", held, by=by, fund=use.fund_id, pence=use.amount)


def is_relied_on(session: Session) -> bool:
    """Whether somebody holds a place that the fund made free."""
    free = Charge.objects.filter(fund__isnull=False, booking__in=session.bookings.taking())
    return free.exists()
