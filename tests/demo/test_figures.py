"""Every printed total is a count over imported rows, and nothing is typed in."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Count, Q, Sum

from cdop import reporting as cdop_reporting
from cdop.models import Death, PanelReview
from dashboard.models import ProgrammeRow, Risk, Tile
from learning_hub.models import Conference, Cycle, Value
from partners.models import (
    Agency,
    BudgetYear,
    Comment,
    Group,
    Milestone,
    Partnership,
    Post,
    Priority,
    ServiceShare,
)
from portal.figures import Scope
from reviews.models import Review
from training import reporting as training_reporting
from training.models import Booking, Rating, Session, TrainingReport
from training.reporting import periods

pytestmark = [pytest.mark.usefixtures("imported"), pytest.mark.django_db]
YEAR = (date(2019, 4, 1), date(2020, 3, 31))
YEAR_BEFORE = (date(2018, 4, 1), date(2019, 3, 31))
TWO_BEFORE = (date(2017, 4, 1), date(2018, 3, 31))
OURS = "pdscp"


def deaths(period):
    return Death.objects.filter(partnership__ref=OURS).notified_between(*period)


def test_32_deaths_of_2019_20_by_place():
    assert deaths(YEAR).count() == 32
    assert deaths(YEAR).filter(area__ref="area/dorset").count() == 11
    assert deaths(YEAR).filter(area__ref="area/bcp").count() == 21


def test_almost_half_were_neonatal_and_13_had_a_joint_agency_response():
    neonatal = deaths(YEAR).filter(age_band="neonatal").count()

    assert neonatal == 15
    assert 0.45 < neonatal / 32 < 0.5
    assert deaths(YEAR).filter(joint_agency_response=True).count() == 13


def test_25_deaths_of_2018_19_and_34_of_2017_18():
    assert deaths(YEAR_BEFORE).count() == 25
    assert deaths(YEAR_BEFORE).filter(expected=True).count() == 13
    assert deaths(YEAR_BEFORE).filter(expected=False).count() == 12
    assert deaths(YEAR_BEFORE).filter(joint_agency_response=True).count() == 12
    assert deaths(YEAR_BEFORE).filter(area__ref="area/former_dorset_county").count() == 13
    assert deaths(TWO_BEFORE).count() == 34


def test_the_panel_reviewed_28_and_most_of_them_died_in_2018_19():
    reviewed = Death.objects.filter(partnership__ref=OURS).reviewed_between(*YEAR)

    assert reviewed.count() == 28
    assert reviewed.died_between(*YEAR_BEFORE).count() > 14


def test_half_of_the_reviews_of_2018_19_found_modifiable_factors():
    reviews = PanelReview.objects.filter(
        death__partnership__ref=OURS, reviewed_on__range=YEAR_BEFORE
    )

    found = reviews.aggregate(all=Count("pk"), yes=Count("pk", filter=Q(modifiable="yes")))
    assert found["yes"] * 2 == found["all"] > 0


def test_no_paper_says_how_many_reviews_of_2019_20_found_modifiable_factors():
    reviews = PanelReview.objects.filter(reviewed_on__range=YEAR)

    assert set(reviews.values_list("modifiable", flat=True)) == {""}


def test_nobody_was_notified_or_reviewed_before_dying():
    assert not Death.objects.filter(review__reviewed_on__lt=date(2018, 4, 1)).exists()
    for death in Death.objects.exclude(review=None).select_related("review"):
        assert death.died_on <= death.notified_on < death.review.reviewed_on


def delivered():
    return Session.objects.filter(course__partnership__ref=OURS).held_between(*YEAR)


def test_140_sessions_3637_attendances_and_90_percent_of_the_places():
    came = Booking.objects.attended().filter(session__in=delivered()).count()
    places = delivered().aggregate(sum=Sum("places"))["sum"]

    assert (delivered().count(), came, places) == (140, 3637, 4041)
    assert round(100 * came / places, 1) == 90.0


def test_the_training_report_of_the_year_counts_the_same():
    report = TrainingReport.objects.get(year=2019, quarter=None)
    every = [figure for chapter in periods.chapters(report) for figure in chapter.figures]
    said = {figure.key.rpartition(".")[2]: figure.text for figure in every}

    assert (said["delivered"], said["attendances"]) == ("140", "3,637")
    assert said["occupancy"] == "90% (3,637 of 4,041)"
    assert said["attendance_rate"] == "96% (3,637 of 3,808)"
    assert said["good"] == "93% (2,229 of 2,408)"


def test_no_session_held_more_people_than_places():
    for session in Session.objects.with_counts():
        assert session.booked <= session.places


def test_sessions_of_the_lockdown_were_called_off_with_their_bookings():
    called_off = Session.objects.filter(status="cancelled")

    assert called_off.count() == 6
    assert {s.starts_on.isoformat()[:7] for s in called_off} == {"2020-03"}
    statuses = set(called_off.values_list("bookings__status", flat=True))
    assert statuses == {"cancelled"}


def ratings():
    return Rating.objects.filter(
        booking__session__course__partnership__ref=OURS,
        booking__session__status="delivered",
        booking__session__starts_at__date__range=YEAR,
    )


def good():
    return ratings().filter(score__in=["good", "excellent"])


def test_between_90_and_95_percent_good_or_excellent_in_every_course_and_quarter():
    assert 90 < 100 * good().count() / ratings().count() < 95
    for by in ("booking__session__course", "booking__session__starts_at__quarter"):
        every = Counter(ratings().values_list(by, flat=True))
        well = Counter(good().values_list(by, flat=True))
        assert all(90 <= 100 * well[key] / every[key] <= 95 for key in every)


def test_over_70_percent_would_train_online():
    asked = ratings().exclude(would_train_online=None)

    assert asked.count() == 1650
    assert 70 < 100 * asked.filter(would_train_online=True).count() / 1650 < 75


def test_people_rate_what_they_came_to():
    assert not Rating.objects.exclude(booking__status="attended").exists()


def test_conferences_of_2018_19_add_up():
    held = Conference.objects.filter(held_on__range=YEAR_BEFORE)
    kinds = {kind: held.filter(kind=kind) for kind in ("initial", "review")}

    counts = [rows.count() for rows in kinds.values()]
    children = [rows.aggregate(sum=Sum("children_count"))["sum"] for rows in kinds.values()]
    assert (counts, sum(counts)) == ([276, 436], 712)
    assert (children, sum(children)) == ([569, 879], 1448)


def test_other_indicators_are_values_without_a_base():
    values = Value.objects.filter(indicator__partnership__ref=OURS)

    assert values.count() == 15
    assert not values.exclude(numerator=None, denominator=None).exists()
    assert values.get(indicator__name="Children on a plan").value == 328


def test_money_is_one_sum_from_all_partners_and_equal_shares_after():
    first, second = BudgetYear.objects.filter(partnership__ref=OURS).order_by("label")
    [paid] = first.contributions.all()

    assert (paid.amount, paid.agency, paid.payer) == (270106, None, "statutory partners together")
    assert first.statutory_share == Decimal("98.3")
    assert (second.sharing_rule, second.share_per_partner) == ("equal", 25)
    assert second.contributions.filter(amount=None).count() == 4


def test_reviews_are_the_archive_and_nothing_more():
    reviews = Review.objects.filter(partnership__ref=OURS)

    assert set(reviews.filter(title__startswith="SCR").values_list("title", flat=True)) == {
        "SCR 22",
        "SCR 26",
        "SCR 31",
        "SCR 33",
        "SCR 39",
    }
    assert reviews.get(title="SCR 22").commissioned is None
    assert reviews.get(title="SCR 31").planned_publication == "2019-07"


def test_the_board_is_nine_tiles_nine_rows_and_two_risks():
    assert Tile.objects.filter(partnership__ref=OURS).count() == 9
    rows = ProgrammeRow.objects.filter(programme__partnership__ref=OURS)
    assert rows.count() == 9
    assert [r.order for r in rows.filter(kind="no new work").order_by("order")] == [5, 7]
    assert Risk.objects.filter(partnership__ref=OURS).count() == 2
    lists = rows.get(order=9)
    assert (lists.outcomes.count(), lists.actions.count(), lists.milestones.count()) == (6, 4, 3)


def test_a_milestone_that_repeats_another_says_which():
    repeated = ProgrammeRow.objects.get(order=3).milestones.get(n=2).same_as

    assert (repeated.row.order, repeated.n) == (1, 2)


def test_the_story_of_the_partnership_is_told_from_the_boards_to_the_split():
    ours = Partnership.objects.get(ref=OURS)

    boards = {change.predecessor_body.kind for change in ours.came_from.all()}
    assert (ours.came_from.count(), boards) == (2, {"local safeguarding children board"})
    after = {change.successor.ref for change in ours.passed_to.all()}
    assert after == {"bcp-scp", "dorset-scp"}
    shared = ServiceShare.objects.filter(partnership__ref="bcp-scp", until=None)
    assert shared.count() == 3


def test_people_posts_groups_and_plans_are_there():
    assert Group.objects.filter(partnership__ref=OURS).count() == 15
    assert Post.objects.filter(partnership__ref=OURS, kind="delegated").count() == 4
    police = Post.objects.get(ref="pdscp/post/delegate_police")
    assert police.appointments.count() == 2
    parts = Priority.objects.filter(partnership__ref=OURS, parent__isnull=False)
    assert parts.count() == 12
    assert Milestone.objects.filter(partnership__ref=OURS, kind="milestone").count() == 11
    assert Comment.objects.filter(consultation__partnership__ref=OURS).count() == 42
    assert Cycle.objects.filter(partnership__ref=OURS).count() == 2


def test_northmere_is_small_marked_and_apart():
    northmere = Partnership.objects.get(ref="northmere")

    assert northmere.generated
    assert Agency.objects.filter(statuses__partnership=northmere).count() == 1
    assert Review.objects.filter(partnership=northmere).count() == 1
    assert Death.objects.filter(partnership=northmere).count() == 1
    assert Session.objects.filter(course__partnership=northmere).count() == 2
    assert Tile.objects.filter(partnership=northmere).count() == 2


def test_the_chapters_print_what_the_report_printed():
    ours = Partnership.objects.get(ref=OURS)
    scope = Scope(ours.pk, *YEAR, "2019-20")
    chapters = (reporting.chapter(scope) for reporting in (cdop_reporting, training_reporting))

    said = {figure.key: figure.text for chapter in chapters for figure in chapter.figures}

    assert said["cdop.deaths"] == "32"
    assert said["cdop.neonatal"].startswith("almost 50%")
    assert said["cdop.joint_responses"] == "13"
    assert said["cdop.reviewed"] == "28"
    assert said["cdop.modifiable"] == "Not available"
    assert said["training.sessions"] == "140"
    assert said["training.attendances"] == "3,637"
    assert said["training.occupancy"] == "90% (3,637 of 4,041)"
    assert said["training.online"] == "72% (1,194 of 1,650)"
