"""Screening, what happened put right, and who was told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, saying, show
from reviews import access, actions
from reviews.forms import IncidentForm, NotificationForm, ReasonForm, ScreeningForm
from reviews.models import Review, Screening

DECIDE = "decide"


def file_of(request: PortalRequest, review_id: int) -> Review:
    files = access.files(request.user).select_related("incident", "partnership")
    return get_object_or_404(files, pk=review_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def screening(request: PortalRequest, review_id: int) -> HttpResponse:
    """Answers are kept as they come; "Decide" wants all of them."""
    review = file_of(request, review_id)
    row = get_object_or_404(access.screenings(request.user).filter(decided_on=None), review=review)
    deciding = request.POST.get("go") == DECIDE
    form = ScreeningForm(posted(request), row=row, deciding=deciding)
    if request.method == "POST" and form.is_valid() and keep(request, row, form):
        said = "Decided." if deciding else "Saved. Come back when you know more."
        messages.success(request, said)
        return redirect(review)
    context = {"review": review, "criteria": form.criteria}
    return show(request, "reviews/screening.html", context, form=form)


def keep(request: PortalRequest, row: Screening, form: ScreeningForm) -> bool:
    """Save or decide; what is in the way is said in the form."""
    told = {"seen": form.cleaned_data["seen"], "answers": form.answers}
    told["reasons"] = form.cleaned_data["reasons"]
    try:
        if form.deciding:
            decision = form.cleaned_data["decision"]
            actions.decide_screening(screening=row, decision=decision, by=request.user, **told)
        else:
            actions.save_screening(screening=row, by=request.user, **told)
    except actions.SavedMeanwhile:
        form.renew()
    except actions.AllMet:
        form.add_error(
            "decision",
            "Every test is met, so the local authority has to notify the national Panel "
            "(section 16C). Select that, or change an answer",
        )
    except actions.DayMissing:
        form.add_error(
            "decision",
            "Enter first when the local authority became aware, under “Put right what happened”. "
            "Save here before you go there",
        )
    return not form.errors


@door("GET", "POST", to=access.leads_reviews, proven=True)
def screen_again(request: PortalRequest, review_id: int) -> HttpResponse:
    review = file_of(request, review_id)
    form = ReasonForm(
        posted(request),
        label="What is new?",
        missing="Enter what is new",
        hint="Why the case is screened again. What was decided before stays.",
    )
    if request.method == "POST" and form.is_valid():
        with saying(request, "A second screening is open."):
            because = form.cleaned_data["reason"]
            incident = review.incident
            actions.screen_again(incident=incident, because=because, by=request.user)
        return redirect(review)
    return show(request, "reviews/screen_again.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def incident_edit(request: PortalRequest, review_id: int) -> HttpResponse:
    review = file_of(request, review_id)
    form = IncidentForm(
        posted(request), row=review.incident, areas=access.council_areas(request.user)
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.save_incident(
                incident=review.incident,
                seen=told["seen"],
                facts=form.facts,
                reason=told["reason"],
                by=request.user,
            )
        except actions.SavedMeanwhile:
            form.renew()
        except actions.ReasonMissing:
            form.add_error("reason", "Enter why the day changes: clocks run from it already")
        else:
            messages.success(request, "Saved.")
            return redirect(review)
    return show(request, "reviews/incident_edit.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def notification_add(request: PortalRequest, review_id: int) -> HttpResponse:
    review = file_of(request, review_id)
    form = NotificationForm(posted(request), review=review)
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.record_notification(review=review, by=request.user, **form.cleaned_data)
        except actions.NotDecided:
            form.add_error("to", "Decide first, in the screening, that the incident is notifiable")
        else:
            late = f", {told.days_late} working days late" if told.days_late else ""
            messages.success(request, f"Recorded{late}.")
            return redirect(review)
    ours = access.is_ours(review, review.incident.happened_in)
    context = {"review": review, "incident": review.incident, "ours": ours}
    return show(request, "reviews/notification_add.html", context, form=form)
