"""The log of national publications, and where we stand on what each recommends."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access as partners
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from reviews import access, actions
from reviews.forms import (
    GapActionForm,
    GapForm,
    NationalChangeForm,
    NationalForm,
    ReplyForm,
    StandsForm,
)
from reviews.models import GapLine
from reviews.views.form_steps import renew, step

NATIONAL = Export(
    key="reviews.national",
    title="National publications",
    rows=lambda ask: (
        access.national.national_publications(ask.user)
        .with_gaps()
        .select_related("partnership")
        .order_by("-published_on", "title", "pk")
    ),
    columns=(
        ("Partnership", lambda row: row.partnership.short_name),
        ("Title", lambda row: row.title),
        ("Kind", lambda row: row.get_sort_display()),
        ("Published by", lambda row: row.publisher),
        ("Published", lambda row: row.published_on),
        ("Recommendations", lambda row: row.asked),
        ("Not met yet", lambda row: row.gaps),
        ("Reply due", lambda row: row.reply_due_on),
        ("Replied", lambda row: row.replied_on),
    ),
)


@door("GET", to=access.national.reads_national, proven=True)
@offers(NATIONAL)
def national_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, NATIONAL.found(request)),
        "writes": access.national.writes_national(request.user),
    }
    return show(request, "reviews/national_list.html", context)


def gaps_found(ask: Ask) -> QuerySet[GapLine]:
    seen = access.national.gap_lines(ask.user).filter(publication=ask.at["national_id"])
    return seen.select_related("action__owner", "looked_by")


GAPS = Export(
    key="reviews.gaps",
    title="Gap analysis",
    rows=gaps_found,
    columns=(
        ("Recommendation", lambda line: line.recommendation),
        ("Where we stand", lambda line: line.get_position_display()),
        ("How we know", lambda line: line.evidence),
        ("Action", lambda line: line.action and line.action.text),
        ("Owed by", lambda line: line.action and str(line.action.owner)),
        ("Due", lambda line: line.action and line.action.due),
    ),
)


@door("GET", to=access.national.reads_national, proven=True)
@offers(GAPS)
def national(request: PortalRequest, national_id: int) -> HttpResponse:
    publications = access.national.national_publications(request.user).select_related("partnership")
    publication = get_object_or_404(publications, pk=national_id)
    context = {
        "publication": publication,
        "lines": GAPS.found(request, national_id=national_id),
        "writes": access.national.writes_of(request.user, publication),
        "acts": partners.runs_business_of(request.user, publication.partnership),
    }
    return show(request, "reviews/national.html", context)


@door("GET", "POST", to=access.national.writes_national, proven=True)
def national_add(request: PortalRequest) -> HttpResponse:
    form = NationalForm(
        posted(request), partnerships=access.national.partnerships_logging(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            publication = actions.national.log_publication(by=request.user, **form.cleaned_data)
        except actions.national.LoggedAlready:
            form.add_error("title", "A publication with this title is logged already")
        else:
            messages.success(request, "Logged. Add what it recommends.")
            return redirect(publication)
    return show(request, "reviews/national_add.html", {}, form=form)


@door("GET", "POST", to=access.national.writes_national, proven=True)
def national_edit(request: PortalRequest, national_id: int) -> HttpResponse:
    publication = get_object_or_404(access.national.written_national(request.user), pk=national_id)
    form = NationalChangeForm(posted(request), row=publication)
    if request.method == "POST" and form.is_valid():
        try:
            actions.national.save_publication(
                publication=publication, by=request.user, **form.cleaned_data
            )
        except actions.SavedMeanwhile:
            renew(form)
        except actions.national.LoggedAlready:
            form.add_error("title", "A publication with this title is logged already")
        except actions.ReasonMissing:
            form.add_error("reason", "Enter why the day of the reply changes")
        else:
            messages.success(request, "Saved.")
            return redirect(publication)
    context = {"publication": publication}
    return show(request, "reviews/national_edit.html", context, form=form)


@door("GET", "POST", to=access.national.writes_national, proven=True)
def national_reply(request: PortalRequest, national_id: int) -> HttpResponse:
    publication = get_object_or_404(access.national.written_national(request.user), pk=national_id)
    return step(
        request,
        "reviews/national_reply.html",
        {"publication": publication},
        ReplyForm(posted(request), row=publication),
        partial(actions.national.record_reply, publication=publication, by=request.user),
        said="Reply recorded.",
        then=publication,
    )


@door("GET", "POST", to=access.national.writes_national, proven=True)
def gap_add(request: PortalRequest, national_id: int) -> HttpResponse:
    publication = get_object_or_404(access.national.written_national(request.user), pk=national_id)
    return step(
        request,
        "reviews/gap_add.html",
        {"publication": publication},
        GapForm(posted(request)),
        partial(actions.national.add_gap, publication=publication, by=request.user),
        said="Recommendation added.",
        then=publication,
    )


@door("GET", "POST", to=access.national.writes_national, proven=True)
def gap(request: PortalRequest, gap_id: int) -> HttpResponse:
    lines = access.national.written_gaps(request.user).select_related("publication")
    line = get_object_or_404(lines, pk=gap_id)
    return step(
        request,
        "reviews/gap.html",
        {"publication": line.publication, "line": line},
        StandsForm(posted(request), row=line),
        partial(actions.national.look_at_gap, line=line, by=request.user),
        said="Saved.",
        then=line.publication,
    )


@door("GET", "POST", to=partners.runs_business, proven=True)
def gap_action(request: PortalRequest, gap_id: int) -> HttpResponse:
    lines = access.national.gaps_to_act_on(request.user).select_related("publication__partnership")
    line = get_object_or_404(lines, pk=gap_id)
    agencies = partners.agencies_of(request.user, line.publication.partnership)
    form = GapActionForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            actions.national.act_on_gap(line=line, by=request.user, **form.cleaned_data)
        except actions.national.ActedOn:
            form.add_error(None, "An action was given meanwhile because of this recommendation")
        else:
            messages.success(request, "Action given. The leads of the agency are told.")
            return redirect(line.publication)
    context = {"publication": line.publication, "line": line}
    return show(request, "reviews/gap_action.html", context, form=form)
