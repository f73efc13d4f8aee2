from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from learning_hub.models import Conference, LearningPoint, Stage, refuse_identifying
from portal import clock
from tests.factories.learning_hub import (
    AuditFactory,
    ConferenceFactory,
    CycleFactory,
    FindingFactory,
    IndicatorFactory,
    LearningPointFactory,
    RecommendationFactory,
    ResourceFactory,
    StageFactory,
    ValueFactory,
)
from tests.factories.partners import ActionFactory, AgencyFactory, AreaFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The baby was born on 3 March 2019.", "full date"),
        ("The baby was born on 3rd of Mar, 19.", "full date"),
        ("Seen on March 3rd, 2019 at home", "full date"),
        ("Seen on 03/03/2019", "full date"),
        ("Seen on 2019-03-03", "full date"),
        ("A boy aged 7 was not asked", "exact age"),
        ("Age: 7", "exact age"),
        ("A 7-year-old was not asked", "exact age"),
        ("A 6 week old baby was not weighed", "exact age"),
        ("The family moved to BH1 2AA in the spring", "postcode"),
        ("Number 943 476 5919 was on the form", "NHS or telephone number"),
        ("Mrs Smith was not told", "name"),
    ],
)
def test_text_that_could_lead_back_to_a_child_is_refused_with_the_fix(text, said):
    with pytest.raises(ValidationError, match=said) as refusal:
        refuse_identifying(text)

    assert all(message.startswith("Take out") for message in refusal.value.messages)


@pytest.mark.parametrize(
    "text",
    [
        "Ask about fathers and partners in every visit, as 4 of 9 files did not.",
        "In March 2019 services to babies under one were stretched.",
        "Children under 5 and in their teens are missed at 2 points of the pathway.",
        "Dr appointments that are missed need a follow up.",
        "The 2018-19 figures are lower than those of 2019-20.",
    ],
)
def test_plain_learning_passes(text):
    refuse_identifying(text)


def test_all_faults_of_a_text_are_named_at_once():
    with pytest.raises(ValidationError) as refusal:
        refuse_identifying("Mr Smith, aged 40, moved to BH1 2AA on 3 March 2019")

    assert len(refusal.value.messages) == 4


def test_a_learning_point_is_not_checked_by_its_writer():
    writer = UserFactory()

    with pytest.raises(IntegrityError, match="checked_by_another"):
        LearningPointFactory(checked=True, written_by=writer, checked_by=writer)


def test_who_checked_comes_with_when():
    with pytest.raises(IntegrityError, match="checked_by_with_checked_at"):
        LearningPointFactory(checked=True, checked_at=None)


def test_a_draft_is_not_checked_yet():
    with pytest.raises(IntegrityError, match="draft_is_unchecked"):
        LearningPointFactory(checked=True, status=LearningPoint.Status.DRAFT)


def test_what_nobody_checked_is_shared_only_when_a_paper_printed_it():
    printed = LearningPointFactory(status=LearningPoint.Status.SHARED, paper="Annual Report 2020")
    assert list(LearningPoint.objects.shared()) == [printed]

    with pytest.raises(IntegrityError, match="checked_or_already_printed"):
        LearningPointFactory(status=LearningPoint.Status.SHARED)


def test_a_long_point_is_named_by_its_beginning():
    assert str(LearningPointFactory(text="word " * 40)).endswith("word…")
    assert str(LearningPointFactory(text="Short")) == "Short"
    assert str(RecommendationFactory(text="word " * 40)).endswith("word…")
    assert str(RecommendationFactory(text="Short")) == "Short"


def test_a_recommendation_follows_something():
    with pytest.raises(IntegrityError, match="follows_something"):
        RecommendationFactory(audit=None)


def test_a_recommendation_is_refused_with_a_reason():
    with pytest.raises(IntegrityError, match="refused_with_reason"):
        RecommendationFactory(accepted=False)


def test_a_check_of_impact_says_what_it_found():
    with pytest.raises(IntegrityError, match="impact_on_a_day_is_told"):
        RecommendationFactory(impact_on=date(2020, 9, 1))


def test_gaps_of_a_recommendation_are_named_in_words_and_close_one_by_one():
    recommendation = RecommendationFactory(to=None)
    assert len(recommendation.gaps) == 5
    assert recommendation.answer == "Not answered"

    full = RecommendationFactory(to=AgencyFactory(), accepted=True, impact="Files show it now")
    full.actions.add(ActionFactory())
    full.resources.add(ResourceFactory())
    assert full.gaps == []
    assert full.answer == "Accepted"


def test_a_refused_recommendation_has_no_gaps():
    refused = RecommendationFactory(accepted=False, reason="Already done")

    assert refused.gaps == []
    assert refused.answer == "Not accepted"


