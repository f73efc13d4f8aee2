"""Asking agencies for assurance and judging what they signed: for whoever leads the review."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from portal import files
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, saying
from reviews import access, actions
from reviews.forms import ACCEPT, AskAssuranceForm, JudgeForm
from reviews.models import AssuranceStatement
from reviews.views.form_steps import nameless, step


def chain_of(review_id: int) -> str:
    return reverse("reviews:chain", kwargs={"review_id": review_id})


@door("GET", "POST", to=access.leads_reviews, proven=True)
def assurance_ask(request: PortalRequest, review_id: int) -> HttpResponse:
    reviews = access.led_reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    form = AskAssuranceForm(
        posted(request),
        agencies=access.agencies_here(request.user, review),
        recommendations=access.led_recommendations(request.user).filter(review=review),
    )
    return nameless(
        request,
        "reviews/assurance_ask.html",
        {"review": review},
        form,
        partial(actions.ask_for_assurance, review=review, by=request.user),
        review=review,
        said="The agencies are asked. Their leads were told that there is a request.",
        then=chain_of(review_id),
    )


def led_statement(request: PortalRequest, assurance_id: int) -> AssuranceStatement:
    """A statement because of a review that this person leads."""
    return get_object_or_404(access.assurance_led(request.user).told(), pk=assurance_id)


@door("POST", to=access.leads_reviews, proven=True)
def assurance_chase(request: PortalRequest, assurance_id: int) -> HttpResponse:
    statement = led_statement(request, assurance_id)
    with saying(request, f"{statement.agency} is reminded."):
        actions.chase_assurance(statement=statement, by=request.user)
    return redirect(chain_of(statement.review_id))


@door("POST", to=access.leads_reviews, proven=True)
def assurance_withdraw(request: PortalRequest, assurance_id: int) -> HttpResponse:
    statement = led_statement(request, assurance_id)
    with saying(request, f"The request to {statement.agency} is taken back."):
        actions.withdraw_assurance(statement=statement, by=request.user)
    return redirect(chain_of(statement.review_id))


@door("GET", "POST", to=access.leads_reviews, proven=True)
def assurance_judge(request: PortalRequest, assurance_id: int) -> HttpResponse:
    statement = led_statement(request, assurance_id)

    def judge(verdict: str, **back: Any) -> None:
        if verdict == ACCEPT:
            actions.accept_assurance(statement=statement, by=request.user)
        else:
            actions.send_assurance_back(statement=statement, by=request.user, **back)

    return step(
        request,
        "reviews/assurance_judge.html",
        {
            "review": statement.review,
            "asked": statement,
            "evidence": files.about(request.user, [statement])[statement.pk],
        },
        JudgeForm(posted(request)),
        judge,
        said="Recorded. The agency can see it.",
        then=chain_of(statement.review_id),
    )
