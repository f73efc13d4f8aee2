"""Who may see and do what on the dashboard. Nothing else in this app decides."""

from django.db.models import QuerySet

from dashboard.models import (
    DashboardNote,
    Legend,
    ProgrammeRow,
    ProgrammeRowQuerySet,
    ReportEdition,
    ReportEditionQuerySet,
    Risk,
    RiskQuerySet,
    SignOff,
    Tile,
    TileQuerySet,
    WorkProgramme,
    WorkProgrammeQuerySet,
)
from partners.access import any_of, is_partner, standing
from partners.models import AgencyStatus, Partnership, PartnershipQuerySet, Post, Role
from portal.access import keeper
from portal.menu import Entry
from portal.models import Document, User

READERS = (
    Role.EXECUTIVE,
    Role.SCRUTINEER,
    Role.BUSINESS_TEAM,
    Role.AGENCY_LEAD,
    Role.ANALYST,
)
MAKERS = (Role.EXECUTIVE, Role.SCRUTINEER, Role.BUSINESS_TEAM)

SHOWN = 10
PUBLISHED_PAPER = "dashboard.published_report"

reads_dashboard = any_of(*READERS)
reads_drafts = any_of(*MAKERS)
runs_dashboard = any_of(Role.BUSINESS_TEAM)
signs = any_of(Role.EXECUTIVE, Role.SCRUTINEER)


Entry(label="Dashboard", url="dashboard:home", to=reads_dashboard, order=20)
Entry(label="Reports", url="dashboard:report_list", to=is_partner, order=80)


def partnerships(user: User) -> PartnershipQuerySet:
    """The partnerships whose dashboard this person reads."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*READERS))


@keeper(Tile)
def tiles(user: User) -> TileQuerySet:
    return Tile.objects.filter(partnership__in=standing(user).partnerships(*READERS))


@keeper(Legend)
def legend(user: User) -> QuerySet[Legend]:
    return Legend.objects.filter(partnership__in=standing(user).partnerships(*READERS))


@keeper(DashboardNote)
def dashboard_notes(user: User) -> QuerySet[DashboardNote]:
    return DashboardNote.objects.filter(partnership__in=standing(user).partnerships(*READERS))


def notes_by_kind(user: User, partnership: Partnership) -> dict[str, DashboardNote]:
    """The version in force of each sentence, by kind with underscores for blanks."""
    notes = dashboard_notes(user).filter(partnership=partnership).order_by("version")
    return {note.kind.replace(" ", "_"): note for note in notes}


@keeper(WorkProgramme)
def work_programmes(user: User) -> WorkProgrammeQuerySet:
    return WorkProgramme.objects.filter(partnership__in=standing(user).partnerships(*READERS))


@keeper(ProgrammeRow)
def programme_rows(user: User) -> ProgrammeRowQuerySet:
    return ProgrammeRow.objects.filter(
        programme__partnership__in=standing(user).partnerships(*READERS)
    )


def worked_tiles(user: User, partnership: Partnership) -> frozenset[int]:
    """Tiles for which a programme that is not closed has a row of work."""
    rows = programme_rows(user).filter(
        programme__partnership=partnership, kind=ProgrammeRow.Kind.WORK
    )
    open_rows = rows.exclude(programme__status=WorkProgramme.Status.CLOSED)
    return frozenset(open_rows.values_list("tile_id", flat=True))


@keeper(Risk)
def risks(user: User) -> RiskQuerySet:
    return Risk.objects.filter(partnership__in=standing(user).partnerships(*READERS))


@keeper(ReportEdition)
def reports(user: User) -> ReportEditionQuerySet:
    """Every partner sees what is published; those who make a report also see it before."""
    stands = standing(user)
    ours = ReportEdition.objects.filter(partnership__in=stands.partnerships())
    made_here = ReportEdition.objects.filter(partnership__in=stands.partnerships(*MAKERS))
    return ours.published() | made_here


def reports_to_read(user: User) -> ReportEditionQuerySet:
    """What is published is public, in the words and figures that were frozen then."""
    return reports(user) | ReportEdition.objects.published().exclude(frozen=None)


def own_reports(user: User) -> frozenset[int]:
    """The reports that have a page for this person, beside the one to read."""
    return frozenset(reports(user).values_list("pk", flat=True))


def posts_of(partnership: Partnership) -> QuerySet[Post]:
    """Who may own a risk. Posts of a partnership are no secret."""
    return Post.objects.filter(partnership=partnership)


def runs(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, Role.BUSINESS_TEAM)


def runs_programme(user: User, programme: WorkProgramme) -> bool:
    return runs(user, programme.partnership_id)


def runs_risk(user: User, risk: Risk) -> bool:
    return runs(user, risk.partnership_id)


def makes(user: User, edition: ReportEdition) -> bool:
    """Who sees an edition before it is published, and may have its PDF."""
    return standing(user).holds_in(edition.partnership_id, *MAKERS)


def runs_report(user: User, edition: ReportEdition) -> bool:
    return runs(user, edition.partnership_id)


def has_paper(user: User, edition: ReportEdition) -> bool:
    """The PDF of a published report is for every partner; drafts on paper stay with the makers."""
    published = edition.status == ReportEdition.Status.PUBLISHED
    return published and edition.partnership_id in standing(user).partnerships()


def files_of(user: User, edition: ReportEdition) -> list[Document]:
    """PDFs of an edition that are made or being made, newest first."""
    papers = Document.objects.about(edition) if makes(user, edition) else Document.objects.none()
    return list(papers.select_related("requested_by").order_by("-requested_at", "-pk")[:SHOWN])


def published_file(user: User, edition: ReportEdition) -> Document | None:
    """The PDF that was made of the published report, for those who may have it."""
    if not has_paper(user, edition):
        return None
    papers = Document.objects.about(edition).filter(kind=PUBLISHED_PAPER, status="ready")
    return papers.order_by("-pk").first()


def may_sign(user: User, edition: ReportEdition, seal: str) -> bool:
    """In scrutiny, and somebody this person speaks for has not signed it as it is now."""
    if edition.status != ReportEdition.Status.SCRUTINY:
        return False
    signed = edition.sign_offs.under(seal).values_list("capacity", "agency_id")
    return bool(set(signs_as(user, edition)) - set(signed))


def statutory_partners(edition: ReportEdition) -> QuerySet[AgencyStatus]:
    """The agencies that answered for the partnership when the period ended."""
    held = AgencyStatus.objects.on(edition.end).filter(partnership=edition.partnership_id)
    return held.filter(status=AgencyStatus.Status.STATUTORY).select_related("agency")


def signs_as(user: User, edition: ReportEdition) -> list[tuple[str, int | None]]:
    """In which capacities, and for which agency, this person may sign an edition."""
    stands = standing(user)
    if stands.holds_in(edition.partnership_id, Role.SCRUTINEER):
        return [(SignOff.Capacity.SCRUTINEER, None)]
    return [
        (SignOff.Capacity.PARTNER, status.agency_id)
        for status in statutory_partners(edition)
        if (Role.EXECUTIVE, status.agency_id, edition.partnership_id) in stands.grants
    ]
