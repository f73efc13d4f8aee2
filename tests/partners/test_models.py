from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partners import models
from partners.models import Agency, AgencyName, Appointment, Area, Milestone, Partnership, Standing
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    AgencyStatementFactory,
    AgencyStatusFactory,
    AppointmentFactory,
    AreaFactory,
    BudgetYearFactory,
    ContributionFactory,
    GroupFactory,
    MeetingFactory,
    MilestoneFactory,
    PartnershipFactory,
    PostFactory,
    PriorityFactory,
    StandingFactory,
    StatementPointFactory,
)
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("live_from", "live_to", "there"),
    [
        (None, None, True),
        ("2019-04-01", None, True),
        ("2019-06", None, True),
        ("2019", None, True),
        ("2019-07", None, False),
        (None, "2019", True),
        (None, "2019-06", True),
        (None, "2019-06-15", True),
        (None, "2019-06-14", False),
        (None, "2019-05", False),
        (None, "2018", False),
    ],
)
def test_a_vague_date_counts_from_its_first_day_to_its_last(live_from, live_to, there):
    AreaFactory(live_from=live_from, live_to=live_to)
    AgencyFactory(live_from=live_from, live_to=live_to)

    assert Area.objects.live(date(2019, 6, 15)).exists() is there
    assert Agency.objects.live(date(2019, 6, 15)).exists() is there


def test_partnerships_live_from_their_first_day_to_their_last():
    gone = PartnershipFactory(live_from=date(2019, 8, 1), live_to=date(2024, 7, 31))
    come = PartnershipFactory(live_from=date(2024, 8, 1))

    assert list(Partnership.objects.live(date(2024, 7, 31))) == [gone]
    assert list(Partnership.objects.live(date(2024, 8, 1))) == [come]


def test_a_body_is_called_as_it_was_called_on_the_day():
    board = AgencyFactory(name="NHS Dorset")
    AgencyName.objects.create(agency=board, name="NHS Dorset CCG", until="2022-06")
    AgencyName.objects.create(agency=board, name="The CCG", kind="alias")

    assert board.name_on(date(2020, 3, 31)) == "NHS Dorset CCG"
    assert board.name_on(date(2022, 7, 1)) == "NHS Dorset"


def test_a_name_is_not_borne_before_its_first_day():
    agency = AgencyFactory(name="Now")
    AgencyName.objects.create(agency=agency, name="Then", since="2019-04", until="2020")

    assert [agency.name_on(date(year, 3, 1)) for year in (2019, 2020, 2021)] == [
        "Now",
        "Then",
        "Now",
    ]


def held_titles(day):
    return [one.holder_title for one in Appointment.objects.held_on(day)]


def test_a_holder_as_at_a_date_stays_until_a_later_one_is_recorded():
    post = PostFactory()
    later = AppointmentFactory(post=post, holder_title="Chief Superintendent", as_at="2019-12")
    AppointmentFactory(
        post=post, holder_title="Head of Crime", as_at="2019-06", superseded_by=later
    )

    assert held_titles(date(2019, 5, 31)) == []
    assert held_titles(date(2019, 6, 1)) == ["Head of Crime"]
    assert held_titles(date(2019, 11, 30)) == ["Head of Crime"]
    assert held_titles(date(2019, 12, 1)) == ["Chief Superintendent"]


def test_a_post_with_no_dates_is_held_and_one_that_ended_is_not():
    AppointmentFactory(holder_title="Business Manager")
    AppointmentFactory(holder_title="Former chair", valid_from="2018", valid_to="2020-03")

    assert held_titles(date(2020, 4, 1)) == ["Business Manager"]
    assert set(held_titles(date(2020, 3, 31))) == {"Business Manager", "Former chair"}


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ({"valid_from": "2020-04"}, "from April 2020"),
        ({"valid_to": "2020-04"}, "until April 2020"),
        ({"valid_from": "2019", "valid_to": "2020"}, "2019 to 2020"),
        ({"as_at": "2019-06"}, "as at June 2019"),
        ({}, "dates not recorded"),
    ],
)
def test_how_far_an_appointment_is_known_in_words(dates, when):
    made = AppointmentFactory(**dates)

    assert Appointment.objects.get(pk=made.pk).when == when


@pytest.mark.parametrize(
    ("vocabulary", "term"),
    [("WT2018", "lead representative"), ("WT2023", "lead safeguarding partner")],
)
def test_a_lead_is_called_by_the_words_of_the_guidance(vocabulary, term):
    post = PostFactory(kind="lead", partnership__vocabulary=vocabulary)

    assert post.term == term


