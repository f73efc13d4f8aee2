"""Deaths, for the coordinator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cdop import access, actions
from cdop.forms import (
    CorrectionForm,
    DayForm,
    NotificationForm,
    ReviewForm,
    YearForm,
)
from cdop.models import Death, DeathQuerySet
from learning_hub import access as hub
from learning_hub.forms import ShareLearningForm
from portal import agenda, audit, clock
from portal.access import door, insist
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from portal.sheets import Cell

audit.words(
    {
        "death.seen": "Opened a child death",
        "deaths.listed": "Opened a list of child deaths",
        "deaths.exported": "Took along a list of child deaths",
    }
)

EARLIEST = 2017


def years() -> list[int]:
    """The years from April that the list offers, the present one first."""
    today = clock.today()
    return list(range(today.year - (today.month < 4), EARLIEST - 1, -1))


def narrow(ask: Ask) -> YearForm:
    return YearForm(ask.asked, years=years())


def deaths_found(ask: Ask) -> DeathQuerySet:
    found = narrow(ask).narrow(access.deaths(ask.user)).latest_first()
    return found.select_related("area", "review", "partnership")


def reviewed_on(death: Death) -> Cell:
    review = getattr(death, "review", None)
    return review.reviewed_on if review else "Not yet"


DEATHS = Export(
    key="cdop.deaths",
    title="Child deaths",
    marking=RESTRICTED,
    seen_as="deaths.exported",
    filters=narrow,
    rows=deaths_found,
    columns=(
        ("Death", lambda death: death.number),
        ("Home area", lambda death: death.area and str(death.area)),
        ("Lived elsewhere", lambda death: "Yes" if death.out_of_county else "No"),
        ("Age", lambda death: death.get_age_band_display()),
        ("Died", lambda death: death.died_on),
        ("Notified", lambda death: death.notified_on),
        ("Reviewed", reviewed_on),
    ),
)


@door("GET", to=access.coordinates, proven=True)
@offers(DEATHS)
def death_list(request: PortalRequest) -> HttpResponse:
    """A list of deaths is a look at each of them: it is noted, or not served."""
    filters = narrow(Ask.of(request))
    page = paged(request, DEATHS.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="deaths.listed")
    return show(request, "cdop/death_list.html", {"page": page, "filters": filters})


@door("GET", to=access.coordinates, proven=True)
def death(request: PortalRequest, death_id: int) -> HttpResponse:
    """Nobody opens a death unseen: when the sighting cannot be written, this page fails."""
    deaths = access.deaths(request.user).select_related("area", "partnership", "review__meeting")
    death = get_object_or_404(deaths, pk=death_id)
    audit.sighted(death, by=request.user)
    review = getattr(death, "review", None)
    context = {
        "death": death,
        "review": review,
        "factors": review.factors.select_related("factor") if review else (),
        "clocks": agenda.clocks_of_case(access.clocks(request.user, death)),
        "readership": access.readers(death),
        "conflicts": access.conflicts(request.user).filter(death=death).in_full(),
        "sightings": access.sightings(request.user, death)[:20],
        "lists": access.list_sightings(request.user, death)[:10],
        "shared": access.learning_shared(request.user)
        .filter(death=death)
        .select_related("learning_point", "shared_by"),
    }
    return show(request, "cdop/death.html", context)


@door("GET", "POST", to=access.coordinates, proven=True)
def death_add(request: PortalRequest) -> HttpResponse:
    form = NotificationForm(
        request.POST or None,
        partnerships=access.partnerships(request.user),
        areas=access.home_areas(request.user),
    )
    if request.method == "POST" and form.is_valid():
        death = actions.notify_death(by=request.user, **form.cleaned_data)
        messages.success(request, f"{death} added.")
        return redirect(death)
    return show(request, "cdop/death_add.html", {}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def death_correct(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    form = CorrectionForm(posted(request), death=death)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct_death(death=death, seen=seen, facts=form.facts, by=request.user)
        except actions.CorrectedMeanwhile:
            form.renew()
        else:
            messages.success(request, f"{death} corrected.")
            return redirect(death)
    return show(request, "cdop/death_correct.html", {"death": death}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def record_review_meeting(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    insist(access.reviews_here(request.user, death))
    form = DayForm(request.POST or None, death=death)
    if request.method == "POST" and form.is_valid():
        actions.record_review_meeting(death=death, by=request.user, **form.cleaned_data)
        messages.success(request, "Child death review meeting recorded.")
        return redirect(death)
    return show(request, "cdop/record_review_meeting.html", {"death": death}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def record_review(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    insist(access.reviews_here(request.user, death))
    form = ReviewForm(
        request.POST or None,
        death=death,
        meetings=access.coordinated_meetings(request.user),
        factors=access.factors(request.user).filter(partnership=death.partnership_id),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_review(death=death, by=request.user, **form.findings())
        except actions.AlreadyReviewed:
            form.add_error(None, "The panel has reviewed this death already. Go back to it")
        else:
            messages.success(request, "Panel review recorded.")
            return redirect(death)
    return show(request, "cdop/record_review.html", {"death": death}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def share_learning(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    form = ShareLearningForm(request.POST or None, themes=hub.themes(request.user))
    if request.method == "POST" and form.is_valid():
        actions.share_learning(death=death, by=request.user, **form.cleaned_data)
        messages.success(request, "Sent to the learning hub as a draft for somebody to check.")
        return redirect(death)
    return show(request, "cdop/share_learning.html", {"death": death}, form=form)
