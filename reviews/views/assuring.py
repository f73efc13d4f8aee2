"""The narrow door: what an agency is asked about its learning, and what it signs. Nothing else."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from portal import audit, files
from portal.access import door
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, sent, show
from reviews import access, actions
from reviews.forms import AssuranceForm
from reviews.models import AssuranceStatement, AssuranceStatementQuerySet
from reviews.views.form_steps import step

audit.words(
    {
        "assurancestatement.seen": "Opened an assurance statement",
        "reviews.assurance_listed": "Opened a list of assurance statements",
        "reviews.assurance_taken": "Took along a list of assurance statements",
    }
)


def asked_of_us(ask: Ask) -> AssuranceStatementQuerySet:
    return access.assurance_to_give(ask.user).told().order_by("due_on", "pk")


ASSURANCE = Export(
    key="reviews.assurance",
    title="Assurance asked of your agencies",
    marking=RESTRICTED,
    seen_as="reviews.assurance_taken",
    rows=asked_of_us,
    columns=(
        ("Reference", lambda one: one.reference),
        ("Agency", lambda one: one.agency.name),
        ("Recommendation", lambda one: one.recommendation and one.recommendation.text),
        ("Asked", lambda one: one.asked_on),
        ("Due", lambda one: one.due_on),
        ("State", lambda one: one.get_status_display()),
        ("Signed off", lambda one: one.signed_on),
    ),
)


@door("GET", to=access.leads_an_agency, proven=True)
@offers(ASSURANCE)
def assurance_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, ASSURANCE.found(request))
    owners = {row.partnership for row in page}
    audit.listed(owners, by=request.user, what="reviews.assurance_listed")
    return show(request, "reviews/assurance_list.html", {"page": page})


def opened(request: PortalRequest, assurance_id: int) -> AssuranceStatement:
    """A statement of an agency this person leads, or of a review they lead."""
    return get_object_or_404(access.assurance_opened(request.user).told(), pk=assurance_id)


def shown(request: PortalRequest, asked: AssuranceStatement) -> dict[str, Any]:
    return {
        "asked": asked,
        "open": asked.status == AssuranceStatement.Status.ASKED,
        "published": access.published().filter(review=asked.review_id).first(),
        "own": access.gives_assurance(request.user, asked),
        "leads": access.leads_assurance(request.user, asked),
        "evidence": files.about(request.user, [asked])[asked.pk],
    }


@door("GET", "POST", to=access.answers_assurance, proven=True)
def assurance(request: PortalRequest, assurance_id: int) -> HttpResponse:
    """The request and the statement so far. Saving keeps a draft; signing has its own button."""
    asked = opened(request, assurance_id)
    audit.sighted(asked, by=request.user)
    return step(
        request,
        "reviews/assurance.html",
        shown(request, asked),
        AssuranceForm(*sent(request), row=asked),
        partial(actions.save_assurance, assurance=asked, by=request.user),
        said="Draft saved. It is not signed off yet.",
        then=asked,
    )


@door("POST", to=access.answers_assurance, proven=True)
def assurance_sign(request: PortalRequest, assurance_id: int) -> HttpResponse:
    """What stands in the boxes is saved and signed."""
    asked = opened(request, assurance_id)
    return step(
        request,
        "reviews/assurance.html",
        shown(request, asked),
        AssuranceForm(*sent(request), row=asked),
        partial(actions.save_and_sign_assurance, assurance=asked, by=request.user),
        said="The statement is signed off.",
        then=asked,
    )
