"""Closing a file, and beginning to write down what a file without a local review taught."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted
from reviews import access, actions
from reviews.chain import open_ends
from reviews.forms import CloseForm
from reviews.models import Incident
from reviews.views.form_steps import step
from reviews.workflow import INCIDENTS


def what_lacks(incident: Incident) -> list[str]:
    """What stands in the way of closing, each in a sentence."""
    move = INCIDENTS.moves["close"]
    if incident.status not in move.begins:
        return ["Decide first what follows the referral: no review has begun yet."]
    return move.lacks(incident)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def review_close(request: PortalRequest, review_id: int) -> HttpResponse:
    """What refuses the closing stands above, what is only open below; that wants a reason."""
    review = get_object_or_404(access.closable(request.user), pk=review_id)
    left = open_ends(review)

    def close(because: str = "") -> None:
        actions.close_file(review=review, because=because, by=request.user)

    context: dict[str, Any] = {
        "review": review,
        "open_ends": left,
        "lacks": what_lacks(review.incident),
    }
    form = CloseForm(posted(request), is_open=bool(left))
    template = "reviews/review_close.html"
    return step(request, template, context, form, close, said="The case is closed.", then=review)


@door("POST", to=access.leads_reviews, proven=True)
def learning_begin(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user).of_practice(), pk=review_id)
    publication = actions.begin_learning(review=review, by=request.user)
    return redirect("reviews:publication_learning", publication_id=publication.pk)
