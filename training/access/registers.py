"""Registers: the sessions somebody teaches, and what became of their registers."""

from django.db.models import Q, QuerySet

from partners.access import agencies_in, any_of, standing
from partners.models import Agency, Role
from portal import clock
from portal.access import keeper
from portal.models import User
from training.access.bookings import bookings
from training.access.catalogue import LEADS, keeps_register_of
from training.access.shared import sharing_with
from training.models import (
    ON_REGISTER,
    BookingQuerySet,
    Closing,
    ClosingQuerySet,
    Correction,
    PartMark,
    PartMarkQuerySet,
    Session,
    SessionPart,
    SessionQuerySet,
    WalkIn,
)

trains = any_of(Role.TRAINER)


def own_sessions(user: User) -> SessionQuerySet:
    """Sessions this person teaches, where they are a trainer today."""
    at = standing(user).partnerships(Role.TRAINER)
    return Session.objects.filter(trainer_id=user.pk, course__partnership__in=at)


def registers(user: User) -> SessionQuerySet:
    """Sessions whose register this person keeps."""
    runs = Q(course__partnership__in=standing(user).partnerships(*LEADS))
    return Session.objects.filter(runs | Q(pk__in=own_sessions(user).values("pk")))


def on_register(user: User, session: Session, part: SessionPart | None = None) -> BookingQuerySet:
    """Everybody on the register of a session, with `shown`, their mark for a part or the whole."""
    return bookings(user).filter(session=session, status__in=ON_REGISTER).marked(part)


def door_agencies(user: User, session: Session) -> QuerySet[Agency]:
    """Where somebody who walks in may come from: the partnership, or one that shares in it."""
    at = session.course.partnership_id
    ours = frozenset({at, *sharing_with(frozenset({at}), clock.today())})
    return agencies_in(ours) if keeps_register_of(user, session) else Agency.objects.none()


@keeper(Closing)
def closings(user: User) -> ClosingQuerySet:
    return Closing.objects.filter(session__in=registers(user))


@keeper(Correction)
def corrections(user: User) -> QuerySet[Correction]:
    return Correction.objects.filter(booking__session__in=registers(user))


@keeper(PartMark)
def part_marks(user: User) -> PartMarkQuerySet:
    """Whoever sees a place sees to which parts its holder came."""
    return PartMark.objects.filter(booking__in=bookings(user))


@keeper(WalkIn)
def walk_ins(user: User) -> QuerySet[WalkIn]:
    return WalkIn.objects.filter(booking__session__in=registers(user))
