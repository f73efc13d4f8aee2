"""The rapid review of a case: where it stands, its clock, and how it begins and ends."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access as partners
from portal import agenda, audit
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, show
from reviews import access, actions
from reviews.deadlines import RAPID_REVIEW
from reviews.forms import NotMetForm, RapidCorrectionForm, RapidDatesForm, RapidRuleForm
from reviews.kinds import Family
from reviews.models import ClockStart, RapidReview
from reviews.quorum import rule_of
from reviews.views.form_steps import step
from reviews.views.rapid_steps import rapid_steps
from reviews.views.steps import next_step
from reviews.workflow import RAPID

audit.words({"review.rapid_seen": "Opened the rapid review of a case"})


@dataclass(frozen=True)
class DueDate:
    """One of the two days on which a rapid review may be due, and whether it is the one."""

    label: str
    started: date | None
    due: date | None
    decides: bool


def due_dates(rapid: RapidReview) -> list[DueDate]:
    """Both, whichever the partnership counts from."""
    days = {ClockStart.NOTIFIED: rapid.notified_on, ClockStart.AWARE: rapid.aware_on}
    return [
        DueDate(
            start.label, day, RAPID_REVIEW.due_on(day) if day else None, rapid.counts_from == start
        )
        for start, day in days.items()
    ]


def due_first(rapid: RapidReview) -> date | None:
    """The day it is due with the Panel; none once it was there."""
    return None if rapid.sent_on else RAPID_REVIEW.due_on(rapid.counted_from)


def looked_at(request: PortalRequest, rapid_id: int) -> RapidReview:
    """The rapid review, for whoever sees its case. That it was opened is written down."""
    rapids = access.rapid_reviews(request.user).select_related("review__partnership")
    rapid = get_object_or_404(rapids, pk=rapid_id)
    audit.sighted(rapid.review, by=request.user, what="review.rapid_seen")
    return rapid


def led(request: PortalRequest, rapid_id: int) -> RapidReview:
    """The rapid review, for whoever leads its case."""
    rapids = access.led_rapid_reviews(request.user).select_related("review__partnership")
    return get_object_or_404(rapids, pk=rapid_id)


def about(rapid: RapidReview, **more: Any) -> dict[str, Any]:
    return {"rapid": rapid, "review": rapid.review, **more}


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_open(request: PortalRequest, review_id: int) -> HttpResponse:
    review = get_object_or_404(access.led_with(request.user, Family.RAPID), pk=review_id)
    form = RapidDatesForm(posted(request), initial=access.days_recorded(review))
    if request.method == "POST" and form.is_valid():
        try:
            rapid = actions.open_rapid(review=review, by=request.user, **form.cleaned_data)
        except actions.RapidReviewThere:
            form.add_error(None, "This case has a rapid review already. Go back to the case")
        else:
            messages.success(request, "Rapid review opened. Its clock runs.")
            return redirect(rapid)
    return show(request, "reviews/rapid_open.html", {"review": review}, form=form)


@door("GET", to=signed_in, proven=True)
def rapid(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    tasks = rapid_steps(request.user, rapid)
    context = {
        "tasks": tasks,
        "next": next_step(tasks),
        "leads": access.leads_rapid(request.user, rapid),
        "due_dates": due_dates(rapid),
        "clocks": agenda.clocks_of_case(access.clocks(request.user, rapid.review)),
        "decisions": access.decisions_of(request.user, rapid.review),
        "moves": buttons(request.user, rapid),
        "late": is_late(rapid),
    }
    return show(request, "reviews/rapid.html", about(rapid, **context))


def is_late(rapid: RapidReview) -> bool:
    return rapid.sent_on is not None and rapid.sent_on > RAPID_REVIEW.due_on(rapid.counted_from)


BUTTONS = {"hold": "reviews:rapid_hold", "return": "reviews:rapid_take_back"}
BUTTONS |= {"sign_off": "reviews:rapid_sign_off", "reopen": "reviews:rapid_reopen"}


def buttons(user: User, rapid: RapidReview) -> list[tuple[Any, str]]:
    """The moves that need no form, each with the door it is made at."""
    return [
        (move, BUTTONS[move.name]) for move in RAPID.open_to(user, rapid) if move.name in BUTTONS
    ]


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_dates(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/rapid_dates.html",
        about(rapid),
        RapidCorrectionForm(posted(request), rapid=rapid),
        partial(actions.put_dates_right, rapid=rapid, by=request.user),
        said="The days are put right, and the clock with them.",
        then=rapid,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_not_met(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/rapid_not_met.html",
        about(rapid),
        NotMetForm(posted(request)),
        partial(actions.end_unmet, rapid=rapid, by=request.user),
        said="The rapid review has ended: the criteria are not met.",
        then=rapid,
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_rule(request: PortalRequest, partnership_id: int) -> HttpResponse:
    led_here = access.partnerships_of_lead(request.user)
    partnership = get_object_or_404(
        partners.partnerships(request.user).filter(led_here), pk=partnership_id
    )
    rule = rule_of(partnership.pk)
    return step(
        request,
        "reviews/rapid_rule.html",
        {"partnership": partnership},
        RapidRuleForm(posted(request), rule=rule),
        partial(actions.set_rule, rule=rule, by=request.user),
        said="The rule is saved. It holds for rapid reviews opened from now on.",
        then="reviews:review_list",
    )
