"""Reports: from first draft to publication."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from dashboard import access, reporting
from dashboard.actions import reports as actions
from dashboard.forms import SignForm
from dashboard.models import ReportEdition
from dashboard.reporting import sheet
from dashboard.reporting.book import as_it_is, book, freeze, ready
from dashboard.reporting.checks import checks
from dashboard.workflow import REPORTS, unsigned
from partners.access import is_partner
from portal import documents
from portal.access import door, insist, public
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, saying, show
from portal.sheets import csv_response

DOORS = {
    "submit": "dashboard:submit_report",
    "return": "dashboard:return_report",
    "sign_off": "dashboard:sign_off_report",
    "publish": "dashboard:publish_report",
}


LIST = Export(
    key="dashboard.reports",
    title="Reports",
    rows=lambda ask: access.reports_to_read(ask.user).select_related("partnership").newest_first(),
    columns=(
        ("Report", lambda report: report.title),
        ("Partnership", lambda report: report.partnership.name),
        ("Period", lambda report: report.period),
        ("State", lambda report: report.get_status_display()),
        ("Published", lambda report: report.published),
    ),
)


@public("GET")
@offers(LIST)
def report_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, LIST.found(request))
    context = {"page": page, "own": access.own_reports(request.user)}
    return show(request, "dashboard/report_list.html", context)


@door("GET", to=is_partner)
def report(request: PortalRequest, report_id: int) -> HttpResponse:
    return show_report(request, seen_report(request, report_id), SignForm())


def seen_report(request: PortalRequest, report_id: int) -> ReportEdition:
    reports = access.reports(request.user).select_related("partnership")
    return get_object_or_404(reports, pk=report_id)


def show_report(request: PortalRequest, edition: ReportEdition, form: SignForm) -> HttpResponse:
    makes = access.makes(request.user, edition)
    context = {
        "report": edition,
        "makes": makes,
        "file": access.published_file(request.user, edition),
        **(behind(request, edition) if makes else {}),
    }
    return show(request, "dashboard/report.html", context, form=form)


def behind(request: PortalRequest, edition: ReportEdition) -> dict[str, Any]:
    """What those see who make the report: its sections, checks, signatures, files, next steps."""
    told = as_it_is(edition)
    seal = actions.seal_of(told)
    shown = ready(told)
    moves = REPORTS.open_to(request.user, edition)
    return {
        "tasks": [task(edition, section) for section in shown["sections"]],
        "checks": checks(edition, shown),
        "seal": seal,
        "signed": edition.sign_offs.under(seal).select_related("agency", "by"),
        "outdated": edition.sign_offs.outdated(seal).select_related("agency", "by"),
        "unsigned": unsigned(edition, seal),
        "may_sign": access.may_sign(request.user, edition, seal),
        "moves": [(move, reverse(DOORS[move.name], args=[edition.pk])) for move in moves],
        "files": access.files_of(request.user, edition),
    }


def task(edition: ReportEdition, section: dict[str, Any]) -> dict[str, str]:
    page = reverse("dashboard:report_html", args=[edition.pk])
    written = bool(section["blocks"])
    return {
        "label": section["title"],
        "address": f"{page}#{section['anchor']}",
        "status": "Completed" if written else "Nothing to print",
        "tone": "" if written else "amber",
    }


@public("GET")
def report_html(request: PortalRequest, report_id: int) -> HttpResponse:
    """Open to everybody once the report is published; until then it is there for its makers."""
    reports = access.reports_to_read(request.user).select_related("partnership")
    edition = get_object_or_404(reports, pk=report_id)
    context = {
        "report": edition,
        "book": book(edition),
        "own": edition.pk in access.own_reports(request.user),
        "file": access.published_file(request.user, edition),
    }
    return show(request, "dashboard/report_html.html", context)


@public("GET")
def report_csv(request: PortalRequest, report_id: int) -> HttpResponse:
    """The numbers of a report as a spreadsheet, for whoever may read it."""
    reports = access.reports_to_read(request.user).select_related("partnership")
    edition = get_object_or_404(reports, pk=report_id)
    return csv_response(f"{edition.title} figures", sheet.HEAD, sheet.lines(book(edition)))


@door("POST", to=access.reads_drafts)
def make_pdf(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    insist(access.makes(request.user, edition))
    kind = reporting.paper_of(edition)
    paper = documents.request_document(kind, edition, by=request.user)
    return redirect(paper)


@door("POST", to=access.signs)
def sign_report(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    form = SignForm(request.POST)
    if not form.is_valid():
        return show_report(request, edition, form)
    with saying(request, "You have signed this report."):
        seal = actions.seal_of(as_it_is(edition))
        actions.sign(edition=edition, seal=seal, by=request.user, **form.cleaned_data)
    return redirect(edition)


@door("POST", to=access.runs_dashboard)
def submit_report(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    with saying(request, "The report is in scrutiny and can be signed."):
        REPORTS.make("submit", edition, by=request.user)
    return redirect(edition)


@door("POST", to=access.runs_dashboard)
def return_report(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    with saying(request, "The report is a draft again. No signature stands."):
        actions.return_to_draft(edition=edition, by=request.user)
    return redirect(edition)


@door("POST", to=access.runs_dashboard)
def sign_off_report(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    with saying(request, "Everybody has signed. The report can be published."):
        seal = actions.seal_of(as_it_is(edition))
        actions.sign_off(edition=edition, seal=seal, by=request.user)
    return redirect(edition)


@door("POST", to=access.runs_dashboard)
def publish_report(request: PortalRequest, report_id: int) -> HttpResponse:
    edition = seen_report(request, report_id)
    with saying(request, "Published. Its figures are kept as they stand now."):
        actions.publish(edition=edition, figures=freeze(edition), by=request.user)
        documents.request_document(reporting.PUBLISHED_REPORT, edition, by=request.user)
    return redirect(edition)
