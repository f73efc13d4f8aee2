"""The tracker of actions owed: the list, one action, and what is done about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import ActionFilter, ActionForm, MoveForm, NoteForm
from partners.models import Action
from partners.views.crumbs import back_to
from partners.workflow import OWED
from portal import files
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from portal.workflow import MoveRefused


def narrow(ask: Ask) -> ActionFilter:
    return ActionFilter(ask.asked, user=ask.user)


ACTIONS = Export(
    key="partners.actions",
    title="Actions",
    filters=narrow,
    rows=lambda ask: (
        narrow(ask).narrow(access.actions_owed(ask.user)).select_related("owner", "group")
    ),
    columns=(
        ("Action", lambda action: action.text),
        ("Owned by", lambda action: action.owner.name),
        ("Role", lambda action: action.owner_role),
        ("Overseen by", lambda action: action.group and action.group.name),
        ("Comes from", lambda action: action.source),
        ("Given", lambda action: action.given_on),
        ("Due", lambda action: action.due),
        ("Status", lambda action: action.get_status_display()),
    ),
)


@door("GET", to=access.is_partner)
@offers(ACTIONS)
def action_list(request: PortalRequest) -> HttpResponse:
    form = ActionFilter(request.GET, user=request.user)
    context = {
        "page": paged(request, ACTIONS.found(request)),
        "may_add": access.runs_business(request.user),
        "crumbs": back_to("partners"),
    }
    part = "partners/action_list_results.html" if request.htmx else "partners/action_list.html"
    return show(request, part, context, form=form)


@door("GET", "POST", to=access.runs_business)
def action_add(request: PortalRequest) -> HttpResponse:
    form = ActionForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        given = actions.give_action(by=request.user, **form.cleaned_data)
        messages.success(request, "Action added.")
        return redirect(given)
    return show(
        request, "partners/action_add.html", {"crumbs": back_to("partners", "actions")}, form=form
    )


@door("GET", to=access.is_partner)
def action(request: PortalRequest, action_id: int) -> HttpResponse:
    return show_action(request, action_id)


@door("POST", to=access.works_on_actions)
def action_note(request: PortalRequest, action_id: int) -> HttpResponse:
    found = action_to_work_on(request, action_id)
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.note_progress(action=found, by=request.user, **form.cleaned_data)
        except files.NotKept as full:
            form.add_error("evidence", str(full))
        else:
            messages.success(request, "Progress note added.")
            return redirect(found)
    return show_action(request, action_id, note_form=form)


@door("POST", to=access.works_on_actions)
def action_move(request: PortalRequest, action_id: int) -> HttpResponse:
    found = action_to_work_on(request, action_id)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            actions.move_action(action=found, move=form.cleaned_data["move"], by=request.user)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The action is now {found.get_status_display().lower()}.")
            return redirect(found)
    return show_action(request, action_id, refused=form)


def action_to_work_on(request: PortalRequest, action_id: int) -> Action:
    found = get_object_or_404(access.actions_owed(request.user), pk=action_id)
    insist(access.reports_on(request.user, found))
    return found


def show_action(
    request: PortalRequest,
    action_id: int,
    note_form: NoteForm | None = None,
    refused: MoveForm | None = None,
) -> HttpResponse:
    user = request.user
    rows = access.actions_owed(user).select_related("owner", "group", "priority", "closed_by")
    found = get_object_or_404(rows, pk=action_id)
    context = {
        "action": found,
        "notes": access.action_notes(user).filter(action=found).select_related("written_by"),
        "moves": OWED.open_to(user, found),
        "evidence": files.about(user, [found])[found.pk],
        "may_note": access.reports_on(user, found),
        "note_form": note_form or NoteForm(),
        "refused": refused,
        "crumbs": back_to("partners", "actions"),
    }
    return show(request, "partners/action.html", context, form=refused or note_form)
