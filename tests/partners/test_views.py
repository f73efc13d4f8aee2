"""Pages of the partnership: what they tell, what they cost, what they refuse."""

from datetime import date

import pytest
from django.urls import reverse

from partners.models import AgencyName, PartnershipChange, Role
from tests.factories.partners import (
    AgencyFactory,
    AgencyStatementFactory,
    AgencyStatusFactory,
    AppointmentFactory,
    AreaFactory,
    BudgetYearFactory,
    CommentFactory,
    ContributionFactory,
    DecisionFactory,
    GroupFactory,
    MeetingFactory,
    MilestoneFactory,
    PartnershipFactory,
    PostFactory,
    PriorityFactory,
    SharedServiceFactory,
    StandingFactory,
    StatementPointFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return StandingFactory()


@pytest.fixture
def browser(held, sign_in):
    return sign_in(held.person)


def page(client, name, data=None, **facts):
    response = client.get(reverse(f"partners:{name}", kwargs=facts), data)
    return response.content.decode()


def make_agency(held):
    agency = AgencyStatusFactory(partnership=held.partnership, agency__area=AreaFactory()).agency
    AgencyName.objects.create(agency=agency, name=f"{agency.name} as it was", until="2018")


def make_post(held):
    lead = PostFactory(partnership=held.partnership)
    post = PostFactory(partnership=held.partnership, agency=held.agency, accountable_to=lead)
    AppointmentFactory(post=post)


def make_priority(held):
    old = PriorityFactory(partnership=held.partnership, period="2018-19")
    new = PriorityFactory(partnership=held.partnership, carried_from=old)
    PriorityFactory(partnership=held.partnership, parent=new)


def make_budget(held):
    year = BudgetYearFactory(partnership=held.partnership)
    ContributionFactory(budget_year=year, agency=AgencyFactory(), amount=5)


LISTS = {
    "agency_list": make_agency,
    "who_held": make_post,
    "group_list": lambda held: GroupFactory(partnership=held.partnership, scope=AreaFactory()),
    "priority_list": make_priority,
    "milestone_list": lambda held: MilestoneFactory(partnership=held.partnership),
    "money": make_budget,
    "consultation_list": lambda held: CommentFactory(consultation__partnership=held.partnership),
    "partnership_list": lambda held: StandingFactory(person=held.person),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long(browser, held, name, django_assert_max_num_queries):
    LISTS[name](held)
    page(browser, name)
    with django_assert_max_num_queries(30) as one:
        page(browser, name)
    for _ in range(2):
        LISTS[name](held)
    with django_assert_max_num_queries(30) as three:
        page(browser, name)

    assert len(three) == len(one) <= 10


@pytest.mark.parametrize("name", [name for name in LISTS if name != "partnership_list"])
def test_an_empty_list_says_so(browser, name):
    assert "h1" in page(browser, name)


def test_agencies_bear_the_name_of_the_day_asked_for(browser, held):
    agency = AgencyFactory(name="NHS Dorset")
    AgencyStatusFactory(agency=agency, partnership=held.partnership, since=date(2019, 8, 1))
    AgencyName.objects.create(agency=agency, name="NHS Dorset CCG", until="2022-06")
    then = {"day_0": "1", "day_1": "9", "day_2": "2020"}

    assert "NHS Dorset CCG" in page(browser, "agency_list", then)
    assert "NHS Dorset CCG" not in page(browser, "agency_list")


def test_agencies_narrow_by_kind_and_by_their_part_on_the_day(browser, held):
    police = AgencyFactory(name="Dorset Police", kind="police force")
    AgencyStatusFactory(agency=police, partnership=held.partnership, since=date(2019, 8, 1))
    AgencyStatusFactory(agency__name="You First", partnership=held.partnership, status="provider")

    by_kind = page(browser, "agency_list", {"kind": "police force"})
    by_part = page(browser, "agency_list", {"status": "provider"})

    assert ("Dorset Police" in by_kind, "You First" in by_kind) == (True, False)
    assert ("Dorset Police" in by_part, "You First" in by_part) == (False, True)


@pytest.mark.parametrize("name", ["agency_list", "who_held"])
def test_a_day_that_is_none_is_refused_and_kept(browser, name):
    asked = {"day_0": "31", "day_1": "2", "day_2": "2020"}

    response = browser.get(reverse(f"partners:{name}"), asked)

    assert response.status_code == 422
    assert "Date must be a real date" in response.content.decode()
    assert 'value="31"' in response.content.decode()


def test_an_agencys_page_gathers_what_it_is_and_owes(browser, held):
    AgencyStatusFactory(agency=held.agency, partnership=held.partnership)
    AgencyFactory(parent=held.agency)
    provider = AgencyStatusFactory(agency__parent=held.agency, partnership=held.partnership).agency
    post = PostFactory(partnership=held.partnership, agency=held.agency)
    AppointmentFactory(post=post, holder_title="Chief executive", as_at="2019-06")
    AgencyStatementFactory(agency=held.agency, partnership=held.partnership)
    group = GroupFactory(partnership=held.partnership)
    group.members.add(held.agency)
    AgencyName.objects.create(agency=held.agency, name="Old name", since="2010", until="2018")

    text = page(browser, "agency", agency_id=held.agency.pk)

    for told in ("Chief executive, as at June 2019", "2019-20", group.name, provider.name):
        assert told in text
    assert "Old name (from 2010 until 2018)" in " ".join(text.split())


def test_what_other_partnerships_say_of_a_shared_agency_stays_theirs(browser, held):
    elsewhere = AgencyStatusFactory(agency=held.agency)
    theirs = GroupFactory(partnership=elsewhere.partnership)
    theirs.members.add(held.agency)

    text = page(browser, "agency", agency_id=held.agency.pk)

    assert elsewhere.partnership.name not in text
    assert theirs.name not in text


def test_who_held_a_post_on_a_day(browser, held):
    lead = PostFactory(partnership=held.partnership, title="Lead of the council")
    post = PostFactory(partnership=held.partnership, accountable_to=lead)
    later = AppointmentFactory(post=post, holder_title="Superintendent", as_at="2019-12")
    AppointmentFactory(
        post=post, holder_title="Head of crime", as_at="2019-06", superseded_by=later
    )

    then = page(browser, "who_held", {"day_0": "1", "day_1": "7", "day_2": "2019"})
    now = page(browser, "who_held")

    assert "Head of crime (as at June 2019)" in then
    assert "Superintendent" not in then
    assert "Superintendent (as at December 2019)" in now
    assert "Lead of the council" in now


def test_a_statement_stands_under_its_headings(browser, held):
    statement = AgencyStatementFactory(agency=held.agency, partnership=held.partnership)
    StatementPointFactory(statement=statement, part="developments and impact", text="One door")
    StatementPointFactory(
        statement=statement, part="future plans", provider=AgencyFactory(name="Dorset HealthCare")
    )

    text = page(browser, "statement", statement_id=statement.pk)

    assert "Developments and impact" in text
    assert "Dorset HealthCare:" in text
    assert "author not recorded" in text
    assert "wrote developments and impact as one" in text


def test_a_partnership_tells_where_it_came_from_and_what_it_shares(browser, held):
    ours = held.partnership
    board = AgencyFactory(name="Old board")
    PartnershipChange.objects.create(predecessor_body=board, successor=ours, on=date(2019, 8, 1))
    after = PartnershipFactory(name="Partnership after", short_name="PAFTER")
    PartnershipChange.objects.create(predecessor=ours, successor=after, on=date(2024, 8, 1))
    service = SharedServiceFactory(name="Child death panel")
    for one in (ours, after):
        service.shares.create(partnership=one, since=date(2019, 8, 1))
    ours.coverage.create(area=AreaFactory(name="Dorset"), since=date(2019, 8, 1))
    wider = AreaFactory(name="Pan-Dorset")
    wider.members.add(ours.coverage.get().area)
    wider.populations.create(value=142800, as_at="2019", measure="Children")
    AreaFactory().populations.create(value=98765, as_at="2019")
    AgencyStatusFactory(partnership=ours, agency__name="Dorset Police")

    text = page(browser, "partnership", partnership_id=ours.pk)

    assert "Old board passed into it" in text
    assert text.index("Passed into Partnership after") < text.index("The partnership goes live")
    assert "Child death panel, shared with PAFTER, since 1 August 2019" in " ".join(text.split())
    assert "Dorset Police" in text
    assert "142,800" in text
    assert "98,765" not in text
    assert "Change name, colour and logo" not in text


def test_groups_stand_under_the_one_they_report_to(browser, held):
    top = GroupFactory(partnership=held.partnership, name="Leadership")
    GroupFactory(partnership=held.partnership, name="Audit", reports_to=top)
    GroupFactory(partnership=held.partnership, name="Odd", reports_to=GroupFactory())

    text = page(browser, "group_list")

    below = text[text.index("Leadership") :]
    assert below.index("Audit") < below.index("</li>")
    assert "Odd" in text


def test_priorities_of_one_year_stand_under_the_paper_that_tells_them(browser, held):
    ours = {"partnership": held.partnership, "period": "2019-20"}
    PriorityFactory(**ours, name="Parenting", paper="Annual Report 2020", order=2)
    PriorityFactory(**ours, name="Adolescents at risk", paper="Council report", order=1)

    text = page(browser, "priority_list")

    told = ["As told in: Annual Report 2020.", "Parenting", "Council report", "Adolescents at risk"]
    assert sorted(told, key=text.index) == told


def test_a_group_that_missed_its_meeting_says_so(browser, held, time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    group = GroupFactory(partnership=held.partnership, cadence=1, cadence_unit="months", quorum=3)
    meeting = MeetingFactory(group=group, held_on=date(2020, 7, 1), agencies_present=2)
    DecisionFactory(meeting=meeting, text="Meet weekly")

    text = page(browser, "group", group_id=group.pk)

    assert "A meeting was expected by 1 August 2020. None is recorded." in text
    assert "2 agencies present, not quorate" in text
    assert "Decision: Meet weekly" in text


def test_a_group_that_met_in_time_is_not_warned_of(browser, held, time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    group = GroupFactory(partnership=held.partnership, cadence=1, cadence_unit="months")
    MeetingFactory(group=group, held_on=date(2020, 9, 1))

    assert "expected by" not in page(browser, "group", group_id=group.pk)


def test_money_says_that_the_split_is_not_recorded(browser, held):
    year = BudgetYearFactory(partnership=held.partnership, sharing_rule="historic")
    ContributionFactory(budget_year=year, payer="Statutory partners together", amount=270106)
    year.spending.create(heading="Staff")

    text = page(browser, "money")

    assert "£270,106" in text
    assert "Agency split not recorded" in text
    assert "Not available" in text


@pytest.fixture
def business(held):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=held.partnership).person


def settings_address(held):
    return reverse("partners:partnership_edit", kwargs={"partnership_id": held.partnership_id})


def test_the_business_team_changes_name_and_colour(held, business, sign_in):
    client = sign_in(business)
    answers = {"name": "New name", "short_name": "NN", "colour": "#12436D"}

    assert held.partnership.name in client.get(settings_address(held)).content.decode()
    response = client.post(settings_address(held), answers)

    held.partnership.refresh_from_db()
    assert response.url == held.partnership.get_absolute_url()
    assert (held.partnership.name, held.partnership.colour) == ("New name", "#12436d")


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("#ffdd00", "this one has a contrast of 1.3 to 1 on white"),
        ("purple", "Enter a colour as # and six digits"),
        ("", "Enter the colour, like #4b2e83"),
    ],
)
def test_a_colour_that_does_not_serve_is_refused_and_the_name_kept(
    held, business, sign_in, colour, sentence
):
    answers = {"name": "Typed name", "short_name": "NN", "colour": colour}

    response = sign_in(business).post(settings_address(held), answers)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Typed name" in response.content.decode()
