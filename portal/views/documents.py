"""A document on its way, and its file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import access, documents, keepers
from portal.access import door, insist
from portal.http import PortalRequest
from portal.models import Document
from portal.pages import show
from portal.proof import asking
from portal.sheets import attachment

STATES = {"waiting": "working", "rendering": "working", "ready": "ready", "failed": "failed"}


@door("GET", to=access.signed_in)
def document(request: PortalRequest, document_id: int) -> HttpResponse:
    paper = readable(request, document_id)
    if question := asked_for(request, paper):
        return question
    context = {"document": paper, "state": STATES[paper.status], "text": progress(paper)}
    part = "portal/document_progress.html" if request.htmx else "portal/document.html"
    return show(request, part, context)


@door("GET", to=access.signed_in)
def document_file(request: PortalRequest, document_id: int) -> HttpResponse:
    paper = readable(request, document_id)
    if question := asked_for(request, paper):
        return question
    if paper.status != Document.Status.READY:
        raise Http404
    try:
        pdf = documents.take(paper, by=request.user)
    except documents.FileDamaged:
        messages.error(request, "The stored file is damaged. Ask for the document again.")
        return redirect(paper)
    return attachment(pdf, "application/pdf", documents.file_name(paper))


def readable(request: PortalRequest, document_id: int) -> Document:
    """A document about something this person sees (or 404), of a kind for them (or 403)."""
    paper: Document = get_object_or_404(keepers.documents(request.user), pk=document_id)
    kind = documents.kinds.get(paper.kind)
    insist(kind is not None and kind.to(request.user, paper.subject))
    return paper


def asked_for(request: PortalRequest, paper: Document) -> HttpResponse | None:
    """The question for a second factor, where the kind of paper is restricted."""
    return asking.ask(request) if documents.kinds[paper.kind].restricted else None


def progress(paper: Document) -> str:
    if paper.status == Document.Status.READY:
        return f"Ready: PDF, {paper.pages} page{'' if paper.pages == 1 else 's'}"
    if paper.status == Document.Status.FAILED:
        return paper.fault
    return f"{paper.step} ({paper.percent}%)"
