"""Asking to join an agency, and what its lead answers. The domains that propose an agency."""

from django.db import IntegrityError, transaction

from partners import access
from partners.actions.refusals import (
    AlreadyAsked,
    AlreadySettled,
    AlreadyStands,
    DomainTaken,
    TooManyAsked,
)
from partners.actions.standings import add_standing
from partners.deadlines import CLAIM, deciders
from partners.models import Agency, AgencyDomain, Claim, Partnership, Role, Standing
from portal import audit, clock, deadlines, notices
from portal.access import insist
from portal.models import User

audit.words(
    {
        "claim.made": "Asked to join an agency",
        "claim.confirmed": "Confirmed that somebody works for an agency",
        "claim.refused": "Refused somebody who asked to join an agency",
        "claim.taken_back": "Took back the wish to join an agency",
        "agencydomain.added": "Added an email domain of an agency",
        "agencydomain.removed": "Removed an email domain of an agency",
    }
)

Status = Claim.Status


@transaction.atomic
def ask_to_join(*, agency: Agency, partnership: Partnership, job: str, by: User) -> Claim:
    """Ask to stand as a practitioner. Raises AlreadyAsked, TooManyAsked, AlreadyStands."""
    User.objects.select_for_update().get(pk=by.pk)
    place = {"agency": agency, "partnership": partnership}
    waiting = Claim.objects.waiting().filter(person=by)
    if waiting.filter(**place).exists():
        raise AlreadyAsked
    if Standing.objects.current().filter(person=by, role=Role.PRACTITIONER, **place).exists():
        raise AlreadyStands
    if waiting.count() >= Claim.MOST_WAITING:
        raise TooManyAsked
    claim = Claim.objects.create(person=by, job=job, **place)
    audit.record("claim.made", claim, by=by)
    start_clock_of(claim)
    return claim


def start_clock_of(claim: Claim) -> None:
    """Run the days for an answer, and tell those who give it."""
    people = list(deciders(claim))
    owner = people[0] if len(people) == 1 else None
    deadlines.start(CLAIM, claim, owner=owner, team=f"agency:{claim.agency_id}")
    for person in people:
        notices.queue("claim_made", to=person, about=claim)


def settle_claim(claim: Claim, status: str, by: User, reason: str = "") -> None:
    ours = Claim.objects.waiting().filter(pk=claim.pk)
    if ours.update(status=status, settled_at=clock.now(), settled_by=by, reason=reason) != 1:
        raise AlreadySettled
    deadlines.meet(CLAIM, claim)
    audit.record(f"claim.{status.replace(' ', '_')}", claim, by=by)


@transaction.atomic
def confirm_claim(*, claim: Claim, by: User) -> None:
    """The person works here: they stand as a practitioner from today."""
    insist(access.decides(by, claim))
    settle_claim(claim, Status.CONFIRMED, by)
    try:
        add_standing(
            person=claim.person,
            agency=claim.agency,
            partnership=claim.partnership,
            role=Role.PRACTITIONER,
            by=by,
            came_by=Standing.Way.CLAIM,
        )
    except AlreadyStands:
        return  # an invitation was faster


@transaction.atomic
def refuse_claim(*, claim: Claim, reason: str, by: User) -> None:
    insist(access.decides(by, claim))
    settle_claim(claim, Status.REFUSED, by, reason)
    notices.queue("claim_refused", to=claim.person, about=claim)


@transaction.atomic
def take_back_claim(*, claim: Claim, by: User) -> None:
    insist(claim.person_id == by.pk)
    settle_claim(claim, Status.TAKEN_BACK, by)


@transaction.atomic
def add_domain(*, domain: str, agency: Agency, by: User) -> AgencyDomain:
    """Let a domain propose an agency. Raises DomainTaken."""
    insist(access.kept_agencies(by).filter(pk=agency.pk).exists() and access.gives_access(by))
    try:
        with transaction.atomic():
            added = AgencyDomain.objects.create(domain=domain, agency=agency, added_by=by)
    except IntegrityError:
        raise DomainTaken from None
    audit.record("agencydomain.added", added, by=by, agency=agency.pk)
    return added


@transaction.atomic
def remove_domain(*, domain: AgencyDomain, by: User) -> None:
    insist(access.gives_access(by))
    audit.record("agencydomain.removed", domain, by=by, agency=domain.agency_id)
    AgencyDomain.objects.filter(pk=domain.pk).delete()
