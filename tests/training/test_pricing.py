"""What a place costs and why; what giving it up costs, by when, on days that are hard to count."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock
from tests.factories.training_money import (
    AbsenceRuleFactory,
    AgreedFreePlaceFactory,
    FeeFactory,
    FeeTableFactory,
    FundUseFactory,
    PayerClassFactory,
    PayerFactory,
    PolicyFactory,
    RuleFactory,
)
from tests.factories.training_programme import CourseLevelFactory
from tests.training.priced import agree, approve, priced
from training.models import CancellationRule, Policy
from training.money import NoAmount, in_words, percent, pounds, raised, read_pence, share_of
from training.pricing import Terms, Tier, cut_off, fees_of, length_of, price_of

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
Unit = CancellationRule.Unit
ON = date(2020, 9, 14)


def ask(ours, on=ON, agency=None, **session):
    return price_of(session=ours.session(**session), agency=agency or ours.school, on=on)


def test_a_place_costs_what_the_table_says_of_the_payers_class():
    ours = priced()

    price = ask(ours)

    assert (price.amount, price.text) == (8000, "£80.00")
    assert (price.payer_class, price.fee_table, price.policy) == (
        ours.schools,
        ours.table,
        ours.policy,
    )
    assert price.because == "Schools, any course: Fees of 2020."


def test_a_table_counts_from_its_first_day_and_a_draft_never():
    ours = priced()
    later = FeeTableFactory(partnership=ours.partnership, since=date(2021, 4, 1))
    FeeFactory(table=later, payer_class=ours.schools, amount=8400)
    assert ask(ours, date(2021, 4, 1)).amount == 8000
    approve(later)

    assert [ask(ours, day).amount for day in (date(2021, 3, 31), date(2021, 4, 1))] == [8000, 8400]
    assert ask(ours, date(2020, 3, 31)).amount is None


def test_an_agency_pays_by_the_class_of_the_day_and_else_by_the_usual_one():
    ours = priced()
    usual = PayerClassFactory(partnership=ours.partnership, name="Others", is_usual=True)
    later = FeeTableFactory(partnership=ours.partnership, since=date(2020, 9, 1))
    FeeFactory(table=later, payer_class=usual, amount=12000)
    FeeFactory(table=later, payer_class=ours.schools, amount=8000)
    approve(later)
    elsewhere = PayerFactory(payer_class=PayerClassFactory()).agency

    assert ask(ours).amount == 8000
    assert ask(ours, agency=elsewhere).amount == 12000
    ours.schools.payers.update(until=date(2020, 9, 13))
    assert ask(ours).amount == 12000


def test_without_class_table_or_fee_nobody_invents_a_price():
    ours = priced()
    nobody = PayerFactory(payer_class=PayerClassFactory(partnership=ours.partnership)).agency

    price = ask(ours, agency=nobody)

    assert (price.amount, price.text) == (None, "Not set")
    assert "No fee is set" in price.because


def test_the_closest_fee_counts_course_then_level_then_length():
    ours = priced()
    level = CourseLevelFactory(partnership=ours.partnership)
    half = ours.course(hours=3, level=level)
    own = ours.course(days=2)
    table = FeeTableFactory(partnership=ours.partnership, since=date(2020, 9, 1))
    said = [
        ({}, 8000),
        ({"length": "half day"}, 4000),
        ({"level": level}, 4500),
        ({"level": level, "length": "half day"}, 4600),
        ({"course": own}, 9900),
    ]
    for what_for, amount in said:
        FeeFactory(table=table, payer_class=ours.schools, amount=amount, **what_for)
    approve(table)

    def cost(course):
        return price_of(session=ours.session(course=course), agency=ours.school, on=ON).amount

    assert cost(half) == 4600
    assert cost(ours.course(hours=3)) == 4000
    assert cost(ours.course(days=1, level=level)) == 4500
    assert cost(own) == 9900
    assert cost(ours.course()) == 8000


@pytest.mark.parametrize(
    ("facts", "length"),
    [
        ({}, ""),
        ({"hours": 4}, "half day"),
        ({"hours": 6}, "one day"),
        ({"days": 1, "hours": 3}, "half day"),
        ({"days": 1}, "one day"),
        ({"days": 2}, "two days"),
        ({"days": 2, "follow_up_days": 1}, "longer"),
    ],
)
def test_the_length_of_a_course(facts, length):
    assert length_of(priced().course(**facts)) == length


def test_what_costs_nothing_says_why():
    ours = priced()
    free = ours.course(fee="free", fund="budget surplus")
    plain = ours.course(fee="free")
    paid = FundUseFactory(fund__partnership=ours.partnership, fund__name="The review fund").session
    gone = FundUseFactory(fund__partnership=ours.partnership, given_back_on=ON).session
    held = AgreedFreePlaceFactory(
        agency=ours.school, partnership=ours.partnership, until=date(2021, 3, 31)
    )

    def price(session, agency=ours.school):
        return price_of(session=session, agency=agency, on=ON)

    other = PayerFactory(payer_class=ours.schools).agency
    told = price(ours.session(course=free), other)
    assert (told.text, told.because) == (
        "Free",
        "Free: this course costs nothing: budget surplus pays for it.",
    )
    assert price(ours.session(course=plain), other).because == "Free: this course costs nothing."
    assert price(paid, other).because == "Free: The review fund pays for this session."
    assert price(gone, other).amount == 8000
    told = price(ours.session())
    assert told.free_place == held
    assert told.because.endswith("until 31 March 2021.")
    assert price_of(session=ours.session(), agency=ours.school, on=date(2021, 4, 1)).amount == 8000


# Worked by hand against a calendar: Easter 2021 is 4 April; 25 and 28 December 2020 and 1 January
# 2021 are bank holidays; the clocks go back on 25 October 2020 and forward on 28 March 2021.
@pytest.mark.parametrize(
    ("start", "notice", "unit", "last"),
    [
        ("2020-09-22 09:30", 5, Unit.WORKING_DAYS, "2020-09-15 17:00"),
        ("2020-09-22 09:30", 7, Unit.DAYS, "2020-09-15 17:00"),
        ("2020-09-22 09:30", 48, Unit.HOURS, "2020-09-20 09:30"),
        ("2021-04-06 09:30", 1, Unit.WORKING_DAYS, "2021-04-01 17:00"),
        ("2021-04-06 09:30", 3, Unit.WORKING_DAYS, "2021-03-30 17:00"),
        ("2021-04-06 09:30", 3, Unit.DAYS, "2021-04-03 17:00"),
        ("2020-12-29 10:00", 1, Unit.WORKING_DAYS, "2020-12-24 17:00"),
        ("2021-01-04 10:00", 3, Unit.WORKING_DAYS, "2020-12-29 17:00"),
        ("2020-10-26 09:30", 1, Unit.DAYS, "2020-10-25 17:00"),
        ("2020-10-26 09:30", 48, Unit.HOURS, "2020-10-24 10:30"),
        ("2021-03-29 09:30", 1, Unit.WORKING_DAYS, "2021-03-26 17:00"),
        ("2021-03-29 09:30", 48, Unit.HOURS, "2021-03-27 08:30"),
    ],
)
def test_the_last_moment_of_notice(start, notice, unit, last):
    ours = priced()
    begins = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    session = ours.session(starts_at=begins)
    session.refresh_from_db()
    rule = RuleFactory.build(policy=ours.policy, notice=notice, unit=unit)

    moment = cut_off(rule, ours.policy, session)

    assert f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}" == last


def test_a_moment_later_costs():
    at = datetime(2020, 9, 15, 17, tzinfo=LONDON)
    terms = Terms((Tier(at, 2500),), 8000)

    assert (terms.cost_at(at), terms.cost_at(at + timedelta(seconds=1))) == (0, 2500)


def test_terms_in_words():
    first, second = (datetime(2020, 9, day, 17, tzinfo=LONDON) for day in (15, 21))
    terms = Terms((Tier(first, 2500), Tier(second, 8000)), 8000)

    assert terms.in_words(first) == (
        "You can cancel free until Tuesday 15 September 2020 at 5pm. "
        "After that it costs £25 until Monday 21 September 2020 at 5pm. "
        "After that it costs £80. Not coming costs £80."
    )
    assert terms.in_words(second) == (
        "Cancelling costs £25 until Monday 21 September 2020 at 5pm. "
        "After that it costs £80. Not coming costs £80."
    )
    assert terms.in_words(second + timedelta(1)) == (
        "Cancelling costs £80 from now on. Not coming costs £80."
    )
    assert Terms((), 0).in_words(first) == "You can cancel free until the session begins."


def test_the_rule_closest_to_payer_and_length_counts_and_the_greater_of_amount_and_share():
    ours = priced()
    policy = PolicyFactory(partnership=ours.partnership, since=date(2020, 9, 1))
    RuleFactory(policy=policy, amount=2500)
    RuleFactory(policy=policy, payer_class=ours.schools, amount=2500, share=5000)
    RuleFactory(policy=policy, payer_class=PayerClassFactory(), amount=9900)
    AbsenceRuleFactory(policy=policy, amount=2500, share=None)
    agree(policy)

    terms = ask(ours).terms

    assert [tier.cost for tier in terms.tiers] == [4000]
    assert terms.absence == 8000  # never less than the place


def test_free_places_are_charged_for_late_notice_unless_the_policy_spares_them():
    ours = priced()
    free = ours.course(fee="free")
    assert ask(ours, course=free).terms.tiers[0].cost == 2500
    spares = PolicyFactory(
        partnership=ours.partnership, since=date(2020, 9, 1), on_free_places=False
    )
    RuleFactory(policy=spares)
    agree(spares)

    assert ask(ours, course=free).terms == Terms((), 0)
    assert ask(ours).terms.tiers[0].cost == 2500


def test_a_policy_counts_from_its_first_day_and_a_draft_never():
    ours = priced()
    draft = PolicyFactory(partnership=ours.partnership, since=date(2020, 9, 1))
    free = PolicyFactory(partnership=ours.partnership, kind=Policy.Kind.FREE_PLACES)
    agree(free)

    assert ask(ours).policy == ours.policy
    agree(draft)
    assert [ask(ours, day).policy for day in (date(2020, 8, 31), ON)] == [ours.policy, draft]


def test_the_catalogue_tells_what_each_class_pays():
    ours = priced()
    course = ours.course()
    statutory = PayerClassFactory(partnership=ours.partnership, order=0, name="Statutory")
    table = FeeTableFactory(partnership=ours.partnership, since=date(2020, 9, 1))
    FeeFactory(table=table, payer_class=statutory, amount=0)
    FeeFactory(table=table, payer_class=ours.schools, amount=8000)
    FeeFactory(table=table, payer_class=ours.schools, amount=7000, course=course)
    approve(table)

    told = [(fee.payer_class.name, fee.text) for fee in fees_of(course, ON)]

    assert told == [("Statutory", "Free"), ("Schools", "£70.00")]
    assert fees_of(ours.course(fee="free"), ON) == []
    assert fees_of(course, date(2019, 1, 1)) == []


@pytest.mark.parametrize(
    ("pence", "text"),
    [(0, "£0.00"), (1250, "£12.50"), (-2500, "-£25.00"), (123456789, "£1,234,567.89")],
)
def test_pence_as_pounds(pence, text):
    assert pounds(pence) == text


def test_what_was_not_recorded_is_no_amount():
    assert pounds(None) == "Not available"
    assert (in_words(2500), in_words(2550), percent(500), percent(250)) == (
        "£25",
        "£25.50",
        "5%",
        "2.5%",
    )


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("25", 2500), ("£12.5", 1250), (" 1,250.05 ", 125005), ("0", 0), ("£ 7", 700)],
)
def test_typed_amounts(typed, pence):
    assert read_pence(typed) == pence


@pytest.mark.parametrize("typed", ["", "-5", "twelve", "1.234", "1,00", "12.", "£", "٣"])
def test_what_is_no_amount(typed):
    with pytest.raises(NoAmount):
        read_pence(typed)


def test_shares_and_uplift_round_half_up():
    assert (share_of(8000, 5000), share_of(1, 5000), share_of(2501, 5000)) == (4000, 1, 1251)
    assert [raised(4700, 500, step) for step in (1, 50, 100)] == [4935, 4950, 4900]
    assert raised(8500, 500, 50) == 8950  # £89.25 lies between, half goes up


def test_today_is_the_day_of_the_price():
    ours = priced()

    assert price_of(session=ours.session(), agency=ours.school, on=clock.today()).is_known
