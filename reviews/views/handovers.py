"""Handing a file over to another partnership: both review leads agree."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit
from portal.access import door
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.forms import AnswerOfferForm, OfferForm
from reviews.models import Handover, HandoverQuerySet, Review
from reviews.views.sections import shows_section

audit.words({"handover.seen": "Opened the handover of a review"})


def handovers_found(ask: Ask) -> HandoverQuerySet:
    return access.handovers(ask.user).in_full()


HANDOVERS = Export(
    key="reviews.handovers",
    title="Handovers",
    marking=RESTRICTED,
    seen_as="reviews.exported",
    rows=handovers_found,
    columns=(
        ("Review", lambda handover: handover.number),
        ("From", lambda handover: str(handover.giver)),
        ("To", lambda handover: str(handover.receiver)),
        ("From which day", lambda handover: handover.from_day),
        ("State", lambda handover: handover.get_status_display()),
    ),
)


@door("GET", to=access.leads_reviews, proven=True)
@offers(HANDOVERS)
def handover_list(request: PortalRequest) -> HttpResponse:
    """Numbers of reviews that somebody leads, led or may lead: a look that is noted."""
    page = paged(request, HANDOVERS.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="reviews.listed")
    return show(request, "reviews/handover_list.html", {"page": page})


@door("GET", "POST", to=access.leads_reviews, proven=True)
def handover_offer(request: PortalRequest, review_id: int) -> HttpResponse:
    reviews = access.led_reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    form = OfferForm(posted(request), partnerships=access.partnerships_to_hand_to(review))
    if request.method == "POST" and form.is_valid():
        try:
            handover = actions.offer_review(review=review, by=request.user, **form.cleaned_data)
        except actions.AlreadyOffered:
            form.add_error(None, "This review is offered to a partnership already")
        except actions.NobodyThere:
            form.add_error("receiver", "Nobody else leads reviews there yet who could accept it")
        else:
            messages.success(request, f"Offered to {handover.receiver}. Its review leads are told.")
            return redirect(handover)
    return show(request, "reviews/handover_offer.html", {"review": review}, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def handover(request: PortalRequest, handover_id: int) -> HttpResponse:
    """Both sides read it; a lead of the other partnership answers here."""
    seen = access.handovers(request.user) if request.method == "GET" else received(request)
    handover = get_object_or_404(seen.in_full(), pk=handover_id)
    form = AnswerOfferForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return answered(request, handover, form)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
            handover.refresh_from_db()  # where it stands, not where the move would have led
    audit.sighted(handover, by=request.user)
    context = {
        "handover": handover,
        "answers": handover.waits and access.answers_handover(request.user, handover),
        "takes_back": handover.waits and access.gives_away(request.user, handover),
        "sees": access.reviews(request.user).filter(pk=handover.review_id).exists(),
        "going": what_goes(handover),
    }
    return show(request, "reviews/handover.html", context, form=form)


def received(request: PortalRequest) -> HandoverQuerySet:
    return access.handovers_received(request.user)


def answered(request: PortalRequest, handover: Handover, form: AnswerOfferForm) -> HttpResponse:
    if form.accepts:
        review = actions.accept_review(handover=handover, by=request.user)
        messages.success(request, f"{review} is with {review.partnership} now.")
        return redirect(review)
    answer = form.cleaned_data["answer"]
    actions.decline_review(handover=handover, answer=answer, by=request.user)
    messages.success(request, "Not accepted. The review stays where it is.")
    return redirect(handover)


def what_goes(handover: Handover) -> dict[str, int]:
    """What passes on with it: numbers only, because whoever is asked does not see the file yet."""
    return access.what_hangs_on(handover.review) if handover.waits else {}


@door("POST", to=access.leads_reviews, proven=True)
def handover_take_back(request: PortalRequest, handover_id: int) -> HttpResponse:
    handover = get_object_or_404(access.handovers_given(request.user), pk=handover_id)
    try:
        actions.take_offer_back(handover=handover, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The offer is taken back. The review stays where it is.")
    return redirect(handover)


@shows_section(90, "reviews/parts/handovers.html")
def handovers_section(user: User, review: Review) -> dict[str, Any] | None:
    """Where a file came from, where it is offered; and the way to offer it, for who leads it."""
    rows = list(access.handovers_of(user, review))
    leads = access.leads(user, review)
    if not rows and not leads:
        return None
    return {"rows": rows, "review": review, "offers": leads and not any(row.waits for row in rows)}
