"""Who sees and does what with fees, policies, charges, free places and funds."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from partners.access import agencies_in, standing
from partners.models import Agency, Group, Partnership, PartnershipQuerySet, Role
from portal import clock
from portal.access import keeper, key_of
from portal.models import User
from training.access.catalogue import LEADS, courses, runs_training
from training.models import (
    Booking,
    CancellationRule,
    Charge,
    ChargeQuerySet,
    Course,
    CourseQuerySet,
    Fee,
    FeeApproval,
    FeeQuerySet,
    FeeTable,
    FeeTableQuerySet,
    FinanceContact,
    Fund,
    FundQuerySet,
    FundUse,
    Payer,
    PayerClass,
    PayerClassQuerySet,
    PayerQuerySet,
    Policy,
    PolicyQuerySet,
    Session,
)
from training.models.fees import in_force

runs_money = runs_training
SOON = timedelta(days=60)  # before a review falls due: when it is first reminded of
LOOKS = (*LEADS, Role.AGENCY_LEAD)


def sees_charges(user: User) -> bool:
    """Those who run training, agency leads, and finance contacts."""
    return standing(user).holds(*LOOKS) or bool(contact_for(user))


def runs_money_in(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, *LEADS)


def runs_money_of(user: User, course: Course) -> bool:
    return runs_money_in(user, course.partnership_id)


def runs_money_at(user: User, table: FeeTable | Policy) -> bool:
    return runs_money_in(user, table.partnership_id)


def approves(user: User, table: FeeTable) -> bool:
    """Whoever runs training records what the groups decided, but not of an own proposal."""
    return runs_money_in(user, table.partnership_id) and table.proposed_by_id != user.pk


def money_places(user: User) -> PartnershipQuerySet:
    """The partnerships whose training account this person keeps."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*LEADS))


def money_groups(user: User) -> QuerySet[Group]:
    return Group.objects.filter(partnership__in=money_places(user), ends_on=None)


def paid_for(user: User) -> frozenset[int]:
    """Agencies whose charges and invoices are this person's to see: those they lead or pay for."""
    return standing(user).agencies_as(Role.AGENCY_LEAD) | contact_for(user)


def contact_for(user: User) -> frozenset[int]:
    """Agencies whose finance contact this person is today. Read once a request."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    known: frozenset[int] | None = user.__dict__.get("_contact_for")
    if known is None:
        held = FinanceContact.objects.on(clock.today()).filter(as_contact(user))
        known = frozenset(held.values_list("agency_id", flat=True))
        user.__dict__["_contact_for"] = known
    return known


def as_contact(user: User) -> Q:
    """Contacts that name this person's account, or the address it has proved since."""
    known = Q(person_id=key_of(user))
    return known | Q(person=None, address=user.email.lower()) if user.is_authenticated else known


def led_agencies(user: User) -> QuerySet[Agency]:
    return Agency.objects.filter(pk__in=paid_for(user))


@keeper(PayerClass)
def payer_classes(user: User) -> PayerClassQuerySet:
    """Printed beside every fee, so for everybody."""
    return PayerClass.objects.all()


def own_payer_classes(user: User) -> PayerClassQuerySet:
    return PayerClass.objects.filter(partnership__in=money_places(user))


@keeper(Payer)
def payers(user: User) -> PayerQuerySet:
    ours = Q(payer_class__partnership__in=money_places(user))
    return Payer.objects.filter(ours | Q(agency__in=paid_for(user)))


def own_payers(user: User) -> PayerQuerySet:
    return Payer.objects.filter(payer_class__partnership__in=money_places(user))


def paying_agencies(user: User) -> QuerySet[Agency]:
    """Agencies that can be given a class: the partnership's, and those from outside that booked."""
    ours = standing(user).partnerships(*LEADS)
    booked = Booking.objects.filter(session__course__partnership__in=ours).order_by()
    known = Q(pk__in=agencies_in(ours).order_by().values("pk"))
    return Agency.objects.filter(known | Q(pk__in=booked.values("agency")))


@keeper(FeeTable)
def fee_tables(user: User) -> FeeTableQuerySet:
    """What is approved is public; drafts are for those who run training."""
    approved = Q(status=FeeTable.Status.APPROVED)
    return FeeTable.objects.filter(approved | Q(partnership__in=money_places(user)))


def own_fee_tables(user: User) -> FeeTableQuerySet:
    return FeeTable.objects.filter(partnership__in=money_places(user))


@keeper(Fee)
def fees(user: User) -> FeeQuerySet:
    return Fee.objects.filter(table__in=fee_tables(user))


def own_fees(user: User) -> FeeQuerySet:
    return Fee.objects.filter(table__partnership__in=money_places(user))


