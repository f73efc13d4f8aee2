"""The risk register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dashboard import access
from dashboard.actions import risks as actions
from dashboard.forms import RiskForm, RiskReviewForm
from dashboard.models import Risk, RiskQuerySet
from dashboard.views.chosen import chosen_partnership, partnership_of
from dashboard.workflow import RISKS
from partners.models import Partnership
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, saying, show


def risks_of(user: User, partnership: Partnership) -> RiskQuerySet:
    here = access.risks(user).filter(partnership=partnership)
    return here.by_weight().select_related("owner")


REGISTER = Export(
    key="dashboard.risks",
    title="Risk register",
    scope=lambda ask: partnership_of(ask).name,
    rows=lambda ask: risks_of(ask.user, partnership_of(ask)),
    columns=(
        ("Risk", lambda risk: risk.title),
        ("Kind", lambda risk: risk.get_kind_display()),
        ("Rating in the paper", lambda risk: risk.rating_recorded or None),
        ("Likelihood now", lambda risk: risk.current_likelihood),
        ("Impact now", lambda risk: risk.current_impact),
        ("Owner", lambda risk: risk.owner and str(risk.owner)),
        ("State", lambda risk: risk.get_status_display()),
    ),
)


@door("GET", to=access.reads_dashboard)
@offers(REGISTER)
def risk_list(request: PortalRequest) -> HttpResponse:
    partnership = chosen_partnership(request)
    context = {
        "partnership": partnership,
        "page": paged(request, risks_of(request.user, partnership)),
        "notes": access.notes_by_kind(request.user, partnership),
        "may_add": access.runs(request.user, partnership.pk),
    }
    return show(request, "dashboard/risk_list.html", context)


@door("GET", to=access.reads_dashboard)
def risk(request: PortalRequest, risk_id: int) -> HttpResponse:
    risk = seen_risk(request, risk_id)
    reviews = [
        {"title": review.on.text, "who": review.by or review.paper, "text": review.text}
        for review in risk.reviews.select_related("by")
    ]
    context = {
        "risk": risk,
        "reviews": reviews,
        "may_review": access.runs_risk(request.user, risk),
        "moves": RISKS.open_to(request.user, risk),
    }
    return show(request, "dashboard/risk.html", context)


def seen_risk(request: PortalRequest, risk_id: int) -> Risk:
    related = access.risks(request.user).select_related("owner", "partnership", "duplicate_of")
    return get_object_or_404(related, pk=risk_id)


@door("GET", "POST", to=access.runs_dashboard)
def add_risk(request: PortalRequest) -> HttpResponse:
    partnership = chosen_partnership(request)
    insist(access.runs(request.user, partnership.pk))
    form = RiskForm(request.POST or None, posts=access.posts_of(partnership))
    if request.method == "POST" and form.is_valid():
        risk = actions.add_risk(partnership=partnership, by=request.user, **form.cleaned_data)
        messages.success(request, "Risk added to the register.")
        return redirect(risk)
    return show(request, "dashboard/add_risk.html", {"partnership": partnership}, form=form)


@door("GET", "POST", to=access.runs_dashboard)
def review_risk(request: PortalRequest, risk_id: int) -> HttpResponse:
    risk = seen_risk(request, risk_id)
    names = (*RiskReviewForm.score_names(), "mitigations")
    start = {name: getattr(risk, name) for name in names}
    form = RiskReviewForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.review_risk(risk=risk, by=request.user, **form.cleaned_data)
        messages.success(request, "Review recorded.")
        return redirect(risk)
    return show(request, "dashboard/review_risk.html", {"risk": risk}, form=form)


@door("POST", to=access.runs_dashboard)
def close_risk(request: PortalRequest, risk_id: int) -> HttpResponse:
    return move_risk(request, risk_id, "close", "The risk is closed. It stays in the register.")


@door("POST", to=access.runs_dashboard)
def reopen_risk(request: PortalRequest, risk_id: int) -> HttpResponse:
    return move_risk(request, risk_id, "reopen", "The risk is open again.")


def move_risk(request: PortalRequest, risk_id: int, move: str, done: str) -> HttpResponse:
    risk = get_object_or_404(access.risks(request.user), pk=risk_id)
    with saying(request, done):
        RISKS.make(move, risk, by=request.user)
    return redirect(risk)
