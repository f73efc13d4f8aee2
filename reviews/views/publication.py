"""What of a review becomes public: the texts, their check, their signatures, and what follows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, saying, show
from portal.passages import passages
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.clearance import clearance
from reviews.forms import (
    LearningForm,
    ReportForm,
    SignReportForm,
)
from reviews.models import Publication, Signature
from reviews.views.publication_steps import ways
from reviews.workflow import LOCAL_REVIEWS, PUBLICATIONS

audit.words({"publication.seen": "Opened the report that is to be published"})

LOCAL_MOVES: dict[str, tuple[Callable[..., None], str]] = {
    "hand_in": (actions.hand_in, "The report is out for signing."),
    "send_back": (actions.send_back, "The report is back with the reviewer."),
    "sign_off": (actions.sign_off_report, "The report is signed off."),
    "reopen": (
        actions.reopen_report,
        "Open for changes. Signatures were taken back.",
    ),
}


@door("GET", to=signed_in, proven=True)
def publication(request: PortalRequest, publication_id: int) -> HttpResponse:
    """The report as it stands, who signed it, and what is missing before it can go out."""
    found = get_object_or_404(access.publications(request.user), pk=publication_id)
    audit.sighted(found, by=request.user)
    context = told(request.user, found)
    return show(request, "reviews/publication.html", {**context, "offered": ways(context)})


def told(user: User, found: Publication) -> dict[str, Any]:
    review, seal = found.review, found.report_seal
    local = access.local_reviews(user).filter(review=review).first()
    leads = access.leads(user, review)
    counted = access.counting(review, Signature.Paper.LOCAL, seal)
    signing = local is not None and local.status == "draft"
    return {
        "publication": found,
        "review": review,
        "local": local,
        "leads": leads,
        "writes": access.writes_publication(user, found) and found.status == "preparing",
        "passages": passages(found.report),
        "synopsis": passages(found.synopsis),
        "clearance": clearance(found) if leads else None,
        "signatures": counted.select_related("agency", "by"),
        "unsigned": access.unsigned(review, Signature.Paper.LOCAL, seal),
        "may_sign": signing and access.may_sign(user, review, Signature.Paper.LOCAL, seal),
        "local_moves": LOCAL_REVIEWS.open_to(user, local) if local else [],
        "move_names": tuple(LOCAL_MOVES),
        "lacks": PUBLICATIONS.moves["send"].lacks(found) if found.status == "preparing" else [],
        "moves": [move.name for move in PUBLICATIONS.open_to(user, found)],
        "first": actions.first_possible(review),
        "copies": access.copies(user).filter(review=review, replaced_at=None),
    }


@door("POST", to=access.leads_reviews, proven=True)
def local_move(request: PortalRequest, local_review_id: int, local_move: str) -> HttpResponse:
    """The moves of the report past the partners: each a button on the page of the report."""
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    report = get_object_or_404(access.led_publications(request.user), review=local.review_id)
    if local_move in LOCAL_MOVES:
        move, done = LOCAL_MOVES[local_move]
        with saying(request, done):
            move(local=local, by=request.user)
    return redirect(report)


@door("GET", "POST", to=signed_in, proven=True)
def publication_report(request: PortalRequest, publication_id: int) -> HttpResponse:
    found = get_object_or_404(access.written_publications(request.user), pk=publication_id)
    form = ReportForm(posted(request), row=found)
    if form.is_valid() and saved(form, lambda: save_report(request, found, form)):
        messages.success(request, "Report saved.")
        return redirect(found)
    context = {"publication": found, "review": found.review}
    return show(request, "reviews/publication_report.html", context, form=form)


def save_report(request: PortalRequest, found: Publication, form: ReportForm) -> None:
    seen = form.cleaned_data["seen"]
    actions.save_report(publication=found, seen=seen, by=request.user, **form.facts)


def saved(form: ReportForm | LearningForm, save: Callable[[], None]) -> bool:
    """Save; what stands in the way is said on the form, with nothing typed lost."""
    try:
        save()
    except actions.SavedMeanwhile:
        form.renew()
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@door("GET", "POST", to=signed_in, proven=True)
def publication_learning(request: PortalRequest, publication_id: int) -> HttpResponse:
    found = get_object_or_404(access.written_publications(request.user), pk=publication_id)
    form = LearningForm(posted(request), row=found)
    if form.is_valid() and saved(form, lambda: save_learning(request, found, form)):
        messages.success(request, "Synopsis and 7-minute guide saved.")
        return redirect(found)
    context = {"publication": found, "review": found.review}
    return show(request, "reviews/publication_learning.html", context, form=form)


def save_learning(request: PortalRequest, found: Publication, form: LearningForm) -> None:
    actions.save_learning(
        publication=found,
        seen=form.cleaned_data["seen"],
        synopsis=form.cleaned_data["synopsis"],
        guide=form.guide,
        by=request.user,
    )


@door("GET", "POST", to=signed_in, proven=True)
def publication_sign(request: PortalRequest, publication_id: int) -> HttpResponse:
    """For who signs: the text in full, and the seal of exactly this text."""
    found = get_object_or_404(access.publications(request.user), pk=publication_id)
    seal = found.report_seal
    form = SignReportForm(posted(request), initial={"seen": seal})
    if form.is_valid():
        try:
            actions.sign_report(publication=found, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Signed.")
        return redirect(found)
    audit.sighted(found, by=request.user)
    context = {
        "publication": found,
        "review": found.review,
        "passages": passages(found.report),
        "may_sign": access.may_sign(request.user, found.review, Signature.Paper.LOCAL, seal),
    }
    return show(request, "reviews/publication_sign.html", context, form=form)
