"""A partnership: who it is, what it covers, where it came from, what it shares."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import DayFilter, SettingsForm
from partners.models import Partnership
from partners.views.crumbs import back_to
from portal import files
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, sent, show

PARTNERSHIPS = Export(
    key="partners.partnerships",
    title="Partnerships",
    rows=lambda ask: access.partnerships(ask.user),
    columns=(
        ("Partnership", lambda partnership: partnership.name),
        ("Short name", lambda partnership: partnership.short_name),
        ("Live from", lambda partnership: partnership.live_from),
        ("Live to", lambda partnership: partnership.live_to),
    ),
)


@door("GET", to=access.is_partner)
@offers(PARTNERSHIPS)
def partnership_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, PARTNERSHIPS.found(request))
    context = {"page": page, "brings_packs": access.runs_business(request.user)}
    return show(request, "partners/partnership_list.html", context)


@door("GET", to=access.is_partner)
def partnership(request: PortalRequest, partnership_id: int) -> HttpResponse:
    rows = access.partnerships(request.user).prefetch_related(
        "coverage__area",
        "relevant_categories",
        "came_from__predecessor",
        "came_from__predecessor_body",
        "passed_to__successor",
    )
    found = get_object_or_404(rows, pk=partnership_id)
    form = DayFilter(request.GET)
    statuses = access.agency_statuses(request.user).on(form.chosen).filter(partnership=found)
    context = {
        "partnership": found,
        "statuses": statuses.select_related("agency").order_by("-status", "agency__name"),
        "day": form.chosen,
        "shares": access.shares_on(request.user, found, form.chosen),
        "area_changes": access.changes_of(request.user, found),
        "populations": access.populations_of(request.user, found),
        "history": history(found),
        "may_edit": access.runs_business_of(request.user, found),
        "crumbs": back_to("partners"),
    }
    return show(request, "partners/partnership.html", context, form=form)


def history(partnership: Partnership) -> list[dict[str, object]]:
    """The timeline of a partnership, newest first: what it came from and what it became."""
    came = [
        {
            "on": change.on,
            "title": f"{change.predecessor or change.predecessor_body} passed into it",
            "text": change.note,
        }
        for change in partnership.came_from.all()
    ]
    became = [
        {"on": change.on, "title": f"Passed into {change.successor}", "text": change.note}
        for change in partnership.passed_to.all()
    ]
    born = {"on": partnership.live_from, "title": "The partnership goes live", "text": ""}
    return sorted([*became, born, *came], key=lambda entry: str(entry["on"]), reverse=True)


@door("GET", "POST", to=access.runs_business)
def partnership_edit(request: PortalRequest, partnership_id: int) -> HttpResponse:
    found = get_object_or_404(access.partnerships(request.user), pk=partnership_id)
    insist(access.runs_business_of(request.user, found))
    known = model_to_dict(found, ["name", "short_name", "colour"])
    form = SettingsForm(*sent(request), initial=known, has_logo=bool(found.logo))
    if form.is_valid():
        try:
            actions.change_settings(partnership=found, by=request.user, **form.cleaned_data)
        except files.NotKept as full:
            form.add_error("logo", str(full))
        else:
            messages.success(request, "Settings saved.")
            return redirect(found)
    crumbs = [*back_to("partners"), (found.name, found.get_absolute_url())]
    context = {"crumbs": crumbs, "partnership": found}
    return show(request, "partners/partnership_edit.html", context, form=form)


COMMENTS = Export(
    key="partners.consultations",
    title="Consultations",
    rows=lambda ask: (
        access.comments(ask.user)
        .select_related("consultation")
        .order_by("consultation__title", "consultation", "order", "ref")
    ),
    columns=(
        ("Consultation", lambda comment: comment.consultation.title),
        ("Who", lambda comment: comment.contributor),
        ("Comment", lambda comment: comment.comment),
        ("Answer", lambda comment: comment.response or None),
        ("Changed", lambda comment: comment.change or None),
    ),
)


@door("GET", to=access.is_partner)
@offers(COMMENTS)
def consultation_list(request: PortalRequest) -> HttpResponse:
    """Comments under what was asked; a consultation may have more than fit one page."""
    context = {
        "page": paged(request, COMMENTS.found(request)),
        "silent": access.consultations(request.user).filter(comments=None),
        "crumbs": back_to("partners"),
    }
    return show(request, "partners/consultation_list.html", context)
