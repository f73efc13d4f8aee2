"""Asking people in: inviting, sending again, withdrawing, and what the invited answer."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from partners import access
from partners.actions.refusals import AlreadyInvited, AlreadyStands, NoLongerOpen, ToOneself
from partners.actions.standings import add_standing
from partners.models import Agency, Invitation, Partnership, Standing
from partners.models.invitations import fresh_salt, hash_of, lapses_from, token_of
from portal import audit, clock, notices
from portal.access import insist
from portal.models import Notice, User
from portal.outbox.checking import still_wanted

audit.words(
    {
        "invitation.made": "Invited somebody",
        "invitation.sent_again": "Sent an invitation again",
        "invitation.accepted": "Accepted an invitation",
        "invitation.withdrawn": "Withdrew an invitation",
        "invitation.declined": "Declined an invitation",
    }
)

Status = Invitation.Status


@transaction.atomic
def invite(
    *,
    address: str,
    name: str,
    agency: Agency,
    partnership: Partnership,
    role: str,
    by: User,
    until: date | None = None,
) -> Invitation:
    """Offer a role by mail. Raises AlreadyInvited, ToOneself, or PermissionDenied."""
    insist(role in access.roles_to_give(by, agency.pk, partnership.pk))
    address = address.strip().lower()
    if address == by.email.lower():
        raise ToOneself
    place = {"agency": agency, "partnership": partnership, "role": role}
    salt = fresh_salt()
    sealed = {"salt": salt, "token_hash": hash_of(token_of(salt))}
    lapses = lapses_from(clock.wall_time())
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                address=address,
                name=name,
                until=until,
                invited_by=by,
                lapses_at=lapses,
                **place,
                **sealed,
            )
    except IntegrityError:
        raise AlreadyInvited from None
    audit.record("invitation.made", made, by=by, role=str(role))
    send(made)
    return made


def send(invitation: Invitation) -> None:
    notices.queue_to_address(
        "invitation",
        address=invitation.address,
        about=invitation,
        once=str(invitation.times_sent),
        times=invitation.times_sent,
    )


@still_wanted("invitation")
def is_still_offered(notice: Notice) -> bool:
    """The link in this mail works: it was not withdrawn, nor replaced by a later one."""
    invitation: Any = notice.subject
    return works(invitation) and notice.facts.get("times") == invitation.times_sent


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> None:
    """Send a new link for another fortnight. The link sent before works no more."""
    insist(access.keeps(by, invitation.agency_id, invitation.partnership_id))
    insist(invitation.role in access.roles_to_give(by, *place_of(invitation)))
    held = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    if held is None:
        raise NoLongerOpen
    held.salt = fresh_salt()
    held.token_hash = hash_of(held.token)
    held.lapses_at = lapses_from(clock.wall_time())
    held.times_sent += 1
    held.invited_by = by
    held.save()
    audit.record("invitation.sent_again", held, by=by, times=held.times_sent)
    send(held)


def place_of(invitation: Invitation) -> tuple[int, int]:
    return invitation.agency_id, invitation.partnership_id


def settle(invitation: Invitation, status: str, by: User) -> None:
    """Close an open invitation, once. Raises NoLongerOpen when somebody was faster."""
    ours = Invitation.objects.open().filter(pk=invitation.pk)
    if ours.update(status=status, settled_at=clock.now(), settled_by=by) != 1:
        raise NoLongerOpen
    audit.record(f"invitation.{status}", invitation, by=by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    insist(access.keeps(by, *place_of(invitation)))
    settle(invitation, Status.WITHDRAWN, by)


@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: User) -> None:
    insist(access.is_for(invitation, by))
    settle(invitation, Status.DECLINED, by)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> None:
    """Take up the role. The inviter must still be somebody who may give it.

    Raises NoLongerOpen; PermissionDenied for anybody but the person invited.
    """
    insist(access.is_for(invitation, by))
    if not works(invitation):
        raise NoLongerOpen
    settle(invitation, Status.ACCEPTED, by)
    try:
        add_standing(
            person=by,
            agency=invitation.agency,
            partnership=invitation.partnership,
            role=invitation.role,
            by=invitation.invited_by,
            until=invitation.until,
            came_by=Standing.Way.INVITATION,
        )
    except AlreadyStands:
        return  # what was offered is theirs already


def works(invitation: Invitation) -> bool:
    """Whether the link still gives what it offers."""
    live = Invitation.objects.live(clock.wall_time()).filter(pk=invitation.pk).exists()
    over = invitation.until is not None and invitation.until < clock.today()
    return live and not over and is_backed(invitation)


def is_backed(invitation: Invitation) -> bool:
    """Who sent it may still give the role: rights that ended take their invitations along."""
    return invitation.role in access.roles_to_give(invitation.invited_by, *place_of(invitation))
