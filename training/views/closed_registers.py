"""A register that was closed: opened again, or one mark put right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from portal.access import door, insist
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, show
from portal.workflow import MoveRefused
from training import access, actions
from training.forms import CorrectionForm, PartsCorrectionForm, ReopenForm
from training.models import Booking
from training.views.register_parts import parts_of, place_of
from training.views.sessions import session_of


@door("GET", "POST", to=access.runs_training)
def register_reopen(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    insist(access.runs_training_of(request.user, found))
    form = ReopenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_register(
                session=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The register is open again.")
            return redirect("training:register", session_id=session_id)
    return show(request, "training/register_reopen.html", {"session": found}, form=form)


@door("GET", "POST", to=access.runs_training)
def mark_correct(request: PortalRequest, booking_id: int) -> HttpResponse:
    place = place_of(request, booking_id)
    insist(access.runs_training_of(request.user, place.session))
    form = correction_form(request, place)
    if request.method == "POST" and form.is_valid():
        try:
            put_right(place, form, request.user)
        except actions.NotOpen:
            form.add_error(None, "This register is open: change the mark in the register itself.")
        else:
            messages.success(request, f"{place.delegate}: the mark was put right.")
            return redirect("training:register", session_id=place.session_id)
    before = access.corrections(request.user).filter(booking=place).select_related("part")
    context = {"place": place, "session": place.session, "corrections": before}
    return show(request, "training/mark_correct.html", context, form=form)


def correction_form(request: PortalRequest, place: Booking) -> CorrectionForm | PartsCorrectionForm:
    """One question for a session in one piece; one a part for one of several."""
    parts = parts_of(place.session)
    if not parts:
        return CorrectionForm(posted(request), initial={"mark": place.status})
    marks = dict(place.part_marks.values_list("part", "mark"))
    return PartsCorrectionForm(posted(request), parts=parts, marks=marks)


def put_right(place: Booking, form: CorrectionForm | PartsCorrectionForm, by: User) -> None:
    if isinstance(form, PartsCorrectionForm):
        actions.correct_parts(booking=place, by=by, **form.facts)
    else:
        actions.correct_mark(booking=place, by=by, **form.cleaned_data)
