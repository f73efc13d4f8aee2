"""What is to become better: asked of a provider or course, with a day and an outcome."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Deadline, Event
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.training import CourseFactory
from tests.factories.training_providers import ImprovementFactory, ProviderFactory
from tests.training.programme import at, day_boxes, in_days, lead_of
from training import access, actions
from training.deadlines import IMPROVEMENT, improvers
from training.models import Improvement

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return lead_of(partnership)


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


def typed(**facts):
    told = {"kind": "content", "text": "Use new guidance", "because": "Three people said so"}
    return told | day_boxes("due_on", in_days(30)) | facts


def test_an_improvement_is_asked_for_and_its_day_is_kept(browser, lead, partnership):
    course, provider = (made(partnership=partnership) for made in (CourseFactory, ProviderFactory))
    begun = browser.get(at("improvement_add"), {"provider": provider.pk}).content.decode()
    assert f'<option value="{provider.pk}" selected>' in begun

    answer = browser.post(
        at("improvement_add"),
        typed(course=course.pk, provider=provider.pk, partnership=partnership.pk),
    )

    one = Improvement.objects.get()
    assert answer.url == at("improvement_list")
    assert (one.course, one.provider, one.raised_by) == (course, provider, lead)
    assert one.of == f"{course}, {provider}"
    deadline = Deadline.objects.get(kind=IMPROVEMENT.key)
    assert (deadline.due_on, deadline.met_at) == (in_days(30), None)
    assert list(improvers(one)) == [lead]
    assert next(line.what for line in Event.objects.about(one)) == "improvement.raised"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Select a course or a provider"),
        ({"text": ""}, "Enter what is to change"),
        ({"because": ""}, "Enter what shows the need"),
        ({"kind": "other"}, "Select what kind of change it is"),
        ({"due_on_2": "2001"}, "By when must be today or later"),
    ],
)
def test_what_is_missing_is_said_beside_it(browser, partnership, facts, sentence):
    answer = browser.post(at("improvement_add"), typed(partnership=partnership.pk, **facts))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_provider_of_another_partnership_is_refused(sign_in, lead, partnership):
    standing = StandingFactory(person=lead, role="training_lead")
    theirs = ProviderFactory(partnership=standing.partnership)

    answer = sign_in(lead).post(
        at("improvement_add"), typed(partnership=partnership.pk, provider=theirs.pk)
    )

    assert "Select a provider of this partnership" in answer.content.decode()


def test_what_came_of_it_is_said_once(browser, lead, partnership):
    one = ImprovementFactory(partnership=partnership)
    address = at("improvement_settle", improvement_id=one.pk)
    assert one.text in browser.get(address).content.decode()

    first = browser.post(address, {"outcome": "Done in May"}, follow=True)
    again = browser.post(address, {"outcome": "Not done"}, follow=True)

    one.refresh_from_db()
    assert (one.outcome, one.settled_on) == ("Done in May", clock.today())
    assert "Done in May" in first.content.decode()
    assert "Somebody has said already" in again.content.decode()
    assert not actions.settle_improvement(improvement=one, outcome="No", by=lead)


def test_settling_meets_the_day(lead, partnership):
    provider = ProviderFactory(partnership=partnership)
    one = actions.raise_improvement(
        partnership=partnership, provider=provider, course=None, kind="provider",
        text="Find another", because="Twice poor", due_on=in_days(9), by=lead,
    )  # fmt: skip

    actions.settle_improvement(improvement=one, outcome="Found", by=lead)

    assert Deadline.objects.get(kind=IMPROVEMENT.key).met_at is not None


def test_the_list_shows_what_is_late_first_and_what_was_settled_last(browser, partnership):
    raised = clock.today() - timedelta(days=40)
    done = {"settled_on": clock.today(), "outcome": "Done"}
    ImprovementFactory(partnership=partnership, text="Settled one", **done)
    ImprovementFactory(partnership=partnership, text="Later one")
    late = ImprovementFactory(
        partnership=partnership, text="Late one", raised_on=raised, due_on=raised
    )

    page = browser.get(at("improvement_list")).content.decode()

    places = [page.index(f"{word} one") for word in ("Late", "Later", "Settled")]
    assert places == sorted(places)
    assert "Overdue" in page
    assert late.is_late


def test_only_who_runs_training_here_asks(partnership):
    one = ImprovementFactory(partnership=partnership)
    elsewhere = lead_of(PartnershipFactory())

    assert not access.improvements(elsewhere).exists()
    with pytest.raises(PermissionDenied):
        actions.settle_improvement(improvement=one, outcome="Done", by=elsewhere)
    with pytest.raises(PermissionDenied):
        actions.raise_improvement(
            partnership=partnership, provider=one.provider, course=None, kind="content",
            text="x", because="y", due_on=in_days(1), by=elsewhere,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"provider": None}, "of_a_provider_or_course"),
        ({"settled_on": clock.today()}, "settled_with_outcome"),
        ({"due_on": clock.today() - timedelta(days=1)}, "due_after_raised"),
    ],
)
def test_database_refuses_what_cannot_be(partnership, facts, rule):
    one = ImprovementFactory(partnership=partnership)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Improvement.objects.filter(pk=one.pk).update(**facts)
