"""The life of bookings, as chance writes it: nothing is oversold, charged twice or lost.

The machine makes, holds, offers, lets lapse, moves, hands on, gives up and calls off in any order,
with time passing between, and looks after each step whether what must always be true still is.
"""

from contextlib import suppress
from datetime import time, timedelta
from random import Random

import pytest
import time_machine
from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import SessionFactory
from tests.factories.training_money import FinanceContactFactory
from tests.training.priced import priced
from training import actions
from training.actions.money_refusals import NothingToInvoice
from training.models import Booking, Charge, Invoice, InvoiceLine, Session, TeamBooking
from training.models.states import LIVE, TAKING

pytestmark = pytest.mark.django_db
ENDED = set(Booking.Status) - set(LIVE)
HARD = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
FEE, LATE = 8000, 2500  # pence, see `priced`
OWED = {Booking.Status.BOOKED: FEE, Booking.Status.LATE: LATE}
BEGINS = "2026-11-29T09:00:00+00:00"  # a month ends soon, and is invoiced
number = st.integers(min_value=0, max_value=10_000)


class Life(RuleBasedStateMachine):
    """Two dates of one course, few places, and people who change their minds."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.travel = time_machine.travel(BEGINS, tick=False)
        self.time = self.travel.start()
        self.asked: set[int] = set()
        self.waived: set[int] = set()

    def teardown(self) -> None:
        self.travel.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(places=st.integers(min_value=1, max_value=3))
    def begin(self, places):
        fees = priced()
        self.agency, self.course = fees.school, fees.course()
        self.lead = StandingFactory(
            partnership=self.course.partnership, role="training_lead"
        ).person
        FinanceContactFactory(partnership=self.course.partnership, agency=self.agency)
        self.sessions = [
            SessionFactory(
                course=self.course, places=places, starts_at=clock.now() + timedelta(days=days)
            )
            for days in (20, 40)
        ]
        for which in (False, True):
            self.somebody_asks(which, hold=False)

    def one(self, n, *states):
        rows = list(Booking.objects.filter(status__in=states or LIVE).order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def trying(self, action, **facts):
        try:
            with transaction.atomic():
                return action(**facts)
        except actions.BookingRefused:
            return None

    @rule(which=st.booleans(), hold=st.booleans())
    def somebody_asks(self, which, hold):
        ask = actions.hold_place if hold else actions.book_place
        person = UserFactory()
        session = self.sessions[which]
        made = self.trying(ask, session=session, person=person, agency=self.agency, by=person)
        self.asked |= {person.pk} if made else set()

    @rule(n=number, which=st.booleans())
    def somebody_asks_again(self, n, which):
        booking = self.one(n)
        if booking:
            self.trying(
                actions.book_place,
                session=self.sessions[which],
                person=booking.person,
                agency=self.agency,
                by=booking.person,
            )

    @rule(size=st.integers(min_value=2, max_value=3), which=st.booleans())
    def a_team_waits(self, size, which):
        session = self.sessions[which]
        if actions.left(session) or not actions.is_to_come(session):
            return
        by = UserFactory()
        team = TeamBooking.objects.create(
            session=session, agency=self.agency, booked_by=by, together=True
        )
        for person in UserFactory.create_batch(size):
            who = actions.Delegate(name=person.name, person=person)
            made = self.trying(
                actions.hold_place,
                session=session,
                agency=self.agency,
                by=by,
                who=who,
                team=team,
            )
            self.asked |= {person.pk} if made else set()

    @rule(n=number)
    def somebody_confirms(self, n):
        held = self.one(n, "held")
        if held:
            self.trying(actions.confirm_place, booking=held, by=held.person, job="Nurse")

    @rule(n=number)
    def somebody_takes_up(self, n):
        booking = self.one(n, "offered", "waiting")
        if booking:
            self.trying(actions.take_up, booking=booking, by=booking.person)

    @rule(n=number)
    def somebody_gives_up(self, n):
        booking = self.one(n)
        if booking:
            self.trying(actions.give_up_place, booking=booking, by=booking.person)

    def waive_one(self, choose):
        """Let somebody off what their agency was asked to pay for late notice."""
        asked = Charge.objects.filter(kind="late", line__isnull=False)
        rows = list(asked.exclude(booking__in=self.waived).order_by("pk"))
        if rows:
            late = choose.choice(rows)
            actions.waive(charge=late, reason="A child was in hospital", by=self.lead)
            self.waived.add(late.booking_id)

    def owed(self, booking):
        return 0 if booking.pk in self.waived else OWED.get(booking.status, 0)

    @rule(n=number)
    def somebody_moves(self, n):
        booking = self.one(n, "booked")
        if booking:
            other = self.sessions[booking.session_id == self.sessions[0].pk]
            self.trying(actions.move_place, booking=booking, to=other, by=booking.person)

    @rule(n=number)
    def somebody_hands_on(self, n):
        booking = self.one(n, "booked")
        if booking:
            self.hand_on(booking)

    def hand_on(self, booking):
        person = UserFactory()
        to = actions.Delegate(name=person.name, person=person)
        new = self.trying(actions.hand_on, booking=booking, to=to, by=booking.person)
        self.asked |= {person.pk} if new else set()

    @rule(hours=st.sampled_from([1, 13, 49, 24 * 6]))
    def time_passes(self, hours):
        self.time.shift(timedelta(hours=hours))
        actions.turn_lists()

    def the_month_ends(self):
        first = clock.add_months(clock.today().replace(day=1), 1)
        self.time.move_to(clock.london_moment(first, time(9)))
        actions.turn_lists()

    @rule(which=st.booleans(), places=st.integers(min_value=1, max_value=5))
    def the_room_changes(self, which, places):
        session = Session.objects.select_for_update().get(pk=self.sessions[which].pk)
        if session.status != "planned" or places < session.bookings.taking().count():
            return
        Session.objects.filter(pk=session.pk).update(places=places)
        session.refresh_from_db()
        actions.offer_freed_places(session=session, by=self.lead)

    @precondition(lambda self: Booking.objects.count() > 6)
    @rule(which=st.booleans(), sure=st.integers(min_value=0, max_value=5))
    def the_organiser_calls_off(self, which, sure):
        session = Session.objects.get(pk=self.sessions[which].pk)
        if not sure and session.status == "planned":
            actions.cancel_session(session=session, reason="Snow", by=self.lead)

    @rule(keep=st.booleans())
    def the_month_before_is_drafted(self, keep):
        drafted = self.drafts()
        for draft in [] if keep else drafted:
            actions.discard_draft(invoice=draft, by=self.lead)

    @rule()
    def a_month_ends_and_is_invoiced(self):
        """What the agency was asked to pay, less what it was credited, is what its places cost."""
        self.the_month_ends()
        for _ in range(2):  # what takes back a draft is credited once it was issued
            self.drafts()
            for draft in Invoice.objects.filter(status="draft").order_by("-kind", "pk"):
                actions.issue(invoice=draft, number="", by=self.lead)
        over = clock.today().replace(day=1)
        asked = InvoiceLine.objects.filter(charge__booking=OuterRef("pk"))
        asked = asked.values("charge__booking").annotate(sum=Sum("amount")).values("sum")
        settled = Booking.objects.exclude(charges__falls_on__gte=over)
        for booking in settled.annotate(asked=Subquery(asked)):
            assert (booking.asked or 0) == self.owed(booking)

    def drafts(self):
        month = clock.today().replace(day=1) - clock.ONE_DAY
        ours = self.course.partnership
        with suppress(NothingToInvoice):
            return actions.draft_month(partnership=ours, month=month, by=self.lead)
        return []

    @invariant()
    def invoices_add_up_and_are_numbered_without_a_gap(self):
        issued = Invoice.objects.filter(status="issued")
        for kind in Invoice.Kind:
            numbers = sorted(issued.filter(kind=kind).values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        for invoice in issued.annotate(sum=Sum("lines__amount")):
            assert invoice.total == invoice.sum
        for bill in issued.filter(kind=Invoice.Kind.INVOICE).annotate(
            back=Sum("credit_notes__total")
        ):
            assert bill.total + (bill.back or 0) >= 0

    @invariant()
    def nothing_is_oversold(self):
        for session in Session.objects.filter(status="planned"):
            numbers = list(session.bookings.taking().values_list("place", flat=True))
            assert len(numbers) == len(set(numbers)) <= session.places
            assert all(1 <= number <= session.places for number in numbers)

    @invariant()
    def nothing_is_left_unsold_while_somebody_could_have_it(self):
        for session in Session.objects.upcoming(clock.now()):
            rules = actions.rules_of(session)
            if rules.is_first_come(clock.now(), session.starts_at):
                continue
            free = actions.left(session)
            alone = session.bookings.waiting().exclude(team__together=True)
            assert not (free and alone.exists())

    @invariant()
    def nobody_is_lost(self):
        rows = Booking.objects.filter(person__in=self.asked)
        assert set(rows.values_list("person", flat=True)) == self.asked
        for booking in rows:
            assert (booking.ended_at is not None) == (booking.status in ENDED)
            assert (booking.place is not None) == (booking.status in TAKING)

    @invariant()
    def nobody_is_charged_twice_or_for_nothing(self):
        """The fee for what is booked, the fee for late notice where it was late, and no more."""
        for booking in Booking.objects.annotate(sum=Sum("charges__amount")):
            assert (booking.sum or 0) == self.owed(booking)
            kinds = list(booking.charges.values_list("kind", flat=True))
            assert len(kinds) == len(set(kinds))

    @invariant()
    def nobody_has_two_places_on_one_session(self):
        live = Booking.objects.live().values_list("session", "person")
        assert len(live) == len(set(live))

    @invariant()
    def the_queue_is_fair(self):
        """Whoever is offered a place, nobody alone who came before still waits."""
        for offered in Booking.objects.filter(status="offered", team=None):
            before = offered.session.bookings.waiting().filter(
                team=None, waiting_since__lt=offered.waiting_since
            )
            assert not before.exists()


def test_whatever_happens_nothing_is_oversold_and_nobody_is_lost():
    run_state_machine_as_test(Life, settings=HARD)


@pytest.mark.parametrize("seed", ["spring", "autumn"])
def test_a_year_of_invoices_and_credit_notes_adds_up(seed):
    """A date a month, given up late or handed on; what was invoiced for it is often waived."""
    choose, life = Random(seed), Life()
    try:
        life.begin(places=5)
        for _ in range(12):
            life.a_month_ends_and_is_invoiced()
            life.waive_one(choose)
            at = clock.now() + timedelta(days=18)
            life.sessions[1] = SessionFactory(course=life.course, places=5, starts_at=at)
            for _ in range(4):
                life.somebody_asks(which=True, hold=False)
            life.time.shift(timedelta(days=17))
            going, leaving = choose.sample(list(life.sessions[1].bookings.filter(place__gt=0)), 2)
            life.trying(actions.give_up_place, booking=leaving, by=leaving.person)
            life.hand_on(going)
            life.nobody_is_charged_twice_or_for_nothing()
            life.invoices_add_up_and_are_numbered_without_a_gap()
        assert Invoice.objects.filter(kind=Invoice.Kind.CREDIT, status="issued").count() > 2
    finally:
        life.teardown()
