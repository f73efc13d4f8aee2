"""Funds for free training: the list, one of them with its uses, and the sessions they pay for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms.funds import FundForm, FundSessionForm
from training.money import plain
from training.views.money import crumbs, refuse

LIST_CRUMB = ("Funds", "training:fund_list")

FUNDS = Export(
    key="training.funds",
    title="Funds for free training",
    rows=lambda ask: access.funds(ask.user).with_balance().select_related("partnership"),
    columns=(
        ("Fund", lambda fund: fund.name),
        ("Partnership", lambda fund: fund.partnership.short_name),
        ("First day", lambda fund: fund.since),
        ("Last day", lambda fund: fund.until),
        ("Pays for", lambda fund: fund.pays_for),
        ("Amount in pounds", lambda fund: plain(fund.amount)),
        ("Used in pounds", lambda fund: plain(fund.used)),
        ("Committed in pounds", lambda fund: plain(fund.committed)),
        ("Left in pounds", lambda fund: plain(fund.balance)),
    ),
)


@door("GET", to=access.runs_money)
@offers(FUNDS)
def fund_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, FUNDS.found(request)), "crumbs": crumbs()}
    return show(request, "training/fund_list.html", context)


@door("GET", "POST", to=access.runs_money)
def fund_add(request: PortalRequest) -> HttpResponse:
    form = FundForm(posted(request), user=request.user)
    if form.is_valid():
        made = actions.add_fund(by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. It can pay for sessions from their own pages.")
        return redirect(made)
    return show(request, "training/fund_add.html", {"crumbs": crumbs(LIST_CRUMB)}, form=form)


def fund_of(user: Any, fund_id: int) -> Any:
    return get_object_or_404(access.funds(user).with_balance(), pk=fund_id)


FUND_USES = Export(
    key="training.fund_uses",
    title="Sessions that a fund pays for",
    rows=lambda ask: (
        access.fund_uses(ask.user)
        .filter(fund=fund_of(ask.user, ask.at["fund_id"]))
        .select_related("session__course", "origin__priority")
    ),
    columns=(
        ("Session", lambda use: use.session.course.title),
        ("Begins", lambda use: use.session.starts_at),
        ("State", lambda use: use.session.get_status_display()),
        ("Answers", lambda use: str(use.origin) if use.origin else None),
        ("Amount in pounds", lambda use: plain(use.amount)),
        ("Decided", lambda use: use.used_on),
        ("Taken back", lambda use: use.given_back_on),
    ),
)


@door("GET", to=access.runs_money)
@offers(FUND_USES)
def fund(request: PortalRequest, fund_id: int) -> HttpResponse:
    context = {
        "fund": fund_of(request.user, fund_id),
        "page": paged(request, FUND_USES.found(request, fund_id=fund_id)),
        "crumbs": crumbs(LIST_CRUMB),
    }
    return show(request, "training/fund.html", context)


@door("GET", "POST", to=access.runs_money)
def session_fund(request: PortalRequest, session_id: int) -> HttpResponse:
    """Which fund pays for a session, and because of what."""
    rows = access.sessions_paid(request.user).select_related("course")
    found = get_object_or_404(rows, pk=session_id)
    form = FundSessionForm(posted(request), session=found)
    if form.is_valid():
        try:
            actions.let_fund_pay(session=found, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The fund pays. Places on this session cost nobody anything.")
            return redirect(found)
    way = [*crumbs(LIST_CRUMB), (str(found), found.get_absolute_url())]
    context = {
        "session": found,
        "origins": access.origins(request.user).filter(course=found.course).exists(),
        "crumbs": way,
    }
    return show(request, "training/session_fund.html", context, form=form)


@door("POST", to=access.runs_money)
def fund_take_back(request: PortalRequest, fund_use_id: int) -> HttpResponse:
    rows = access.fund_uses(request.user).select_related("fund", "session__course")
    use = get_object_or_404(rows, pk=fund_use_id)
    try:
        actions.take_fund_back(use=use, by=request.user)
    except actions.MoneyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken back. The fund no longer pays for this session.")
    return redirect(use.fund)
