"""A local review: where it stands and what comes next, and the moves on its way."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import agenda, audit
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, saying, show
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.forms import CommissionForm, DecideForm, DelayForm, PauseForm, ResumeForm
from reviews.models import LocalReview
from reviews.views.local_steps import next_step, tasks
from reviews.workflow import LOCAL_REVIEWS


@door("GET", to=signed_in, proven=True)
def local_review(request: PortalRequest, local_review_id: int) -> HttpResponse:
    """Opening it is a look at the file: it is noted, or not served."""
    local = get_object_or_404(access.local_reviews(request.user), pk=local_review_id)
    audit.sighted(local.review, by=request.user)
    return show(request, "reviews/local_review.html", told(request.user, local))


def told(user: User, local: LocalReview) -> dict[str, Any]:
    """All that the page says, as far as this person may see it."""
    leads = access.leads_local(user, local)
    reviews_it = access.reviews_it(user, local)
    return {
        "local": local,
        "review": local.review,
        "leads": leads,
        "next": next_step(user, local),
        "tasks": tasks(user, local, works=leads or reviews_it),
        "clocks": agenda.clocks_of_case(access.clocks(user, local.review)),
        "scrutiny": access.scrutiny(user).filter(local_review=local).select_related("by"),
        "declarations": access.declarations(user)
        .filter(local_review=local)
        .select_related("agency", "answered_by"),
        "reviewers": access.reviewers(user)
        .filter(local_review=local)
        .select_related("person", "grant"),
        "key_lines": access.key_lines(user).filter(local_review=local, dropped_at=None),
        "progress": access.progress_requests(user)
        .filter(local_review=local)
        .select_related("asked_by", "answered_by"),
        "reviews_it": reviews_it,
        "drafts": access.drafts(user).filter(local_review=local).select_related("by"),
        "pauses": access.pauses(user).filter(local_review=local),
        "delay_notes": access.delay_notes(user).filter(local_review=local).select_related("by"),
    }


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_decide(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.undecided(request.user), pk=review_id)
    form = DecideForm(posted(request), initial=access.decided_on_local_review(request.user, review))
    if form.is_valid():
        try:
            local = actions.decide_local_review(review=review, by=request.user, **form.cleaned_data)
        except actions.AlreadyDecided:
            form.add_error(None, "A local review was decided on in this file meanwhile")
        else:
            messages.success(request, "Decision recorded. The six months run from that day.")
            return redirect(local)
    return show(request, "reviews/local_decide.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_commission(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    form = CommissionForm(posted(request))
    if form.is_valid():
        try:
            actions.commission(local=local, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Local review commissioned.")
            return redirect(local)
    lacks = LOCAL_REVIEWS.moves["commission"].lacks(local)[:2]
    context = {"local": local, "review": local.review, "lacks": lacks}
    return show(request, "reviews/local_commission.html", context, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def local_begin(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    with saying(request, "The work has begun. Look at time and quality every month."):
        actions.begin(local=local, by=request.user)
    return redirect(local)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_pause(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    form = PauseForm(posted(request), local=local)
    if form.is_valid():
        with saying(request, "Paused. Record that the Panel was told why it takes longer."):
            actions.pause(local=local, by=request.user, **form.cleaned_data)
        return redirect(local)
    return show(request, "reviews/local_pause.html", {"review": local.review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_resume(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    running = access.pauses(request.user).filter(local_review=local, ended_on=None).first()
    if running is None:
        messages.error(request, "The review is not paused.")
        return redirect(local)
    form = ResumeForm(posted(request), since=running.began_on)
    if form.is_valid():
        with saying(request, "The work goes on."):
            actions.resume(local=local, by=request.user, **form.cleaned_data)
        return redirect(local)
    context = {"review": local.review, "pause": running}
    return show(request, "reviews/local_resume.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_delay(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    form = DelayForm(posted(request))
    if form.is_valid():
        actions.tell_of_delay(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, "Recorded what the Panel was told.")
        return redirect(local)
    context = {"local": local, "review": local.review}
    return show(request, "reviews/local_delay.html", context, form=form)
