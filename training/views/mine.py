"""What one person trained in, and what they thought of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal import clock
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import RatingForm

MINE = Export(
    key="training.mine",
    title="My training",
    rows=lambda ask: (
        access.own_bookings(ask.user)
        .select_related("session__course", "rating")
        .order_by("-session__starts_at", "pk")
    ),
    columns=(
        ("Course", lambda place: place.session.course.title),
        ("Day", lambda place: place.session.starts_on),
        ("Mark", lambda place: place.get_status_display()),
        (
            "You rated it",
            lambda place: place.rating.get_score_display() if hasattr(place, "rating") else None,
        ),
    ),
)


@door("GET", to=is_partner)
@offers(MINE)
def my_training(request: PortalRequest) -> HttpResponse:
    own = paged(request, MINE.found(request))
    asked = access.own_evaluations(request.user).open(clock.today()).told()
    context = {
        "own": own,
        "asked": asked,
        "onward": access.ways(request.user),
        "leads": access.leads_an_agency(request.user),
        "runs": access.runs_training(request.user),
    }
    return show(request, "training/my_training.html", context)


@door("GET", "POST", to=is_partner)
def rate(request: PortalRequest, booking_id: int) -> HttpResponse:
    own = access.own_bookings(request.user).select_related("session__course")
    booking = get_object_or_404(own, pk=booking_id)
    asked = access.own_evaluations(request.user).at_the_end(clock.today()).filter(booking=booking)
    if request.method == "GET" and (evaluation := asked.first()):
        return redirect(evaluation.secret_path)
    form = RatingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            actions.rate_session(
                booking=booking,
                score=facts["score"],
                would_train_online=facts["online"],
                comment=facts["comment"],
                by=request.user,
            )
        except actions.AlreadyRated:
            form.add_error(None, "You have rated this session already. Thank you.")
        except actions.DidNotAttend:
            form.add_error(None, "You can rate a session once the register shows you attended.")
        else:
            messages.success(request, "Thank you. Your rating is saved.")
            return redirect("training:my_training")
    context = {"booking": booking, "form": form}
    return show(request, "training/rate.html", context, form=form)