def test_other_posts_keep_their_own_word():
    assert PostFactory(kind="chair").term == "chair"


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"date": "2019-09", "as_printed": "September onwards"}, "September onwards"),
        ({"date": "2020-06", "date_to": "2020-07"}, "June 2020 to July 2020"),
        ({"date": "2019-09", "open_ended": True}, "September 2019 onwards"),
        ({"date": "2019-08-01"}, "1 August 2019"),
    ],
)
def test_when_a_milestone_was(facts, when):
    made = MilestoneFactory(**facts)

    assert Milestone.objects.get(pk=made.pk).when == when


@pytest.mark.parametrize(
    ("cadence", "unit", "words", "due"),
    [
        (None, "", "", None),
        (1, "months", "every month", date(2020, 2, 29)),
        (6, "weeks", "every 6 weeks", date(2020, 3, 13)),
        (10, "days", "every 10 days", date(2020, 2, 10)),
        (4, "per year", "4 times a year", date(2020, 5, 1)),
    ],
)
def test_when_a_group_should_meet_again(cadence, unit, words, due):
    group = GroupFactory(cadence=cadence, cadence_unit=unit)

    assert group.meets == words
    assert group.next_due(date(2020, 1, 31)) == due


@pytest.mark.parametrize(
    ("quorum", "present", "quorate"),
    [(3, 3, True), (3, 2, False), (None, 4, None), (3, None, None)],
)
def test_a_meeting_is_quorate_when_enough_agencies_came(quorum, present, quorate):
    assert MeetingFactory(group__quorum=quorum, agencies_present=present).quorate is quorate


def test_a_statement_keeps_the_order_of_its_headings_and_leaves_empty_ones_out():
    statement = AgencyStatementFactory()
    plans = StatementPointFactory(statement=statement, part="future plans")
    merged = StatementPointFactory(statement=statement, part="developments and impact")

    assert statement.parts == [
        ("Developments and impact", [merged]),
        ("Future plans", [plans]),
    ]
    assert statement.merges_developments_and_impact
    assert not AgencyStatementFactory().merges_developments_and_impact


def test_money_adds_up_what_is_recorded_and_says_when_the_split_is_not():
    year = BudgetYearFactory()
    ContributionFactory(budget_year=year, amount=270106)
    ContributionFactory(budget_year=year, amount=None)

    assert year.total == 270106
    assert not year.split_recorded
    assert BudgetYearFactory().total is None


def test_the_split_is_recorded_when_every_payer_is_an_agency():
    paid = ContributionFactory(agency=AgencyFactory(), amount=1)

    assert paid.budget_year.split_recorded


def test_an_action_is_overdue_the_day_after_it_was_due(time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    late = ActionFactory(due=date(2020, 9, 13))
    today = ActionFactory(due=date(2020, 9, 14))
    done = ActionFactory(due=date(2020, 9, 1), status="done")
    undated = ActionFactory(due=None)

    assert [one.is_overdue for one in (late, today, done, undated)] == [True, False, False, False]
    assert list(models.Action.objects.overdue()) == [late]


@pytest.mark.parametrize(
    ("make", "truth"),
    [
        (
            lambda: PartnershipFactory(live_to=date(2019, 7, 31)),
            "partners_partnership_ends_after_start",
        ),
        (lambda: GroupFactory(cadence=3), "partners_group_cadence_with_unit"),
        (lambda: GroupFactory(cadence_unit="months"), "partners_group_cadence_with_unit"),
        (
            lambda: GroupFactory(cadence=0, cadence_unit="months"),
            "partners_group_cadence_with_unit",
        ),
        (lambda: ContributionFactory(amount=-1), "partners_contribution_not_below_nothing"),
        (
            lambda: ActionFactory(closed_by=UserFactory()),
            "partners_action_closed_at_with_closed_by",
        ),
        (
            lambda: models.PartnershipChange.objects.create(
                successor=PartnershipFactory(), on=date(2019, 8, 1)
            ),
            "partners_partnershipchange_one_predecessor",
        ),
        (
            lambda: StandingFactory(until=date(2019, 1, 1)),
            "partners_standing_ends_after_start",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be_true(make, truth):
    with pytest.raises(IntegrityError, match=truth), transaction.atomic():
        make()


def test_nobody_holds_the_same_role_twice_at_once():
    held = StandingFactory()
    again = {
        "person": held.person,
        "agency": held.agency,
        "partnership": held.partnership,
        "role": held.role,
    }

    with pytest.raises(IntegrityError, match="partners_standing_held_once"):
        Standing.objects.create(**again)


def test_an_agency_is_one_thing_at_a_time_to_a_partnership():
    held = AgencyStatusFactory()

    with pytest.raises(IntegrityError, match="partners_agencystatus_one_open"):
        AgencyStatusFactory(agency=held.agency, partnership=held.partnership)


def test_a_priority_is_no_part_of_itself():
    priority = PriorityFactory()

    with pytest.raises(IntegrityError, match="partners_priority_not_its_own_part"):
        models.Priority.objects.filter(pk=priority.pk).update(parent=priority)
