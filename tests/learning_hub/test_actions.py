from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from learning_hub import actions
from learning_hub.models import LearningPoint
from learning_hub.workflow import LEARNING_POINTS
from partners.models import Role
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.learning_hub import (
    LearningPointFactory,
    RecommendationFactory,
    ResourceFactory,
    StageFactory,
    ThemeFactory,
)
from tests.factories.partners import StandingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return StandingFactory(role=Role.BUSINESS_TEAM)


def told(thing):
    label = thing._meta.model_name
    return list(
        Event.objects.filter(subject_type__model=label, subject_id=thing.pk)
        .order_by("seq")
        .values_list("what", flat=True)
    )


def test_writing_keeps_a_draft_with_its_writer_and_themes(officer):
    theme = ThemeFactory()

    point = actions.write_learning_point(
        partnership=officer.partnership,
        text="Ask who else is at home",
        source_kind="practice",
        themes=[theme],
        by=officer.person,
    )

    assert (point.status, point.written_by) == ("draft", officer.person)
    assert list(point.themes.all()) == [theme]
    assert told(point) == ["learningpoint.written"]


def test_writing_refuses_what_could_lead_back_to_a_child(officer):
    with pytest.raises(ValidationError, match="full date"):
        actions.write_learning_point(
            partnership=officer.partnership,
            text="Born on 1 May 2018",
            source_kind="child death",
            by=officer.person,
        )

    assert not LearningPoint.objects.exists()


def test_a_point_is_checked_then_shared_and_the_record_tells_both(officer):
    point = LearningPointFactory(partnership=officer.partnership, themes=[ThemeFactory()])

    actions.check_learning_point(point=point, by=officer.person)
    actions.share_learning_point(point=point, by=officer.person)

    assert (point.status, point.checked_by) == ("shared", officer.person)
    assert told(point) == ["learningpoint.check", "learningpoint.share"]


def test_the_writer_does_not_check(officer):
    point = LearningPointFactory(partnership=officer.partnership, written_by=officer.person)

    with pytest.raises(PermissionDenied):
        actions.check_learning_point(point=point, by=officer.person)
    assert LEARNING_POINTS.open_to(officer.person, point) == []


def test_a_point_without_a_theme_is_not_shared_and_stays_checked(officer):
    point = LearningPointFactory(partnership=officer.partnership, checked=True)

    with pytest.raises(MoveRefused, match="Add a theme"):
        actions.share_learning_point(point=point, by=officer.person)

    assert LearningPoint.objects.get().status == "checked"


def test_an_unchecked_point_is_not_shared(officer):
    point = LearningPointFactory(partnership=officer.partnership, themes=[ThemeFactory()])

    with pytest.raises(MoveRefused, match="already moved on"):
        actions.share_learning_point(point=point, by=officer.person)


def test_sent_back_a_point_has_to_be_checked_afresh(officer):
    point = LearningPointFactory(partnership=officer.partnership, shared=True)

    actions.send_back_learning_point(point=point, by=officer.person)

    assert (point.status, point.checked_by, point.checked_at) == ("draft", None, None)


@pytest.mark.parametrize("move", ["check", "share", "send_back"])
def test_the_business_team_of_another_partnership_moves_nothing(move, officer):
    point = LearningPointFactory()

    with pytest.raises(PermissionDenied):
        LEARNING_POINTS.make(move, point, by=officer.person)


def test_a_stage_is_closed_once_with_its_output(officer):
    stage = StageFactory(cycle__partnership=officer.partnership)
    closing = {"stage": stage, "closed_on": date(2020, 3, 2), "by": officer.person}

    actions.close_stage(output="Scope agreed", **closing)
    with pytest.raises(actions.AlreadyClosed):
        actions.close_stage(output="Another", **closing)

    stage.refresh_from_db()
    assert (stage.output, stage.closed_on) == ("Scope agreed", date(2020, 3, 2))
    assert told(stage) == ["stage.closed"]


def test_nobody_closes_a_stage_of_another_partnership(officer):
    with pytest.raises(PermissionDenied):
        actions.close_stage(
            stage=StageFactory(), output="Scope", closed_on=date(2020, 3, 2), by=officer.person
        )


def test_the_lead_of_the_agency_answers_once():
    lead = StandingFactory(role=Role.AGENCY_LEAD)
    asked = RecommendationFactory(partnership=lead.partnership, to=lead.agency)

    actions.answer_recommendation(
        recommendation=asked, accepted=False, reason="Already done", by=lead.person
    )
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_recommendation(
            recommendation=asked, accepted=True, reason="", by=lead.person
        )

    assert (asked.accepted, asked.reason, asked.answered_by) == (
        False,
        "Already done",
        lead.person,
    )
    assert told(asked) == ["recommendation.answered"]


def test_the_lead_of_another_agency_or_of_the_same_one_elsewhere_does_not_answer():
    lead = StandingFactory(role=Role.AGENCY_LEAD)

    for asked in (
        RecommendationFactory(partnership=lead.partnership),
        RecommendationFactory(to=lead.agency),
    ):
        with pytest.raises(PermissionDenied):
            actions.answer_recommendation(
                recommendation=asked, accepted=True, reason="", by=lead.person
            )


def test_a_resource_withdrawn_twice_is_told_once(officer):
    resource = ResourceFactory(partnership=officer.partnership, public=True)

    for _ in range(2):
        actions.withdraw_resource(resource=resource, by=officer.person)

    resource.refresh_from_db()
    assert (resource.status, resource.public) == ("withdrawn", False)
    assert told(resource) == ["resource.withdrawn"]
