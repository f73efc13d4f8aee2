"""What a partnership shares and a group does on the day that is shown."""

from datetime import date

import pytest
from django.urls import reverse

from partners.models import AreaChange
from tests.factories.partners import (
    AreaFactory,
    GroupFactory,
    MeetingFactory,
    PartnershipFactory,
    SharedServiceFactory,
    StandingFactory,
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


@pytest.fixture
def shared(held, time_machine):
    """A service shared with two partnerships, one after the other; today is in the first time."""
    time_machine.move_to(date(2020, 9, 14), tick=False)
    service = SharedServiceFactory(name="Training")
    beside, after = PartnershipFactory(short_name="BESIDE"), PartnershipFactory(short_name="AFTER")
    service.shares.create(partnership=held.partnership, since=date(2019, 8, 1))
    service.shares.create(partnership=beside, since=date(2019, 8, 1), until=date(2024, 7, 31))
    service.shares.create(partnership=after, since=date(2024, 8, 1))
    later = SharedServiceFactory(name="Website")
    later.shares.create(partnership=held.partnership, since=date(2020, 10, 1))
    return held.partnership.pk


def test_shared_services_are_those_in_force_today(browser, shared):
    text = " ".join(page(browser, "partnership", partnership_id=shared).split())

    assert "Shared services on 14 September 2020" in text
    assert "Training, shared with BESIDE, since 1 August 2019" in text
    assert "AFTER" not in text
    assert "Website" not in text


def test_shared_services_of_another_day_name_who_shares_them_then(browser, shared):
    then = {"day_0": "1", "day_1": "9", "day_2": "2024"}

    text = " ".join(page(browser, "partnership", then, partnership_id=shared).split())

    assert "Training, shared with AFTER, since 1 August 2019" in text
    assert "Website, since 1 October 2020" in text
    assert "BESIDE" not in text


def test_a_partnership_tells_what_passed_into_its_areas(browser, held):
    old = AreaFactory(name="Old county", kind="former council area")
    ours, other = AreaFactory(name="New council"), AreaFactory(name="Far council")
    held.partnership.coverage.create(area=ours, since=date(2019, 8, 1))
    for area, passed in ((ours, "Christchurch"), (other, "")):
        AreaChange.objects.create(
            predecessor=old, successor=area, on=date(2019, 4, 1), passed=passed
        )
    AreaChange.objects.create(predecessor=ours, successor=other, on=date(2021, 4, 1))

    text = " ".join(page(browser, "partnership", partnership_id=held.partnership.pk).split())

    assert "1 April 2019: Christchurch passed from Old county to New council" in text
    assert "1 April 2021: New council passed into Far council" in text
    assert "Old county passed into Far council" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_a_partnership_costs_the_same_however_much_it_shares(
    browser, held, count, django_assert_num_queries
):
    for _ in range(count):
        service = SharedServiceFactory()
        for one in (held.partnership, PartnershipFactory()):
            service.shares.create(partnership=one, since=date(2019, 8, 1))
        area = AreaFactory()
        held.partnership.coverage.create(area=area, since=date(2019, 8, 1))
        AreaChange.objects.create(predecessor=AreaFactory(), successor=area, on=date(2019, 4, 1))
    page(browser, "partnership", partnership_id=held.partnership.pk)

    with django_assert_num_queries(13):
        page(browser, "partnership", partnership_id=held.partnership.pk)


MONTHLY = {"cadence": 1, "cadence_unit": "months"}


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({"first_meeting": "2019-09"} | MONTHLY, True),
        ({"first_meeting": "2020-09"} | MONTHLY, False),
        ({"first_meeting": "2019-09"}, False),
        (MONTHLY, False),
        ({"first_meeting": "2019-09", "ends_on": date(2020, 9, 13)} | MONTHLY, False),
        ({"first_meeting": "2019-09", "ends_on": date(2020, 9, 14)} | MONTHLY, True),
    ],
)
def test_a_group_without_any_meeting_since_its_first_is_flagged(
    browser, held, time_machine, facts, flagged
):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    group = GroupFactory(partnership=held.partnership, **facts)

    text = page(browser, "group", group_id=group.pk)

    assert ("No meeting recorded since September 2019." in text) == flagged


def test_a_group_with_a_meeting_is_not_flagged_as_silent_too(browser, held, time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    group = GroupFactory(partnership=held.partnership, first_meeting="2019-09", **MONTHLY)
    MeetingFactory(group=group, held_on=date(2020, 7, 1))

    text = page(browser, "group", group_id=group.pk)

    assert "No meeting recorded since" not in text
    assert "expected by 1 August 2020" in text


@pytest.mark.parametrize(
    ("ends", "said"), [(date(2020, 9, 13), "Ended"), (date(2021, 3, 31), "Ends")]
)
def test_a_group_tells_when_it_ends(browser, held, time_machine, ends, said):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    group = GroupFactory(partnership=held.partnership, ends_on=ends, **MONTHLY)
    MeetingFactory(group=group, held_on=date(2020, 1, 1))

    text = " ".join(page(browser, "group", group_id=group.pk).split())

    assert f">{said}</dt>" in text
    assert f"{ends.day} {ends:%B %Y}" in text
    assert ("expected by" in text) == (said == "Ends")
