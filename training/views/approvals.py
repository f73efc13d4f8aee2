"""Approving places: by an agency lead who signs in, or a line manager by the link in a mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door, public
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import ApprovalForm
from training.models import Approval

APPROVALS = Export(
    key="training.approvals",
    title="Places that wait for approval",
    rows=lambda ask: access.approvals(ask.user).unanswered().told(),
    columns=(
        ("Delegate", lambda one: one.booking.delegate),
        ("Course", lambda one: one.booking.session.course.title),
        ("Begins", lambda one: one.booking.session.starts_at),
        ("Agency", lambda one: one.booking.agency and str(one.booking.agency)),
        ("Asked", lambda one: one.asked_at),
        ("Kept until", lambda one: one.booking.kept_until),
        ("Who is asked", lambda one: "Line manager" if one.manager else "Agency lead"),
    ),
)


@door("GET", to=access.leads_an_agency)
@offers(APPROVALS)
def approval_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, APPROVALS.found(request))
    return show(request, "training/approval_list.html", {"page": page})


@door("GET", "POST", to=access.leads_an_agency)
def approval_decide(request: PortalRequest, approval_id: int) -> HttpResponse:
    """The answer of an agency lead, who may also answer for a line manager who is away."""
    found = get_object_or_404(access.approvals(request.user).told(), pk=approval_id)
    form = ApprovalForm(posted(request))
    if request.method == "POST" and form.is_valid() and answered(found, form, request.user):
        said = "approved" if form.cleaned_data["answer"] == "approved" else "not approved"
        who = found.booking.delegate
        messages.success(request, f"The place of {who} is {said}. We have told whoever asked.")
        return redirect("training:approval_list")
    context = {"approval": found, "open": actions.is_open(found)}
    return show(request, "training/approval_decide.html", context, form=form)


def answered(found: Approval, form: ApprovalForm, by: User | None) -> bool:
    """Whether the answer could be saved; the form says why not."""
    facts = form.cleaned_data
    try:
        if facts["answer"] == "approved":
            actions.approve(approval=found, by=by)
        else:
            actions.decline(approval=found, reason=facts["reason"], by=by)
    except actions.BookingRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@public("GET", "POST")
def approval(request: PortalRequest, approval_token: str) -> HttpResponse:
    """The page behind the link in a line manager's mail. Opening it changes nothing."""
    found = access.approval_of(approval_token).told().first()
    form = ApprovalForm(posted(request))
    works = found is not None and actions.is_open(found)
    done = False
    if request.method == "POST" and found is not None and works and form.is_valid():
        done = answered(found, form, None)
        found.refresh_from_db()
    context = {"approval": found, "works": works, "done": done, "token": approval_token}
    response = show(request, "training/approval.html", context, form=form)
    response.headers["Referrer-Policy"] = "same-origin"  # the address of this page is a secret
    return response
