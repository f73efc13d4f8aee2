"""The one door through which a stored file leaves, what is known of it, and its removal."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import access, keepers
from portal.access import door, insist
from portal.files import Shown, actions
from portal.files.uses import may_remove, use_of
from portal.http import PortalRequest
from portal.models import StoredFile
from portal.opening.kinds import KINDS
from portal.pages import show
from portal.proof import asking
from portal.sheets import attachment


@door("GET", to=access.signed_in)
def file(request: PortalRequest, file_id: int) -> HttpResponse:
    found = readable(request, file_id)
    if found.status != StoredFile.Status.AVAILABLE:
        raise Http404
    question = question_first(request, found)
    if question:
        return question
    try:
        data = actions.take(file=found, by=request.user)
    except actions.FileDamaged:
        messages.error(request, "The stored file is damaged. Ask whoever added it to add it again.")
        return redirect(found)
    return attachment(data, KINDS[found.kind].content_type, found.name)


@door("GET", to=access.signed_in)
def file_state(request: PortalRequest, file_id: int) -> HttpResponse:
    """How far a file is: a page, and the line of a list that asks for itself while it waits."""
    found = readable(request, file_id)
    thing = found.subject
    one = Shown(found, may_remove(request.user, found, thing))
    part = "portal/file_line.html" if request.htmx else "portal/file_state.html"
    return show(request, part, {"one": one, "back": use_of(found).page(thing)})


@door("GET", "POST", to=access.signed_in)
def file_remove(request: PortalRequest, file_id: int) -> HttpResponse:
    found = readable(request, file_id)
    thing = found.subject
    insist(may_remove(request.user, found, thing))
    question = question_first(request, found)
    if question:
        return question
    if request.method == "POST":
        actions.remove(file=found, by=request.user)
        messages.success(request, "File removed.")
        return redirect(use_of(found).page(thing))
    context = {"file": found, "back": use_of(found).page(thing)}
    return show(request, "portal/file_remove.html", context)


def question_first(request: PortalRequest, file: StoredFile) -> HttpResponse | None:
    """The demand for a second factor, before a file of something restricted."""
    return asking.ask(request) if use_of(file).restricted else None


def readable(request: PortalRequest, file_id: int) -> StoredFile:
    """A file about something this person sees; else there is no such file."""
    rows = keepers.files(request.user).select_related("uploaded_by")
    found: StoredFile = get_object_or_404(rows, pk=file_id)
    return found
