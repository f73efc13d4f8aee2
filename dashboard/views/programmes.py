"""The work programme and its rows."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dashboard import access
from dashboard.actions import programmes as actions
from dashboard.forms import ProgressForm
from dashboard.models import WorkProgramme
from dashboard.reporting.programme import programme_rows
from dashboard.views.chosen import chosen_partnership, partnership_of
from dashboard.workflow import PROGRAMMES
from partners.models import Partnership
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import saying, show


def programmes_of(user: User, partnership: Partnership) -> list[WorkProgramme]:
    ours = access.work_programmes(user).filter(partnership=partnership)
    return list(ours.newest_first())


def programme_of(ask: Ask) -> WorkProgramme | None:
    return chosen_programme(ask, programmes_of(ask.user, partnership_of(ask)))


def chosen_programme(ask: Ask, programmes: list[WorkProgramme]) -> WorkProgramme | None:
    asked = ask.asked.get("programme", "")
    found = [programme for programme in programmes if str(programme.pk) == asked]
    return next(iter(found or programmes), None)


def told(pieces: Iterable[Any]) -> str | None:
    return "; ".join(f"{one.n}. {one.text}" if one.n else one.text for one in pieces) or None


PROGRAMME = Export(
    key="dashboard.work_programme",
    title="Work programme",
    scope=lambda ask: str(programme_of(ask) or partnership_of(ask).name),
    rows=lambda ask: access.programme_rows(ask.user).filter(programme=programme_of(ask)).whole(),
    columns=(
        ("Heading", lambda row: row.heading),
        ("Kind", lambda row: row.get_kind_display()),
        ("Reason", lambda row: row.reason or None),
        ("Next review", lambda row: row.next_review),
        ("Outcomes", lambda row: told(row.outcomes.all())),
        ("Actions", lambda row: told(row.actions.all())),
        ("Milestones", lambda row: told(row.milestones.all())),
        ("Leads", lambda row: "; ".join(lead.role for lead in row.lead_roles.all()) or None),
        ("Progress", lambda row: "; ".join(note.text for note in row.progress.all()) or None),
    ),
)


@door("GET", to=access.reads_dashboard)
@offers(PROGRAMME)
def work_programme(request: PortalRequest) -> HttpResponse:
    partnership = chosen_partnership(request)
    programmes = programmes_of(request.user, partnership)
    programme = chosen_programme(Ask.of(request), programmes)
    rows = access.programme_rows(request.user).filter(programme=programme).whole()
    context = {
        "partnership": partnership,
        "programmes": programmes,
        "programme": programme,
        "rows": programme_rows(rows),
        "moves": PROGRAMMES.open_to(request.user, programme) if programme else [],
    }
    return show(request, "dashboard/work_programme.html", context)


@door("POST", to=access.runs_dashboard)
def agree_programme(request: PortalRequest, programme_id: int) -> HttpResponse:
    return move_programme(request, programme_id, "agree", "The work programme is agreed.")


@door("POST", to=access.runs_dashboard)
def close_programme(request: PortalRequest, programme_id: int) -> HttpResponse:
    return move_programme(request, programme_id, "close", "The work programme is closed.")


def move_programme(request: PortalRequest, programme_id: int, move: str, done: str) -> HttpResponse:
    programme = get_object_or_404(access.work_programmes(request.user), pk=programme_id)
    with saying(request, done):
        PROGRAMMES.make(move, programme, by=request.user)
    return redirect(programme)


@door("GET", to=access.reads_dashboard)
def programme_row(request: PortalRequest, programme_row_id: int) -> HttpResponse:
    return show_row(request, programme_row_id, ProgressForm())


@door("POST", to=access.runs_dashboard)
def note_progress(request: PortalRequest, programme_row_id: int) -> HttpResponse:
    form = ProgressForm(request.POST)
    if form.is_valid():
        row = get_object_or_404(
            access.programme_rows(request.user).select_related("programme"), pk=programme_row_id
        )
        actions.note_progress(row=row, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, "Progress noted.")
        return redirect(row)
    return show_row(request, programme_row_id, form)


def show_row(request: PortalRequest, programme_row_id: int, form: ProgressForm) -> HttpResponse:
    row = get_object_or_404(access.programme_rows(request.user).whole(), pk=programme_row_id)
    notes = [
        {"title": note.on.text, "who": note.by or note.paper, "text": note.text}
        for note in row.progress.all()
    ]
    may_note = access.runs(request.user, row.programme.partnership_id)
    (lists,) = programme_rows([row])
    context = {"row": row, "lists": lists, "notes": notes, "may_note": may_note}
    return show(request, "dashboard/programme_row.html", context, form=form)
