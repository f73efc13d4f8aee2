"""The local decision, the view of the Panel, the final decision."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, saying
from reviews import access, actions
from reviews.forms import DecisionForm, LocalDecisionForm, PanelViewForm
from reviews.views.form_steps import step
from reviews.views.rapid_file import about, led


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_local(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    made = {one.whose: one for one in access.decisions_of(request.user, rapid.review)}
    return step(
        request,
        "reviews/rapid_local.html",
        about(rapid),
        LocalDecisionForm(posted(request), stands=made.get("local")),
        partial(actions.decide_locally, rapid=rapid, by=request.user),
        said="Local decision recorded.",
        then=rapid,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_view(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/rapid_view.html",
        about(rapid),
        PanelViewForm(posted(request)),
        partial(actions.record_view, rapid=rapid, by=request.user),
        said="View of the Panel recorded. Record the final decision next.",
        then=rapid,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_final(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    made = access.decisions_of(request.user, rapid.review)
    return step(
        request,
        "reviews/rapid_final.html",
        about(rapid, decisions=made),
        DecisionForm(posted(request)),
        partial(actions.decide_finally, rapid=rapid, by=request.user),
        said="Final decision recorded.",
        then=rapid,
    )


@door("POST", to=access.leads_reviews, proven=True)
def rapid_reopen(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    with saying(request, "Open again. When it is changed it is signed and sent again."):
        actions.reopen(rapid=rapid, by=request.user)
    return redirect(rapid)