def test_a_resource_is_due_for_review_from_its_day():
    resource = ResourceFactory(review_by=date(2020, 9, 14))

    assert resource.review_is_due(date(2020, 9, 14))
    assert not resource.review_is_due(date(2020, 9, 13))
    assert not ResourceFactory().review_is_due(clock.today())


def test_two_cycles_of_a_partnership_do_not_share_a_place():
    cycle = CycleFactory(order=1)

    with pytest.raises(IntegrityError, match="learning_hub_cycle_one_in_each_place"):
        CycleFactory(order=1, partnership=cycle.partnership)


def test_a_stage_closes_only_with_its_output():
    with pytest.raises(IntegrityError, match="closes_with_its_output"):
        StageFactory(closed_on=date(2020, 3, 1))


def test_where_a_stage_stands_on_a_day():
    stage = StageFactory(planned_on=date(2020, 3, 31))

    assert stage.standing_on(date(2020, 3, 31)) == Stage.Status.OPEN
    assert stage.standing_on(date(2020, 4, 1)) == Stage.Status.LATE
    assert StageFactory().standing_on(date(2020, 4, 1)) == Stage.Status.OPEN
    closed = StageFactory(closed_on=date(2020, 4, 2), output="Report", planned_on=date(2020, 3, 31))
    assert closed.standing_on(date(2020, 4, 3)) == Stage.Status.CLOSED


def test_an_audit_is_of_an_area_or_of_an_agency():
    agency = AgencyFactory(name="Police")
    assert AuditFactory(area=None, agency=agency).scope == "Police"
    assert AuditFactory(area=AreaFactory(name="Dorset")).scope == "Dorset"

    with pytest.raises(IntegrityError, match="learning_hub_audit_area_or_agency"):
        AuditFactory(agency=agency)


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("2018-19", "2018-19"),
        ("2019-03-31", "31 March 2019"),
        ("2018-09 to 2019-01", "September 2018 to January 2019"),
        ("Quarter 3", "Quarter 3"),
    ],
)
def test_a_period_is_told_in_words_where_it_is_a_date(recorded, said):
    assert ValueFactory(period=recorded).when == said


def test_a_finding_with_a_number_has_a_unit():
    with pytest.raises(IntegrityError, match="value_has_a_unit"):
        FindingFactory(value=Decimal(98))


def test_a_finding_is_not_its_own_parent():
    finding = FindingFactory()
    finding.parent = finding

    with pytest.raises(IntegrityError, match="not_its_own_parent"):
        finding.save()


def test_an_indicator_is_named_once_in_a_partnership():
    indicator = IndicatorFactory()

    with pytest.raises(IntegrityError, match="named_once"):
        IndicatorFactory(name=indicator.name, partnership=indicator.partnership)


def test_only_a_counted_indicator_names_a_kind_of_conference():
    with pytest.raises(IntegrityError, match="conference_kind_only_when_counted"):
        IndicatorFactory(conference_kind="initial")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"definition": "As the council counts"}, "As the council counts"),
        ({}, ""),
        (
            {"counted_from": "conferences", "conference_kind": "initial"},
            "Initial conferences held in a financial year, counted from their records.",
        ),
        (
            {"counted_from": "children"},
            "Children at each conference, added up. Conferences of every kind held in a financial "
            "year; a child counts at every one.",
        ),
    ],
)
def test_an_indicator_says_how_it_is_counted(given, said):
    assert IndicatorFactory(**given).how == said


def test_one_value_for_a_period_and_area_even_without_an_area():
    value = ValueFactory(area=None)

    with pytest.raises(IntegrityError, match="once_for_a_period_and_area"):
        ValueFactory(indicator=value.indicator, starts_on=value.starts_on, area=None)


@pytest.mark.parametrize(("given", "status"), [(None, "final"), (Decimal(3), "not available")])
def test_a_value_is_there_or_not_available(given, status):
    with pytest.raises(IntegrityError, match="is_there_or_not_available"):
        ValueFactory(value=given, status=status)


def test_a_period_ends_after_it_starts():
    with pytest.raises(IntegrityError, match="ends_after_it_starts"):
        ValueFactory(starts_on=date(2020, 4, 1), ends_on=date(2020, 3, 31))


def test_a_conference_is_about_someone():
    with pytest.raises(IntegrityError, match="is_about_someone"):
        ConferenceFactory(children_count=0)


def test_conferences_are_summed_by_financial_year():
    area = AreaFactory(name="Dorset")
    first = ConferenceFactory(area=area, held_on=date(2018, 4, 1), children_count=3)
    shared = {"area": area, "partnership": first.partnership}
    ConferenceFactory(**shared, held_on=date(2019, 3, 31), children_count=2)
    ConferenceFactory(**shared, held_on=date(2019, 4, 1))

    sums = {
        (row["began"], row["conferences"], row["children"]) for row in Conference.objects.by_year()
    }

    assert sums == {(2018, 2, 5), (2019, 1, 2)}
