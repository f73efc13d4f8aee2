"""Letting people in and out, and shutting a review to oneself or to an agency."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import agencies_of
from partners.forms import AgencyConflictForm, LiftForm
from portal.access import door, sees, signed_in
from portal.conflicts import AlreadyDeclared, NobodyLeft
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import ConflictForm, LetInForm


@door("GET", "POST", to=signed_in, proven=True)
def declare_conflict(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.reviews(request.user), pk=review_id)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyDeclared):
            actions.declare_conflict(review=review, by=request.user, **form.cleaned_data)
        messages.success(request, "Conflict of interest declared. The review is shut to you.")
        return redirect("portal:my_work")
    return show(request, "reviews/declare_conflict.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def shut_out_agency(request: PortalRequest, review_id: int) -> HttpResponse:
    reviews = access.led_reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    agencies = agencies_of(request.user, review.partnership)
    form = AgencyConflictForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            actions.shut_out_agency(review=review, by=request.user, **form.cleaned_data)
        except AlreadyDeclared:
            form.add_error("agency", "This agency is shut out already. Select another one")
        except NobodyLeft:
            form.add_error("agency", "No review lead would be left. Let another agency lead first")
        else:
            messages.success(request, f"The review is shut to {form.cleaned_data['agency']}.")
            return redirect(review if sees(request.user, review) else "reviews:review_list")
    return show(request, "reviews/shut_out_agency.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def lift_conflict(request: PortalRequest, review_conflict_id: int) -> HttpResponse:
    conflicts = access.conflicts(request.user).select_related("person", "agency", "review")
    conflict = get_object_or_404(conflicts.standing(), pk=review_conflict_id)
    form = LiftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.lift_conflict(conflict=conflict, by=request.user, **form.cleaned_data)
        messages.success(request, f"Conflict of interest lifted: {conflict.whom}.")
        return redirect(conflict.review)
    context = {"conflict": conflict, "review": conflict.review}
    return show(request, "reviews/lift_conflict.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def let_in(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user), pk=review_id)
    form = LetInForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            grant = actions.let_in(review=review, by=request.user, **form.cleaned_data)
        except actions.AlreadyLetIn:
            form.add_error("person", "This person can open the review already. End that first")
        else:
            messages.success(request, f"{grant.user} can open this review now.")
            return redirect(review)
    return show(request, "reviews/let_in.html", {"review": review}, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def end_grant(request: PortalRequest, review_grant_id: int) -> HttpResponse:
    grants = access.grants(request.user).select_related("content_object", "user")
    grant = get_object_or_404(grants, pk=review_grant_id)
    actions.end_grant(grant=grant, by=request.user)
    messages.success(request, f"{grant.user} can no longer open this review.")
    return redirect(grant.content_object)
