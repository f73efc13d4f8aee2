"""Fills an empty portal with the demonstration, and sets its clocks going."""

import tempfile
from datetime import date
from pathlib import Path

from django.db import transaction

from cdop.deadlines import PANEL_REVIEW, REVIEW_MEETING
from cdop.models import Death, PanelMeeting, PanelSeat
from demo import cases, cast, chains, local_reviews, other_reviews, people, rapid_reviews, signing
from demo.access import serves_somebody_real
from demo.generate import pack
from partners.deadlines import ACTION
from partners.models import Action, Partnership, Role, Standing
from portal import clock, deadlines
from portal.deadlines import Kind
from portal.models import Deadline, User
from portal.packs.exporting import write_folder
from portal.packs.importing import import_pack
from training.actions import book_place, give_link, name_holder
from training.actions.policies import watch_reviews
from training.models import AgencyTerms, Booking, EvaluationRequest, Session

OURS = "pdscp"
# Deaths that still wait for the panel, and when something about them is due.
WAITING: tuple[tuple[Kind, date], ...] = (
    (PANEL_REVIEW, date(2020, 9, 4)),
    (PANEL_REVIEW, date(2020, 9, 17)),
    (PANEL_REVIEW, date(2020, 9, 30)),
    (REVIEW_MEETING, date(2020, 9, 18)),
    (REVIEW_MEETING, date(2020, 10, 2)),
)


class ServesSomebodyReal(Exception):
    """No invented person is let in where people work with records of children."""


@transaction.atomic
def prepare() -> bool:
    """True when the pack was imported: an empty portal only. The rest may be done again.

    Raises ServesSomebodyReal, and appoints nobody, on a portal that people work with.
    """
    if serves_somebody_real():
        raise ServesSomebodyReal
    empty = not Partnership.objects.exists()
    if empty:
        with tempfile.TemporaryDirectory() as folder:
            write_folder(Path(folder), pack())
            import_pack(Path(folder))
    cast.appoint()
    start_actions()
    start_deaths()
    cases.bring(OURS, holder(Role.REVIEW_LEAD))
    watch_reviews()
    seat_panel()
    give_trainer()
    give_places()
    give_links()
    ask_for_approval()
    people.bring()
    local_reviews.bring()
    chains.bring()
    rapid_reviews.bring()
    other_reviews.bring()
    signing.bring()
    return empty


def holder(role: Role, agency_id: int | None = None) -> User | None:
    """Who of the cast holds a role here; in one agency when that is named."""
    held = Standing.objects.filter(partnership__ref=OURS, role=role, person__generated=True)
    held = held.filter(agency=agency_id) if agency_id else held
    first = held.select_related("person").order_by("pk").first()
    return first.person if first else None


def runs(kind: Kind, subject: Action | Death) -> bool:
    return Deadline.objects.about(subject).filter(kind=kind.key).exists()


def start_actions() -> None:
    """Every open action with a due date is owed by its agency, and by whoever has the role."""
    roles = {role.label: role for role in Role}
    for action in Action.objects.exclude(due=None).filter(status=Action.Status.OPEN):
        if runs(ACTION, action):
            continue
        role = roles.get(action.owner_role)
        owner = holder(role, action.owner_id) if role else None
        team = f"agency:{action.owner_id}"
        deadlines.start(ACTION, action, due_on=action.due, owner=owner, team=team)


def start_deaths() -> None:
    waiting = Death.objects.filter(partnership__ref=OURS, review=None).order_by("-died_on", "pk")
    coordinator = holder(Role.CDOP_COORDINATOR)
    for death, (kind, due_on) in zip(waiting, WAITING, strict=False):
        if not runs(kind, death):
            deadlines.start(kind, death, on=death.died_on, due_on=due_on, owner=coordinator)


def seat_panel() -> None:
    """Panel members of the cast sit on the last panel and on the next."""
    members = Standing.objects.filter(
        partnership__ref=OURS, role=Role.PANEL_MEMBER, person__generated=True
    )
    for meeting in PanelMeeting.objects.filter(partnership__ref=OURS).order_by("-held_on")[:2]:
        for member in members:
            PanelSeat.objects.get_or_create(meeting=meeting, person_id=member.person_id)


def give_trainer() -> None:
    planned = Session.objects.filter(course__partnership__ref=OURS, trainer=None)
    planned.filter(status=Session.Status.PLANNED).update(trainer=holder(Role.TRAINER))


def give_places() -> None:
    """Each of the cast here came to one session, not rated yet, and holds a place on the next.

    Places that wait for somebody to say whose they are stay without a person.
    """
    here = User.objects.filter(generated=True, standings__partnership__ref=OURS, bookings=None)
    free = Booking.objects.filter(person=None, generated=True)
    ours = free.filter(session__course__partnership__ref=OURS)
    people = list(here.distinct().order_by("pk"))
    came = ours.attended().filter(rating=None).order_by("-session__starts_at", "ref")
    for person, place in zip(people, list(came[: len(people)]), strict=False):
        name_holder(booking=place, person=person, by=None)
    booked = ours.filter(status=Booking.Status.BOOKED).order_by("session__starts_at", "ref")
    for person, place in zip(people, list(booked[: len(people)]), strict=False):
        name_holder(booking=place, person=person, by=None)


def give_links() -> None:
    """The cast finds on My training what they are still asked."""
    asked = EvaluationRequest.objects.filter(status=EvaluationRequest.Status.OPEN, token_hash=None)
    for request in asked.filter(booking__person__generated=True).order_by("pk"):
        give_link(request=request)


def ask_for_approval() -> None:
    """A practitioner of an agency that wants its lead to approve asks for a place."""
    terms = AgencyTerms.objects.filter(partnership__ref=OURS, approval="agency lead").first()
    person = holder(Role.PRACTITIONER, terms.agency_id) if terms else None
    coming = Session.objects.upcoming(clock.now()).filter(course__partnership__ref=OURS)
    session = coming.exclude(bookings__person=person).order_by("-starts_at").first()
    if terms is None or person is None or session is None:
        return
    if not Booking.objects.filter(person=person, status=Booking.Status.APPLIED).exists():
        book_place(session=session, agency=terms.agency, person=person, by=person)
