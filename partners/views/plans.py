"""What a partnership set out to do, what happened when, and who pays."""

from itertools import chain

from django.db.models import QuerySet
from django.http import HttpResponse

from partners import access
from partners.models import Priority
from partners.views.crumbs import back_to
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show


def priorities_found(ask: Ask) -> QuerySet[Priority]:
    """Papers do not tell the same priorities: each is kept as its paper has it."""
    rows = access.priorities(ask.user).filter(parent=None).select_related("carried_from")
    return rows.order_by("-period", "paper", "order", "ref").prefetch_related("parts")


def origin(priority: Priority) -> str | None:
    before = priority.carried_from
    return f"{before.period}: {before.name}" if before else None


PRIORITIES = Export(
    key="partners.priorities",
    title="Priorities",
    rows=priorities_found,
    columns=(
        ("Period", lambda priority: priority.period),
        ("Paper", lambda priority: priority.paper or None),
        ("Priority", lambda priority: priority.name),
        ("Note", lambda priority: priority.note),
        ("Parts", lambda priority: "; ".join(part.name for part in priority.parts.all())),
        ("Carried from", origin),
    ),
)


@door("GET", to=access.is_partner)
@offers(PRIORITIES)
def priority_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, PRIORITIES.found(request)), "crumbs": back_to("partners")}
    return show(request, "partners/priority_list.html", context)


MILESTONES = Export(
    key="partners.milestones",
    title="Milestones",
    rows=lambda ask: access.milestones(ask.user).latest_first(),
    columns=(
        ("When", lambda milestone: milestone.when),
        ("Date", lambda milestone: milestone.date),
        ("To", lambda milestone: milestone.date_to),
        ("Kind", lambda milestone: milestone.get_kind_display()),
        ("Milestone", lambda milestone: milestone.text),
        ("Paper", lambda milestone: milestone.paper or None),
    ),
)


@door("GET", to=access.is_partner)
@offers(MILESTONES)
def milestone_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, MILESTONES.found(request))
    context = {"page": page, "crumbs": back_to("partners")}
    return show(request, "partners/milestone_list.html", context)


def payments(ask: Ask) -> chain[tuple[object, ...]]:
    """Contributions and spending of every budget year, one after the other."""
    years = access.budget_years(ask.user)
    paid = access.contributions(ask.user).filter(budget_year__in=years)
    spent = access.spending(ask.user).filter(budget_year__in=years)
    put_in = paid.select_related("budget_year", "agency")
    return chain(
        (
            (one.budget_year, "Contribution", one.payer, one.agency, one.get_kind_display(), one)
            for one in put_in
        ),
        (
            (one.budget_year, "Spending", one.heading, None, None, one)
            for one in spent.select_related("budget_year")
        ),
    )


MONEY = Export(
    key="partners.money",
    title="Money",
    rows=payments,
    columns=(
        ("Year", lambda line: str(line[0])),
        ("What", lambda line: line[1]),
        ("Payer or heading", lambda line: line[2]),
        ("Agency", lambda line: line[3] and str(line[3])),
        ("Kind", lambda line: line[4]),
        ("Pounds", lambda line: line[5].amount),
        ("Note", lambda line: line[5].note),
    ),
)


@door("GET", to=access.is_partner)
@offers(MONEY)
def money(request: PortalRequest) -> HttpResponse:
    rows = access.budget_years(request.user).prefetch_related("contributions__agency", "spending")
    context = {"page": paged(request, rows, per=10), "crumbs": back_to("partners")}
    return show(request, "partners/money.html", context)
