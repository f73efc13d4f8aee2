"""Change notices: sent to providers, and answered by them through a link of their own."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import AnswerForm, ChangeForm
from training.models import Change


def changes_found(ask: Ask) -> QuerySet[Change]:
    counted = access.changes(ask.user).annotate(
        told=Count("deliveries"),
        read=Count("deliveries", filter=Q(deliveries__read_on__isnull=False)),
        done=Count("deliveries", filter=Q(deliveries__done_on__isnull=False)),
    )
    return counted.order_by("-sent_on", "-pk")


CHANGES = Export(
    key="training.changes",
    title="Change notices to providers",
    rows=changes_found,
    columns=(
        ("About", lambda one: one.title),
        ("Comes from", lambda one: one.get_kind_display()),
        ("Sent", lambda one: one.sent_on),
        ("Due", lambda one: one.due_on),
        ("Told", lambda one: one.told),
        ("Read", lambda one: one.read),
        ("Followed", lambda one: one.done),
    ),
)


@door("GET", to=access.runs_training)
@offers(CHANGES)
def change_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, CHANGES.found(request)), "today": clock.today()}
    return show(request, "training/change_list.html", context)


@door("GET", to=access.runs_training)
def change(request: PortalRequest, change_id: int) -> HttpResponse:
    found = get_object_or_404(access.changes(request.user), pk=change_id)
    told = access.deliveries(request.user).filter(change=found).select_related("provider")
    context = {"change": found, "deliveries": told, "today": clock.today()}
    return show(request, "training/change.html", context)


@door("GET", "POST", to=access.runs_training)
def change_add(request: PortalRequest) -> HttpResponse:
    form = ChangeForm(posted(request), user=request.user)
    if form.is_valid():
        made = actions.send_change(by=request.user, **form.cleaned_data)
        messages.success(request, "Sent. What providers answer is shown here.")
        return redirect(made)
    return show(request, "training/change_add.html", {}, form=form)


@public("GET", "POST")
def change_answer(request: PortalRequest, change_token: str) -> HttpResponse:
    """Where the link in a provider's mail leads. Opening it says nothing; its buttons do."""
    joined = access.delivery_of(change_token).select_related("change__partnership", "provider")
    found = get_object_or_404(joined)
    form = AnswerForm(posted(request))
    if form.is_valid():
        done = request.POST.get("said") == "done"
        actions.answer_change(delivery=found, done=done, note=form.cleaned_data["note"])
        return redirect("training:change_answer", change_token=change_token)
    response = show(request, "training/change_answer.html", {"delivery": found}, form=form)
    response.headers["Referrer-Policy"] = "same-origin"  # the address of this page is a secret
    return response
