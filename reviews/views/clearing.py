"""Whether the texts tell who a child is: searched, looked at one by one, accepted with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.clearance import Clearance, clearance
from reviews.forms import AcceptForm, CheckForm
from reviews.models import Publication

NOBODY = "Nobody has recorded who the children are. Enter names, places and days to look for"


@door("GET", "POST", to=access.leads_reviews, proven=True)
def anonymity_check(request: PortalRequest, publication_id: int) -> HttpResponse:
    """Searching is a look at who the children are: noted, or nothing is searched."""
    found = get_object_or_404(access.led_publications(request.user), pk=publication_id)
    form = CheckForm(posted(request))
    if form.is_valid():
        facts = {"also": form.cleaned_data["also"], "by": request.user}
        try:
            check = actions.check_anonymity(publication=found, **facts)
        except actions.NothingToSearch:
            form.add_error("also", NOBODY)
        else:
            messages.success(request, f"Checked. Places found: {len(check.found)}.")
            return redirect("reviews:anonymity_check", publication_id=found.pk)
    return show(request, "reviews/anonymity_check.html", told(found, None), form=form)


@door("POST", to=access.leads_reviews, proven=True)
def anonymity_accept(request: PortalRequest, publication_id: int) -> HttpResponse:
    """The same page with the one question that was not answered."""
    found = get_object_or_404(access.led_publications(request.user), pk=publication_id)
    accepting = AcceptForm(posted(request))
    if accepting.is_valid():
        try:
            actions.accept_words(publication=found, by=request.user, **accepting.cleaned_data)
        except actions.CheckAgain:
            messages.error(request, "The texts or the findings have changed. Look at them again.")
        else:
            messages.success(request, "Accepted, with your reason.")
        return redirect("reviews:anonymity_check", publication_id=found.pk)
    context = {**told(found, accepting), "form": CheckForm(), "accepting": accepting}
    return show(request, "reviews/anonymity_check.html", context, form=accepting)


def told(found: Publication, accepting: AcceptForm | None) -> dict[str, Any]:
    cleared = clearance(found)
    return {
        "publication": found,
        "review": found.review,
        "clearance": cleared,
        "asked": [(one, form_for(one.number, cleared, accepting)) for one in cleared.open],
        "settled": [one for one in cleared.findings if one.accepted],
    }


def form_for(number: int, cleared: Clearance, accepting: AcceptForm | None) -> AcceptForm:
    """The form below one finding; the one that was sent keeps what was typed."""
    if accepting is not None and accepting.is_bound and accepting.data.get("number") == str(number):
        return accepting
    check = cleared.check.pk if cleared.check else None
    return AcceptForm(initial={"check": check, "number": number}, auto_id=f"accept_{number}_%s")
