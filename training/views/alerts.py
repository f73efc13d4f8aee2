"""Being told of new dates of a course, with an account or with an address."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import limits
from portal.access import door, public, signed_in
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, show
from training import access, actions
from training.forms import AlertForm
from training.models import DateAlert
from training.views.courses import course_of
from training.views.crumbs import back_to

HOUR = 60 * 60
TOO_OFTEN = "Too many requests came from here. Try again in an hour"


@public("GET", "POST")
def alert_ask(request: PortalRequest, course_id: int) -> HttpResponse:
    """The answer is the same whether an address is on the list or not."""
    found = course_of(request.user, course_id)
    form = AlertForm(posted(request))
    if form.is_valid():
        address = form.cleaned_data["address"]
        if asked_too_often(request, address):
            form.add_error("address", TOO_OFTEN)
        else:
            actions.ask_for_alert(course=found, address=address, by=known(request))
            return show(request, "training/alert_asked.html", {"course": found})
    context = {"course": found, "crumbs": back_to("courses", course=found)}
    return show(request, "training/alert_ask.html", context, form=form)


def asked_too_often(request: PortalRequest, address: str) -> bool:
    visitor = get_adapter(request).get_client_ip(request)
    return limits.over("alerts-from", visitor, most=20, seconds=HOUR) or limits.over(
        "alerts-to", address, most=5, seconds=HOUR
    )


def known(request: PortalRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


@door("POST", to=signed_in)
def alert_on(request: PortalRequest, course_id: int) -> HttpResponse:
    found = course_of(request.user, course_id)
    actions.follow_course(course=found, by=request.user)
    messages.success(request, "We tell you when dates of this course are added.")
    return redirect(found)


@door("POST", to=signed_in)
def alert_off(request: PortalRequest, course_id: int) -> HttpResponse:
    found = course_of(request.user, course_id)
    alert = get_object_or_404(access.date_alerts(request.user).open(), course=found)
    actions.end_alert(alert=alert, by=request.user)
    messages.success(request, "We tell you no more of new dates of this course.")
    return redirect(found)


def alert_of(token: str) -> DateAlert:
    found: DateAlert = get_object_or_404(
        access.alert_of(token).open().select_related("course"),
    )
    return found


def whispered(response: HttpResponse) -> HttpResponse:
    """The address of these pages is a secret."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@public("GET", "POST")
def alert_confirm(request: PortalRequest, alert_token: str) -> HttpResponse:
    """Reading changes nothing: mail scanners open links. The button confirms."""
    alert = alert_of(alert_token)
    done = request.method == "POST" and actions.confirm_alert(alert=alert, by=known(request))
    context = {"alert": alert, "done": done}
    return whispered(show(request, "training/alert_confirm.html", context))


@public("GET", "POST")
def alert_end(request: PortalRequest, alert_token: str) -> HttpResponse:
    alert = alert_of(alert_token)
    done = request.method == "POST"
    if done:
        actions.end_alert(alert=alert, by=known(request))
    context = {"alert": alert, "done": done}
    return whispered(show(request, "training/alert_end.html", context))
