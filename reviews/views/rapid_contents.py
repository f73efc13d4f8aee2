"""Writing a rapid review: its sections, the criteria, actions for safety, meetings."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import agencies_of
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.pages import posted, saying, show
from reviews import access, actions, criteria
from reviews.completeness import BY_CODE, GUIDANCE, ITEMS
from reviews.forms import (
    AttendanceForm,
    CriterionForm,
    MeetingForm,
    SafetyActionForm,
    SafetyDoneForm,
    SectionForm,
)
from reviews.models import RapidMeeting, RapidReview
from reviews.quorum import quorum_of
from reviews.rapid_paper import meetings
from reviews.views.form_steps import step
from reviews.views.rapid_file import about, led, looked_at
from reviews.workflow import RAPID


@door("GET", to=signed_in, proven=True)
def rapid_sections(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    rows = {one.code: one for one in access.sections_of(request.user, rapid)}
    lines = [(item, rows[item.code]) for item in ITEMS if item.code in rows]
    context = {
        "lines": lines,
        "next": next((line for line in lines if not line[1].covered), None),
        "writes": writes(request, rapid),
        "guidance": GUIDANCE,
    }
    return show(request, "reviews/rapid_sections.html", about(rapid, **context))


def writes(request: PortalRequest, rapid: RapidReview) -> bool:
    return rapid.is_written and access.leads_rapid(request.user, rapid)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_section(request: PortalRequest, rapid_id: int, rapid_section_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    section = get_object_or_404(access.sections_of(request.user, rapid), pk=rapid_section_id)
    item = BY_CODE[section.code]
    return step(
        request,
        "reviews/rapid_section.html",
        about(rapid, item=item, section=section),
        SectionForm(posted(request), row=section, question=item.question),
        partial(actions.write_section, section=section, by=request.user),
        said=f"Saved: {item.title}.",
        then=f"{rapid.get_absolute_url()}sections/",
    )


@door("GET", to=signed_in, proven=True)
def rapid_criteria(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    tests = access.criterion_tests(request.user).filter(rapid=rapid).select_related("written_by")
    lines = [(criteria.criteria[test.code], test) for test in tests]
    context = {
        "lines": lines,
        "next": next((line for line in lines if not line[1].met), None),
        "writes": writes(request, rapid),
    }
    return show(request, "reviews/rapid_criteria.html", about(rapid, **context))


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_criterion(request: PortalRequest, rapid_id: int, criterion_test_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    tests = access.criterion_tests(request.user).filter(rapid=rapid)
    test = get_object_or_404(tests.select_related("rapid__review"), pk=criterion_test_id)
    return step(
        request,
        "reviews/rapid_criterion.html",
        about(rapid, criterion=criteria.criteria[test.code], test=test),
        CriterionForm(posted(request), row=test),
        partial(actions.answer_criterion, test=test, by=request.user),
        said="Saved.",
        then=f"{rapid.get_absolute_url()}criteria/",
    )


@door("GET", to=signed_in, proven=True)
def safety(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    rows = access.safety_actions(request.user).filter(rapid=rapid)
    context = {
        "owed": rows.select_related("agency", "done_by"),
        "leads": access.leads_rapid(request.user, rapid),
    }
    return show(request, "reviews/safety.html", about(rapid, **context))


@door("GET", "POST", to=access.leads_reviews, proven=True)
def safety_add(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    agencies = agencies_of(request.user, rapid.review.partnership)
    return step(
        request,
        "reviews/safety_add.html",
        about(rapid),
        SafetyActionForm(posted(request), agencies=agencies),
        partial(actions.add_safety_action, rapid=rapid, by=request.user),
        said="Action added. Its clock runs.",
        then=f"{rapid.get_absolute_url()}safety/",
    )


@door("GET", "POST", to=access.leads_reviews, proven=True)
def safety_done(request: PortalRequest, rapid_id: int, safety_action_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    rows = access.safety_actions(request.user).filter(rapid=rapid)
    action = get_object_or_404(rows.select_related("rapid__review", "agency"), pk=safety_action_id)
    return step(
        request,
        "reviews/safety_done.html",
        about(rapid, action=action),
        SafetyDoneForm(posted(request)),
        partial(actions.finish_safety_action, action=action, by=request.user),
        said="Recorded as done.",
        then=f"{rapid.get_absolute_url()}safety/",
    )


@door("GET", to=signed_in, proven=True)
def rapid_meetings(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    context = {
        "held": [(meeting, quorum_of(meeting)) for meeting in meetings(rapid)],
        "leads": access.leads_rapid(request.user, rapid),
        "may_go_on": may_go_on(request, rapid),
    }
    return show(request, "reviews/rapid_meetings.html", about(rapid, **context))


def may_go_on(request: PortalRequest, rapid: RapidReview) -> bool:
    return "hold" in {move.name for move in RAPID.open_to(request.user, rapid)}


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_meeting_add(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/rapid_meeting_add.html",
        about(rapid),
        MeetingForm(posted(request)),
        partial(actions.record_meeting, rapid=rapid, by=request.user),
        said="Meeting recorded. Add who was expected, and who came.",
    )


def meeting_of(request: PortalRequest, rapid: RapidReview, meeting_id: int) -> RapidMeeting:
    rows = access.rapid_meetings(request.user).filter(rapid=rapid)
    with_all = rows.select_related("rapid__review").prefetch_related("attendances__agency")
    return get_object_or_404(with_all, pk=meeting_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def rapid_meeting(request: PortalRequest, rapid_id: int, rapid_meeting_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    meeting = meeting_of(request, rapid, rapid_meeting_id)
    agencies = agencies_of(request.user, rapid.review.partnership)
    context: dict[str, Any] = {
        "meeting": meeting,
        "quorum": quorum_of(meeting),
        "writes": rapid.is_written,
        "may_go_on": may_go_on(request, rapid),
    }
    return step(
        request,
        "reviews/rapid_meeting.html",
        about(rapid, **context),
        AttendanceForm(posted(request), agencies=agencies),
        partial(actions.add_attendance, meeting=meeting, by=request.user),
        said="Added.",
        then=meeting,
    )


@door("POST", to=access.leads_reviews, proven=True)
def attendance_remove(
    request: PortalRequest, rapid_id: int, rapid_meeting_id: int, attendance_id: int
) -> HttpResponse:
    meeting = meeting_of(request, led(request, rapid_id), rapid_meeting_id)
    rows = access.attendances(request.user).filter(meeting=meeting)
    attendance = get_object_or_404(rows.select_related("meeting__rapid__review"), pk=attendance_id)
    with saying(request, "Taken off."):
        actions.remove_attendance(attendance=attendance, by=request.user)
    return redirect(meeting)


@door("POST", to=access.leads_reviews, proven=True)
def rapid_hold(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    with saying(request, "The meeting was held. Write the rapid review, and decide."):
        RAPID.make("hold", rapid, by=request.user)
    return redirect(rapid)
