"""The programme of a year: begun as a draft, commissioned before it starts, run and closed."""

from datetime import date

from django.db import IntegrityError, transaction

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.refused_plans import AlreadyThere
from training.models import Course, ProgrammeCourse, ProgrammeYear
from training.workflow import PROGRAMMES

audit.words(
    {
        "programmeyear.begun": "Began the training programme of a year",
        "programmeyear.course_added": "Added a course to a year's training programme",
        "programmeyear.course_removed": "Took a course out of a year's training programme",
    }
)

Status = ProgrammeYear.Status


@transaction.atomic
def begin_year(*, partnership: Partnership, year: int, by: User) -> ProgrammeYear:
    """Begin the programme of the financial year that starts in `year`. Raises AlreadyThere."""
    insist(access.runs_training_at(by, partnership.pk))
    try:
        with transaction.atomic():
            begun = ProgrammeYear.objects.create(
                partnership=partnership, begins_on=date(year, 4, 1)
            )
    except IntegrityError as broken:
        raise AlreadyThere from broken
    audit.record("programmeyear.begun", begun, by=by, year=year)
    return begun


@transaction.atomic
def add_to_year(
    *, year: ProgrammeYear, course: Course, sessions: int, note: str, by: User
) -> ProgrammeCourse:
    """Plan so many sessions of a course in a year. Raises AlreadyThere."""
    insist(access.runs_training_at(by, year.partnership_id))
    try:
        with transaction.atomic():
            added = ProgrammeCourse.objects.create(
                programme=year, course=course, sessions=sessions, note=note
            )
    except IntegrityError as broken:
        raise AlreadyThere from broken
    audit.record("programmeyear.course_added", year, by=by, course=course.pk, sessions=sessions)
    return added


@transaction.atomic
def take_from_year(*, row: ProgrammeCourse, by: User) -> None:
    insist(access.runs_training_at(by, row.programme.partnership_id))
    gone, _ = ProgrammeCourse.objects.filter(pk=row.pk).delete()
    if gone:
        audit.record("programmeyear.course_removed", row.programme, by=by, course=row.course_id)


def move_year(*, year: ProgrammeYear, move: str, by: User) -> None:
    """Commission, start or close a programme. Raises MoveRefused."""
    facts = {"commissioned_on": clock.today()} if move == "commission" else {}
    PROGRAMMES.make(move, year, by=by, **facts)
