"""Lists of bookings: who waits for a session, and what an agency has booked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import BookingRulesForm, ListFilter, TermsForm
from training.models import AgencyTerms, BookingQuerySet
from training.views.sessions import session_of


def waiting_rows(user: User, session_id: int) -> BookingQuerySet:
    found = session_of(user, session_id)
    insist(access.runs_training_of(user, found))
    return access.waiting_list_of(user, found)


WAITING = Export(
    key="training.waiting",
    title="Waiting list",
    rows=lambda ask: waiting_rows(ask.user, ask.at["session_id"]),
    columns=(
        ("Name", lambda one: one.delegate),
        ("Agency", lambda one: one.agency and str(one.agency)),
        ("Waits since", lambda one: one.waiting_since),
        ("State", lambda one: one.get_status_display()),
        ("Kept until", lambda one: one.kept_until),
        ("All or none", lambda one: "Yes" if one.team and one.team.together else "No"),
    ),
)


@door("GET", to=access.runs_training)
@offers(WAITING)
def waiting_list(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    page = paged(request, WAITING.found(request, session_id=session_id))
    turns = access.turns(request.user).filter(booking__session=found).select_related("booking")
    context = {
        "session": found,
        "page": page,
        "left": actions.left(found),
        "first_come": actions.rules_of(found).is_first_come(clock.now(), found.starts_at),
        "turns": turns[:50],
    }
    return show(request, "training/waiting_list.html", context)


def agency_rows(ask: Ask) -> BookingQuerySet:
    narrow = ListFilter(ask.asked)
    facts = narrow.cleaned_data if narrow.is_valid() else {}
    found = access.agency_bookings(ask.user).told()
    return found.narrowed(facts.get("when", ""), facts.get("state", ""))


AGENCY = Export(
    key="training.agency_bookings",
    title="Bookings of the agency",
    filters=lambda ask: ListFilter(ask.asked),
    rows=agency_rows,
    columns=(
        ("Name", lambda one: one.delegate),
        ("Course", lambda one: one.session.course.title),
        ("Begins", lambda one: one.session.starts_at),
        ("Agency", lambda one: one.agency and str(one.agency)),
        ("State", lambda one: one.get_status_display()),
        ("Booked by", lambda one: one.booked_by and one.booked_by.name),
    ),
)


@door("GET", to=access.leads_an_agency)
@offers(AGENCY)
def agency_booking_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, AGENCY.found(request)),
        "filter": ListFilter(request.GET),
        "led": access.led_places(request.user),
    }
    part = request.htmx
    template = "agency_booking_list_results" if part else "agency_booking_list"
    return show(request, f"training/{template}.html", context)


@door("GET", "POST", to=access.leads_an_agency)
def agency_terms(request: PortalRequest, agency_id: int, partnership_id: int) -> HttpResponse:
    """Who approves the places of an agency, and who may book for others."""
    place = get_object_or_404(
        access.led_places(request.user), agency=agency_id, partnership=partnership_id
    )
    now = access.terms_of(agency_id, partnership_id)
    initial = {"approval": now.approval, "colleagues": now.colleagues}
    form = TermsForm(posted(request), choices=AgencyTerms.Approval.choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_terms(
            agency=place.agency, partnership=place.partnership, by=request.user, **form.cleaned_data
        )
        messages.success(request, "Saved. It holds for bookings from now on.")
        return redirect("training:agency_booking_list")
    context = {"place": place, "terms": now}
    return show(request, "training/agency_terms.html", context, form=form)


RULES = Export(
    key="training.booking_rules",
    title="Rules of booking",
    rows=lambda ask: access.booking_rules(ask.user).select_related("partnership"),
    columns=(
        ("Partnership", lambda one: one.partnership.name),
        ("From", lambda one: one.from_day),
        ("Minutes held", lambda one: one.hold_minutes),
        ("Hours offered", lambda one: one.offer_hours),
        ("Near: days", lambda one: one.near_days),
        ("Near: hours offered", lambda one: one.near_offer_hours),
        ("First come: days", lambda one: one.first_come_days),
        ("Approval: working days", lambda one: one.approval_days),
        ("Reminders: days before", lambda one: ", ".join(map(str, one.remind_days))),
        ("Needs removed: days after", lambda one: one.needs_days),
    ),
)


@door("GET", to=access.runs_training)
@offers(RULES)
def booking_rules_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, RULES.found(request)),
        "run": access.partnerships_trained(request.user),
    }
    return show(request, "training/booking_rules_list.html", context)


@door("GET", "POST", to=access.runs_training)
def booking_rules_add(request: PortalRequest, partnership_id: int) -> HttpResponse:
    found = get_object_or_404(access.partnerships_trained(request.user), pk=partnership_id)
    now = access.rules_now(found.pk)
    initial = {
        name: getattr(now, name) for name in BookingRulesForm.base_fields if name != "from_day"
    }
    initial["remind_days"] = ", ".join(map(str, now.remind_days))
    form = BookingRulesForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rules(partnership=found, by=request.user, **form.cleaned_data)
        except actions.BookingRefused as refusal:
            form.add_error("from_day", str(refusal))
        else:
            messages.success(request, "The rules are set.")
            return redirect("training:booking_rules_list")
    return show(request, "training/booking_rules_add.html", {"partnership": found}, form=form)
