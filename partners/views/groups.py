"""Groups in their reporting line, and the meetings of one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import PapersForm
from partners.models import Group, Meeting
from partners.views.crumbs import back_to
from portal import clock, files
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, sent, show


@dataclass(frozen=True)
class Branch:
    """A group and the groups that report to it."""

    group: Group
    below: list["Branch"]


def reporting_line(groups: Iterable[Group]) -> list[Branch]:
    """The groups as a tree. One that reports to a group we do not see stands at the top."""
    rows = list(groups)
    seen = {group.pk for group in rows}
    below: dict[int | None, list[Group]] = defaultdict(list)
    for group in rows:
        below[group.reports_to_id if group.reports_to_id in seen else None].append(group)

    def grow(above: int | None) -> list[Branch]:
        return [Branch(group, grow(group.pk)) for group in below[above]]

    return grow(None)


GROUPS = Export(
    key="partners.groups",
    title="Groups",
    rows=lambda ask: access.groups(ask.user).select_related("scope", "reports_to"),
    columns=(
        ("Group", lambda group: group.name),
        ("Kind", lambda group: group.get_kind_display()),
        ("Area", lambda group: group.scope and group.scope.name),
        ("Reports to", lambda group: group.reports_to and group.reports_to.name),
        ("Meets", lambda group: group.meets or None),
    ),
)


@door("GET", to=access.is_partner)
@offers(GROUPS)
def group_list(request: PortalRequest) -> HttpResponse:
    """A page holds so many groups at the top of a line, each with all that stand below it."""
    page = paged(request, reporting_line(GROUPS.found(request)))
    context = {"page": page, "branches": page.object_list, "crumbs": back_to("partners")}
    return show(request, "partners/group_list.html", context)


@door("GET", to=access.is_partner)
def group(request: PortalRequest, group_id: int) -> HttpResponse:
    user = request.user
    rows = access.groups(user).select_related("scope", "reports_to", "partnership")
    found = get_object_or_404(rows.prefetch_related("members"), pk=group_id)
    meetings = access.meetings(user).filter(group=found).select_related("group__partnership")
    last = meetings.first()
    page = paged(request, meetings.prefetch_related("decisions"), per=12)
    papers = files.about(user, list(page))
    context = {
        "group": found,
        "below": access.groups(user).filter(reports_to=found),
        "page": page,
        "sittings": [(meeting, papers[meeting.pk]) for meeting in page],
        "may_add_papers": access.runs_business_of(user, found.partnership),
        "missed": missed(found, last),
        "silent_since": silent_since(found, last),
        "is_over": is_over(found),
        "actions": access.actions_owed(user).filter(group=found).unfinished(),
        "crumbs": back_to("partners", "groups"),
    }
    return show(request, "partners/group.html", context)


@door("GET", "POST", to=access.runs_business)
def meeting_papers(request: PortalRequest, meeting_id: int) -> HttpResponse:
    """Add the agenda, the minutes or another paper of one meeting."""
    rows = access.meetings(request.user).select_related("group__partnership")
    found = get_object_or_404(rows, pk=meeting_id)
    insist(access.runs_business_of(request.user, found.group.partnership))
    form = PapersForm(*sent(request))
    if form.is_valid():
        try:
            actions.add_papers(meeting=found, by=request.user, **form.cleaned_data)
        except files.NotKept as full:
            form.add_error("papers", str(full))
        else:
            messages.success(request, "Added. They can be opened once they are checked.")
            return redirect(found.group)
    return show(request, "partners/meeting_papers.html", {"meeting": found}, form=form)


def missed(group: Group, last: Meeting | None) -> date | None:
    """The day by which the group should have met and, as far as recorded, did not; else None."""
    due = group.next_due(last.held_on) if last and not is_over(group) else None
    return due if due is not None and due < clock.today() else None


def silent_since(group: Group, last: Meeting | None) -> str:
    """When a group that meets regularly first met, if no meeting since is recorded and one is due.

    Empty otherwise. A first meeting in a month or a year counts from the last day of that.
    """
    if last or is_over(group) or group.first_meeting is None:
        return ""
    due = group.next_due(group.first_meeting.last_day)
    return group.first_meeting.text if due is not None and due < clock.today() else ""


def is_over(group: Group) -> bool:
    return group.ends_on is not None and group.ends_on < clock.today()
