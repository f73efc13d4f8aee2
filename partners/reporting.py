"""What reports and dashboards may tell of a partnership: facts as they stood on the scope's day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from partners.models import (
    Action,
    AgencyStatement,
    AgencyStatus,
    Appointment,
    BudgetYear,
    Decision,
    Group,
    Meeting,
    Milestone,
    Post,
    Priority,
)
from portal.figures import Chapter, Figure, Listing, Scope, Table


@dataclass(frozen=True)
class Point:
    """One point of a statement; `provider` is empty when the partner speaks for itself."""

    text: str
    provider: str = ""


@dataclass(frozen=True)
class Statement:
    """One agency's account of its year, under the headings it used."""

    agency: str
    author: str
    parts: tuple[tuple[str, tuple[Point, ...]], ...]
    merged: bool


@dataclass(frozen=True)
class Contact:
    """A post and who held it on the last day of the scope, by role title."""

    post: str
    kind: str
    agency: str
    holder: str
    when: str
    contact: str
    accountable_to: str


@dataclass(frozen=True)
class Contributed:
    """A payment into the budget. `agency` is empty when several paid together."""

    payer: str
    agency: str
    kind: str
    amount: Decimal | None


@dataclass(frozen=True)
class Funding:
    """One budget year with what is known of it; None where the papers do not say."""

    label: str
    rule: str
    share_per_partner: Decimal | None
    statutory_share: Decimal | None
    contributions: tuple[Contributed, ...]
    spending: tuple[tuple[str, Decimal | None], ...]
    total: Decimal | None
    split_recorded: bool
    note: str


@dataclass(frozen=True)
class Aim:
    """A priority with its parts."""

    name: str
    note: str
    parts: tuple[str, ...]
    carried_from: str = ""


def milestones(scope: Scope, *, printed: bool = False) -> list[Milestone]:
    """Milestones that touch the scope, oldest first; with `printed`, those a report prints."""
    rows = Milestone.objects.filter(partnership=scope.partnership_id).oldest_first()
    if printed:
        rows = rows.filter(in_report=True)
    return [row for row in rows if touches(row, scope.start, scope.end)]


def touches(milestone: Milestone, start: date, end: date) -> bool:
    last = (milestone.date_to or milestone.date).last_day
    return milestone.date.first_day <= end and (last >= start or milestone.open_ended)


def priorities(scope: Scope, *, printed: bool = False) -> list[Aim]:
    """The priorities of the period that the scope is labelled with, such as "2019-20"."""
    rows = Priority.objects.top().filter(partnership=scope.partnership_id, period=scope.label)
    if printed:
        rows = rows.filter(in_report=True)
    rows = rows.select_related("carried_from").prefetch_related("parts")
    return [
        Aim(
            row.name,
            row.note,
            tuple(part.name for part in row.parts.all()),
            row.carried_from.name if row.carried_from else "",
        )
        for row in rows.order_by("order", "ref")
    ]


def statements(scope: Scope) -> list[Statement]:
    """What each agency wrote for the year that the scope is labelled with."""
    rows = AgencyStatement.objects.filter(partnership=scope.partnership_id, year=scope.label)
    rows = rows.select_related("agency", "author_post")
    rows = rows.prefetch_related("points__provider", "agency__names").order_by("order", "ref")
    return [
        Statement(
            row.agency.name_on(scope.end),
            row.author_post.title if row.author_post else "",
            tuple(
                (label, tuple(Point(p.text, str(p.provider or "")) for p in points))
                for label, points in row.parts
            ),
            row.merges_developments_and_impact,
        )
        for row in rows
    ]


def contacts(scope: Scope, *kinds: str) -> list[Contact]:
    """Posts and their holders on the scope's last day; all kinds of post when none is named."""
    held = Appointment.objects.held_on(scope.end)
    posts = Post.objects.filter(partnership=scope.partnership_id)
    if kinds:
        posts = posts.filter(kind__in=kinds)
    posts = posts.select_related("partnership", "agency", "accountable_to")
    posts = posts.prefetch_related(Prefetch("appointments", held), "agency__names")
    return [contact_of(post, scope.end) for post in posts]


