"""What a review recommends: writing it, deciding on it, giving actions and confirming them."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from portal import files
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted
from reviews import access, actions
from reviews.forms import (
    ConfirmForm,
    DecideOnForm,
    GiveActionForm,
    RecommendationEditForm,
    RecommendationForm,
    SendActionBackForm,
)
from reviews.models import RecommendationAction, ReviewRecommendation
from reviews.views.form_steps import nameless, step


def led(request: PortalRequest, review_recommendation_id: int) -> ReviewRecommendation:
    """A recommendation of a review that this person leads."""
    return get_object_or_404(access.led_recommendations(request.user), pk=review_recommendation_id)


def about(recommendation: ReviewRecommendation, **more: Any) -> dict[str, Any]:
    return {"review": recommendation.review, "recommendation": recommendation, **more}


@door("GET", "POST", to=access.leads_reviews, proven=True)
def recommendation_add(request: PortalRequest, review_id: int) -> HttpResponse:
    reviews = access.led_reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    agencies = access.agencies_here(request.user, review)
    return nameless(
        request,
        "reviews/recommendation_add.html",
        {"review": review},
        RecommendationForm(posted(request), agencies=agencies),
        partial(actions.write_recommendation, review=review, by=request.user),
        review=review,
        said="Recommendation added.",
        then=reverse("reviews:chain", kwargs={"review_id": review.pk}),
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def recommendation_edit(request: PortalRequest, review_recommendation_id: int) -> HttpResponse:
    found = led(request, review_recommendation_id)
    agencies = access.agencies_here(request.user, found.review)
    return nameless(
        request,
        "reviews/recommendation_edit.html",
        about(found),
        RecommendationEditForm(posted(request), row=found, agencies=agencies),
        partial(actions.rewrite_recommendation, recommendation=found, by=request.user),
        review=found.review,
        said="Recommendation changed.",
        then=found,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def recommendation_decide(request: PortalRequest, review_recommendation_id: int) -> HttpResponse:
    found = led(request, review_recommendation_id)
    return step(
        request,
        "reviews/recommendation_decide.html",
        about(found),
        DecideOnForm(posted(request)),
        partial(actions.decide_on_recommendation, recommendation=found, by=request.user),
        said="Decision recorded.",
        then=found,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def recommendation_action(request: PortalRequest, review_recommendation_id: int) -> HttpResponse:
    found = led(request, review_recommendation_id)
    agencies = access.agencies_here(request.user, found.review)
    return nameless(
        request,
        "reviews/recommendation_action.html",
        about(found, origin=actions.origin_of(found)),
        GiveActionForm(posted(request), agencies=agencies, initial={"text": found.text}),
        partial(actions.give_recommendation_action, recommendation=found, by=request.user),
        review=found.review,
        said="The agency has the action. Its leads were told.",
        then=found,
    )


def given(request: PortalRequest, recommendation_action_id: int) -> RecommendationAction:
    """An action from a recommendation, for whoever looks at its evidence."""
    return get_object_or_404(access.led_actions(request.user), pk=recommendation_action_id)


def what_shows_it(request: PortalRequest, one: RecommendationAction) -> dict[str, Any]:
    """What the agency wrote and added."""
    return {
        "given": one,
        "notes": access.notes_of(request.user, one),
        "evidence": files.about(request.user, [one.action])[one.action_id],
    }


@door("GET", "POST", to=access.leads_reviews, proven=True)
def action_confirm(request: PortalRequest, recommendation_action_id: int) -> HttpResponse:
    one = given(request, recommendation_action_id)
    return step(
        request,
        "reviews/action_confirm.html",
        about(one.recommendation, **what_shows_it(request, one)),
        ConfirmForm(posted(request)),
        partial(actions.confirm_recommendation_action, given=one, by=request.user),
        said="Confirmed. The action is closed.",
        then=one.recommendation,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def action_send_back(request: PortalRequest, recommendation_action_id: int) -> HttpResponse:
    one = given(request, recommendation_action_id)
    return step(
        request,
        "reviews/action_send_back.html",
        about(one.recommendation, **what_shows_it(request, one)),
        SendActionBackForm(posted(request)),
        partial(actions.send_recommendation_action_back, given=one, by=request.user),
        said="The action is open again, and says what is missing.",
        then=one.recommendation,
    )
