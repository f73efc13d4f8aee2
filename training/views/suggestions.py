"""Improvements of booking: the list, one more, and its answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import AnswerSuggestionForm, SuggestionForm
from training.views.crumbs import back_to

SUGGESTIONS = Export(
    key="training.suggestions",
    title="Improvements of booking",
    rows=lambda ask: access.suggestions(ask.user).in_turn(),
    columns=(
        ("What should be better", lambda one: one.text),
        ("Asked", lambda one: one.asked_on),
        ("Answered", lambda one: one.answered_on),
        ("Answer", lambda one: one.answer or None),
    ),
)


@door("GET", to=is_partner)
@offers(SUGGESTIONS)
def suggestion_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, SUGGESTIONS.found(request)),
        "run_ids": access.run_ids(request.user),
        "crumbs": back_to("courses"),
    }
    return show(request, "training/suggestion_list.html", context)


@door("GET", "POST", to=is_partner)
def suggestion_add(request: PortalRequest) -> HttpResponse:
    form = SuggestionForm(posted(request), user=request.user)
    if form.is_valid():
        made = actions.suggest(by=request.user, **form.cleaned_data)
        messages.success(request, "Your suggestion is on the list.")
        return redirect(made)
    crumbs = back_to("courses", "suggestions")
    return show(request, "training/suggestion_add.html", {"crumbs": crumbs}, form=form)


@door("GET", "POST", to=access.runs_training)
def suggestion_answer(request: PortalRequest, suggestion_id: int) -> HttpResponse:
    joined = access.suggestions(request.user).select_related("asked_by")
    found = get_object_or_404(joined, pk=suggestion_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    form = AnswerSuggestionForm(posted(request))
    if form.is_valid():
        if actions.answer_suggestion(suggestion=found, by=request.user, **form.cleaned_data):
            messages.success(request, "Answered.")
        else:
            messages.info(request, "Somebody has answered it already.")
        return redirect(found)
    context = {"suggestion": found, "crumbs": back_to("courses", "suggestions")}
    return show(request, "training/suggestion_answer.html", context, form=form)
