"""The narrow door: what an agency was asked about a child, and its answer. Nothing else."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit
from portal.access import door
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, saying, show
from reviews import access, actions
from reviews.forms import EntryForm, InformationForm
from reviews.models import InformationRequest, InformationRequestQuerySet
from reviews.views.form_steps import step

audit.words(
    {
        "informationrequest.seen": "Opened a request for information",
        "reviews.requests_listed": "Opened a list of requests for information",
        "reviews.requests_taken": "Took along a list of requests for information",
    }
)


def asked_of_us(ask: Ask) -> InformationRequestQuerySet:
    return access.requests_to_answer(ask.user).told().order_by("due_on", "pk")


REQUESTS = Export(
    key="reviews.requests",
    title="Information asked of your agencies",
    marking=RESTRICTED,
    seen_as="reviews.requests_taken",
    rows=lambda ask: asked_of_us(ask).select_related("rapid__review__partnership"),
    columns=(
        ("Reference", lambda request: request.reference),
        ("Agency", lambda request: request.agency.name),
        ("Asked", lambda request: request.asked_on),
        ("Due", lambda request: request.due_on),
        ("State", lambda request: request.get_status_display()),
        ("Answered", lambda request: request.answered_on),
    ),
)


@door("GET", to=access.leads_an_agency, proven=True)
@offers(REQUESTS)
def information_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, REQUESTS.found(request))
    owners = {row.partnership for row in page}
    audit.listed(owners, by=request.user, what="reviews.requests_listed")
    return show(request, "reviews/information_list.html", {"page": page})


def opened(request: PortalRequest, information_id: int) -> InformationRequest:
    """A request to an agency this person leads, or about a case they lead."""
    asked = access.requests_opened(request.user).told()
    return get_object_or_404(asked, pk=information_id)


@door("GET", "POST", to=access.answers_requests, proven=True)
def information(request: PortalRequest, information_id: int) -> HttpResponse:
    """The request and the answer so far. Saving keeps a draft; sending is a button of its own."""
    asked = opened(request, information_id)
    audit.sighted(asked, by=request.user)
    return step(
        request,
        "reviews/information.html",
        shown(request, asked),
        InformationForm(posted(request), row=asked),
        partial(actions.save_answer, request=asked, by=request.user),
        said="Draft saved. It is not sent yet.",
        then=asked,
    )


def shown(request: PortalRequest, asked: InformationRequest) -> dict[str, Any]:
    return {
        "asked": asked,
        "open": asked.status == InformationRequest.Status.ASKED,
        "entries": access.entries_of(request.user, asked),
        "leads": access.leads_rapid(request.user, asked.rapid),
    }


@door("POST", to=access.answers_requests, proven=True)
def information_send(request: PortalRequest, information_id: int) -> HttpResponse:
    """What stands in the boxes is saved and sent."""
    asked = opened(request, information_id)
    return step(
        request,
        "reviews/information.html",
        shown(request, asked),
        InformationForm(posted(request), row=asked),
        partial(actions.save_and_send_answer, request=asked, by=request.user),
        said="The answer is sent.",
        then=asked,
    )


@door("GET", "POST", to=access.answers_requests, proven=True)
def information_entry_add(request: PortalRequest, information_id: int) -> HttpResponse:
    asked = opened(request, information_id)
    return step(
        request,
        "reviews/information_entry_add.html",
        {"asked": asked},
        EntryForm(posted(request)),
        partial(actions.add_entry, request=asked, by=request.user),
        said="Added to the chronology.",
        then=asked,
    )


@door("POST", to=access.answers_requests, proven=True)
def information_entry_remove(
    request: PortalRequest, information_id: int, chronology_entry_id: int
) -> HttpResponse:
    asked = opened(request, information_id)
    entries = access.entries_of(request.user, asked)
    entry = get_object_or_404(entries, pk=chronology_entry_id)
    with saying(request, "Taken out of the chronology."):
        actions.remove_entry(entry=entry, by=request.user)
    return redirect(asked)
