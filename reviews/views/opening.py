"""Opening a file to a role of an agency, and in an emergency; and looking at that afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import agencies_of
from portal import limits
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import EmergencyForm, LetInAgencyForm, ReasonForm

MOST, WITHIN = 10, 3600  # references somebody may try in an hour


@door("GET", "POST", to=access.opens_in_emergency, proven=True)
def emergency_open(request: PortalRequest) -> HttpResponse:
    """A reference that does not exist answers as one that a conflict of interest shuts."""
    form = EmergencyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if limits.over("emergency", str(request.user.pk), most=MOST, seconds=WITHIN):
            form.add_error(None, "You have tried many references. Ring a review lead instead")
            return show(request, "reviews/emergency_open.html", {}, form=form)
        try:
            emergency = actions.open_in_emergency(by=request.user, **form.cleaned_data)
        except actions.NoSuchReview:
            form.add_error(
                "reference",
                "No case with this reference can be opened to you. Check it, or ring a review lead",
            )
        except actions.OpenAlready as already:
            messages.success(request, "You can open this case already.")
            return redirect(already.review)
        else:
            messages.success(request, "Open to you for three hours, to read.")
            return redirect(emergency.review)
    return show(request, "reviews/emergency_open.html", {}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def emergency_review(request: PortalRequest, review_emergency_id: int) -> HttpResponse:
    waiting = access.emergencies_to_review(request.user).select_related("review", "person")
    emergency = get_object_or_404(waiting, pk=review_emergency_id)
    form = ReasonForm(
        posted(request),
        label="What did you find?",
        missing="Enter what you found",
        hint="Whether it was right to open the case, and what follows.",
    )
    if request.method == "POST" and form.is_valid():
        finding = form.cleaned_data["reason"]
        actions.review_emergency(emergency=emergency, finding=finding, by=request.user)
        messages.success(request, "Recorded. If the case was still open to them, it is no longer.")
        return redirect(emergency.review)
    context = {"review": emergency.review, "emergency": emergency}
    return show(request, "reviews/emergency_review.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def let_in_agency(request: PortalRequest, review_id: int) -> HttpResponse:
    reviews = access.led_reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    agencies = agencies_of(request.user, review.partnership)
    form = LetInAgencyForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            grant = actions.let_in_agency(review=review, by=request.user, **form.cleaned_data)
        except actions.AlreadyLetIn:
            form.add_error("role", "This role is let in already. End that first")
        else:
            messages.success(
                request, f"{grant.get_role_display()} of {grant.agency} can open this review now."
            )
            return redirect(review)
    return show(request, "reviews/let_in_agency.html", {"review": review}, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def end_agency_grant(request: PortalRequest, review_agency_grant_id: int) -> HttpResponse:
    grants = access.agency_grants(request.user).select_related("review", "agency")
    grant = get_object_or_404(grants, pk=review_agency_grant_id)
    actions.end_agency_grant(grant=grant, by=request.user)
    messages.success(request, f"{grant.get_role_display()} of {grant.agency} is let out again.")
    return redirect(grant.review)
