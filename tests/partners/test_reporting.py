from datetime import date
from decimal import Decimal

import pytest

from partners import reporting
from partners.models import AgencyName
from portal.figures import Scope
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    AgencyStatementFactory,
    AgencyStatusFactory,
    AppointmentFactory,
    BudgetYearFactory,
    ContributionFactory,
    GroupFactory,
    MeetingFactory,
    MilestoneFactory,
    PartnershipFactory,
    PostFactory,
    PriorityFactory,
    StatementPointFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory(vocabulary="WT2018")


@pytest.fixture
def scope(partnership):
    return Scope(partnership.pk, date(2019, 8, 1), date(2020, 3, 31), "2019-20")


def test_milestones_are_those_that_touch_the_period_oldest_first(partnership, scope):
    def make(text, day, **facts):
        MilestoneFactory(partnership=partnership, text=text, date=day, **facts)

    make("at the end", "2020-03")
    make("at the start", "2019-08-01", in_report=True)
    make("goes on", "2019-02", open_ended=True)
    make("reaches in", "2019-06", date_to="2019-09")
    make("before", "2019-07")
    make("after", "2020-04")
    MilestoneFactory(date="2019-09")

    told = [milestone.text for milestone in reporting.milestones(scope)]

    assert told == ["goes on", "reaches in", "at the start", "at the end"]
    assert [one.text for one in reporting.milestones(scope, printed=True)] == ["at the start"]


def test_priorities_are_those_of_the_period_with_their_parts(partnership, scope):
    old = PriorityFactory(partnership=partnership, period="2018-19", name="Harm outside the home")
    second = PriorityFactory(partnership=partnership, order=2, name="Parenting", carried_from=old)
    PriorityFactory(partnership=partnership, parent=second, name="Early help")
    PriorityFactory(partnership=partnership, order=1, name="Adolescent risk", in_report=True)

    assert reporting.priorities(scope) == [
        reporting.Aim("Adolescent risk", "", ()),
        reporting.Aim("Parenting", "", ("Early help",), "Harm outside the home"),
    ]
    assert [one.name for one in reporting.priorities(scope, printed=True)] == ["Adolescent risk"]


def test_a_statement_names_the_agency_as_it_was_and_its_author_by_post(partnership, scope):
    agency = AgencyFactory(name="NHS Dorset")
    AgencyName.objects.create(agency=agency, name="NHS Dorset CCG", until="2022-06")
    statement = AgencyStatementFactory(
        partnership=partnership,
        agency=agency,
        author_post=PostFactory(title="Director of nursing"),
    )
    provider = AgencyFactory(name="Dorset HealthCare")
    StatementPointFactory(statement=statement, text="One door", provider=provider)
    StatementPointFactory(statement=statement, text="Less waiting", part="impact", order=2)
    AgencyStatementFactory(partnership=partnership, year="2018-19")

    assert reporting.statements(scope) == [
        reporting.Statement(
            "NHS Dorset CCG",
            "Director of nursing",
            (
                ("Developments", (reporting.Point("One door", "Dorset HealthCare"),)),
                ("Impact", (reporting.Point("Less waiting"),)),
            ),
            merged=False,
        )
    ]


def test_a_statement_without_an_author_says_so(partnership, scope):
    AgencyStatementFactory(partnership=partnership)

    assert reporting.statements(scope)[0].author == ""


def test_contacts_are_posts_with_their_holders_on_the_last_day(partnership, scope):
    lead = PostFactory(partnership=partnership, kind="lead", title="Lead", agency=AgencyFactory())
    delegate = PostFactory(
        partnership=partnership, kind="delegated", title="Delegate", accountable_to=lead
    )
    AppointmentFactory(post=delegate, holder_title="Director", as_at="2019-12")
    AppointmentFactory(post=delegate, holder_title="Later", valid_from="2020-04")

    contacts = reporting.contacts(scope)

    assert [one.post for one in contacts] == ["Delegate", "Lead"]
    assert contacts[0].holder == "Director"
    assert contacts[0].when == "as at December 2019"
    assert contacts[0].kind == "delegated senior officer"
    assert contacts[0].accountable_to == "Lead"
    assert (contacts[1].holder, contacts[1].agency) == ("", lead.agency.name)
    assert [one.post for one in reporting.contacts(scope, "lead")] == ["Lead"]


def test_funding_tells_what_is_known_and_that_the_split_is_not(partnership, scope):
    year = BudgetYearFactory(partnership=partnership, label="2019-20", sharing_rule="historic")
    ContributionFactory(budget_year=year, payer="Statutory partners together", amount=270106)

    told = reporting.funding(scope)

    assert [(one.label, one.rule, one.total) for one in told] == [
        ("2019-20", "Historic split", Decimal(270106))
    ]
    assert not told[0].split_recorded


def test_statutory_partners_are_those_of_the_last_day(partnership, scope):
    AgencyStatusFactory(partnership=partnership, agency__name="Police", since=date(2019, 8, 1))
    AgencyStatusFactory(partnership=partnership, agency__name="Later", since=date(2020, 4, 1))
    AgencyStatusFactory(partnership=partnership, agency__name="Probation", status="relevant agency")

    assert reporting.statutory_partners(scope) == ["Police"]


def test_the_chapter_counts_what_was_held_and_what_was_done(partnership, scope):
    group = GroupFactory(partnership=partnership)
    MeetingFactory(group=group, held_on=date(2019, 9, 10))
    MeetingFactory(group=group, held_on=date(2020, 4, 1))
    owed = {"partnership": partnership, "due": date(2020, 1, 31)}
    ActionFactory(**owed, status="closed")
    ActionFactory(**owed)
    ActionFactory(partnership=partnership, due=date(2020, 6, 1))
    MilestoneFactory(partnership=partnership)
    ContributionFactory(budget_year__partnership=partnership, amount=270106)

    chapter = reporting.chapter(scope)

    assert chapter.figure("partners.groups").text == "1"
    assert chapter.figure("partners.meetings").text == "1"
    assert chapter.figure("partners.decisions").text == "0"
    assert chapter.figure("partners.actions_met").text == "50% (1 of 2)"
    assert chapter.figure("partners.actions_overdue").text == "1"
    assert [len(table.rows) for table in chapter.tables] == [1, 1]


def test_a_chapter_of_nothing_can_be_told(scope):
    chapter = reporting.chapter(scope)

    assert chapter.figure("partners.actions_met").text == "Not available (0 of 0)"
