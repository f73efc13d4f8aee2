"""Groups that answer for training: from when to when, who took over, and what they signed."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.models import Event
from tests.factories.partners import GroupFactory, PartnershipFactory, StandingFactory
from tests.factories.training_reports import (
    TrainingGroupFactory,
    TrainingReportFactory,
    TrainingSignOffFactory,
)
from tests.training.programme import at, day_boxes, in_days, lead_of, partner_of
from tests.turns import meanwhile
from training import access, actions, signing
from training.models import TrainingGroup
from training.reporting import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return lead_of(partnership)


def typed(named, **facts):
    told = {"group": named.pk, "kind": "place", "part": "Is it felt in the west?"}
    return told | day_boxes("since", clock.today()) | facts


def test_a_group_answers_from_a_day_on_and_hands_over(sign_in, partnership, lead):
    before = TrainingGroupFactory(group__partnership=partnership)
    west = GroupFactory(partnership=partnership, name="Learning group, west")
    browser = sign_in(lead)

    browser.post(
        at("training_group_end", training_group_id=before.pk), day_boxes("until", in_days(-1))
    )
    browser.post(at("training_group_add"), typed(west, takes_over_from=before.pk))

    before.refresh_from_db()
    made = TrainingGroup.objects.exclude(pk=before.pk).get()
    assert (before.until, before.is_over) == (in_days(-1), True)
    assert (made.partnership, made.kind, made.takes_over_from) == (partnership, "place", before)
    assert list(TrainingGroup.objects.on(clock.today())) == [made]
    assert {one.what for one in Event.objects.about(made)} == {"traininggroup.named"}
    assert {one.what for one in Event.objects.about(before)} == {"traininggroup.ended"}
    page = browser.get(at("training_group_list")).content.decode()
    assert f"Took over from {before}" in page
    assert "Succeeded by Learning group, west" in page
    assert page.count("Say until when") == 1


def test_two_groups_may_take_over_from_one(sign_in, partnership):
    before = TrainingGroupFactory(group__partnership=partnership, until=in_days(-1))
    for name in ("East", "West"):
        TrainingGroupFactory(
            group__partnership=partnership, group__name=name, takes_over_from=before
        )

    reader = sign_in(partner_of(partnership))

    assert "Succeeded by East, West" in reader.get(at("training_group_list")).content.decode()
    file = reader.get(at("training_group_list"), {"as": "csv"}).content.decode()
    assert '"East, West"' in file
    assert "Say until when" not in reader.get(at("training_group_list")).content.decode()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"group": ""}, "Select the group"),
        ({"group": "999999"}, "Select a group from the list"),
        ({"kind": ""}, "Select as what it answers for training"),
        ({"since_0": ""}, "From which day"),
    ],
)
def test_what_is_missing_is_said_beside_it(sign_in, partnership, lead, facts, sentence):
    group = GroupFactory(partnership=partnership)

    answer = sign_in(lead).post(at("training_group_add"), typed(group, **facts))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_group_answers_once_at_a_time(sign_in, partnership, lead):
    held = TrainingGroupFactory(group__partnership=partnership)
    answer = sign_in(lead).post(at("training_group_add"), typed(held.group))
    assert "This group answers for training already" in answer.content.decode()

    name = partial(
        actions.name_training_group, group=held.group, kind="place", part="",
        takes_over_from=None, by=lead,
    )  # fmt: skip
    actions.end_training_group(standing=held, until=clock.today(), by=lead)
    with pytest.raises(actions.AnswersAlready):
        name(since=clock.today())
    assert name(since=in_days(1)).pk


def test_it_takes_over_within_one_partnership(sign_in, partnership, lead):
    elsewhere = StandingFactory(person=lead, role="training_lead").partnership
    other = TrainingGroupFactory(group__partnership=elsewhere)
    group = GroupFactory(partnership=partnership)

    answer = sign_in(lead).post(at("training_group_add"), typed(group, takes_over_from=other.pk))

    assert "Select a group of this partnership" in answer.content.decode()


def test_its_end_is_said_once_and_never_before_it_began(sign_in, partnership, lead):
    held = TrainingGroupFactory(group__partnership=partnership)
    address = at("training_group_end", training_group_id=held.pk)

    early = sign_in(lead).post(address, day_boxes("until", date(2017, 1, 1)))
    first = sign_in(lead).post(address, day_boxes("until", in_days(5)))
    again = sign_in(lead).post(address, day_boxes("until", in_days(9)))

    assert "The last day must be the first day or later" in early.content.decode()
    assert (first.status_code, again.status_code) == (302, 422)
    assert "Somebody has said already" in again.content.decode()
    assert TrainingGroup.objects.get().until == in_days(5)


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_name_a_group_once(partnership, lead):
    group = GroupFactory(partnership=partnership)
    name = partial(
        actions.name_training_group, group=group, kind="place", part="",
        since=clock.today(), takes_over_from=None, by=lead,
    )  # fmt: skip

    with pytest.raises(actions.AnswersAlready):
        meanwhile(name, name)


def test_only_who_runs_training_here_says_so(partnership):
    held = TrainingGroupFactory(group__partnership=partnership)
    elsewhere = lead_of(PartnershipFactory())

    with pytest.raises(PermissionDenied):
        actions.end_training_group(standing=held, until=in_days(1), by=elsewhere)
    with pytest.raises(PermissionDenied):
        actions.name_training_group(
            group=GroupFactory(partnership=partnership), kind="place", part="",
            since=clock.today(), takes_over_from=None, by=elsewhere,
        )  # fmt: skip
    assert not access.training_groups(elsewhere).exists()


def test_each_group_signs_off_by_itself_and_the_rest_is_named(sign_in, partnership, lead):
    report = TrainingReportFactory(partnership=partnership, quarter=1)
    first, second = (
        TrainingGroupFactory(group__partnership=partnership, group__name=name, part=f"{name}?")
        for name in ("Operational", "Strategic")
    )
    TrainingGroupFactory(group__partnership=partnership, group__name="Later", since="2021-01-01")
    TrainingGroupFactory(group__partnership=partnership, group__name="Gone", until="2019-05-01")
    browser, address = sign_in(lead), at("report_sign_off", training_report_id=report.pk)
    assert "Strategic?" in browser.get(address).content.decode()

    browser.post(
        address,
        {
            "group": first.group_id,
            "note": "More dates",
            "seal": periods.seal_of(periods.chapters(report)),
        },
    )

    seal = periods.seal_of(periods.chapters(report))
    signed = signing.of(report, seal)
    assert [(str(one.one.group), one.part, one.stands) for one in signed.signatures] == [
        ("Operational", "Operational?", True)
    ]
    assert signed.owed == (second,)
    assert signing.of(report, "other").owed == (first, second)
    page = browser.get(report.get_absolute_url()).content.decode()
    assert page.index("More dates") < page.index("Not signed off yet") < page.index("Strategic?")
    listed = browser.get(at("report_list")).content.decode()
    assert "Not yet: Strategic" in listed
    assert "Operational" in listed


def test_the_paper_names_who_signed_and_who_did_not(partnership):
    report = TrainingReportFactory(partnership=partnership, quarter=1)
    group = TrainingGroupFactory(group__partnership=partnership, group__name="Strategic")
    TrainingSignOffFactory(report=report, group__name="Old readers", note="Well done")

    text = render_to_string(periods.TRAINING_REPORT.template, periods.paper(report))

    assert "Old readers, noted on 1 July 2020, when it read otherwise." in text
    assert "Well done" in text
    assert text.index("Not signed off yet") < text.index(f"Strategic: {group.part}")


def test_the_lists_ask_no_more_for_more_rows(sign_in, partnership, lead):
    browser = sign_in(lead)

    def cost(name):
        with CaptureQueriesContext(connection) as asked:
            browser.get(at(name))
        return len(asked)

    def more(year):
        report = TrainingReportFactory(partnership=partnership, year=year)
        TrainingSignOffFactory(report=report)
        before = TrainingGroupFactory(group__partnership=partnership)
        TrainingGroupFactory(group__partnership=partnership, takes_over_from=before)

    more(2017)
    names = ("report_list", "training_group_list")
    browser.get(at("report_list"))
    asked = [cost(name) for name in names]
    more(2018)
    more(2019)

    assert [cost(name) for name in names] == asked


@pytest.mark.parametrize(
    ("facts", "rule"),
    [({"until": date(2001, 1, 1)}, "ends_after_start"), ({"takes_over_from": 0}, "after_another")],
)
def test_database_refuses_what_cannot_be(partnership, facts, rule):
    held = TrainingGroupFactory(group__partnership=partnership)
    facts = {"takes_over_from": held.pk} if "takes_over_from" in facts else facts

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        TrainingGroup.objects.filter(pk=held.pk).update(**facts)
