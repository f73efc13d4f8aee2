"""What carries a recommendation into practice, and whether practice changed."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from portal import clock, products
from portal.models import Deadline
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.deadlines import IMPACT
from reviews.models import ImpactCheck, RecommendationProduct
from tests.factories.learning_hub import LearningPointFactory, ResourceFactory
from tests.factories.partners import GroupFactory
from tests.factories.reviews import ReviewGrantFactory, review_lead
from tests.factories.reviews_learning import (
    ImpactCheckFactory,
    ProductFactory,
    RecommendationFactory,
)
from tests.factories.training import CourseFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
LATER = date(2021, 3, 1)


@pytest.fixture
def recommended(review):
    return RecommendationFactory(review=review, number=1)


def name(recommendation, by, subject=None, **facts):
    return actions.name_product(recommendation=recommendation, subject=subject, by=by, **facts)


def plan(recommendation, by, due_on=None):
    facts = {"due_on": due_on or clock.today() + timedelta(90), "measure": "Ten records"}
    return actions.plan_impact_check(
        recommendation=recommendation, looks="Quality team", by=by, **facts
    )


def record(check, by, result="changed", **facts):
    facts = {
        "found": "Asked in nine of ten",
        "evidence": "The audit",
        "found_on": clock.today(),
        "found_by": "Quality team",
    } | facts
    actions.record_impact(check=check, result=result, by=by, **facts)


def test_every_sort_of_product_is_declared_by_its_own_app():
    assert set(products.kinds) == {
        "learning_hub.Resource",
        "learning_hub.LearningPoint",
        "partners.Group",
        "training.Course",
        "training.Conference",
    }


def test_courses_groups_resources_and_points_can_be_named(recommended, lead, partnership):
    things = [
        CourseFactory(partnership=partnership),
        GroupFactory(partnership=partnership),
        ResourceFactory(partnership=partnership, version="4.1"),
        LearningPointFactory(partnership=partnership, paper="A paper", status="shared"),
    ]
    for thing in things:
        name(recommended, lead, thing, used_where="Everywhere")
    name(recommended, lead, title="A programme", version="2")

    named = list(access.products(lead))
    assert [one.subject for one in named[:4]] == things
    assert [one.version for one in named] == ["", "", "4.1", "", "2"]
    assert str(named[4]) == "A programme"


def test_a_thing_of_another_partnership_is_not_named(recommended, lead):
    with pytest.raises(PermissionDenied):
        name(recommended, lead, CourseFactory())


def test_nothing_is_named_twice(recommended, lead, partnership):
    course = CourseFactory(partnership=partnership)
    name(recommended, lead, course)

    with pytest.raises(actions.AlreadyNamed):
        name(recommended, lead, course)


def test_it_is_taken_out_again_by_a_lead_only(recommended, lead):
    product = name(recommended, lead, title="A programme")
    reader = ReviewGrantFactory(content_object=recommended.review).user
    with pytest.raises(PermissionDenied):
        actions.remove_product(product=product, by=reader)

    actions.remove_product(product=product, by=lead)
    actions.remove_product(product=product, by=lead)

    assert not RecommendationProduct.objects.exists()


def test_a_product_is_one_thing(partnership):
    with pytest.raises(IntegrityError, match="is_one_thing"):
        ProductFactory(title="Both", subject=CourseFactory(partnership=partnership))


def test_a_check_is_planned_with_a_clock_for_the_leads(recommended, lead):
    check = plan(recommended, lead, LATER)

    due = Deadline.objects.open().about(check).get()
    assert (due.kind, due.due_on) == (IMPACT.key, LATER)
    assert IMPACT.people(check) == [lead]
    assert access.clocks(lead, recommended.review).count() == 0
    with pytest.raises(MoveRefused, match="planned already"):
        plan(recommended, lead)


def test_what_it_found_is_kept_and_the_next_is_planned(recommended, lead):
    check = plan(recommended, lead)
    again = clock.today() + timedelta(120)

    record(check, lead, "partly", again_on=again)

    first, second = access.impact_checks(lead)
    assert (first.result, first.evidence, first.recorded_by) == ("partly", "The audit", lead)
    assert (second.due_on, second.measure, second.found_on) == (again, "Ten records", None)
    assert not Deadline.objects.open().about(first).exists()
    assert Deadline.objects.open().about(second).exists()
    with pytest.raises(MoveRefused, match="meanwhile"):
        record(check, lead)


def test_not_on_a_day_to_come(recommended, lead):
    with pytest.raises(PermissionDenied):
        record(plan(recommended, lead), lead, found_on=clock.today() + timedelta(1))


def test_only_a_lead_of_the_review_plans_and_records(recommended, lead):
    check = plan(recommended, lead)
    for person in (
        ReviewGrantFactory(content_object=recommended.review).user,
        review_lead(RecommendationFactory().partnership),
    ):
        with pytest.raises(PermissionDenied):
            plan(recommended, person)
        with pytest.raises(PermissionDenied):
            record(check, person)
        with pytest.raises(PermissionDenied):
            name(recommended, person, title="A programme")


def test_a_change_without_anything_that_shows_it_is_refused(recommended):
    facts = {"recommendation": recommended, "found_on": LATER, "found": "All asked"}
    with pytest.raises(IntegrityError, match="change_is_shown"):
        ImpactCheckFactory(result="changed", **facts)


def test_not_known_needs_no_evidence(recommended):
    facts = {"recommendation": recommended, "found_on": LATER, "found": "Too early"}

    assert not ImpactCheckFactory(result="not yet known", **facts).is_overdue


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_plan_one_check(recommended, lead):
    second = partial(plan, recommended, review_lead(recommended.partnership))

    with pytest.raises(MoveRefused):
        meanwhile(partial(plan, recommended, lead), second)

    assert ImpactCheck.objects.get().planned_by == lead
