"""A file passes from one partnership to another, and everything that hangs on it goes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from partners.models import Role
from portal import audit, clock, deadlines
from portal.models import Deadline, Event, Notice, Sighting
from portal.outbox.checking import why_not
from portal.packs.faults import PackRefused
from portal.packs.homes import STRAYED
from portal.packs.importing import import_pack
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.deadlines import PANEL, review_leads
from reviews.models import Handover, Review
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    HandoverFactory,
    ReviewFactory,
    ReviewGrantFactory,
    review_lead,
)
from tests.factories.reviews_files import AgencyGrantFactory, ChildFactory, identified, opened
from tests.portal.packing import write_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def south():
    return PartnershipFactory(short_name="South")


@pytest.fixture
def taker(south):
    return review_lead(south)


@pytest.fixture
def file(partnership):
    return opened(partnership)


def offered(file, lead, south, **more):
    facts = {
        "from_day": clock.today(),
        "reason": "The partnership splits in two",
        "sight": "loses",
        "sight_reason": "Nothing is left to do here",
        "sight_until": None,
    }
    return actions.offer_review(review=file, receiver=south, by=lead, **{**facts, **more})


def keeping(days=30):
    return {"sight": "keeps", "sight_until": clock.today() + timedelta(days=days)}


def test_everything_goes_with_the_file_and_goes_on(file, lead, south, taker, partnership):
    child = ChildFactory(review=file)
    identified(child, name="Kim Example")
    deadlines.start(PANEL, file, owner=lead)
    due = Deadline.objects.get().due_on
    agency = AgencyFactory()
    grant = ReviewGrantFactory(content_object=file, granted_by=lead)
    AgencyGrantFactory(review=file, agency=agency)
    there = StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=south).person
    shut = ConflictFactory(review=file, person=review_lead(south))
    audit.sighted(file, by=lead)

    actions.accept_review(handover=offered(file, lead, south), by=taker)

    file.refresh_from_db()
    assert file.partnership == south
    assert list(access.reviews(taker)) == [file]
    assert list(access.reviews(grant.user)) == [file]
    assert list(access.reviews(there)) == [file]
    assert not access.reviews(shut.person).exists()
    assert not access.reviews(lead).exists()
    clock_now = Deadline.objects.open().about(file).get()
    assert (clock_now.due_on, clock_now.owner) == (due, taker)
    assert review_leads(file) == [taker]
    assert [one.by for one in access.sightings(taker, file)] == [lead]
    opening = actions.open_identity(child=child, reason="To check", by=taker)
    assert opening.name == "Kim Example"


def test_the_record_shows_it_in_both(file, lead, south, taker, partnership):
    handover = offered(file, lead, south)

    actions.accept_review(handover=handover, by=taker)

    left = Event.objects.get(what="partnership.review_left")
    came = Event.objects.get(what="partnership.review_came")
    assert (left.subject, came.subject) == (partnership, south)
    assert (
        left.facts
        == came.facts
        == {
            "review": file.pk,
            "giver": partnership.pk,
            "receiver": south.pk,
        }
    )
    told = {line.what for line in access.done_in(taker, Review.objects.get())}
    assert {"handover.offered", "handover.accept"} <= told
    for person in (lead, taker):
        assert list(access.handovers(person)) == [handover]


def test_lists_opened_where_it_was_count_until_it_left(file, lead, south, taker, partnership):
    audit.listed({partnership}, by=lead, what="reviews.listed")
    actions.accept_review(handover=offered(file, lead, south), by=taker)
    gone = Handover.objects.get()
    Handover.objects.update(answered_at=Sighting.objects.get().at + timedelta(seconds=1))
    audit.listed({south}, by=taker, what="reviews.listed")
    moved = Review.objects.get(pk=gone.review_id)

    assert [one.by for one in access.list_sightings(taker, moved)] == [taker, lead]

    Handover.objects.update(answered_at=Sighting.objects.first().at - timedelta(days=1))
    assert [one.by for one in access.list_sightings(taker, moved)] == [taker]


class TestSight:
    def test_the_lead_who_gave_it_sees_it_until_the_stated_day(self, file, lead, south, taker):
        actions.accept_review(handover=offered(file, lead, south, **keeping()), by=taker)

        grant = file.grants.get()
        assert (grant.user, grant.granted_by) == (lead, taker)
        assert grant.reason == "Nothing is left to do here"
        assert grant.last_day == clock.today() + timedelta(days=30)
        assert list(access.reviews(lead)) == [file]
        assert not access.led_reviews(lead).exists()

    def test_other_leads_lose_it(self, file, lead, south, taker, partnership):
        colleague = review_lead(partnership)

        actions.accept_review(handover=offered(file, lead, south, **keeping()), by=taker)

        assert not access.reviews(colleague).exists()

    def test_what_let_the_lead_in_by_name_ends_where_they_said_they_lose_it(
        self, file, lead, south, taker
    ):
        ReviewGrantFactory(content_object=file, user=lead)

        actions.accept_review(handover=offered(file, lead, south), by=taker)

        assert not access.reviews(lead).exists()

    def test_a_conflict_declared_meanwhile_leaves_no_grant(self, file, lead, south, taker):
        handover = offered(file, lead, south, **keeping())
        ConflictFactory(review=file, person=lead)

        actions.accept_review(handover=handover, by=taker)

        assert not file.grants.exists()
        assert not access.reviews(lead).exists()
        assert not access.handovers(lead).exists()

    def test_a_lead_of_both_needs_no_grant(self, file, lead, south, taker):
        StandingFactory(role=Role.REVIEW_LEAD, person=lead, partnership=south)

        actions.accept_review(handover=offered(file, lead, south, **keeping()), by=taker)

        assert not file.grants.exists()
        assert access.led_reviews(type(lead).objects.get(pk=lead.pk)).exists()

    def test_a_day_that_went_by_before_it_was_accepted_gives_nothing(
        self, file, lead, south, taker
    ):
        handover = offered(file, lead, south, **keeping(1))
        Handover.objects.update(sight_until=clock.today() - timedelta(days=1))
        handover.refresh_from_db()

        actions.accept_review(handover=handover, by=taker)

        assert not file.grants.exists()


class TestBothAgree:
    def test_until_it_is_accepted_nothing_changes(self, file, lead, south, taker):
        handover = offered(file, lead, south)

        assert not access.reviews(taker).exists()
        assert list(access.handovers(taker)) == [handover]
        assert list(access.reviews(lead)) == [file]
        told = Notice.objects.get(template="handover_offered")
        assert (told.to, why_not(told)) == (taker, Notice.Reason.NONE)

    def test_not_before_its_day(self, file, lead, south, taker):
        handover = offered(file, lead, south, from_day=clock.today() + timedelta(days=1))

        with pytest.raises(MoveRefused, match="at the earliest"):
            actions.accept_review(handover=handover, by=taker)

        assert Review.objects.get().partnership != south

    def test_nobody_accepts_what_they_offered(self, file, lead, south, taker):
        StandingFactory(role=Role.REVIEW_LEAD, person=lead, partnership=south)
        handover = offered(file, lead, south)

        with pytest.raises(PermissionDenied):
            actions.accept_review(handover=handover, by=type(lead).objects.get(pk=lead.pk))

        with pytest.raises(IntegrityError, match="two_agree"), transaction.atomic():
            Handover.objects.update(status="accepted", answered_by=lead, answered_at=clock.now())

    def test_a_lead_in_conflict_neither_sees_the_offer_nor_accepts_it(
        self, file, lead, south, taker
    ):
        agency = taker.standings.get().agency
        review_lead(south)
        handover = offered(file, lead, south)
        AgencyConflictFactory(review=file, agency=agency)

        assert not access.handovers(taker).exists()
        with pytest.raises(PermissionDenied):
            actions.accept_review(handover=handover, by=taker)

    def test_a_partnership_without_a_lead_who_could_accept_is_refused(self, file, lead, south):
        ConflictFactory(review=file, person=review_lead(south))

        with pytest.raises(actions.NobodyThere):
            offered(file, lead, south)

        assert not Handover.objects.exists()

    def test_one_offer_at_a_time(self, file, lead, south, taker):
        offered(file, lead, south)

        with pytest.raises(actions.AlreadyOffered):
            offered(file, lead, south)

    def test_only_the_lead_of_the_file_offers_it_and_never_to_its_own(
        self, file, lead, south, taker, partnership
    ):
        with pytest.raises(PermissionDenied):
            offered(file, taker, south)
        with pytest.raises(PermissionDenied):
            offered(file, lead, partnership)

    def test_a_partnership_that_has_ended_takes_nothing_over(self, file, lead, south, taker):
        south.live_to = clock.today() - timedelta(days=1)
        south.save(update_fields=["live_to"])

        with pytest.raises(PermissionDenied):
            offered(file, lead, south)

    def test_declined_it_stays_and_says_why(self, file, lead, south, taker):
        handover = offered(file, lead, south)

        actions.decline_review(handover=handover, answer="It is in your area", by=taker)

        handover.refresh_from_db()
        assert (handover.status, handover.answered_by) == ("declined", taker)
        assert list(access.reviews(lead)) == [file]
        assert Notice.objects.get(template="handover_answered").to == lead
        with pytest.raises(MoveRefused):
            actions.accept_review(handover=handover, by=taker)

    def test_taken_back_it_can_be_offered_again(self, file, lead, south, taker):
        handover = offered(file, lead, south)
        with pytest.raises(PermissionDenied):
            actions.take_offer_back(handover=handover, by=taker)

        actions.take_offer_back(handover=handover, by=lead)

        with pytest.raises(MoveRefused):
            actions.accept_review(handover=handover, by=taker)
        assert offered(file, lead, south).waits

    def test_the_archive_passes_on_as_well(self, lead, south, taker, review):
        actions.accept_review(handover=offered(review, lead, south), by=taker)

        assert [one.title for one in access.reviews(taker)] == ["SCR 22"]


class TestNumber:
    def test_a_number_taken_there_says_where_it_comes_from(self, lead, south, taker, review):
        ReviewFactory(partnership=south, title="SCR 22")
        came = f"SCR 22 {review.partnership.short_name}"
        ReviewFactory(partnership=south, title=came)

        moved = actions.accept_review(handover=offered(review, lead, south), by=taker)

        assert moved.title == f"{came} (2)"
        assert Handover.objects.get().number == "SCR 22"

    def test_it_can_come_back(self, file, lead, south, taker, partnership):
        actions.accept_review(handover=offered(file, lead, south), by=taker)
        file.refresh_from_db()

        actions.accept_review(handover=offered(file, taker, partnership), by=lead)

        file.refresh_from_db()
        assert file.partnership == partnership
        assert len(access.handovers_of(lead, file)) == 2


def test_an_old_pack_does_not_bring_it_back(file, lead, south, taker, partnership, tmp_path):
    Review.objects.filter(pk=file.pk).update(ref="file-1")
    actions.accept_review(handover=offered(file, lead, south), by=taker)
    rows = f"ref,partnership,title,kind,law\nfile-1,{partnership.ref},{file.title},referral,new\n"
    cover = {"format": 1, "partnership": partnership.ref, "period": {}, "title": "Before"}

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path / "old", {"reviews/reviews.csv": rows}, cover))

    assert [fault.sentence for fault in refused.value.faults] == [STRAYED]
    assert Review.objects.get().partnership == south


def test_an_offer_says_how_much_hangs_on_it_and_nothing_of_it(file, lead, south, taker):
    ReviewGrantFactory(content_object=file)
    ConflictFactory(review=file)
    deadlines.start(PANEL, file)

    told = access.what_hangs_on(offered(file, lead, south).review)

    assert told == {"clocks": 1, "named": 1, "roles": 0, "conflicts": 1}


def test_a_sight_without_an_end_is_refused(file):
    with pytest.raises(IntegrityError, match="sight_has_an_end"), transaction.atomic():
        HandoverFactory(review=file, sight="keeps")
