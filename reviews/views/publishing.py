"""What leaves a review: learning without identity, copies, publication."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access as hub
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.forms import CopiesForm, DayForm, PlanPublicationForm, ShareLearningForm
from reviews.kinds import Family
from reviews.models import Publication, Review


@door("GET", "POST", to=access.leads_reviews, proven=True)
def share_learning(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_with(request.user, Family.LEARNING), pk=review_id)
    themes = hub.themes(request.user)
    form = ShareLearningForm(request.POST or None, review=review, themes=themes)
    if request.method == "POST" and form.is_valid():
        actions.share_learning(review=review, by=request.user, **form.cleaned_data)
        messages.success(request, "Sent to the learning hub as a draft for somebody to check.")
        return redirect(review)
    return show(request, "reviews/share_learning.html", {"review": review}, form=form)


def text_of(request: PortalRequest, review: Review) -> Publication | Review:
    """The text that is to be published; the file itself for a review of the archive."""
    return access.led_publications(request.user).filter(review=review).first() or review


@door("GET", "POST", to=access.leads_reviews, proven=True)
def plan_publication(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.unpublished(request.user), pk=review_id)
    form = PlanPublicationForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        actions.plan_publication(review=review, by=request.user, **form.cleaned_data)
        messages.success(request, "Publication planned. The clock for the copies is set.")
        return redirect(text_of(request, review))
    context = {"review": review, "first": actions.first_possible(review)}
    return show(request, "reviews/plan_publication.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def record_copies(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.unpublished(request.user), pk=review_id)
    standing = access.copies(request.user).filter(review=review, replaced_at=None)
    form = CopiesForm(posted(request), sent={one.to: one.sent_on for one in standing})
    if form.is_valid():
        try:
            actions.record_copies(review=review, sent=form.sent, by=request.user)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Copies recorded as sent.")
            return redirect(text_of(request, review))
    return show(request, "reviews/record_copies.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def record_publication(request: PortalRequest, review_id: int) -> HttpResponse:
    archive = access.unpublished(request.user).filter(publication=None)
    review = get_object_or_404(archive, pk=review_id)
    form = DayForm(request.POST or None, label="The day the review was published")
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_publication(review=review, by=request.user, **form.cleaned_data)
        except actions.TooSoon as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "Review recorded as published.")
            return redirect(review)
    return show(request, "reviews/record_publication.html", {"review": review}, form=form)
