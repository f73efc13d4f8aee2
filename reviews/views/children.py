"""The children of a case, each reached through the case; and who one is, with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import ChildForm, IdentityFields, NewChildForm, ReasonForm
from reviews.models import Child


def child_of(request: PortalRequest, review_id: int, child_id: int) -> Child:
    """A child of this case and of no other."""
    return get_object_or_404(access.children_led(request.user, review_id), pk=child_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def child_add(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_reviews(request.user), pk=review_id)
    form = NewChildForm(posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.told
        try:
            child = actions.add_child(
                review=review, facts=told.facts, identity=told.identity, by=request.user
            )
        except actions.FourAlready:
            form.add_error(
                None, "This file has four children. Write of a fifth under what happened"
            )
        else:
            messages.success(request, f"{child} added. Who it is lies under seal.")
            return redirect(review)
    return show(request, "reviews/child_add.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def child_edit(request: PortalRequest, review_id: int, child_id: int) -> HttpResponse:
    child = child_of(request, review_id, child_id)
    form = ChildForm(posted(request), row=child)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_child(
                child=child, seen=form.cleaned_data["seen"], facts=form.facts, by=request.user
            )
        except actions.SavedMeanwhile:
            form.renew()
        except actions.PseudonymTaken:
            form.add_error("pseudonym", "Another child of this case goes by it. Enter another one")
        else:
            messages.success(request, "Saved.")
            return redirect(child.review)
    context = {"review": child.review, "child": child}
    return show(request, "reviews/child_edit.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def identity(request: PortalRequest, review_id: int, child_id: int) -> HttpResponse:
    """Asks why, then shows who the child is, once: a page that is opened again asks again."""
    child = child_of(request, review_id, child_id)
    form = ReasonForm(
        posted(request),
        label="Why do you need to know who this is?",
        missing="Enter why you need to know who this is",
        hint="The reason is kept, and other review leads see it.",
    )
    context: dict[str, Any] = {"review": child.review, "child": child}
    if request.method == "POST" and form.is_valid():
        opened = actions.open_identity(child=child, by=request.user, **form.cleaned_data)
        context |= {"identity": opened, "anew": IdentityFields(initial=vars(opened))}
        return show(request, "reviews/identity_opened.html", context)
    return show(request, "reviews/identity.html", context, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def identity_seal(request: PortalRequest, review_id: int, child_id: int) -> HttpResponse:
    child = child_of(request, review_id, child_id)
    form = IdentityFields(posted(request))
    if form.is_valid():
        actions.seal_identity(child=child, identity=form.identity, by=request.user)
        messages.success(request, f"Who {child} is lies under seal again.")
        return redirect(child.review)
    context = {"review": child.review, "child": child, "anew": form}
    return show(request, "reviews/identity_opened.html", context, form=form)
