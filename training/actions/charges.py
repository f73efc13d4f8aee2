"""What a booking costs: written when it is made, given up, moved, called off or not come to.

Other actions call these inside their own transaction, holding the lock of the session. Calling
one twice charges once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from partners.models import Agency
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access, pricing
from training.actions.money_refusals import AlreadySet, AlreadyWaived, NothingToWaive
from training.models import Booking, Charge, Fund, Policy, Session
from training.money import in_words
from training.pricing import Price, Terms

audit.words(
    {
        "charge.late": "Charged for giving up a place late",
        "charge.absence": "Charged for a place nobody came to",
        "charge.waived": "Waived a charge",
        "charge.set": "Set the fee of a booking",
    }
)

Kind = Charge.Kind


def price_of(*, session: Session, agency: Agency, on: date) -> Price:
    """What a place would cost, why, and the terms of cancelling."""
    return pricing.price_of(session=session, agency=agency, on=on)


def booked(booking: Booking, by: User | None) -> Charge | None:
    """Freeze the fee and the terms of the day on which a place is booked.

    None for a booking without an agency, or where the partnership has set nothing up.
    """
    if booking.agency is None:
        return None
    price = price_of(session=booking.session, agency=booking.agency, on=clock.today())
    if not price.is_known:
        return None
    return write(
        booking,
        Kind.PLACE,
        price.amount,
        price.because,
        by=by,
        fee_table=price.fee_table,
        payer_class=price.payer_class,
        policy=price.policy,
        free_place=price.free_place,
        fund=price.fund,
    )


def terms_kept(booking: Booking) -> Terms:
    """The terms a booking was made under, for its session as it now stands."""
    place = Charge.objects.select_related("policy", "payer_class").of(booking, Kind.PLACE)
    if place is None:
        return Terms((), 0)
    return pricing.terms_of(booking.session, place.policy, place.payer_class, place.amount)


def giving_up_costs(booking: Booking) -> int:
    """Pence that giving up a place costs at this moment; 0 while it is free."""
    return terms_kept(booking).cost_at(clock.now())


def given_up(booking: Booking, by: User | None) -> Charge | None:
    """Take the fee back, and charge for late notice. The charge for it, if there is one."""
    cost = giving_up_costs(booking)
    if take_back(booking, by, "The place was given up.") is None or not cost:
        return None
    late = write(booking, Kind.LATE, cost, "The place was given up late.", by=by)
    return noted("charge.late", late, by)


def moved(old: Booking, new: Booking, by: User | None) -> Charge | None:
    """Carry fee and terms to another date, or to a colleague, as they were when first booked.

    Not to or from a session that a fund pays for: that place costs what it costs there today.
    """
    place = Charge.objects.of(old, Kind.PLACE)
    if place is None:
        return None
    carried = take_back(old, by, "Moved to another booking.") is not None
    if is_paid_by_fund(old) or access.fund_paying(new.session):
        return booked(new, by)
    if not carried:
        return None
    return write(
        new,
        Kind.PLACE,
        place.amount,
        place.because,
        by=by,
        fee_table=place.fee_table,
        payer_class=place.payer_class,
        policy=place.policy,
        free_place=place.free_place,
    )


def is_paid_by_fund(booking: Booking) -> bool:
    return booking.charges.exclude(fund=None).exists()


def paid_by_fund(booking: Booking, fund: Fund, by: User | None) -> Charge | None:
    """Take back what a place was charged at: a fund pays for its session from now on."""
    place = Charge.objects.of(booking, Kind.PLACE)
    if place is None or place.amount == 0:
        return None
    return take_back(booking, by, pricing.free_by(fund), fund=fund)


def called_off(booking: Booking, by: User | None) -> Charge | None:
    """Take the fee back: the organiser cancelled."""
    return take_back(booking, by, "The organiser cancelled the session.")


def absent(booking: Booking, by: User | None) -> Charge | None:
    """Charge what not coming costs beyond the fee. The fee itself stays owed."""
    place = Charge.objects.of(booking, Kind.PLACE)
    if place is None or taken_back(booking):
        return None
    cost, fee = terms_kept(booking).absence, place.amount or 0
    if cost <= fee:
        return None
    beside = f", beside the fee of {in_words(fee)}" if fee else ""
    made = write(booking, Kind.ABSENCE, cost - fee, f"Nobody came{beside}.", by=by)
    return noted("charge.absence", made, by)


def corrected(booking: Booking, absent_after_all: bool, by: User | None) -> None:
    """Follow a mark of a closed register that was put right."""
    if absent_after_all:
        absent(booking, by)
        return
    charged = Charge.objects.of(booking, Kind.ABSENCE)
    if charged is not None and charged.amount:
        write(booking, Kind.WAIVER, -charged.amount, "The register was put right.", by=by)


@dataclass(frozen=True)
class Quote:
    """What a booking costs, and what giving it up costs at this moment; in words."""

    text: str
    because: str
    terms: str
    now: str
    policy: Policy | None


def quote(booking: Booking) -> Quote | None:
    """The fee and terms a booking keeps or, before it is booked, those of today.

    None where the partnership has set nothing up, or nobody pays.
    """
    place = back = None
    if booking.status != Booking.Status.HELD:  # a place is charged once it is booked
        found = {one.kind: one for one in booking.charges.select_related("policy")}
        place, back = found.get(Kind.PLACE), found.get(Kind.REFUND)
    if back is not None and back.fund_id:
        free = Terms((), 0).in_words(clock.now())
        return Quote(pricing.text_of(0), back.because, free, "", None)
    if place is not None:
        terms = terms_kept(booking)
        text = pricing.text_of(place.amount)
        said = terms.in_words(clock.now())
        return Quote(text, place.because, said, cost_now(terms), place.policy)
    if booking.agency is None:
        return None
    price = price_of(session=booking.session, agency=booking.agency, on=clock.today())
    if not price.is_known:
        return None
    return Quote(price.text, price.because, price.terms_text, "", price.policy)


def cost_now(terms: Terms) -> str:
    cost = terms.cost_at(clock.now())
    return f"Giving up the place now costs {in_words(cost)}." if cost else ""


def take_back(
    booking: Booking, by: User | None, because: str, fund: Fund | None = None
) -> Charge | None:
    """Undo the fee of a booking, once. None when it had none, or it is undone already."""
    place = Charge.objects.of(booking, Kind.PLACE)
    if place is None:
        return None
    return write(booking, Kind.REFUND, -(place.amount or 0), because, by=by, fund=fund)


def taken_back(booking: Booking) -> bool:
    return Charge.objects.of(booking, Kind.REFUND) is not None


def write(
    booking: Booking, kind: str, amount: int | None, because: str, *, by: User | None, **source: Any
) -> Charge | None:
    """One charge of a kind for a booking; None when there is one already.

    It falls on the day of the session or, once that is over, on the day it was made.
    """
    if booking.agency_id is None or Charge.objects.of(booking, kind):
        return None
    today = clock.today()
    return Charge.objects.create(
        booking=booking,
        kind=kind,
        agency_id=booking.agency_id,
        amount=amount,
        because=because,
        made_on=today,
        falls_on=max(today, booking.session.starts_on),
        made_by=by,
        **source,
    )


def noted(what: str, charge: Charge | None, by: User | None) -> Charge | None:
    if charge is not None:
        audit.record(what, charge, by=by, pence=charge.amount)
    return charge


@transaction.atomic
def waive(*, charge: Charge, reason: str, by: User) -> Charge:
    """Let an agency off a charge for late notice or absence. Nobody waives their own.

    Raises NothingToWaive for a fee or a credit, AlreadyWaived when somebody was faster.
    """
    booking = Booking.objects.select_for_update().get(pk=charge.booking_id)
    insist(access.runs_money_of(by, booking.session.course) and booking.person_id != by.pk)
    if charge.kind not in (Kind.LATE, Kind.ABSENCE) or not charge.amount:
        raise NothingToWaive
    made = write(booking, Kind.WAIVER, -charge.amount, reason, by=by)
    if made is None:
        raise AlreadyWaived
    audit.record("charge.waived", charge, by=by, pence=charge.amount)
    return made


@transaction.atomic
def set_amount(*, charge: Charge, amount: int, because: str, by: User) -> None:
    """Say what a booking costs for which no fee was set. Once; raises AlreadySet."""
    booking = Booking.objects.select_for_update().get(pk=charge.booking_id)
    insist(access.runs_money_of(by, booking.session.course))
    open_one = Charge.objects.filter(pk=charge.pk, amount=None)
    if taken_back(booking) or open_one.update(amount=amount, because=because) != 1:
        raise AlreadySet
    audit.record("charge.set", charge, by=by, pence=amount)