@keeper(FeeApproval)
def fee_approvals(user: User) -> QuerySet[FeeApproval]:
    return FeeApproval.objects.filter(table__in=fee_tables(user))


@keeper(Policy)
def policies(user: User) -> PolicyQuerySet:
    """What is agreed is public; drafts are for those who run training."""
    agreed = Q(agreed_on__isnull=False)
    return Policy.objects.filter(agreed | Q(partnership__in=money_places(user)))


def own_policies(user: User) -> PolicyQuerySet:
    return Policy.objects.filter(partnership__in=money_places(user))


def policies_to_review(user: User) -> PolicyQuerySet:
    """Of the policies this person runs, those whose review falls due within two months."""
    soon = clock.today() + SOON
    due = Policy.objects.latest_agreed().values("pk")
    return own_policies(user).filter(pk__in=due, review_on__lte=soon)


@keeper(CancellationRule)
def cancellation_rules(user: User) -> QuerySet[CancellationRule]:
    return CancellationRule.objects.filter(policy__in=policies(user))


def own_rules(user: User) -> QuerySet[CancellationRule]:
    return CancellationRule.objects.filter(policy__partnership__in=money_places(user))


@keeper(Charge)
def charges(user: User) -> ChargeQuerySet:
    """Those who run training; of an own agency, its lead."""
    ours = Q(booking__session__course__partnership__in=money_places(user))
    return Charge.objects.filter(ours | Q(agency__in=paid_for(user)))


def charges_run(user: User) -> ChargeQuerySet:
    return Charge.objects.filter(booking__session__course__partnership__in=money_places(user))


@keeper(Fund)
def funds(user: User) -> FundQuerySet:
    return Fund.objects.filter(partnership__in=money_places(user))


@keeper(FundUse)
def fund_uses(user: User) -> QuerySet[FundUse]:
    return FundUse.objects.filter(fund__in=funds(user))


def fund_paying(session: Session) -> FundUse | None:
    """What pays for a session instead of the agencies. Printed with its price, so for everybody.

    Asks nothing where the session was read `with_extras` and no fund pays for it.
    """
    if not getattr(session, "funded", True):
        return None
    return paying_uses(session).select_related("fund", "origin__priority").first()


def paying_uses(session: Session) -> QuerySet[FundUse]:
    """What pays for a session, as a question."""
    return FundUse.objects.filter(session=session, given_back_on=None)


def funds_for(session: Session) -> Any:
    """Funds of a session's partnership that pay for sessions on its day, with their balances."""
    ours = Fund.objects.filter(in_force(session.starts_on))
    return ours.filter(partnership=session.course.partnership_id).with_balance()


def sessions_paid(user: User) -> QuerySet[Session]:
    """Sessions that this person may pay for from a fund."""
    return Session.objects.filter(course__partnership__in=money_places(user))


def tables_in_force(day: date) -> FeeTableQuerySet:
    """Of each partnership the table in force, with its fees. Public, as the catalogue is."""
    approved = FeeTable.objects.filter(status=FeeTable.Status.APPROVED, since__lte=day)
    latest = approved.order_by("partnership_id", "-since").distinct("partnership_id")
    said = Fee.objects.select_related("payer_class", "course", "level")
    return latest.select_related("partnership").prefetch_related(Prefetch("fees", said))


def tables_beside(shown: list[int]) -> FeeTableQuerySet:
    """Approved tables that are over or begin later: no table falls out of reading. Public."""
    approved = FeeTable.objects.filter(status=FeeTable.Status.APPROVED)
    return approved.exclude(pk__in=shown).select_related("partnership")


def courses_priced(user: User, table: FeeTable) -> CourseQuerySet:
    """Courses that a table may say a fee for."""
    ours = courses(user).filter(partnership=table.partnership_id)
    return ours.exclude(fee=Course.Fee.FREE).order_by("title", "pk")


def groups_at(table: FeeTable | Policy) -> QuerySet[Group]:
    """Groups of the partnership that may decide about it today."""
    return Group.objects.filter(partnership=table.partnership_id, ends_on=None)


def policies_in_force(day: date) -> PolicyQuerySet:
    """Of each partnership the policies in force, with their rules. Public."""
    begun = Policy.objects.agreed().filter(since__lte=day)
    latest = begun.order_by("partnership_id", "kind", "-since").distinct("partnership_id", "kind")
    said = CancellationRule.objects.select_related("payer_class")
    return latest.select_related("partnership").prefetch_related(Prefetch("rules", said))


def agencies_charged(user: User) -> QuerySet[Agency]:
    """Agencies that were charged something this person sees."""
    return Agency.objects.filter(pk__in=charges(user).order_by().values("agency"))
