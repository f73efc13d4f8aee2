"""Writing what a rapid review says: sections, criteria, actions for safety, meetings."""

from datetime import date
from typing import Any

from django.db import transaction

from partners.models import Agency
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.saving import save
from reviews.deadlines import SAFETY
from reviews.models import (
    Attendance,
    CriterionTest,
    RapidMeeting,
    RapidReview,
    RapidSection,
    SafetyAction,
)

audit.words(
    {
        "rapidreview.section_written": "Wrote a section of a rapid review",
        "rapidreview.criterion_tested": "Tested a criterion for a local review",
        "rapidreview.meeting_recorded": "Recorded a meeting of a rapid review",
        "rapidreview.attendance_added": "Recorded who attended a meeting of a rapid review",
        "rapidreview.attendance_removed": "Took somebody off the attendance of a meeting",
        "safetyaction.added": "Added an action for the safety of a child",
        "safetyaction.done": "Recorded that an action for the safety of a child is done",
    }
)

CLOSED = "The rapid review is with the partners or the Panel. Take it back to change what it says."


def held_to_write(rapid: RapidReview, by: User) -> RapidReview:
    """The rapid review, locked against being put to the partners meanwhile."""
    insist(access.leads_rapid(by, rapid))
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    if not held.is_written:
        raise MoveRefused(CLOSED)
    return held


@transaction.atomic
def write_section(*, section: RapidSection, seen: int, covered: str, text: str, by: User) -> None:
    """Save one section. Raises SavedMeanwhile when somebody else has saved it since."""
    held = held_to_write(section.rapid, by)
    facts = {"written_by": by, "written_at": clock.now()}
    save(section, seen=seen, covered=covered, text=text, **facts)
    audit.record("rapidreview.section_written", held, by=by, section=section.code)


@transaction.atomic
def answer_criterion(*, test: CriterionTest, seen: int, met: str, reasons: str, by: User) -> None:
    """Save the answer to one criterion, with reasons whether it is met or not."""
    held = held_to_write(test.rapid, by)
    facts = {"written_by": by, "written_at": clock.now()}
    save(test, seen=seen, met=met, reasons=reasons, **facts)
    audit.record("rapidreview.criterion_tested", held, by=by, criterion=test.code, met=met)


@transaction.atomic
def add_safety_action(
    *, rapid: RapidReview, text: str, agency: Agency, owner_role: str, due_on: date, by: User
) -> SafetyAction:
    """Something an agency does at once. It may be added at any time until the review has ended."""
    insist(access.leads_rapid(by, rapid))
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    if held.has_ended:
        raise MoveRefused("This rapid review has ended.")
    facts: dict[str, Any] = {"text": text, "agency": agency, "owner_role": owner_role}
    action = SafetyAction.objects.create(rapid=held, due_on=due_on, added_by=by, **facts)
    audit.record("safetyaction.added", action, by=by, agency=agency.pk)
    deadlines.start(SAFETY, action, due_on=due_on, owner=by)
    return action


@transaction.atomic
def finish_safety_action(*, action: SafetyAction, on: date, evidence: str, by: User) -> None:
    """It is done, and this shows it. Refused when somebody recorded it before."""
    insist(access.leads_rapid(by, action.rapid))
    still = SafetyAction.objects.unfinished().filter(pk=action.pk)
    if still.update(done_on=on, done_by=by, evidence=evidence) != 1:
        raise MoveRefused("Somebody has recorded this action as done already.")
    audit.record("safetyaction.done", action, by=by)
    deadlines.meet(SAFETY, action)


@transaction.atomic
def record_meeting(
    *, rapid: RapidReview, purpose: str, held_on: date, chair: str, decided: str, by: User
) -> RapidMeeting:
    """Write down a meeting that was held. Who came is added to it one by one."""
    insist(access.leads_rapid(by, rapid))
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    if held.has_ended:
        raise MoveRefused("This rapid review has ended.")
    facts = {"purpose": purpose, "held_on": held_on, "chair": chair, "decided": decided}
    meeting = RapidMeeting.objects.create(rapid=held, recorded_by=by, **facts)
    audit.record("rapidreview.meeting_recorded", held, by=by, meeting=meeting.pk)
    return meeting


@transaction.atomic
def add_attendance(*, meeting: RapidMeeting, by: User, **facts: Any) -> Attendance:
    """Who was expected, and whether they came. Part of the text: only while that is written."""
    held_to_write(meeting.rapid, by)
    attendance: Attendance = Attendance.objects.create(meeting=meeting, **facts)
    audit.record("rapidreview.attendance_added", meeting.rapid, by=by, meeting=meeting.pk)
    return attendance


@transaction.atomic
def remove_attendance(*, attendance: Attendance, by: User) -> None:
    """Take a line off again. Twice is as good as once."""
    held_to_write(attendance.meeting.rapid, by)
    gone, _ = Attendance.objects.filter(pk=attendance.pk).delete()
    if gone:
        rapid, meeting = attendance.meeting.rapid, attendance.meeting_id
        audit.record("rapidreview.attendance_removed", rapid, by=by, meeting=meeting)
