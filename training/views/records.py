"""Training records: one's own, of one's agency, who must do what, and an agency's own training."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions, renewals
from training.forms import AgencyTrainingForm, RecordFilter, RequirementFilter, RequirementForm
from training.models import Booking, BookingQuerySet, Requirement, RequirementQuerySet

NOT_THEIRS = "Select people of this agency. Somebody you selected does not work for it any more."
VALID = "valid_certificates"


def with_certificates(ask: Ask, rows: BookingQuerySet) -> BookingQuerySet:
    valid = access.certificates(ask.user).valid()
    return rows.prefetch_related(Prefetch("certificates", valid, to_attr=VALID))


def attended(ask: Ask) -> BookingQuerySet:
    rows = access.attended_by(ask.user).annotate(renew_on=renewals.renewal())
    joined = rows.select_related("session__course", "agency", "matching")
    return with_certificates(ask, joined).order_by("-session__starts_at", "pk")


def number_of(place: Booking) -> str | None:
    return next((one.number for one in getattr(place, VALID)), None)


RECORD = Export(
    key="training.record",
    title="My training record",
    rows=attended,
    columns=(
        ("Course", lambda place: place.session.course.title),
        ("Day", lambda place: place.session.starts_on),
        ("Mark", lambda place: place.get_status_display()),
        ("Hours", lambda place: place.session.course.hours),
        ("Renew by", lambda place: place.renew_on),
        ("Certificate", number_of),
    ),
)


@door("GET", to=is_partner)
@offers(RECORD)
def record(request: PortalRequest) -> HttpResponse:
    mine = access.requirements(request.user).in_force().filter(person=request.user)
    context = {
        "page": lined(paged(request, RECORD.found(request))),
        "own_training": access.own_agency_training(request.user).select_related("agency")[:50],
        "asked": stated(renewals.kept_up(mine.select_related("course", "agency"))),
        "leads": access.leads_people(request.user),
    }
    return show(request, "training/record.html", context)


def lined(page: Page[Booking]) -> Page[Booking]:
    """Each row of a page with how it stands today."""
    for place in page:
        place.state = renewals.state_of(place.renew_on)  # type: ignore[attr-defined]
    return page


def stated(rows: Iterable[Requirement]) -> list[Requirement]:
    found = list(rows)
    for one in found:
        one.state = state_of(one)  # type: ignore[attr-defined]
    return found


def state_of(one: Requirement) -> renewals.State:
    done = one.done_at is not None  # type: ignore[attr-defined]
    return renewals.state_of(one.renew_on, done=done)  # type: ignore[attr-defined]


def of_our_people(ask: Ask) -> BookingQuerySet:
    rows = renewals.latest_only(access.attended_for(ask.user))
    found = RecordFilter(ask.asked).narrow(rows).select_related("session__course", "agency")
    return with_certificates(ask, found).order_by("delegate", "-session__starts_at", "pk")


AGENCY_RECORD = Export(
    key="training.agency_record",
    title="Training of your people",
    filters=lambda ask: RecordFilter(ask.asked),
    rows=of_our_people,
    columns=(
        ("Name", lambda place: place.delegate),
        ("Agency", lambda place: str(place.agency)),
        ("Course", lambda place: place.session.course.title),
        ("Day", lambda place: place.session.starts_on),
        ("Renew by", lambda place: place.renew_on),
        ("State", lambda place: renewals.state_of(place.renew_on).word),
        ("Certificate", number_of),
    ),
)


@door("GET", to=access.leads_people)
@offers(AGENCY_RECORD)
def agency_record(request: PortalRequest) -> HttpResponse:
    page = lined(paged(request, AGENCY_RECORD.found(request)))
    context = {"page": page, "filter": RecordFilter(request.GET)}
    part = "training/agency_record_results.html"
    return show(request, part if request.htmx else "training/agency_record.html", context)


def asked_of_our_people(ask: Ask) -> RequirementQuerySet:
    rows = renewals.kept_up(access.requirements_led(ask.user))
    joined = RequirementFilter(ask.asked).narrow(rows).select_related("course", "agency", "person")
    return joined.order_by("person__name", "course__title", "pk")


REQUIREMENTS = Export(
    key="training.requirements",
    title="Who must do which course",
    filters=lambda ask: RequirementFilter(ask.asked),
    rows=asked_of_our_people,
    columns=(
        ("Name", lambda one: one.person.name),
        ("Agency", lambda one: str(one.agency)),
        ("Job", lambda one: one.job),
        ("Course", lambda one: one.course.title),
        ("Last done", lambda one: one.done_at),
        ("Renew by", lambda one: one.renew_on),
        ("State", lambda one: state_of(one).word),
    ),
)


@door("GET", to=access.leads_people)
@offers(REQUIREMENTS)
def requirement_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, REQUIREMENTS.found(request))
    page.object_list = stated(page.object_list)
    context = {"page": page, "filter": RequirementFilter(request.GET)}
    part = "training/requirement_list_results.html"
    return show(request, part if request.htmx else "training/requirement_list.html", context)


@door("GET", "POST", to=access.leads_people)
def requirement_add(request: PortalRequest) -> HttpResponse:
    form = RequirementForm(posted(request), user=request.user)
    if form.is_valid():
        facts = form.cleaned_data
        place = facts["place"]
        try:
            new = actions.ask_course(
                agency=place.agency,
                partnership=place.partnership,
                course=facts["course"],
                people=facts["people"],
                job=facts["job"],
                by=request.user,
            )
        except actions.NotTheirs:
            form.add_error("people", NOT_THEIRS)
        else:
            messages.success(request, f"Asked of {new} more. Whoever was asked before still is.")
            return redirect("training:requirement_list")
    return show(request, "training/requirement_add.html", {}, form=form)


@door("POST", to=access.leads_people)
def requirement_end(request: PortalRequest, requirement_id: int) -> HttpResponse:
    led = access.requirements_led(request.user).select_related("agency", "partnership")
    found = get_object_or_404(led, pk=requirement_id)
    actions.end_requirement(requirement=found, by=request.user)
    messages.success(request, "This course is no longer asked of them.")
    return redirect("training:requirement_list")


AGENCY_TRAINING = Export(
    key="training.agency_training",
    title="Training by single agencies",
    rows=lambda ask: access.agency_training(ask.user).select_related("agency"),
    columns=(
        ("Training", lambda one: one.title),
        ("Agency", lambda one: str(one.agency)),
        ("Day", lambda one: one.held_on),
        ("Hours", lambda one: one.hours),
        ("People", lambda one: one.people),
        ("Given by", lambda one: one.given_by or None),
    ),
)


@door("GET", to=access.sees_agency_training)
@offers(AGENCY_TRAINING)
def agency_training_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, AGENCY_TRAINING.found(request))
    context = {"page": page, "leads": access.leads_people(request.user)}
    return show(request, "training/agency_training_list.html", context)


@door("GET", "POST", to=access.leads_people)
def agency_training_add(request: PortalRequest) -> HttpResponse:
    form = AgencyTrainingForm(posted(request), user=request.user)
    if form.is_valid():
        facts = form.cleaned_data
        place, named = facts.pop("place"), facts.pop("people")
        try:
            actions.enter_agency_training(
                agency=place.agency,
                partnership=place.partnership,
                people=facts.pop("number"),
                attendees=named,
                by=request.user,
                **facts,
            )
        except actions.NotTheirs:
            form.add_error("people", NOT_THEIRS)
        else:
            messages.success(request, "Training entered. It is counted apart.")
            return redirect("training:agency_training_list")
    return show(request, "training/agency_training_add.html", {}, form=form)
