"""Training strategies: whose they are, what they aim at, and what was reached."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.models import Deadline, Event
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.training_strategies import (
    StrategyTargetFactory,
    TargetCountFactory,
    TrainingStrategyFactory,
)
from tests.training.programme import agency_lead, at, day_boxes, in_days, lead_of
from tests.turns import meanwhile
from training import access, actions, aims
from training.deadlines import STRATEGY_TARGET
from training.models import TargetCount, TrainingStrategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return TrainingStrategyFactory(agency=AgencyFactory(sector="health"))


@pytest.fixture
def lead(strategy):
    """Who leads the agency whose strategy it is."""
    return agency_lead(strategy.partnership, strategy.agency)


@pytest.fixture
def target(strategy):
    return StrategyTargetFactory(strategy=strategy, level="Level 3", staff="Midwives")


def typed(**facts):
    told = {"title": "Our strategy", "written_by": "Named nurses"}
    days = day_boxes("starts_on", clock.today()) | day_boxes("ends_on", in_days(700))
    return told | days | facts


def aimed(**facts):
    told = {"level": "Level 3", "staff": "Midwives", "share": "90"}
    return told | day_boxes("due_on", in_days(100)) | facts


def counted(**facts):
    return {"needed": "40", "reached": "30"} | day_boxes("counted_on", clock.today()) | facts


def lines_of(thing):
    return {event.what for event in Event.objects.about(thing)}


def test_what_was_reached_is_seen_with_its_strategy(target, lead):
    count = TargetCountFactory(target=target)
    elsewhere = agency_lead(target.strategy.partnership, AgencyFactory(sector="police"))

    assert list(access.target_counts(lead)) == [count]
    assert not access.target_counts(elsewhere).exists()


def test_an_agency_lead_enters_a_strategy_sets_a_target_and_reports(sign_in):
    partnership, agency = PartnershipFactory(), AgencyFactory()
    lead = agency_lead(partnership, agency)
    browser = sign_in(lead)

    answer = browser.post(at("strategy_add"), typed(partnership=partnership.pk, agency=agency.pk))
    made = TrainingStrategy.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.agency, made.sector, made.whose) == (agency, "", str(agency))

    browser.post(at("target_add", training_strategy_id=made.pk), aimed())
    target = made.targets.get()
    deadline = Deadline.objects.get(kind=STRATEGY_TARGET.key)
    assert (deadline.due_on, deadline.met_at, deadline.owner) == (in_days(100), None, lead)

    browser.post(at("target_report", target_id=target.pk), counted())
    page = browser.get(made.get_absolute_url()).content.decode()

    assert "75% (30 of 40)" in page
    assert "To be reached" in page
    assert lines_of(made) == {"trainingstrategy.entered"}
    assert lines_of(target) == {"strategytarget.set", "strategytarget.counted"}


def test_a_training_lead_enters_one_of_a_sector(sign_in, strategy):
    lead = lead_of(strategy.partnership)

    sign_in(lead).post(
        at("strategy_add"), typed(partnership=strategy.partnership_id, sector="education")
    )

    made = TrainingStrategy.objects.exclude(pk=strategy.pk).get()
    assert (made.agency, made.sector, made.whose) == (None, "education", "All of education")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "Enter the title"),
        ({"title": "For Mr Jones"}, "Take out the name"),
        ({"written_by": ""}, "Enter who wrote it"),
        ({"link": "nowhere"}, "Enter an address in the correct format"),
        ({"ends_on_2": "2001"}, "In force until must be the first day or later"),
        ({"sector": ""}, "Select either an agency or a sector"),
        ({"sector": "circus"}, "Select"),
    ],
)
def test_each_wrong_answer_is_put_right_beside_its_field(sign_in, strategy, facts, sentence):
    told = typed(partnership=strategy.partnership_id, sector="education") | facts

    answer = sign_in(lead_of(strategy.partnership)).post(at("strategy_add"), told)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_lead_of_two_agencies_enters_each_where_they_lead_it(sign_in, strategy, lead):
    elsewhere = StandingFactory(person=lead, role="agency_lead", agency=AgencyFactory())

    answer = sign_in(lead).post(
        at("strategy_add"),
        typed(partnership=elsewhere.partnership_id, agency=strategy.agency_id),
    )

    assert "Select an agency of this partnership that you lead" in answer.content.decode()


def test_a_strategy_is_changed_and_never_over_somebody_elses_change(sign_in, strategy, lead):
    address = at("strategy_edit", training_strategy_id=strategy.pk)
    page = sign_in(lead).get(address).content.decode()
    assert strategy.title in page
    assert 'name="agency"' not in page

    first = sign_in(lead).post(address, typed(title="Second", edition=1))
    late = sign_in(lead).post(address, typed(title="Third", edition=1))

    strategy.refresh_from_db()
    assert (first.status_code, strategy.title, strategy.edition) == (302, "Second", 2)
    assert late.status_code == 422
    assert "Somebody else has changed this" in late.content.decode()
    assert lines_of(strategy) == {"trainingstrategy.rewritten"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"level": ""}, "Enter the level"),
        ({"staff": ""}, "Enter which staff need it"),
        ({"share": ""}, "Enter how many of them, in per cent"),
        ({"share": "0"}, "Enter 1 or more"),
        ({"share": "101"}, "Enter 100 or less"),
        ({"due_on_2": "2001"}, "By when must be from"),
    ],
)
def test_a_target_entered_wrongly_is_told(sign_in, strategy, lead, facts, sentence):
    address = at("target_add", training_strategy_id=strategy.pk)

    answer = sign_in(lead).post(address, aimed(**facts))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_target_is_set_once(sign_in, strategy, lead):
    address = at("target_add", training_strategy_id=strategy.pk)
    sign_in(lead).post(address, aimed())

    answer = sign_in(lead).post(address, aimed(share="80"))

    assert "already aims at this level" in answer.content.decode()
    assert strategy.targets.get().share == 90


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reached": "41"}, "It must not be more than the staff who need the level"),
        ({"reached": ""}, "Enter both numbers, or neither"),
        ({"needed": ""}, "Enter both numbers, or neither"),
        ({"needed": "0"}, "Enter 1 or more"),
        ({"counted_on_2": clock.today().year + 1}, "must be today or in the past"),
        ({"note": "Mr Jones was ill"}, "Take out the name"),
    ],
)
def test_figures_that_cannot_be_are_told(sign_in, target, lead, facts, sentence):
    answer = sign_in(lead).post(at("target_report", target_id=target.pk), counted(**facts))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not TargetCount.objects.exists()


def test_a_share_prints_its_base_and_nothing_where_nothing_was_counted(sign_in, target, lead):
    address, page = at("target_report", target_id=target.pk), target.get_absolute_url()
    assert "Not available" in sign_in(lead).get(page).content.decode()

    sign_in(lead).post(address, counted(needed="", reached=""))

    told = TargetCount.objects.get()
    assert (told.reached, told.needed, told.reaches(1)) == (None, None, False)
    assert aims.figure(target, told).text == "Not available"
    assert "not available." in sign_in(lead).get(address).content.decode()


def test_the_same_day_told_again_replaces_what_was_told(target, lead):
    told = {"counted_on": clock.today(), "needed": 40, "note": "", "by": lead}
    first = actions.report_count(target=target, reached=30, **told)
    actions.report_count(target=target, reached=36, **told)

    first.refresh_from_db()
    assert first.reached == 36
    assert lines_of(target) == {"strategytarget.counted", "strategytarget.corrected"}


def test_small_numbers_are_hidden_but_from_those_who_keep_it(sign_in, target, lead):
    TargetCountFactory(target=target, reached=38, needed=40)
    executive = StandingFactory(partnership=target.strategy.partnership, role="executive").person

    page = sign_in(executive).get(target.get_absolute_url()).content.decode()
    file = sign_in(executive).get(target.get_absolute_url(), {"as": "csv"}).content.decode()
    form = sign_in(lead).get(at("target_report", target_id=target.pk)).content.decode()

    assert "38 of 40" not in page + file
    assert "hidden" in page
    assert "Counts of people below" in page
    assert "38 of 40" in form


@pytest.mark.parametrize(
    ("facts", "share", "word"),
    [
        ({}, 90, "Reached"),
        ({}, 91, "To be reached"),
        ({"due_on": clock.today() - timedelta(days=1)}, 91, "Overdue"),
        ({"settled_on": clock.today(), "outcome": "Given up"}, 91, "Not reached"),
        ({"settled_on": clock.today(), "outcome": "Done"}, 90, "Reached"),
    ],
)
def test_a_word_says_how_a_target_stands(strategy, facts, share, word):
    target = StrategyTargetFactory(strategy=strategy, share=share, **facts)
    TargetCountFactory(target=target, reached=90, needed=100)

    assert aims.Aim(target).word == word


def test_the_latest_day_counts_and_every_day_is_kept(sign_in, target, lead):
    TargetCountFactory(target=target, reached=50, counted_on=clock.today() - timedelta(days=90))
    TargetCountFactory(target=target, reached=60, counted_on=clock.today() - timedelta(days=9))

    page = sign_in(lead).get(target.get_absolute_url()).content.decode()
    file = sign_in(lead).get(target.get_absolute_url(), {"as": "csv"}).content.decode()

    assert aims.Aim(target).text == "60% (60 of 100)"
    assert page.index("60 of 100") < page.index("50 of 100")
    assert "what was reported" in page
    assert file.count("Midwives") == 2


def test_what_came_of_a_target_is_said_once_and_ends_it(sign_in, target, lead):
    deadline = STRATEGY_TARGET
    aim = actions.set_target(
        strategy=target.strategy, level="Level 4", staff="Named nurses", share=100,
        due_on=in_days(9), by=lead,
    )  # fmt: skip
    address = at("target_settle", target_id=aim.pk)
    assert "Say what came of it" in sign_in(lead).get(address).content.decode()

    first = sign_in(lead).post(address, {"outcome": "All have it"}, follow=True)
    again = sign_in(lead).post(address, {"outcome": "None has it"})
    late = sign_in(lead).post(at("target_report", target_id=aim.pk), counted())

    aim.refresh_from_db()
    assert (aim.outcome, aim.settled_on) == ("All have it", clock.today())
    assert "All have it" in first.content.decode()
    for answer in (again, late):
        assert answer.status_code == 422
        assert "Somebody has said what came of this target" in answer.content.decode()
    assert Deadline.objects.get(kind=deadline.key).met_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_target_settled_meanwhile_takes_no_figures(target, lead):
    told = {"counted_on": clock.today(), "reached": 1, "needed": 2, "note": "", "by": lead}

    with pytest.raises(actions.TargetSettled):
        meanwhile(
            partial(actions.settle_target, target=target, outcome="Done", by=lead),
            partial(actions.report_count, target=target, **told),
        )

    assert not TargetCount.objects.exists()


def test_a_sector_is_read_by_its_leads_and_kept_by_training(sign_in, strategy, lead):
    shared = TrainingStrategyFactory(
        partnership=strategy.partnership, agency=None, sector="health", title="Of all"
    )
    council = agency_lead(strategy.partnership, AgencyFactory(sector="council"))
    elsewhere = agency_lead(PartnershipFactory(), strategy.agency)

    assert set(access.strategies(lead)) == {strategy, shared}
    assert not access.strategies(council).exists()
    assert not access.strategies(elsewhere).exists()
    assert set(access.strategies(lead_of(strategy.partnership))) == {strategy, shared}
    assert not access.keeps_strategy(lead, shared)
    assert access.keeps_strategy(lead_of(strategy.partnership), shared)
    page = sign_in(lead).get(shared.get_absolute_url()).content.decode()
    assert "Set a target" not in page
    hidden = sign_in(lead).get(at("strategy_edit", training_strategy_id=shared.pk))
    assert hidden.status_code == 403


def test_the_list_and_the_page_ask_no_more_for_more_rows(sign_in, strategy, target, lead):
    TargetCountFactory(target=target)
    browser = sign_in(lead)

    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    addresses = (at("strategy_list"), strategy.get_absolute_url())
    browser.get(addresses[0])
    before = [cost(address) for address in addresses]
    for _ in range(2):
        TargetCountFactory(target=StrategyTargetFactory(strategy=strategy))
        TrainingStrategyFactory(partnership=strategy.partnership, agency=strategy.agency)

    assert [cost(address) for address in addresses] == before
