"""What becomes of a text: published in full or in part, deferred, taken up, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, saying, show
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.forms import OutcomeForm, WithdrawForm
from reviews.models import Publication
from reviews.workflow import PUBLICATIONS


@door("GET", "POST", to=access.leads_reviews, proven=True)
def publication_outcome(request: PortalRequest, publication_id: int) -> HttpResponse:
    found = get_object_or_404(access.led_publications(request.user), pk=publication_id)
    moves = [move.name for move in PUBLICATIONS.open_to(request.user, found)]
    form = OutcomeForm(posted(request), moves=moves)
    if form.is_valid():
        try:
            decide(found, form.cleaned_data, request.user)
        except MoveRefused as refusal:
            form.add_error("outcome", str(refusal))
        else:
            messages.success(request, f"Recorded: {found.get_status_display().lower()}.")
            return redirect(found)
    context = {
        "publication": found,
        "review": found.review,
        "first": actions.first_possible(found.review),
    }
    return show(request, "reviews/publication_outcome.html", context, form=form)


def decide(found: Publication, answers: dict[str, Any], by: User) -> None:
    outcome, reason, regard = answers["outcome"], answers["reason"], answers["regard"]
    if outcome == "defer":
        actions.defer(publication=found, reason=reason, by=by)
    elif outcome == "withhold":
        actions.withhold(publication=found, reason=reason, regard=regard, by=by)
    else:
        facts = {"reason": reason, "regard": regard, "until": answers["until"]}
        actions.publish(publication=found, move=outcome, by=by, **facts)


@door("POST", to=access.leads_reviews, proven=True)
def publication_take_up(request: PortalRequest, publication_id: int) -> HttpResponse:
    found = get_object_or_404(access.led_publications(request.user), pk=publication_id)
    with saying(request, "Taken up again. Everybody gets a new copy before it is public."):
        actions.take_up(publication=found, by=request.user)
    return redirect(found)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def publication_withdraw(request: PortalRequest, publication_id: int) -> HttpResponse:
    found = get_object_or_404(access.led_publications(request.user), pk=publication_id)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        try:
            actions.withdraw_publication(publication=found, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Withdrawn. The title and where it is kept stay.")
            return redirect(found)
    context = {"publication": found, "review": found.review}
    return show(request, "reviews/publication_withdraw.html", context, form=form)
