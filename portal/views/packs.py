"""Packs on a page: bring records in, take them along, and read how a pack is written."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import keepers
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.models import PackCopy, PackRun, User
from portal.pack_forms import PackForm
from portal.packs import copies, runs
from portal.packs.describing import columns, leaving
from portal.packs.holding import progress
from portal.packs.kinds import KINDS
from portal.packs.readers import declared
from portal.packs.rights import brings_packs, partnerships_of
from portal.pages import paged, posted, show
from portal.sheets import attachment, csv_response

DECIDED = "This pack was confirmed or discarded before, or its day has passed. Nothing changed."
GONE = "This copy is no longer there for you. Ask for a new one."

RUNS = Export(
    key="portal.packs",
    title="Packs brought in",
    rows=lambda ask: keepers.pack_runs(ask.user),
    columns=(
        ("Pack", lambda run: run.title),
        ("Partnership", lambda run: run.partnership or None),
        ("Sent", lambda run: run.asked_at),
        ("State", lambda run: run.get_status_display()),
        ("Faults", lambda run: run.fault_count),
        ("SHA-256", lambda run: run.sha256),
    ),
)


@door("GET", "POST", to=brings_packs, proven=True)
@offers(RUNS)
def pack_list(request: PortalRequest) -> HttpResponse:
    form = PackForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = runs.receive(content=form.cleaned_data["pack"].read(), by=request.user)
        return redirect(run)
    context = {
        "page": paged(request, RUNS.found(request)),
        "copies": keepers.pack_copies(request.user)[:10],
        "partnerships": partnerships_of(request.user),
    }
    return show(request, "portal/pack_list.html", context, form=form)


def run_of(user: User, pack_id: int) -> PackRun:
    run: PackRun = get_object_or_404(keepers.pack_runs(user), pk=pack_id)
    return run


FAULTS = Export(
    key="portal.pack_faults",
    title="Faults of a pack",
    scope=lambda ask: run_of(ask.user, ask.at["pack_id"]).title,
    rows=lambda ask: run_of(ask.user, ask.at["pack_id"]).faults,
    columns=(
        ("File", lambda fault: fault[0]),
        ("Row", lambda fault: fault[1] or "The whole file"),
        ("Column", lambda fault: fault[2] or "The whole row"),
        ("What is wrong", lambda fault: fault[3]),
    ),
)


@door("GET", to=brings_packs, proven=True)
@offers(FAULTS)
def pack(request: PortalRequest, pack_id: int) -> HttpResponse:
    run = run_of(request.user, pack_id)
    context = {
        "pack": run,
        "page": paged(request, run.faults, per=50),
        "totals": [sum(row[place] for row in run.summary) for place in (1, 2, 3)],
        **at_work(run, PackRun.AT_WORK),
    }
    part = "portal/pack_progress.html" if request.htmx else "portal/pack.html"
    return show(request, part, context)


def at_work(errand: PackRun | PackCopy, states: tuple[str, ...]) -> dict[str, Any]:
    """How far it is, for whoever waits."""
    step, percent = progress(errand)
    working = errand.status in states
    text = f"{step} ({percent}%)" if working else f"Done: {errand.get_status_display().lower()}"
    return {"state": "working" if working else "ready", "text": text}


@door("POST", to=brings_packs, proven=True)
def pack_confirm(request: PortalRequest, pack_id: int) -> HttpResponse:
    return decided(request, pack_id, runs.confirm, "Confirmed. The pack is being imported.")


@door("POST", to=brings_packs, proven=True)
def pack_discard(request: PortalRequest, pack_id: int) -> HttpResponse:
    return decided(request, pack_id, runs.discard, "Discarded. Nothing was kept.")


def decided(request: PortalRequest, pack_id: int, action: Any, done: str) -> HttpResponse:
    run = run_of(request.user, pack_id)
    try:
        action(run=run, by=request.user)
    except runs.AlreadyDecided:
        messages.error(request, DECIDED)
    else:
        messages.success(request, done)
    return redirect(run)


@door("POST", to=brings_packs, proven=True)
def pack_copy_add(request: PortalRequest, partnership_id: int) -> HttpResponse:
    partnership = get_object_or_404(partnerships_of(request.user), pk=partnership_id)
    return redirect(copies.ask_for(partnership=partnership, by=request.user))


@door("GET", to=brings_packs, proven=True)
def pack_copy(request: PortalRequest, pack_copy_id: int) -> HttpResponse:
    copy = get_object_or_404(keepers.pack_copies(request.user), pk=pack_copy_id)
    context = {"copy": copy, **at_work(copy, PackCopy.AT_WORK)}
    part = "portal/pack_copy_progress.html" if request.htmx else "portal/pack_copy.html"
    return show(request, part, context)


@door("GET", to=brings_packs, proven=True)
def pack_copy_download(request: PortalRequest, pack_copy_id: int) -> HttpResponse:
    copy = get_object_or_404(keepers.pack_copies(request.user), pk=pack_copy_id)
    try:
        content = copies.take(copy, by=request.user)
    except copies.CopyGone:
        messages.error(request, GONE)
        return redirect(copy)
    return attachment(content, "application/zip", f"records-{copy.pk}.zip")


@door("GET", to=brings_packs)
def pack_format(request: PortalRequest) -> HttpResponse:
    files = [(file, reader.title) for file, reader in sorted(declared().items())]
    kinds = [(name, kind.advice) for name, kind in KINDS.items()]
    context = {"files": files, "kinds": kinds, "head": ("Kind", "Write")}
    return show(request, "portal/pack_format.html", context)


@door("GET", to=brings_packs)
def pack_file(request: PortalRequest, pack_file: str) -> HttpResponse:
    """What one file of a pack holds; with `?as=csv` the file itself with its heading only."""
    reader = declared().get(pack_file)
    if reader is None:
        raise Http404
    if request.GET.get("as") == "csv":
        name = pack_file.removesuffix(".csv").replace("/", "-")
        return csv_response(name, [rule.name for rule in reader.rules], [])
    context = {
        "reader": reader,
        "leaving": leaving(reader),
        "head": ("Column", "Kind", "Required", "Meaning"),
        "columns": columns(reader),
    }
    return show(request, "portal/pack_file.html", context)
