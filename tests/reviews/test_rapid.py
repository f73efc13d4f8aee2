"""Opening a rapid review, its two clock starts, the rule that decides, and what follows."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from portal.models import Deadline, Event
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.deadlines import PANEL_REPLY, RAPID_REVIEW
from reviews.models import Incident, RapidReview, RapidRule, Review
from reviews.views.rapid_file import due_dates
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory, review_lead
from tests.factories.reviews_files import IncidentFactory, NotificationFactory
from tests.factories.reviews_rapid import RapidReviewFactory, RapidRuleFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
AWARE, TOLD = date(2020, 8, 26), date(2020, 8, 28)


def open_rapid(review, by, notified_on=TOLD, aware_on=AWARE):
    return actions.open_rapid(review=review, notified_on=notified_on, aware_on=aware_on, by=by)


def running(rapid, kind=RAPID_REVIEW):
    return Deadline.objects.open().about(rapid.review).get(kind=kind.key)


# Counted by hand in a calendar: day 0 is not counted, nor weekends and bank holidays.
WORKED = [
    (date(2020, 8, 28), date(2020, 9, 21), "the Monday after is the summer bank holiday"),
    (date(2021, 3, 26), date(2021, 4, 20), "over Easter 2021"),
    (date(2020, 12, 14), date(2021, 1, 7), "over Christmas, with Boxing Day on a Monday"),
    (date(2024, 2, 22), date(2024, 3, 14), "over 29 February"),
    (date(2020, 3, 20), date(2020, 4, 14), "over the change to summer time, and Easter"),
    (date(2020, 10, 16), date(2020, 11, 6), "over the change to winter time"),
    (date(2020, 5, 1), date(2020, 5, 26), "over the moved bank holiday of May 2020"),
    (date(2020, 8, 29), date(2020, 9, 21), "from a Saturday"),
]


@pytest.mark.parametrize(("day", "due", "why"), WORKED, ids=[row[2] for row in WORKED])
def test_fifteen_working_days_run_as_counted_by_hand(day, due, why):
    assert RAPID_REVIEW.due_on(day) == due


def test_opening_starts_the_clock_from_the_notification_unless_ruled_otherwise(review, lead):
    rapid = open_rapid(review, lead)

    assert rapid.counted_from == TOLD
    assert (running(rapid).started_on, running(rapid).due_on) == (TOLD, date(2020, 9, 21))
    assert [(one.started, one.due, one.decides) for one in due_dates(rapid)] == [
        (TOLD, date(2020, 9, 21), True),
        (AWARE, date(2020, 9, 17), False),
    ]
    review.refresh_from_db()
    assert review.kind == Review.Kind.RAPID
    assert rapid.sections.count() == 14
    assert [one.code for one in rapid.criteria.all()] == [
        "local.improvement",
        "local.themes",
        "local.together",
        "local.panel",
    ]
    assert Event.objects.about(review).get().what == "review.rapid_opened"


def test_the_rule_of_the_partnership_decides_and_both_days_are_kept(review, lead):
    RapidRuleFactory(partnership=review.partnership, starts_with="aware")

    rapid = open_rapid(review, lead)

    assert (rapid.counted_from, running(rapid).due_on) == (AWARE, date(2020, 9, 17))
    assert rapid.notified_on == TOLD


def test_without_the_day_of_awareness_the_notification_counts_whatever_the_rule(review, lead):
    RapidRuleFactory(partnership=review.partnership, starts_with="aware")

    rapid = open_rapid(review, lead, aware_on=None)

    assert rapid.counted_from == TOLD
    assert due_dates(rapid)[1].due is None


def test_a_rule_changed_later_moves_no_clock_that_runs(review, lead):
    rapid = open_rapid(review, lead)
    rule = RapidRule(partnership=review.partnership)

    actions.set_rule(rule=rule, starts_with="aware", quorum="two", scrutineer_attends=True, by=lead)

    rapid.refresh_from_db()
    assert (rapid.counts_from, running(rapid).due_on) == ("notified", date(2020, 9, 21))
    kept = access.rapid_rules(lead).get()
    assert (kept.starts_with, kept.quorum, kept.scrutineer_attends) == ("aware", "two", True)
    assert str(kept).startswith("The day the council")
    assert not access.rapid_rules(review_lead(ReviewFactory().partnership)).exists()


def test_a_rule_is_set_by_a_review_lead_of_the_partnership(review):
    other = review_lead(ReviewFactory().partnership)

    with pytest.raises(PermissionDenied):
        actions.set_rule(
            rule=RapidRule(partnership=review.partnership),
            starts_with="aware",
            quorum="two",
            scrutineer_attends=False,
            by=other,
        )


def test_only_a_lead_of_the_case_opens_it_and_only_once(review, lead):
    reader = ReviewGrantFactory(content_object=review).user

    with pytest.raises(PermissionDenied):
        open_rapid(review, reader)
    open_rapid(review, lead)
    with pytest.raises(actions.RapidReviewThere):
        open_rapid(review, lead)


def test_days_put_right_move_the_clock_with_a_reason(review, lead):
    rapid = open_rapid(review, lead)
    put_right = partial(actions.put_dates_right, rapid=rapid, by=lead)

    with pytest.raises(actions.ReasonNeeded):
        put_right(notified_on=date(2020, 8, 27), aware_on=AWARE, reason=" ")
    put_right(notified_on=date(2020, 8, 27), aware_on=AWARE, reason="A slip of the pen")

    assert running(rapid).due_on == date(2020, 9, 18)
    rapid.refresh_from_db()
    assert rapid.dates_reason == "A slip of the pen"
    facts = Event.objects.get(what="rapidreview.dates").facts
    assert facts == {"notified": "2020-08-27", "aware": "2020-08-26"}
    assert "slip" not in str(Event.objects.values_list("facts", flat=True))


def test_days_put_right_to_unknown_count_from_the_notification(review, lead):
    RapidRuleFactory(partnership=review.partnership, starts_with="aware")
    rapid = open_rapid(review, lead)

    actions.put_dates_right(
        rapid=rapid, notified_on=TOLD, aware_on=None, reason="Never recorded", by=lead
    )

    rapid.refresh_from_db()
    assert (rapid.counted_from, running(rapid).due_on) == (TOLD, date(2020, 9, 21))


def test_database_refuses_days_that_cannot_be():
    with pytest.raises(IntegrityError, match="aware_before_notified"):
        RapidReviewFactory(aware_on=date(2020, 9, 1))


def test_database_refuses_to_count_from_a_day_nobody_knows():
    with pytest.raises(IntegrityError, match="counts_from_a_known_day"):
        RapidReviewFactory(aware_on=None, counts_from="aware")


def test_ending_for_want_of_criteria_stops_the_clocks_with_a_reason(review, lead):
    rapid = open_rapid(review, lead)

    with pytest.raises(MoveRefused, match="Say why"):
        actions.end_unmet(rapid=rapid, reason=" ", by=lead)
    actions.end_unmet(rapid=rapid, reason="The Panel agreed that they are not met", by=lead)

    rapid.refresh_from_db()
    assert (rapid.status, rapid.has_ended) == (RapidReview.Status.NOT_MET, True)
    assert not Deadline.objects.open().about(rapid.review).exists()
    with pytest.raises(MoveRefused, match="moved on"):
        actions.end_unmet(rapid=rapid, reason="Again", by=lead)


def test_a_notified_case_awaits_its_rapid_review(lead, partnership):
    told = {"status": Incident.Status.NOTIFIED, "aware_on": AWARE}
    review = IncidentFactory(review__partnership=partnership, **told).review

    assert access.awaits_rapid(review)
    assert access.days_recorded(review) == {"aware_on": AWARE}
    NotificationFactory(review=review, to="panel", sent_on=TOLD)
    assert access.days_recorded(review) == {"aware_on": AWARE, "notified_on": TOLD}
    rapid = open_rapid(review, lead)

    assert not access.awaits_rapid(review)
    assert access.rapid_of(lead, review) == rapid
    assert Incident.objects.get(review=review).status == Incident.Status.RAPID_REVIEW
    assert Event.objects.filter(what="incident.begin_rapid_review").count() == 1

    actions.end_unmet(rapid=rapid, reason="The Panel agreed", by=lead)

    assert Incident.objects.get(review=review).status == Incident.Status.CRITERIA_NOT_MET
    assert Event.objects.filter(what="incident.find_not_met").count() == 1


def test_what_happened_without_a_day_of_awareness_stays_where_it_is(lead, partnership):
    told = {"status": Incident.Status.RAPID_REVIEW, "aware_on": None, "happened_on": None}
    review = IncidentFactory(review__partnership=partnership, **told).review
    rapid = open_rapid(review, lead)

    actions.end_unmet(rapid=rapid, reason="The Panel agreed", by=lead)

    assert Incident.objects.get(review=review).status == Incident.Status.RAPID_REVIEW


def test_a_case_without_an_incident_awaits_nothing(review, lead):
    assert not access.awaits_rapid(review)
    assert access.days_recorded(review) == {}
    assert access.rapid_of(lead, review) is None


def test_the_answer_of_the_panel_is_a_soft_alert():
    assert PANEL_REPLY.check
    assert (PANEL_REPLY.basis, PANEL_REPLY.remind_days_before) == ("practice", (1,))


def test_the_leads_are_reminded_and_nobody_in_conflict(review, lead):
    another = review_lead(review.partnership)
    rapid = open_rapid(review, lead)
    actions.declare_conflict(review=review, reason="Knows the family", by=another)

    assert RAPID_REVIEW.people(rapid.review) == [lead]


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_open_one_rapid_review(review, lead):
    second = partial(open_rapid, review, review_lead(review.partnership))

    with pytest.raises(actions.RapidReviewThere):
        meanwhile(partial(open_rapid, review, lead), second)

    assert RapidReview.objects.get().opened_by == lead
