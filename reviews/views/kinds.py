"""Reviews of other kinds: opening one, and what is recorded of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access as hub
from partners import access as partners
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import (
    ContributionForm,
    ContributionOutcomeForm,
    CorrectReviewForm,
    OccasionForm,
    OpenReviewForm,
    RelatedForm,
    ThemesForm,
)
from reviews.kinds import Family, sort_of, sorts
from reviews.models import Review
from reviews.views.form_steps import renew, step


@door("GET", "POST", to=access.leads_reviews, proven=True)
def review_add(request: PortalRequest) -> HttpResponse:
    led = access.partnerships_of_lead(request.user)
    form = OpenReviewForm(
        posted(request),
        partnerships=partners.partnerships(request.user).filter(led),
        agencies=partners.agencies(request.user),
        areas=partners.areas(request.user),
    )
    if request.method == "POST" and form.is_valid():
        with faulted(form):
            review = actions.open_review(by=request.user, **form.cleaned_data)
            messages.success(request, f"{review} is opened.")
            return redirect(review)
    context = {"sorts": [sort for sort in sorts.values() if sort.opened_here]}
    return show(request, "reviews/review_add.html", context, form=form)


@contextmanager
def faulted(form: Form) -> Iterator[None]:
    """Say beside the box what the file refuses."""
    try:
        yield
    except actions.NoLaw:
        form.add_error(
            "commissioned", "No review of this kind could be commissioned then. Check both"
        )
    except actions.NumberTaken:
        form.add_error("title", "The partnership has a review with this number")


@door("GET", "POST", to=access.leads_reviews, proven=True)
def review_correct(request: PortalRequest, review_id: int) -> HttpResponse:
    """What was typed wrongly, of the archive for example."""
    found = access.recorded_reviews(request.user).select_related("partnership")
    review = get_object_or_404(found, pk=review_id)
    form = CorrectReviewForm(
        posted(request),
        row=review,
        agencies=partners.agencies(request.user),
        areas=partners.areas(request.user),
    )
    context = {"review": review, "sort": sort_of(review)}

    def correct(**facts: Any) -> None:
        actions.correct_review(review=review, by=request.user, **facts)

    with faulted(form):
        return step(
            request,
            "reviews/review_correct.html",
            context,
            form,
            correct,
            said="The correction is saved.",
            then=review,
        )
    return show(request, "reviews/review_correct.html", context, form=form)


def led(request: PortalRequest, review_id: int, family: Family) -> Review:
    found = access.led_with(request.user, family).select_related("partnership")
    return get_object_or_404(found, pk=review_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def contribution(request: PortalRequest, review_id: int) -> HttpResponse:
    review = led(request, review_id, Family.ELSEWHERE)
    agencies = partners.agencies_of(request.user, review.partnership)
    row = access.contribution_of(request.user, review)
    form = ContributionForm(posted(request), row=row, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_contribution(review=review, by=request.user, **form.cleaned_data)
        except actions.SavedMeanwhile:
            renew(form)
        except actions.ReasonMissing:
            form.add_error("reason", "Enter why the day it is due changes")
        else:
            messages.success(request, "Saved.")
            return redirect(review)
    return show(request, "reviews/contribution.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def contribution_outcome(request: PortalRequest, review_id: int) -> HttpResponse:
    review = led(request, review_id, Family.ELSEWHERE)
    row = get_object_or_404(access.contributions(request.user), review=review)
    return step(
        request,
        "reviews/contribution_outcome.html",
        {"review": review},
        ContributionOutcomeForm(posted(request), row=row),
        partial(actions.save_outcome, review=review, by=request.user),
        said="Saved.",
        then=review,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def occasion(request: PortalRequest, review_id: int) -> HttpResponse:
    review = led(request, review_id, Family.OCCASION)
    agencies = partners.agencies_of(request.user, review.partnership)
    row = access.occasion_of(request.user, review)
    return step(
        request,
        "reviews/occasion.html",
        {"review": review},
        OccasionForm(posted(request), row=row, agencies=agencies),
        partial(actions.save_occasion, review=review, by=request.user),
        said="Saved.",
        then=review,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def related_add(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user), pk=review_id)
    return step(
        request,
        "reviews/related_add.html",
        {"review": review},
        RelatedForm(posted(request), themes=hub.themes(request.user)),
        partial(actions.add_related, review=review, by=request.user),
        said="Linked.",
        then=review,
    )


@door("POST", to=access.leads_reviews, proven=True)
def related_remove(request: PortalRequest, related_review_id: int) -> HttpResponse:
    found = access.led_related(request.user).select_related("review")
    related = get_object_or_404(found, pk=related_review_id)
    actions.remove_related(related=related, by=request.user)
    messages.success(request, "The link is removed.")
    return redirect(related.review)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def review_themes(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user), pk=review_id)
    chosen = access.themes(request.user).filter(review=review).exclude(theme=None)
    return step(
        request,
        "reviews/review_themes.html",
        {"review": review},
        ThemesForm(
            posted(request),
            themes=hub.themes(request.user),
            initial={"themes": list(chosen.values_list("theme", flat=True))},
        ),
        partial(actions.tag_review, review=review, by=request.user),
        said="Themes saved.",
        then=review,
    )
