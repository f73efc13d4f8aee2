"""Giving and ending standing. Each door to it demands a second factor; each step is recorded."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from partners import access
from partners.actions.refusals import AlreadyEnded, AlreadyStands, LastOfficer
from partners.models import Agency, Partnership, Role, Standing, keepers_of
from portal import audit, clock, notices
from portal.access import insist
from portal.models import User
from portal.proof import sittings

audit.words(
    {
        "standing.given": "Gave somebody a role",
        "standing.ended": "Ended a role of somebody",
    }
)


@transaction.atomic
def give_standing(
    *, person: User, agency: Agency, partnership: Partnership, role: str, by: User, **facts: Any
) -> Standing:
    """Give somebody a role from today. Raises AlreadyStands; PermissionDenied for oneself."""
    insist(access.may_give(by, person, role, agency.pk, partnership.pk))
    return add_standing(
        person=person, agency=agency, partnership=partnership, role=role, by=by, **facts
    )


@transaction.atomic
def add_standing(
    *,
    person: User,
    agency: Agency,
    partnership: Partnership,
    role: str,
    by: User | None,
    until: date | None = None,
    came_by: str = Standing.Way.APPOINTED,
) -> Standing:
    """The step that every way to a standing takes, once it was asked whether it may be taken."""
    User.objects.select_for_update().get(pk=person.pk)
    place = {"agency": agency, "partnership": partnership, "role": role}
    if Standing.objects.current().filter(person=person, **place).exists():
        raise AlreadyStands
    given = Standing.objects.create(
        person=person, until=until, came_by=came_by, given_by=by, **place
    )
    audit.record("standing.given", given, by=by, role=str(role), way=str(came_by))
    notices.queue("standing_given", to=person, about=given)
    return given


@transaction.atomic
def end_standing(*, standing: Standing, by: User, last_day: date | None = None) -> None:
    """End a standing on a day or, when none is named, at once: every session ends with it.

    Raises AlreadyEnded and LastOfficer; PermissionDenied where it is not this person's to end.
    """
    insist(access.may_end(by, standing))
    take_away(standing, by=by, last_day=last_day)


def take_away(standing: Standing, *, by: User | None, last_day: date | None = None) -> None:
    """End one standing, in the transaction of whoever asked whether it may be ended."""
    leave_an_officer(standing)
    today, at_once = clock.today(), last_day is None
    day = max(last_day or today, standing.since)
    later = Q(until=None) | Q(until__gt=day) | Q(until=day, ended_at=None)
    ours = Standing.objects.unended().filter(later, pk=standing.pk)
    ended_at: datetime | None = clock.now() if at_once else None
    if ours.update(until=day, ended_at=ended_at, ended_by=by) != 1:
        raise AlreadyEnded
    audit.record("standing.ended", standing, by=by, role=standing.role, last_day=day.isoformat())
    if at_once:
        sittings.end_all(standing.person)
    notices.queue("standing_ended", to=standing.person, about=standing, once=day.isoformat())


def leave_an_officer(standing: Standing) -> None:
    """Refuse to end the last access officer. Two who end one another wait for each other here."""
    if standing.role != Role.ACCESS_OFFICER:
        return
    officers = Standing.objects.current().filter(
        partnership=standing.partnership_id, role=Role.ACCESS_OFFICER, person__is_active=True
    )
    held = officers.select_for_update(of=("self",)).order_by("pk")
    if not any(one.person_id != standing.person_id for one in held):
        raise LastOfficer


@transaction.atomic
def mark_left(*, person: User, agency: Agency, by: User) -> int:
    """Somebody has left an agency: end at once all they hold for it here. How many that were.

    Whoever answers for the agency's people in another partnership is told, and decides there.
    """
    held = Standing.objects.unended().filter(person=person, agency=agency).select_related("person")
    kept = access.kept_standings(by).filter(pk__in=held.values("pk"))
    ours = list(held.filter(pk__in=kept.values("pk")).order_by("pk"))
    insist(bool(ours) and all(access.may_end(by, standing) for standing in ours))
    for standing in ours:
        take_away(standing, by=by)
    for standing in held.exclude(pk__in=[one.pk for one in ours]):
        for keeper in keepers_of(agency.pk, standing.partnership_id).exclude(pk=person.pk):
            notices.queue("person_left", to=keeper, about=standing, once=str(clock.today()))
    return len(ours)
