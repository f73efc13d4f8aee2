from datetime import date
from decimal import Decimal

import pytest

from partners.models import Role
from tests.factories.learning_hub import (
    AuditFactory,
    CycleEventFactory,
    CycleFactory,
    FindingFactory,
    RecommendationFactory,
    ResourceFactory,
    StageFactory,
)
from tests.factories.partners import ActionFactory, StandingFactory
from tests.learning_hub.pages import address, text_of

pytestmark = pytest.mark.django_db


def test_an_audit_shows_findings_under_findings(sign_in, practitioner, here):
    audit = AuditFactory(**here, cycle=CycleFactory(**here), count=2, paper="Annual Report 2020")
    top = FindingFactory(audit=audit, text="Plans", kind="area for development", order=1)
    under = FindingFactory(audit=audit, text="Not timely", parent=top, order=2)
    FindingFactory(audit=audit, text="Deeper", parent=under, value=Decimal(98), unit="percent")
    RecommendationFactory(
        **here, audit=audit, text="Put it into training", qualifier="small number"
    )

    page = text_of(sign_in(practitioner.person).get(audit.get_absolute_url()))

    assert page.index("Plans") < page.index("Not timely") < page.index("Deeper")
    for shown in (
        "Area for development:",
        "98% (base not recorded)",
        "Put it into training",
        "small number",
        "Annual Report 2020",
    ):
        assert shown in page


def test_an_audit_page_costs_the_same_however_many_findings(
    sign_in, practitioner, here, django_assert_max_num_queries
):
    audit = AuditFactory(**here)
    browser = sign_in(practitioner.person)

    def add():
        FindingFactory(audit=audit)
        recommendation = RecommendationFactory(**here, audit=audit)
        recommendation.actions.add(ActionFactory(**here))

    add()
    browser.get(audit.get_absolute_url())
    with django_assert_max_num_queries(20) as one:
        browser.get(audit.get_absolute_url())
    add()
    add()
    with django_assert_max_num_queries(len(one.captured_queries)):
        browser.get(audit.get_absolute_url())


def test_a_cycle_shows_stages_outputs_and_events(sign_in, practitioner, here):
    cycle = CycleFactory(**here, order=1, theme="Neglect", note="Deep dive to follow")
    StageFactory(cycle=cycle, number=1, closed_on=date(2019, 11, 5), output="Scope agreed")
    StageFactory(cycle=cycle, number=2, planned_on=date(2019, 12, 1))
    StageFactory(cycle=cycle, number=3)
    CycleEventFactory(cycle=cycle, places=["east", "west"], outputs=["Tactics named"])
    AuditFactory(**here, cycle=cycle, title="Deep dive")

    page = text_of(sign_in(practitioner.person).get(cycle.get_absolute_url()))

    for shown in (
        "Closed on 5 November 2019",
        "Scope agreed",
        "Due by 1 December 2019",
        "Late",
        "No date planned",
        "February 2020 · east and west",
        "Tactics named",
        "Deep dive to follow",
    ):
        assert shown in page
    assert "/close/" not in page


def test_a_stage_closes_with_its_output_only(sign_in, officer, here):
    stage = StageFactory(cycle__partnership=here["partnership"])
    browser = sign_in(officer.person)
    close = address("stage_close", stage_id=stage.pk)
    assert close in text_of(browser.get(stage.cycle.get_absolute_url()))
    day = {"closed_on_0": "2", "closed_on_1": "3", "closed_on_2": "2020"}

    refused = browser.post(close, day)
    closed = browser.post(close, {**day, "output": "Scope agreed"})
    again = browser.post(close, {**day, "output": "Scope agreed"})

    assert refused.status_code == 422
    assert "Enter what this stage produced" in text_of(refused)
    assert closed.url == stage.cycle.get_absolute_url()
    assert again.status_code == 422
    assert "This stage is closed already" in text_of(again)


def test_a_stage_is_not_closed_in_the_future(sign_in, officer, here):
    stage = StageFactory(cycle__partnership=here["partnership"])
    sent = {"closed_on_0": "1", "closed_on_1": "1", "closed_on_2": "2099", "output": "Scope"}

    response = sign_in(officer.person).post(address("stage_close", stage_id=stage.pk), sent)

    assert "must be today or in the past" in text_of(response)
    assert "Scope</textarea>" in text_of(response)


def test_a_stage_of_another_partnership_does_not_exist(sign_in, officer):
    stage = StageFactory()

    response = sign_in(officer.person).post(address("stage_close", stage_id=stage.pk))

    assert response.status_code == 404


def test_one_who_runs_another_hub_reads_this_cycle_but_does_not_close_its_stage(
    sign_in, practitioner, here
):
    StandingFactory(role=Role.BUSINESS_TEAM, person=practitioner.person)
    stage = StageFactory(cycle__partnership=here["partnership"])

    response = sign_in(practitioner.person).get(address("stage_close", stage_id=stage.pk))

    assert response.status_code == 403


def test_everybody_reads_a_public_resource_and_nothing_else(client):
    public = ResourceFactory(public=True, title="Neglect toolkit")
    hidden = ResourceFactory(title="For partners")

    page = text_of(client.get(address("resource_list")))

    assert "Neglect toolkit" in page
    assert "For partners" not in page
    assert "Neglect toolkit" in text_of(client.get(public.get_absolute_url()))
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_resource_names_what_it_answers_and_when_it_is_due(sign_in, practitioner, here):
    resource = ResourceFactory(**here, review_by=date(2020, 1, 1), published=None)
    recommendation = RecommendationFactory(**here, text="Write a toolkit")
    recommendation.resources.add(resource)

    page = text_of(sign_in(practitioner.person).get(resource.get_absolute_url()))

    assert "Review due" in page
    assert recommendation.get_absolute_url() in page
