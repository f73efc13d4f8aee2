"""The sign-off pack as one page and as paper, its signatures, and sending it to the Panel."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from portal import documents
from portal.access import door, insist, signed_in
from portal.http import PortalRequest
from portal.pages import posted, saying, show
from portal.seals import seal_of
from reviews import access, actions, reporting
from reviews.forms import SentForm, SignatoriesForm, SignatureForm
from reviews.models import RapidReview, Signature
from reviews.rapid_paper import told
from reviews.views.form_steps import step
from reviews.views.rapid_file import about, due_dates, due_first, led, looked_at
from reviews.workflow import RAPID

PAPER = Signature.Paper.RAPID


@door("GET", to=signed_in, proven=True)
def rapid_pack(request: PortalRequest, rapid_id: int) -> HttpResponse:
    return show_pack(request, looked_at(request, rapid_id), SignatureForm())


def show_pack(request: PortalRequest, rapid: RapidReview, form: SignatureForm) -> HttpResponse:
    pack = told(rapid)
    seal = seal_of(pack)
    context = {"pack": pack, "seal": seal, "form": form, **signing(request, rapid, seal)}
    return show(request, "reviews/rapid_pack.html", about(rapid, **context), form=form)


def signing(request: PortalRequest, rapid: RapidReview, seal: str) -> dict[str, Any]:
    """Who has signed this text, who an earlier one, who has to, and whether the reader can."""
    review, user = rapid.review, request.user
    open_now = rapid.status == RapidReview.Status.SIGNING
    given = access.counting(review, PAPER, seal).select_related("agency", "by")
    outdated = access.signatures(user).filter(review=review, paper=PAPER).outdated(seal)
    return {
        "signed": given,
        "outdated": outdated.select_related("agency", "by"),
        "unsigned": access.unsigned(review, PAPER, seal) if open_now else [],
        "in_conflict": access.partners_shut_out(review),
        "may_sign": open_now and access.may_sign(user, review, PAPER, seal),
        "leads": access.leads_rapid(user, rapid),
        "moves": {move.name for move in RAPID.open_to(user, rapid)},
        "takes": access.takes_along(user, review),
        "papers": access.papers_of(user, rapid),
        "due_dates": due_dates(rapid),
    }


@door("POST", to=signed_in, proven=True)
def rapid_pdf(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    return redirect(documents.request_document(reporting.RAPID_PACK, rapid, by=request.user))


@door("POST", to=access.signs_cases, proven=True)
def rapid_sign(request: PortalRequest, rapid_id: int) -> HttpResponse:
    """Executives of the partners and the scrutineer, who were let in to the case by name."""
    rapid = looked_at(request, rapid_id)
    insist(bool(access.signs_as(request.user, rapid.review)))
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return show_pack(request, rapid, form)
    with saying(request, "You have signed this rapid review."):
        actions.sign_rapid(rapid=rapid, by=request.user, **form.cleaned_data)
    return redirect("reviews:rapid_pack", rapid_id=rapid.pk)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_submit(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    signatories = access.signatories(rapid.review)
    context = {"nobody": [one.name for one in signatories if not one.people]}
    return step(
        request,
        "reviews/rapid_submit.html",
        about(rapid, **context, in_conflict=access.partners_shut_out(rapid.review)),
        SignatoriesForm(posted(request), signatories=signatories),
        partial(actions.put_to_partners, rapid=rapid, by=request.user),
        said="The partners and the scrutineer are asked to sign.",
        then=rapid,
    )


@door("POST", to=access.leads_reviews, proven=True)
def rapid_take_back(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    with saying(request, "You can change the rapid review again. No signature stands."):
        actions.take_back(rapid=rapid, by=request.user)
    return redirect(rapid)


@door("POST", to=access.leads_reviews, proven=True)
def rapid_sign_off(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    with saying(request, "Everybody has signed. Send it to the Panel, and record that you did."):
        actions.sign_off(rapid=rapid, by=request.user)
    return redirect("reviews:rapid_pack", rapid_id=rapid.pk)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_sent(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/rapid_sent.html",
        about(rapid, due_dates=due_dates(rapid)),
        SentForm(posted(request), due=due_first(rapid)),
        partial(actions.record_sent, rapid=rapid, by=request.user),
        said="Recorded as sent to the Panel. The clock stops.",
        then=rapid,
    )
