"""Challenges about a review, and to whom its 7-minute guide was sent."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted
from reviews import access, actions
from reviews.forms import ChallengeAnswerForm, ChallengeForm, GuideSentForm
from reviews.views.form_steps import step


def challenges_of(review_id: int) -> str:
    """Where they stand on the page of what became of a review."""
    return reverse("reviews:chain", kwargs={"review_id": review_id}) + "#challenges"


@door("GET", "POST", to=access.leads_reviews, proven=True)
def challenge_add(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user), pk=review_id)
    return step(
        request,
        "reviews/challenge_add.html",
        {"review": review},
        ChallengeForm(posted(request)),
        partial(actions.record_challenge, review=review, by=request.user),
        said="Challenge recorded.",
        then=challenges_of(review_id),
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def challenge_answer(request: PortalRequest, challenge_id: int) -> HttpResponse:
    found = get_object_or_404(access.led_challenges(request.user), pk=challenge_id)
    return step(
        request,
        "reviews/challenge_answer.html",
        {"review": found.review, "challenge": found},
        ChallengeAnswerForm(posted(request), challenge=found),
        partial(actions.answer_challenge, challenge=found, by=request.user),
        said="Answer recorded.",
        then=challenges_of(found.review_id),
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def guide_sent(request: PortalRequest, publication_id: int) -> HttpResponse:
    publications = access.led_publications(request.user).select_related("review__partnership")
    found = get_object_or_404(publications, pk=publication_id)
    agencies = access.agencies_here(request.user, found.review)
    return step(
        request,
        "reviews/guide_sent.html",
        {"review": found.review, "publication": found},
        GuideSentForm(posted(request), agencies=agencies),
        partial(actions.record_guide_sent, publication=found, by=request.user),
        said="Recorded to whom the guide was sent.",
        then=reverse("reviews:chain", kwargs={"review_id": found.review_id}),
    )
