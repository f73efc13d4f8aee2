"""What a report tells of providers and of the design of courses, each by its own day."""

from datetime import date

import pytest

from portal.figures import Scope
from tests.factories.partners import PartnershipFactory
from tests.factories.training import CourseFactory
from tests.factories.training_providers import (
    ChangeFactory,
    DeliveryFactory,
    ImprovementFactory,
    MeasureCheckFactory,
    MeasureFactory,
    ObservationFactory,
    ProviderFactory,
)
from training.reporting import quality

pytestmark = pytest.mark.django_db

IN, BEFORE, AFTER = date(2020, 5, 5), date(2020, 3, 31), date(2020, 7, 1)


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def scope(partnership):
    return Scope(partnership.pk, date(2020, 4, 1), date(2020, 6, 30), "Q1 2020-21")


def cells(chapter, key):
    return next(table.cells for table in chapter.tables if table.key.endswith(key))


def test_providers_are_told_by_what_was_checked_seen_and_asked(partnership, scope):
    harbour = ProviderFactory(partnership=partnership, name="Harbour")
    measure = MeasureFactory(contract__provider=harbour)
    for outcome, day in (("met", IN), ("met", IN), ("not met", IN), ("partly", AFTER)):
        MeasureCheckFactory(measure=measure, outcome=outcome, checked_on=day)
    for score, day in ((4, IN), (2, IN), (4, BEFORE)):
        ObservationFactory(
            session__course__partnership=partnership, provider=harbour, score=score,
            observed_on=day,
        )  # fmt: skip
    MeasureCheckFactory(checked_on=IN)
    asked = {"partnership": partnership, "provider": harbour, "due_on": AFTER}
    ImprovementFactory(text="Questions", raised_on=IN, **asked)
    ImprovementFactory(text="Pace", raised_on=BEFORE, settled_on=IN, outcome="Slower now", **asked)
    ImprovementFactory(text="Rooms", raised_on=IN, settled_on=AFTER, outcome="Larger", **asked)
    ImprovementFactory(text="Old", raised_on=BEFORE, **asked)

    told = quality.providers(scope)

    assert cells(told, ".measures") == (("Harbour", "2", "0", "1"), ("All", "2", "0", "1"))
    assert cells(told, ".observed") == (("Harbour", "2", "1"), ("All", "2", "1"))
    assert told.lists[0].items == (
        "Harbour: Pace. What came of it: Slower now",
        "Harbour: Questions. Not settled in the period",
        "Harbour: Rooms. Not settled in the period",
    )


def test_design_is_told_by_notices_and_courses_withdrawn(partnership, scope):
    told_of = {"partnership": partnership, "due_on": AFTER}
    sent = ChangeFactory(title="Seeing a child by video", sent_on=IN, **told_of)
    ChangeFactory(title="Before", sent_on=BEFORE, **told_of)
    for done in (IN, AFTER, None):
        DeliveryFactory(change=sent, read_on=done, done_on=done)
    CourseFactory(partnership=partnership, title="Old course", withdrawn_on=IN)
    CourseFactory(partnership=partnership, title="Later", withdrawn_on=AFTER)

    told = quality.design(scope)

    assert cells(told, ".changes") == (
        ("Seeing a child by video", sent.get_kind_display(), "3", "1"),
    )
    assert told.lists[0].items == ("Old course",)


def test_a_period_without_any_of_it_says_so(scope):
    providers, design = quality.providers(scope), quality.design(scope)

    assert [table.cells for table in (*providers.tables, *design.tables)] == [(), (), ()]
    assert providers.lists[0].items == ()
    assert design.lists[0].empty == "None was withdrawn."
