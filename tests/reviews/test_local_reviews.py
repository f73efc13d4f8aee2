"""A local review: the decision, the way to a commission, pauses, and the six months."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.models import Deadline, Event
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.models import LocalReview, Review
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory, review_lead
from tests.factories.reviews_local import (
    AgencyDeclarationFactory,
    DelayNoteFactory,
    KeyLineFactory,
    LocalReviewFactory,
    PauseFactory,
    ReviewerFactory,
    ScrutineerEntryFactory,
    ready_to_commission,
)

pytestmark = pytest.mark.django_db
Status = LocalReview.Status
REPORT = {"intent": "report", "intent_reason": ""}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review)


@pytest.fixture
def running(review):
    return LocalReviewFactory(review=review, status=Status.IN_PROGRESS)


def open_clocks(review):
    rows = Deadline.objects.open().about(review).values_list("kind", "due_on")
    return {kind: due.isoformat() for kind, due in rows}


def what_happened(thing):
    return list(Event.objects.about(thing).values_list("what", flat=True))


def test_the_decision_starts_six_months_on_its_own_day(lead, review):
    local = actions.decide_local_review(
        review=review, on=date(2020, 8, 31), reason="Recurrent themes", by=lead
    )

    assert open_clocks(review) == {"reviews.local_review": "2021-02-28"}
    assert local.due_on == date(2021, 2, 28)
    assert Review.objects.get().kind == Review.Kind.LOCAL
    assert what_happened(review) == ["review.local_decided"]


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        (date(2019, 8, 31), date(2020, 2, 29)),  # the last day of a February that has 29
        (date(2020, 2, 29), date(2020, 8, 29)),
        (date(2020, 6, 25), date(2020, 12, 25)),  # six months are a date, not a working day
        (date(2020, 9, 29), date(2021, 3, 29)),  # over both changes of the clocks
    ],
)
def test_six_months_on_worked_dates(review, decided, due):
    assert LocalReviewFactory(review=review, decided_on=decided).due_on == due


def test_a_local_review_is_decided_once_by_a_lead_and_never_in_advance(lead, review):
    decide = {"review": review, "reason": "Recurrent themes"}
    with pytest.raises(PermissionDenied):
        actions.decide_local_review(on=date(2020, 9, 15), by=lead, **decide)
    with pytest.raises(PermissionDenied):
        actions.decide_local_review(on=date(2020, 9, 14), by=UserFactory(), **decide)

    actions.decide_local_review(on=date(2020, 9, 14), by=lead, **decide)

    with pytest.raises(actions.AlreadyDecided):
        actions.decide_local_review(on=date(2020, 9, 14), by=lead, **decide)


def test_it_is_commissioned_only_with_the_scrutineer_and_every_declaration(lead, local):
    def commission():
        with transaction.atomic():
            actions.commission(local=local, by=lead, **REPORT)

    with pytest.raises(MoveRefused, match="scrutineer has not written") as refusal:
        commission()
    assert "No agency has been asked" in str(refusal.value)
    ScrutineerEntryFactory(local_review=local)
    asked = AgencyDeclarationFactory(local_review=local)
    AgencyDeclarationFactory(local_review=local, answered=True)
    with pytest.raises(MoveRefused, match=f"whether there is a conflict: {asked.agency}"):
        commission()
    asked.delete()

    commission()

    local.refresh_from_db()
    assert (local.status, local.commissioned_on) == (Status.COMMISSIONED, date(2020, 9, 14))
    assert Review.objects.get().commissioned == "2020-09-14"
    assert what_happened(local) == ["localreview.commission"]


def test_it_is_commissioned_to_be_published(lead, local):
    ready_to_commission(local)

    with pytest.raises(MoveRefused, match="What is to be published"):
        actions.commission(local=local, intent="", intent_reason="", by=lead)


def test_a_commission_keeps_the_day_a_paper_gave(lead):
    review = ReviewFactory(partnership=lead.standings.get().partnership, commissioned="2019")

    actions.commission(
        local=ready_to_commission(LocalReviewFactory(review=review)), by=lead, **REPORT
    )

    assert Review.objects.get().commissioned == "2019"


def test_the_work_begins_with_a_reviewer_who_can_work_and_a_question(lead, review):
    local = LocalReviewFactory(review=review, status=Status.COMMISSIONED)
    reviewer = ReviewerFactory(local_review=local)
    actions.end_reviewer(reviewer=reviewer, by=lead)
    with pytest.raises(MoveRefused, match="No reviewer") as refusal, transaction.atomic():
        actions.begin(local=local, by=lead)
    assert "No key line" in str(refusal.value)
    ReviewerFactory(local_review=local)
    KeyLineFactory(local_review=local)

    actions.begin(local=local, by=lead)

    assert open_clocks(review) == {"reviews.monitoring": "2020-10-14"}


def test_only_who_leads_the_file_moves_it(running):
    reviewer = ReviewerFactory(local_review=running).person
    guest = ReviewGrantFactory(content_object=running.review).user
    away = review_lead(ReviewFactory().partnership)

    for person in (reviewer, guest, away):
        with pytest.raises(PermissionDenied):
            pause(running, person)


def pause(local, by, on=date(2020, 9, 1)):
    return actions.pause(local=local, proceedings="inquest", reason="Inquest", on=on, by=by)


def test_days_of_pauses_are_counted_apart_and_stop_no_clock(lead, running):
    PauseFactory(
        local_review=running,
        began_on=date(2020, 4, 1),
        ended_on=date(2020, 4, 11),
        ended_by=lead,
    )
    pause(running, lead)

    assert (running.days_gross, running.days_paused, running.days_net) == (196, 23, 173)
    assert (running.due_on, running.net_due_on) == (date(2020, 9, 2), date(2020, 9, 25))
    assert running.is_late

    actions.resume(local=running, on=date(2020, 9, 3), by=lead)

    assert running.days_paused == 12
    assert what_happened(running) == ["localreview.pause", "localreview.resume"]


def test_time_is_counted_to_the_sign_off(review):
    local = LocalReviewFactory(
        review=review, decided_on=date(2020, 1, 1), signed_off_on=date(2020, 1, 31)
    )

    assert (local.days_gross, local.is_late) == (30, False)


def test_a_pause_begins_and_ends_between_the_decision_and_today(lead, running):
    for day in (date(2020, 3, 1), date(2020, 9, 15)):
        with pytest.raises(PermissionDenied):
            pause(running, lead, on=day)
    pause(running, lead)
    for day in (date(2020, 8, 31), date(2020, 9, 15)):
        with pytest.raises(PermissionDenied), transaction.atomic():
            actions.resume(local=running, on=day, by=lead)


def test_nothing_is_paused_twice(lead, running):
    pause(running, lead)

    with pytest.raises(MoveRefused), transaction.atomic():
        pause(running, lead)
    with pytest.raises(IntegrityError, match="reviews_pause_one_at_a_time"):
        PauseFactory(local_review=running)


def test_a_pause_is_told_to_the_panel_and_so_is_a_delay(lead, running):
    assert running.delay_is_untold  # the six months were over on 2 September
    DelayNoteFactory(local_review=running, told_on=date(2020, 9, 2))
    assert not running.delay_is_untold

    pause(running, lead, on=date(2020, 9, 10))
    assert running.delay_is_untold
    note = actions.tell_of_delay(
        local=running, on=date(2020, 9, 14), reasons="Trial", meanwhile="Training", by=lead
    )

    assert not running.delay_is_untold
    assert note.by == lead
    assert "localreview.delay_told" in what_happened(running)


def test_a_review_in_time_owes_the_panel_no_note(review):
    assert not LocalReviewFactory(review=review, decided_on=date(2020, 9, 1)).delay_is_untold


def test_a_delay_is_told_by_a_lead_and_not_in_advance(lead, running):
    tell = {"local": running, "reasons": "Trial", "meanwhile": "Training"}
    with pytest.raises(PermissionDenied):
        actions.tell_of_delay(on=date(2020, 9, 15), by=lead, **tell)
    with pytest.raises(PermissionDenied):
        actions.tell_of_delay(on=date(2020, 9, 14), by=UserFactory(), **tell)


def test_what_hangs_on_a_file_is_seen_with_it_and_no_further(lead, running):
    made = {
        access.pauses: PauseFactory(local_review=running),
        access.delay_notes: DelayNoteFactory(local_review=running),
        access.scrutiny: ScrutineerEntryFactory(local_review=running),
        access.key_lines: KeyLineFactory(local_review=running),
        access.reviewers: ReviewerFactory(local_review=running),
        access.local_reviews: running,
    }
    guest = ReviewGrantFactory(content_object=running.review).user
    away = review_lead(ReviewFactory().partnership)

    for keeper, row in made.items():
        assert list(keeper(lead)) == list(keeper(guest)) == [row]
        assert not keeper(away).exists()

    actions.declare_conflict(review=running.review, reason="Knows the family", by=guest)

    assert [keeper for keeper in made if keeper(guest).exists()] == []


def test_files_without_a_local_review_can_have_one_decided(lead, review):
    ReviewFactory(partnership=review.partnership, kind=Review.Kind.THEMATIC)
    Review.objects.filter(pk=review.pk).update(kind=Review.Kind.LOCAL)
    running = LocalReviewFactory(review__partnership=review.partnership)

    assert list(access.undecided(lead)) == [review]
    assert list(access.led_local_reviews(lead)) == [running]
    assert str(running).startswith("Local review SCR")
