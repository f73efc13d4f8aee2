"""What a place costs an agency and why, and what giving it up or not coming costs, and from when.

Every answer is for one day: which class the agency paid by, which table and policy were in force.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from partners.models import Agency, Partnership
from portal import clock
from portal.templatetags.house import clock_time
from training.access import paying_uses
from training.models import (
    CancellationRule,
    Course,
    Fee,
    FeeTable,
    FreePlace,
    Fund,
    FundUse,
    Length,
    PayerClass,
    Policy,
    Session,
)
from training.money import in_words, pounds, share_of

HALF_A_DAY = 4  # hours
NOT_SET = "No fee is set for this agency on this day. The training team sets it."
LENGTHS = {1: Length.DAY, 2: Length.TWO}


@dataclass(frozen=True)
class Tier:
    """What notice given after `until` costs, in pence, until the next tier begins."""

    until: datetime
    cost: int


@dataclass(frozen=True)
class Terms:
    """What giving up a place costs, by when, and what not coming costs. Pence."""

    tiers: tuple[Tier, ...]
    absence: int

    def cost_at(self, moment: datetime) -> int:
        """What giving the place up at a moment costs: the tier that ended last before it."""
        passed = [tier.cost for tier in self.tiers if moment > tier.until]
        return passed[-1] if passed else 0

    def in_words(self, now: datetime) -> str:
        """The terms as the person who books reads them."""
        return " ".join(filter(None, (self.giving_up_in_words(now), self.absence_in_words())))

    def giving_up_in_words(self, now: datetime) -> str:
        if not self.tiers:
            return "You can cancel free until the session begins."
        coming = [tier for tier in self.tiers if tier.until >= now]
        said = [self.now_in_words(now, coming)]
        for tier, after in zip(coming, [*coming[1:], None], strict=False):
            end = f" until {when(after.until)}" if after else ""
            said.append(f"After that it costs {in_words(tier.cost)}{end}.")
        return " ".join(said)

    def now_in_words(self, now: datetime, coming: list[Tier]) -> str:
        """What holds from this moment on."""
        cost = self.cost_at(now)
        price = f"Cancelling costs {in_words(cost)}" if cost else "You can cancel free"
        if coming:
            return f"{price} until {when(coming[0].until)}."
        return f"{price} from now on."

    def absence_in_words(self) -> str:
        if not self.absence:
            return ""
        return f"Not coming costs {in_words(self.absence)}."


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a place costs: pence, or None where nobody has set it; and where that comes from."""

    amount: int | None
    because: str
    terms: Terms
    payer_class: PayerClass | None = None
    fee_table: FeeTable | None = None
    policy: Policy | None = None
    free_place: FreePlace | None = None
    fund: Fund | None = None

    @property
    def text(self) -> str:
        return text_of(self.amount)

    @cached_property
    def terms_text(self) -> str:
        return self.terms.in_words(clock.now())

    @property
    def is_known(self) -> bool:
        """Whether there is anything to freeze: a fee, or terms that hold for a free place too."""
        return self.amount is not None or self.payer_class is not None or self.policy is not None


def text_of(amount: int | None) -> str:
    """A fee in pence as the person who books reads it."""
    if amount is None:
        return "Not set"
    return pounds(amount) if amount else "Free"


def when(moment: datetime) -> str:
    """A moment in a sentence: "Tuesday 15 September 2020 at 5pm"."""
    local = timezone.localtime(moment)
    return f"{local:%A} {clock.day_text(local.date())} at {clock_time(local)}"


def price_of(*, session: Session, agency: Agency, on: date) -> Price:
    """What a place on a session costs an agency that books it on a day."""
    grounds = grounds_of(session, agency, on)
    amount, because, source = fee_of(session, agency, grounds)
    terms = terms_of(session, grounds.policy, grounds.payer, amount)
    return Price(
        amount=amount,
        because=because,
        terms=terms,
        payer_class=grounds.payer,
        policy=grounds.policy,
        **source,
    )


@dataclass(frozen=True)
class Grounds:
    """What a price is made of: the keys of what was in force, each read when it is needed."""

    use_id: int | None
    payer_id: int | None
    free_place_id: int | None
    table_id: int | None
    policy_id: int | None

    @cached_property
    def use(self) -> FundUse | None:
        return FundUse.objects.select_related("fund").get(pk=self.use_id) if self.use_id else None

    @cached_property
    def payer(self) -> PayerClass | None:
        return PayerClass.objects.get(pk=self.payer_id) if self.payer_id else None

    @cached_property
    def free_place(self) -> FreePlace | None:
        return FreePlace.objects.get(pk=self.free_place_id) if self.free_place_id else None

    @cached_property
    def table(self) -> FeeTable | None:
        return FeeTable.objects.get(pk=self.table_id) if self.table_id else None

    @cached_property
    def policy(self) -> Policy | None:
        return Policy.objects.get(pk=self.policy_id) if self.policy_id else None


def grounds_of(session: Session, agency: Agency, on: date) -> Grounds:
    """What bears on a price that day, found in one question: many a partnership set up nothing."""
    at = session.course.partnership_id
    bears: tuple[QuerySet[Any], ...] = (
        paying_uses(session),
        PayerClass.objects.fitting(agency, at, on),
        FreePlace.objects.making_free(agency, at, on),
        FeeTable.objects.begun(at, on),
        Policy.objects.begun(Policy.Kind.CANCELLING, at, on),
    )
    first = [Subquery(rows.values("pk")[:1]) for rows in bears]
    return Grounds(*Partnership.objects.order_by().values_list(*first).get(pk=at))


