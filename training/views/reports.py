"""Reports of training by quarter and year: the list, one report, its paper and who has read it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import documents
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from training import access, actions, signing
from training.forms import ReportForm, SignOffForm
from training.models import TrainingReport
from training.reporting import periods

REPORTS = Export(
    key="training.reports",
    title="Training reports",
    rows=lambda ask: access.reports(ask.user).told().prefetch_related("sign_offs__group"),
    lines=lambda _, reports: signing.listed(reports),
    columns=(
        ("Partnership", lambda one: one.report.partnership.short_name),
        ("Report", lambda one: one.report.label),
        ("Period", lambda one: one.report.months),
        ("Noted as read by", lambda one: one.read_by or None),
        ("Not signed off yet", lambda one: one.owed or None),
    ),
)


@door("GET", to=access.reads_reports)
@offers(REPORTS)
def report_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, REPORTS.found(request))
    page.object_list = REPORTS.shown(request, page.object_list)
    context = {
        "reports": page,
        "runs": access.runs_training(request.user),
    }
    return show(request, "training/report_list.html", context)


@door("GET", "POST", to=access.runs_training)
def report_add(request: PortalRequest) -> HttpResponse:
    form = ReportForm(posted(request), partnerships=access.partnerships_evaluated(request.user))
    if form.is_valid():
        try:
            made = actions.make_report(by=request.user, **form.cleaned_data)
        except actions.NotBegun:
            form.add_error("quarter", "This quarter has not begun yet")
        else:
            return redirect(made)
    return show(request, "training/report_add.html", {}, form=form)


def report_of(user: User, training_report_id: int) -> TrainingReport:
    found: TrainingReport = get_object_or_404(access.reports(user).told(), pk=training_report_id)
    return found


REPORT = Export(
    key="training.report",
    title="Training report",
    rows=lambda ask: periods.lines(report_of(ask.user, ask.at["training_report_id"])),
    columns=(
        ("Part", lambda line: line[0]),
        ("Row", lambda line: line[1]),
        ("What", lambda line: line[2]),
        ("Value", lambda line: line[3]),
    ),
)


@door("GET", to=access.reads_reports)
@offers(REPORT)
def report(request: PortalRequest, training_report_id: int) -> HttpResponse:
    found = report_of(request.user, training_report_id)
    told = periods.chapters(found)
    context = {
        "report": found,
        "chapters": told,
        "signed": signing.of(found, periods.seal_of(told)),
        "runs": access.runs_training_for(request.user, found.partnership_id),
    }
    return show(request, "training/report.html", context)


@door("POST", to=access.runs_training)
def report_paper(request: PortalRequest, training_report_id: int) -> HttpResponse:
    found = report_of(request.user, training_report_id)
    return redirect(documents.request_document(periods.TRAINING_REPORT, found, by=request.user))


@door("GET", "POST", to=access.runs_training)
def report_sign_off(request: PortalRequest, training_report_id: int) -> HttpResponse:
    found = report_of(request.user, training_report_id)
    reads = periods.seal_of(periods.chapters(found))
    form = SignOffForm(posted(request), groups=access.groups_of(found), reads=reads)
    if form.is_valid():
        try:
            actions.sign_off_report(report=found, by=request.user, **form.cleaned_data)
        except actions.AlreadySigned:
            form.add_error("group", "This group has read the report as it reads now")
        else:
            messages.success(request, "Noted.")
            return redirect(found)
    context = {"report": found, "groups": access.signing(found)}
    return show(request, "training/report_sign_off.html", context, form=form)
