"""What a person owes, and the days on which nobody works."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from portal import access, actions, agenda, clock, holdings
from portal.access import door
from portal.calendar_forms import ClosingDayForm
from portal.http import PortalRequest
from portal.pages import posted, show


@door("GET", to=access.signed_in)
def my_work(request: PortalRequest) -> HttpResponse:
    whose = request.GET.get("whose", "mine")
    context = {
        "whose": whose if whose in agenda.VIEWS else "mine",
        "choices": agenda.VIEWS,
        "agenda": agenda.agenda(request.user, whose, clock.today()),
        "today": clock.today(),
        "opened": holdings.openings_of(request.user),
    }
    template = "portal/my_work_results.html" if request.htmx else "portal/my_work.html"
    return show(request, template, context)


@door("GET", "POST", to=access.operates, proven=True)
def closing_days(request: PortalRequest) -> HttpResponse:
    form = ClosingDayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_closing_day(by=request.user, **form.cleaned_data)
        messages.success(request, "Day added. Due dates set from now on leave it out.")
        return redirect("portal:closing_days")
    context = {"form": form, "days": access.keepers[form.model](request.user)}
    return show(request, "portal/closing_days.html", context, form=form)
