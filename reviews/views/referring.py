"""Referring a case, and what a referrer sees of it afterwards: its reference and how far it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from portal.access import door
from portal.http import PortalRequest
from portal.pages import FAULTY, posted, show
from reviews import access, actions
from reviews.forms import ReferralForm, ReferredChildren


def told_of(children: Any) -> list[actions.ChildTold]:
    """What was told of each child; an empty part of the page tells of none."""
    return [form.told for form in children.forms if form.has_changed()]


@door("GET", to=access.refers, proven=True)
def referral_list(request: PortalRequest) -> HttpResponse:
    context = {"receipts": access.receipts(request.user)}
    return show(request, "reviews/referral_list.html", context)


@door("GET", "POST", to=access.refers, proven=True)
def referral_add(request: PortalRequest) -> HttpResponse:
    """What happened and the children stand on one page: the file is not shown to the referrer."""
    form = ReferralForm(
        posted(request),
        places=access.places_to_refer_from(request.user),
        areas=access.council_areas(request.user),
    )
    children = ReferredChildren(posted(request), prefix="child")
    if request.method == "POST" and form.is_valid() & children.is_valid():
        agency, partnership = form.cleaned_data["place"]
        review = actions.refer(
            agency=agency,
            partnership=partnership,
            children=told_of(children),
            by=request.user,
            **form.facts,
        )
        messages.success(request, f"Received under the reference {review.title}. Keep it.")
        return redirect("reviews:referral_list")
    page = show(request, "reviews/referral_add.html", {"children": children}, form=form)
    if children.is_bound and not children.is_valid():
        page.status_code = FAULTY
    return page
