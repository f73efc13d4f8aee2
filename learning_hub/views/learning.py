"""Learning points: reading, writing, checking and sharing them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access, actions
from learning_hub.forms import LearningFilter, LearningPointForm
from learning_hub.workflow import LEARNING_POINTS
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, saying, show


def narrow(ask: Ask) -> LearningFilter:
    return LearningFilter(ask.asked, points=access.learning_points(ask.user).shared())


LEARNING = Export(
    key="learning_hub.learning",
    title="Shared learning points",
    filters=narrow,
    rows=lambda ask: narrow(ask).found().select_related("area").prefetch_related("themes"),
    columns=(
        ("Learning", lambda point: point.text),
        ("Source", lambda point: point.get_source_kind_display()),
        ("Year", lambda point: point.year or None),
        ("Area", lambda point: point.area and str(point.area)),
        ("Themes", lambda point: "; ".join(map(str, point.themes.all()))),
    ),
)


@door("GET", to=access.is_partner)
@offers(LEARNING)
def learning_list(request: PortalRequest) -> HttpResponse:
    filters = narrow(Ask.of(request))
    context = {"points": paged(request, LEARNING.found(request)), "filter": filters}
    if request.htmx:
        return show(request, "learning_hub/learning_list_results.html", context)
    context["unshared"] = access.unshared(request.user)[:20]
    context["notes"] = access.hub_notes(request.user)
    context["makes_questionnaires"] = access.makes_questionnaires(request.user)
    return show(request, "learning_hub/learning_list.html", context)


@door("GET", to=access.is_partner)
def learning_point(request: PortalRequest, learning_point_id: int) -> HttpResponse:
    points = access.learning_points(request.user).select_related("area", "partnership")
    point = get_object_or_404(points.prefetch_related("themes"), pk=learning_point_id)
    chains = access.chains(request.user).filter(learning_point=point)
    context = {
        "point": point,
        "moves": LEARNING_POINTS.open_to(request.user, point),
        "chains": chains,
        "to_answer": access.to_answer(request.user, chains),
        "editable": point.is_draft and access.may_edit(request.user, point),
    }
    return show(request, "learning_hub/learning_point.html", context)


@door("GET", "POST", to=access.is_partner)
def learning_add(request: PortalRequest) -> HttpResponse:
    form = LearningPointForm(posted(request), user=request.user)
    if form.is_valid():
        point = actions.write_learning_point(by=request.user, **form.cleaned_data)
        messages.success(request, "Draft saved. The business team will check it.")
        return redirect(point)
    return show(request, "learning_hub/learning_add.html", {}, form=form)


@door("GET", "POST", to=access.is_partner)
def learning_edit(request: PortalRequest, learning_point_id: int) -> HttpResponse:
    point = get_object_or_404(access.learning_points(request.user), pk=learning_point_id)
    insist(access.may_edit(request.user, point))
    form = LearningPointForm(posted(request), user=request.user, point=point)
    if form.is_valid():
        try:
            actions.rewrite_learning_point(point=point, by=request.user, **form.cleaned_data)
        except actions.NotADraft:
            form.add_error(None, "Only a draft can be changed. Send it back first.")
        else:
            messages.success(request, "Draft changed.")
            return redirect(point)
    return show(request, "learning_hub/learning_edit.html", {"point": point}, form=form)


@door("POST", to=access.runs_hub)
def learning_check(request: PortalRequest, learning_point_id: int) -> HttpResponse:
    done = "Checked. You can share it now."
    return moved(request, learning_point_id, actions.check_learning_point, done)


@door("POST", to=access.runs_hub)
def learning_share(request: PortalRequest, learning_point_id: int) -> HttpResponse:
    done = "Shared with all partners."
    return moved(request, learning_point_id, actions.share_learning_point, done)


@door("POST", to=access.runs_hub)
def learning_send_back(request: PortalRequest, learning_point_id: int) -> HttpResponse:
    done = "Sent back to the writer as a draft."
    return moved(request, learning_point_id, actions.send_back_learning_point, done)


def moved(
    request: PortalRequest, learning_point_id: int, action: Callable[..., None], done: str
) -> HttpResponse:
    point = get_object_or_404(access.learning_points(request.user), pk=learning_point_id)
    with saying(request, done):
        action(point=point, by=request.user)
    return redirect(point)
