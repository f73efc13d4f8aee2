"""Taking a death in, its clocks, what the panel found, conflicts, and learning that leaves."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cdop import access, actions
from cdop.models import Death, LearningShared, PanelSeat
from learning_hub.models import LearningPoint
from portal.conflicts import AlreadyDeclared
from portal.models import Deadline, Event
from tests.factories.cdop import (
    ConflictFactory,
    DeathFactory,
    FactorFactory,
    PanelMeetingFactory,
    coordinator,
    panel_member,
)
from tests.factories.partners import AreaFactory

pytestmark = pytest.mark.django_db


def notify(partnership, by, **more):
    facts = {
        "area": AreaFactory(),
        "died_on": date(2020, 3, 14),
        "notified_on": date(2020, 3, 16),
        "age_band": "neonatal",
        "expected": None,
    }
    return actions.notify_death(partnership=partnership, by=by, **(facts | more))


def what_happened(thing):
    return list(Event.objects.about(thing).values_list("what", flat=True))


def test_death_gets_the_next_number_of_its_year_and_clocks_from_its_day(partnership, runs):
    DeathFactory(partnership=partnership, number="2020-007")
    DeathFactory(partnership=partnership, number="2020-21/x")

    death = notify(partnership, runs)

    due = dict(Deadline.objects.about(death).values_list("kind", "due_on"))
    assert death.number == "2020-008"
    assert due == {
        "cdop.review_meeting": date(2020, 6, 14),
        "cdop.panel_review": date(2020, 9, 14),
        "cdop.benchmark": date(2021, 3, 14),
    }
    assert what_happened(death) == ["death.notified"]


def test_no_clock_runs_for_a_child_who_lived_elsewhere(partnership, runs):
    death = notify(partnership, runs, out_of_county=True, passed_on=date(2020, 3, 17))

    assert not Deadline.objects.about(death).exists()
    assert not Death.objects.of_residents().exists()


def test_only_the_coordinator_of_the_partnership_takes_a_death_in(partnership):
    with pytest.raises(PermissionDenied):
        notify(partnership, coordinator(DeathFactory().partnership))


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        ({"notified_on": date(2019, 6, 2)}, "cdop_death_notified_after_death"),
        (
            {"expected": True, "joint_agency_response": True},
            "cdop_death_joint_response_only_when_unexpected",
        ),
        (
            {"joint_agency_response_on": date(2019, 6, 4)},
            "cdop_death_joint_response_day_needs_response",
        ),
        (
            {"joint_agency_response": None, "joint_agency_response_on": date(2019, 6, 4)},
            "cdop_death_joint_response_day_needs_response",
        ),
        (
            {"expected": None, "joint_agency_response": True},
            "cdop_death_joint_response_only_when_unexpected",
        ),
        ({"passed_on": date(2019, 6, 9)}, "cdop_death_passed_on_only_out_of_county"),
    ],
)
def test_database_refuses_what_cannot_be(partnership, facts, truth):
    with pytest.raises(IntegrityError, match=truth):
        DeathFactory(partnership=partnership, **facts)


def test_review_meeting_stops_its_clock_only(partnership, runs):
    death = notify(partnership, runs)

    actions.record_review_meeting(death=death, on=date(2020, 5, 4), by=runs)

    still = Deadline.objects.open().about(death).values_list("kind", flat=True)
    assert set(still) == {"cdop.panel_review", "cdop.benchmark"}
    death.refresh_from_db()
    assert death.review_meeting_on == date(2020, 5, 4)


def test_panel_review_is_recorded_once_with_its_factors(partnership, runs):
    death, factor = notify(partnership, runs), FactorFactory(partnership=partnership)
    found = {
        "meeting": PanelMeetingFactory(partnership=partnership, held_on=date(2020, 7, 7)),
        "modifiable": "yes",
        "category": 8,
        "factors": {factor: 2},
    }

    review = actions.record_review(death=death, by=runs, **found)
    with pytest.raises(actions.AlreadyReviewed):
        actions.record_review(death=death, by=runs, **found)

    still = Deadline.objects.open().about(death).values_list("kind", flat=True)
    assert review.reviewed_on == date(2020, 7, 7)
    assert [(f.factor, f.relevance) for f in review.factors.all()] == [(factor, 2)]
    assert set(still) == {"cdop.review_meeting"}


def test_panel_of_another_partnership_reviews_nothing_here(death, runs):
    with pytest.raises(PermissionDenied):
        actions.record_review(
            death=death,
            meeting=PanelMeetingFactory(),
            modifiable="no",
            category=None,
            factors={},
            by=runs,
        )


def test_three_years_are_three_questions(partnership, runs):
    death = notify(partnership, runs, died_on=date(2019, 3, 30), notified_on=date(2019, 4, 2))
    actions.record_review(
        death=death,
        meeting=PanelMeetingFactory(partnership=partnership, held_on=date(2020, 5, 5)),
        modifiable="no",
        category=None,
        factors={},
        by=runs,
    )
    every, year = Death.objects.all(), (date(2019, 4, 1), date(2020, 3, 31))

    assert not every.died_between(*year).exists()
    assert every.notified_between(*year).get() == death
    assert not every.reviewed_between(*year).exists()
    assert not every.awaiting_review().exists()
    assert every.of_year("review", date(2020, 4, 1), date(2021, 3, 31)).get() == death


def test_panel_meets_once_a_day(partnership, runs):
    meeting = actions.call_panel(partnership=partnership, held_on=date(2020, 10, 6), by=runs)

    assert what_happened(meeting) == ["panelmeeting.called"]
    with pytest.raises(actions.MeetingTaken):
        actions.call_panel(partnership=partnership, held_on=date(2020, 10, 6), by=runs)


def test_seat_given_twice_is_one_seat(meeting, runs, partnership):
    member = panel_member(partnership)

    actions.give_seat(meeting=meeting, person=member, by=runs)
    actions.give_seat(meeting=meeting, person=member, by=runs)

    assert PanelSeat.objects.count() == 1
    assert what_happened(meeting) == ["panelmeeting.seat_given"]


def test_conflict_works_at_once_and_is_declared_once(death, runs):
    actions.declare_conflict(death=death, reason="My ward", by=runs)

    assert not access.deaths(runs).exists()
    with pytest.raises(AlreadyDeclared):
        actions.declare_conflict(death=death, reason="My ward", by=runs)


def test_conflict_is_lifted_by_another_coordinator_and_once(death, runs, partnership):
    conflict = ConflictFactory(death=death, person=runs)
    another = coordinator(partnership)

    with pytest.raises(PermissionDenied):
        actions.lift_conflict(conflict=conflict, reason="A mistake", by=runs)
    actions.lift_conflict(conflict=conflict, reason="A mistake", by=another)
    actions.lift_conflict(conflict=conflict, reason="A mistake", by=another)

    assert access.deaths(runs).get() == death
    assert what_happened(death) == ["death.conflict_lifted"]


def test_shared_learning_is_a_draft_that_leads_nowhere(death, runs):
    point = actions.share_learning(
        death=death, text="Safer sleep needs saying.", themes=[], by=runs
    )

    assert (point.status, point.source_kind) == ("draft", LearningPoint.Source.CHILD_DEATH)
    assert LearningShared.objects.get().death == death
    assert not [f for f in LearningPoint._meta.get_fields() if "cdop" in str(f.related_model)]
    assert Event.objects.about(death).get(what="death.learning_shared").facts == {}
    assert str(death.pk) not in str(Event.objects.about(point).get().facts)


def test_learning_that_names_an_age_does_not_leave(death, runs):
    with pytest.raises(ValidationError):
        actions.share_learning(death=death, text="A 3 week old baby.", themes=[], by=runs)

    assert not LearningPoint.objects.exists()


@time_machine.travel("2020-09-14T09:00:00+00:00")
def test_nobody_else_shares_learning_of_a_death(death, partnership):
    with pytest.raises(PermissionDenied):
        actions.share_learning(
            death=death, text="Learning", themes=[], by=panel_member(partnership)
        )