Source = dict[str, Any]


def fee_of(session: Session, agency: Agency, grounds: Grounds) -> tuple[int | None, str, Source]:
    """Pence, why, and the row it comes from: what costs nothing is asked first."""
    course = session.course
    if grounds.use:
        return 0, free_by(grounds.use.fund), {"fund": grounds.use.fund}
    if session.partner:
        return 0, f"Free: {session.partner} runs this session.", {}
    if course.fee == Course.Fee.FREE:
        paid = f": {course.fund} pays for it" if course.fund else ""
        return 0, f"Free: this course costs nothing{paid}.", {}
    held = grounds.free_place
    if held and held.last_day:
        until = clock.day_text(held.last_day)
        return 0, f"Free: places were agreed for {agency} until {until}.", {"free_place": held}
    return from_table(course, grounds)


def free_by(fund: Fund) -> str:
    return f"Free: {fund} pays for this session."


def from_table(course: Course, grounds: Grounds) -> tuple[int | None, str, Source]:
    payer, table = grounds.payer, grounds.table
    if payer is None or table is None:
        return None, NOT_SET, {}
    fee = table.fees.filter(payer_class=payer).for_course(course, length_of(course)).first()
    if fee is None:
        return None, NOT_SET, {"fee_table": table}
    return fee.amount, f"{payer}, {fee.what_for.lower()}: {table}.", {"fee_table": table}


def length_of(course: Course) -> str:
    """How long a course takes, as fees count it; empty where that is not recorded."""
    days = (course.days or 0) + (course.follow_up_days or 0)
    if course.hours and course.hours <= HALF_A_DAY and days <= 1:
        return Length.HALF
    if not days:
        return Length.DAY if course.hours else ""
    return LENGTHS.get(days, Length.LONG)


def terms_of(
    session: Session, policy: Policy | None, payer: PayerClass | None, fee: int | None
) -> Terms:
    """The terms of a policy for one session, payer and fee. Nothing is charged without one."""
    spared = policy is not None and fee == 0 and not policy.on_free_places
    if policy is None or spared:
        return Terms((), 0)
    rules = closest(list(policy.rules.all()), payer, length_of(session.course))
    late = [rule for rule in rules if rule.occasion == rule.Occasion.LATE]
    tiers = [Tier(cut_off(rule, policy, session), cost(rule, fee)) for rule in late]
    absent = [cost(rule, fee) for rule in rules if rule.occasion == rule.Occasion.ABSENT]
    return Terms(
        tuple(sorted(tiers, key=lambda tier: tier.until)), max([fee or 0, *absent]) if absent else 0
    )


def closest(
    rules: list[CancellationRule], payer: PayerClass | None, length: str
) -> list[CancellationRule]:
    """Of the rules that fit, for each occasion those that name most of what they are for."""
    own = payer.pk if payer else None
    fits = [r for r in rules if r.payer_class_id in (None, own) and r.length in ("", length)]
    best = {
        occasion: max((exactness(r) for r in fits if r.occasion == occasion), default=0)
        for occasion in CancellationRule.Occasion.values
    }
    return [rule for rule in fits if exactness(rule) == best[rule.occasion]]


def exactness(rule: CancellationRule) -> int:
    return (2 if rule.payer_class_id else 0) + (1 if rule.length else 0)


def cut_off(rule: CancellationRule, policy: Policy, session: Session) -> datetime:
    """The last moment at which notice is in time.

    Hours are hours, also on a night when the clocks change; days end at the policy's time of day.
    """
    notice = rule.notice or 0
    if rule.unit == rule.Unit.HOURS:
        return session.starts_at - timedelta(hours=notice)
    day = session.starts_on
    if rule.unit == rule.Unit.WORKING_DAYS:
        last = clock.add_working_days(day, -notice)
    else:
        last = day - timedelta(days=notice)
    return clock.london_moment(last, time(policy.cut_off))


def cost(rule: CancellationRule, fee: int | None) -> int:
    """Pence: the amount, the share of the fee, or the greater of the two."""
    return max(rule.amount or 0, share_of(fee or 0, rule.share or 0))


@dataclass(frozen=True)
class ClassFee:
    """What one class of payer pays for a place on a course."""

    payer_class: PayerClass
    amount: int

    @property
    def text(self) -> str:
        return text_of(self.amount)


def fees_of(course: Course, on: date) -> list[ClassFee]:
    """What each class of payer pays for a course that is booked on a day; for the catalogue."""
    if course.fee == Course.Fee.FREE:
        return []
    table = FeeTable.objects.begun(course.partnership_id, on).values("pk")[:1]
    fees = Fee.objects.filter(table=Subquery(table)).for_course(course, length_of(course))
    found: dict[int, Fee] = {}
    for fee in fees.select_related("payer_class"):
        found.setdefault(fee.payer_class_id, fee)
    ordered = sorted(found.values(), key=lambda fee: (fee.payer_class.order, fee.payer_class.name))
    return [ClassFee(fee.payer_class, fee.amount) for fee in ordered]
