"""A place becomes somebody's: at once, or once somebody has approved it."""

from portal import audit, clock
from portal.models import User
from training import access
from training.actions import charges, places
from training.actions.asking import ask
from training.actions.refusals import ManagerMissing
from training.actions.telling import tell, tell_booker
from training.models import AgencyTerms, Booking, TeamBooking

audit.words(
    {
        "booking.made": "Booked a place on a training session",
        "booking.applied": "Asked for a place that somebody must approve",
    }
)

Status = Booking.Status
Approval = AgencyTerms.Approval


def approval_wanted(booking: Booking, *, by: User) -> str:
    """Who must approve: nobody where the agency wants none, or where its lead books."""
    if booking.agency_id is None:
        return Approval.NONE
    return wanted_by(booking.agency_id, booking.session.course.partnership_id, by)


def approval_of_team(team: TeamBooking, *, by: User) -> str:
    return wanted_by(team.agency_id, team.session.course.partnership_id, by)


def wanted_by(agency_id: int, partnership_id: int, by: User) -> str:
    """As the agency wishes where its people stand, which may be a partnership that shares."""
    at = access.home_of(by, agency_id, partnership_id)
    if access.leads_place(by, agency_id, at):
        return Approval.NONE
    return AgencyTerms.objects.of(agency_id, at).approval


def settle(booking: Booking, begins: tuple[str, ...], *, by: User, **said: str) -> None:
    """Book the place, or keep it while somebody is asked. The session's row is held.

    `said`: what else is written down with it, and stands on `booking` already.
    Raises ManagerMissing, NoLongerSo.
    """
    wanted = approval_wanted(booking, by=by)
    if wanted == Approval.MANAGER and not booking.manager:
        raise ManagerMissing
    if wanted == Approval.NONE:
        places.move(booking, begins, Status.BOOKED, **said)
        confirm(booking, by=by)
        return
    until = places.rules_of(booking.session).approved_until(clock.now(), booking.session.starts_at)
    places.move(booking, begins, Status.APPLIED, kept_until=until, **said)
    audit.record("booking.applied", booking, by=by)
    at = booking.session.course.partnership_id
    home = access.home_of(by, booking.agency_id, at) if booking.agency_id else at
    ask(booking, wanted, home)


def confirm(booking: Booking, *, by: User | None) -> None:
    """Write down that a place is booked, at which fee, and send it to the delegate's calendar.

    The line of the record comes last: whoever else changes anything waits from there to the end.
    """
    charges.booked(booking, by)
    tell("place_booked", booking, once=str(booking.sequence), sequence=booking.sequence)
    tell_booker("colleague_booked", booking)
    audit.record("booking.made", booking, by=by)
