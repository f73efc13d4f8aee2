"""Panel meetings and their anonymised papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cdop import access, actions
from cdop.forms import PanelMeetingForm, SeatForm
from portal import audit
from portal.access import door
from portal.exports import RESTRICTED, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show

PAPERS = Export(
    key="cdop.panel_meetings",
    title="Panel papers",
    marking=RESTRICTED,
    seen_as="panel papers.exported",
    rows=lambda ask: access.panel_meetings(ask.user).select_related("partnership"),
    columns=(
        ("Meeting", str),
        ("Held", lambda meeting: meeting.held_on),
        ("Partnership", lambda meeting: str(meeting.partnership)),
    ),
)
audit.words(
    {
        "panelmeeting.seen": "Opened the paper of a panel meeting",
        "panel papers.listed": "Opened a list of panel papers",
        "panel papers.exported": "Took along a list of panel papers",
    }
)


@door("GET", to=access.reads_papers, proven=True)
@offers(PAPERS)
def panel_meeting_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, PAPERS.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="panel papers.listed")
    context = {"page": page, "coordinates": access.coordinates(request.user)}
    return show(request, "cdop/panel_meeting_list.html", context)


@door("GET", to=access.reads_papers, proven=True)
def panel_meeting(request: PortalRequest, panel_meeting_id: int) -> HttpResponse:
    """The paper of one meeting: bands and areas, no day of any death. Opening it is noted."""
    meetings = access.panel_meetings(request.user).select_related("partnership")
    meeting = get_object_or_404(meetings, pk=panel_meeting_id)
    audit.sighted(meeting, by=request.user)
    items = access.panel_reviews(request.user).filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "items": items.select_related("death__area").prefetch_related("factors__factor"),
        "seats": access.panel_seats(request.user).filter(meeting=meeting).select_related("person"),
        "runs": access.runs_meeting(request.user, meeting),
        "readership": access.readers_of_paper(meeting),
        "shut": access.items_shut(request.user, meeting),
        "sightings": access.sightings_of_paper(request.user, meeting)[:20],
        "lists": access.list_sightings_of_paper(request.user, meeting)[:10],
    }
    return show(request, "cdop/panel_meeting.html", context)


@door("GET", "POST", to=access.coordinates, proven=True)
def panel_meeting_add(request: PortalRequest) -> HttpResponse:
    form = PanelMeetingForm(request.POST or None, partnerships=access.partnerships(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.call_panel(by=request.user, **form.cleaned_data)
        except actions.MeetingTaken:
            form.add_error("held_on", "The panel meets on this day already. Enter another date")
        else:
            messages.success(request, f"{meeting} added.")
            return redirect(meeting)
    return show(request, "cdop/panel_meeting_add.html", {}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def give_seat(request: PortalRequest, panel_meeting_id: int) -> HttpResponse:
    meetings = access.coordinated_meetings(request.user)
    meeting = get_object_or_404(meetings, pk=panel_meeting_id)
    form = SeatForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        actions.give_seat(meeting=meeting, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['person']} can read this paper now.")
        return redirect(meeting)
    return show(request, "cdop/give_seat.html", {"meeting": meeting}, form=form)