def contact_of(post: Post, day: date) -> Contact:
    holders = list(post.appointments.all())
    return Contact(
        post=post.title,
        kind=post.term,
        agency=post.agency.name_on(day) if post.agency else "",
        holder=", ".join(one.holder_title for one in holders),
        when=", ".join(one.when for one in holders),
        contact=post.contact,
        accountable_to=post.accountable_to.title if post.accountable_to else "",
    )


def funding(scope: Scope) -> list[Funding]:
    """Every budget year on record, in order of its label: a report picks the years it tells."""
    years = BudgetYear.objects.filter(partnership=scope.partnership_id)
    return [
        Funding(
            label=year.label,
            rule=year.get_sharing_rule_display(),
            share_per_partner=year.share_per_partner,
            statutory_share=year.statutory_share,
            contributions=tuple(
                Contributed(one.payer, str(one.agency or ""), one.get_kind_display(), one.amount)
                for one in year.contributions.all()
            ),
            spending=tuple((one.heading, one.amount) for one in year.spending.all()),
            total=year.total,
            split_recorded=year.split_recorded,
            note=year.note,
        )
        for year in years.prefetch_related("contributions__agency", "spending")
    ]


def statutory_partners(scope: Scope) -> list[str]:
    """The statutory partners on the scope's last day, by the names they then bore."""
    held = AgencyStatus.objects.on(scope.end).filter(
        partnership=scope.partnership_id, status=AgencyStatus.Status.STATUTORY
    )
    held = held.select_related("agency").prefetch_related("agency__names")
    return sorted(one.agency.name_on(scope.end) for one in held)


def chapter(scope: Scope) -> Chapter:
    """The partnership at work: who, what it set out to do, what it met about and what is owed."""
    return Chapter(
        key="partners",
        title="The partnership",
        figures=(*meeting_figures(scope), *action_figures(scope)),
        tables=(milestone_table(milestones(scope), scope), funding_table(funding(scope))),
        lists=(
            Listing("Statutory partners", tuple(statutory_partners(scope))),
            Listing("Priorities", tuple(aim.name for aim in priorities(scope))),
        ),
    )


def meeting_figures(scope: Scope) -> tuple[Figure, ...]:
    period = (scope.start, scope.end)
    held = Meeting.objects.filter(group__partnership=scope.partnership_id, held_on__range=period)
    groups = Group.objects.filter(partnership=scope.partnership_id)
    return (
        Figure(
            "partners.groups",
            "Groups",
            groups.count(),
            "Groups of the partnership on record.",
        ),
        Figure(
            "partners.meetings",
            "Meetings held",
            held.count(),
            "Meetings of these groups with a date in the period.",
            period=scope.label,
        ),
        Figure(
            "partners.decisions",
            "Decisions",
            Decision.objects.filter(meeting__in=held).count(),
            "Decisions recorded at these meetings.",
            period=scope.label,
        ),
    )


def action_figures(scope: Scope) -> tuple[Figure, ...]:
    ours = Action.objects.filter(partnership=scope.partnership_id)
    due = ours.filter(due__range=(scope.start, scope.end))
    met = due.exclude(status=Action.Status.OPEN).count()
    return (
        Figure(
            "partners.actions_met",
            "Actions done",
            met,
            "Actions due in the period whose owner has marked them done, or that are closed.",
            base=due.count(),
            base_label="actions due in the period",
            unit="percent",
            period=scope.label,
        ),
        Figure(
            "partners.actions_overdue",
            "Actions overdue",
            ours.overdue(scope.end).count(),
            "Actions still open with a due date before the last day of the period.",
            period=scope.label,
        ),
    )


def milestone_table(rows: Iterable[Milestone], scope: Scope) -> Table:
    return Table(
        "Key milestones",
        ("When", "What"),
        tuple((row.when, row.text) for row in rows),
        key="partners.milestones",
        definition="Milestones on record with a date in the period.",
        period=scope.label,
    )


def funding_table(years: Iterable[Funding]) -> Table:
    return Table(
        "Contributions",
        ("Year", "Payer", "Kind", "Pounds"),
        tuple(
            (year.label, one.payer, one.kind, one.amount)
            for year in years
            for one in year.contributions
        ),
        key="partners.contributions",
        definition="Contributions to the partnership's own budget, as recorded.",
    )
