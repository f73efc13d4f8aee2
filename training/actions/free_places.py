"""Free places for charities and community interest companies: asked for, decided, withdrawn."""

from datetime import date

from django.db import IntegrityError, transaction

from partners.models import Agency, Partnership
from portal import audit, clock, notices
from portal.access import insist
from portal.models import Notice, User
from portal.outbox.checking import still_wanted
from training import access
from training.actions.money_refusals import (
    AlreadyAsked,
    AlreadyDecided,
    AlreadyWithdrawn,
    BeginsInThePast,
    NoFreePlacePolicy,
    NotFreeThen,
)
from training.deadlines import training_leads_of
from training.models import FreePlace, Policy

audit.words(
    {
        "freeplace.asked": "Asked for free places on training",
        "freeplace.agreed": "Agreed to free places on training",
        "freeplace.refused": "Refused free places on training",
        "freeplace.taken_back": "Took back an application for free places on training",
        "freeplace.withdrawn": "Withdrew free places on training",
    }
)

Status = FreePlace.Status


@transaction.atomic
def ask_free_places(
    *,
    agency: Agency,
    partnership: Partnership,
    organisation: str,
    registered: bool,
    number: str,
    why: str,
    by: User,
) -> FreePlace:
    """Ask in the name of an agency that places cost it nothing. Training leads are told.

    Raises AlreadyAsked while an earlier application waits.
    """
    insist(access.leads_place(by, agency.pk, partnership.pk))
    try:
        with transaction.atomic():
            asked = FreePlace.objects.create(
                agency=agency,
                partnership=partnership,
                organisation=organisation,
                registered=registered,
                number=number if registered else "",
                why=why,
                asked_on=clock.today(),
                asked_by=by,
            )
    except IntegrityError:
        raise AlreadyAsked from None
    audit.record("freeplace.asked", asked, by=by)
    for person in training_leads_of(partnership.pk):
        notices.queue("free_places_asked", to=person, about=asked)
    return asked


@transaction.atomic
def take_back_free_places(*, place: FreePlace, by: User) -> FreePlace:
    """The agency that asked asks no longer, and may ask anew. Raises AlreadyDecided."""
    insist(access.leads_place(by, place.agency_id, place.partnership_id))
    still = FreePlace.objects.filter(pk=place.pk, status=Status.WAITING)
    gone = {"status": Status.TAKEN_BACK, "decided_on": clock.today(), "decided_by": by}
    if still.update(**gone, reason="Taken back by the agency that asked.") != 1:
        raise AlreadyDecided
    audit.record("freeplace.taken_back", place, by=by)
    return place


def waiting(place: FreePlace, by: User) -> FreePlace:
    """The application, locked, as long as it waits. Nobody decides about their own."""
    held = FreePlace.objects.select_for_update().get(pk=place.pk)
    insist(access.decides_free_places(by, held))
    if not held.is_waiting:
        raise AlreadyDecided
    return held


def policy_of(place: FreePlace) -> Policy:
    """The version a decision of today is under. Raises NoFreePlacePolicy."""
    kind, today = Policy.Kind.FREE_PLACES, clock.today()
    policy = Policy.objects.in_force(kind, place.partnership_id, today)
    if policy is None:
        raise NoFreePlacePolicy
    return policy


@transaction.atomic
def agree_free_places(
    *, place: FreePlace, reason: str, since: date, until: date, by: User
) -> FreePlace:
    """Let places cost an agency nothing between two days, under the policy of today.

    Raises AlreadyDecided, NoFreePlacePolicy, BeginsInThePast.
    """
    held = waiting(place, by)
    if since < clock.today():
        raise BeginsInThePast
    decided(held, Status.AGREED, reason, by, since=since, until=until)
    audit.record("freeplace.agreed", held, by=by, policy=held.policy_id)
    return held


@transaction.atomic
def refuse_free_places(*, place: FreePlace, reason: str, by: User) -> FreePlace:
    """Refuse, under the policy of today. Raises AlreadyDecided, NoFreePlacePolicy."""
    held = waiting(place, by)
    decided(held, Status.REFUSED, reason, by)
    audit.record("freeplace.refused", held, by=by, policy=held.policy_id)
    return held


def decided(held: FreePlace, status: str, reason: str, by: User, **days: date) -> None:
    """Write a decision down, and tell whoever asked."""
    FreePlace.objects.filter(pk=held.pk).update(
        status=status,
        reason=reason,
        policy=policy_of(held),
        decided_on=clock.today(),
        decided_by=by,
        **days,
    )
    held.refresh_from_db()
    tell("free_places_decided", held)


@transaction.atomic
def withdraw_free_places(
    *, place: FreePlace, withdrawn_from: date, reason: str, by: User
) -> FreePlace:
    """Let places cost an agency again from a day on. What was booked before stays free.

    Raises NotFreeThen, AlreadyWithdrawn, BeginsInThePast.
    """
    held = FreePlace.objects.select_for_update().get(pk=place.pk)
    insist(access.decides_free_places(by, held))
    if held.withdrawn_from is not None:
        raise AlreadyWithdrawn
    if withdrawn_from < clock.today():
        raise BeginsInThePast
    if not (held.since and held.until and held.since <= withdrawn_from <= held.until):
        raise NotFreeThen
    said = {"withdrawn_from": withdrawn_from, "withdrawn_because": reason, "withdrawn_by": by}
    FreePlace.objects.filter(pk=held.pk).update(**said)
    held.refresh_from_db()
    audit.record("freeplace.withdrawn", held, by=by, day=withdrawn_from.isoformat())
    tell("free_places_withdrawn", held)
    return held


def tell(template: str, place: FreePlace) -> None:
    if place.asked_by is not None:
        notices.queue(template, to=place.asked_by, about=place, at_once=True)


@still_wanted("free_places_asked")
def still_waits(notice: Notice) -> bool:
    """Whoever decides need not be told any longer once somebody has."""
    place = notice.subject
    return isinstance(place, FreePlace) and place.is_waiting
