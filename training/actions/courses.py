"""Writing the catalogue: courses, and what they answer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.account_refusals import OriginInUse
from training.actions.refused_plans import ChangedMeanwhile
from training.models import Course, CourseOrigin

audit.words(
    {
        "course.written": "Added a course to the catalogue",
        "course.rewritten": "Changed a course",
        "course.withdrawn": "Took a course out of the programme",
        "course.brought_back": "Brought a course back into the programme",
        "course.origin_added": "Said what a course answers",
        "course.origin_removed": "Took back what a course answers",
    }
)

LINKED = ("prerequisites", "resources")
Facts = Mapping[str, Any]


@transaction.atomic
def write_course(*, partnership: Partnership, facts: Facts, by: User) -> Course:
    insist(access.runs_training_at(by, partnership.pk))
    course = Course.objects.create(partnership=partnership, **columns(facts))
    link(course, facts)
    audit.record("course.written", course, by=by)
    return course


@transaction.atomic
def rewrite_course(*, course: Course, seen: int, facts: Facts, by: User) -> None:
    """Change what is said of it. `seen`: the edition that was read. Raises ChangedMeanwhile."""
    insist(access.runs_training_at(by, course.partnership_id))
    as_read = Course.objects.filter(pk=course.pk, edition=seen)
    if as_read.update(**columns(facts), edition=F("edition") + 1) != 1:
        raise ChangedMeanwhile
    link(course, facts)
    audit.record("course.rewritten", course, by=by, edition=seen + 1)


def columns(facts: Facts) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in LINKED}


def link(course: Course, facts: Facts) -> None:
    for name in LINKED:
        if name in facts:
            getattr(course, name).set(facts[name])


@transaction.atomic
def withdraw_course(*, course: Course, by: User) -> bool:
    """Take it out of the programme; its sessions stay. Twice is as good as once."""
    insist(access.runs_training_at(by, course.partnership_id))
    offered = Course.objects.filter(pk=course.pk, withdrawn_on=None)
    if offered.update(withdrawn_on=clock.today(), edition=F("edition") + 1) != 1:
        return False
    audit.record("course.withdrawn", course, by=by)
    return True


@transaction.atomic
def bring_back_course(*, course: Course, by: User) -> bool:
    insist(access.runs_training_at(by, course.partnership_id))
    withdrawn = Course.objects.filter(pk=course.pk).exclude(withdrawn_on=None)
    if withdrawn.update(withdrawn_on=None, edition=F("edition") + 1) != 1:
        return False
    audit.record("course.brought_back", course, by=by)
    return True


@transaction.atomic
def add_origin(*, course: Course, facts: Facts, by: User) -> CourseOrigin:
    """Say one thing the course answers: a link, or words that may be published."""
    insist(access.runs_training_at(by, course.partnership_id))
    origin = CourseOrigin.objects.create(course=course, **facts)
    audit.record("course.origin_added", course, by=by, kind=origin.kind)
    return origin


@transaction.atomic
def remove_origin(*, origin: CourseOrigin, by: User) -> None:
    """Raises OriginInUse once a fund paid because of it."""
    insist(access.runs_training_at(by, origin.course.partnership_id))
    if origin.fund_uses.exists():
        raise OriginInUse
    gone, _ = CourseOrigin.objects.filter(pk=origin.pk).delete()
    if gone:
        audit.record("course.origin_removed", origin.course, by=by, kind=origin.kind)
