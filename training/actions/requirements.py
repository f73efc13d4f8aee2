"""What an agency asks of its people, and the training it gives them itself."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from partners.models import Agency, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.models import AgencyTraining, Course, Requirement

audit.words(
    {
        "requirement.asked": "Asked a course of somebody",
        "requirement.ended": "No longer asks a course of somebody",
        "agency_training.entered": "Entered training an agency gave its own people",
    }
)


class NotTheirs(Exception):
    """Somebody does not work for this agency."""


@transaction.atomic
def ask_course(
    *,
    agency: Agency,
    partnership: Partnership,
    course: Course,
    people: Iterable[User],
    job: str,
    by: User,
) -> int:
    """Ask a course of people because of their job. Who is asked already stays so. How many new.

    Raises NotTheirs.
    """
    insist(access.leads_there(by, agency, partnership))
    asked = list(people)
    ours = access.people_led(by).filter(
        standings__agency=agency, standings__partnership=partnership
    )
    if {one.pk for one in asked} - set(ours.values_list("pk", flat=True)):
        raise NotTheirs
    held = Agency.objects.select_for_update().get(pk=agency.pk)  # two leads ask one after another
    there = Requirement.objects.in_force().filter(agency=held, course=course, person__in=asked)
    known = set(there.values_list("person", flat=True))
    new = [
        Requirement(agency=held, partnership=partnership, course=course, person=one, job=job)
        for one in asked
        if one.pk not in known
    ]
    Requirement.objects.bulk_create(new)
    for one in new:
        audit.record("requirement.asked", one, by=by, course=course.pk)
    return len(new)


@transaction.atomic
def end_requirement(*, requirement: Requirement, by: User) -> bool:
    """Ask it no more, from today. Twice is as good as once."""
    insist(access.leads_there(by, requirement.agency, requirement.partnership))
    open_one = Requirement.objects.filter(pk=requirement.pk, until=None)
    if open_one.update(until=clock.today()) != 1:
        return False
    audit.record("requirement.ended", requirement, by=by)
    return True


@transaction.atomic
def enter_agency_training(
    *,
    agency: Agency,
    partnership: Partnership,
    title: str,
    held_on: date,
    hours: Decimal | None,
    people: int,
    given_by: str,
    attendees: Iterable[User],
    by: User,
) -> AgencyTraining:
    """Enter training the agency gave. `people`: how many came; `attendees`: those with an account.

    Raises NotTheirs.
    """
    insist(access.leads_there(by, agency, partnership))
    named = list(attendees)
    if {one.pk for one in named} - set(access.people_led(by).values_list("pk", flat=True)):
        raise NotTheirs
    made = AgencyTraining.objects.create(
        agency=agency,
        partnership=partnership,
        title=title,
        held_on=held_on,
        hours=hours,
        people=max(people, len(named)),
        given_by=given_by,
    )
    made.attendees.set(named)
    audit.record("agency_training.entered", made, by=by, people=made.people)
    return made
