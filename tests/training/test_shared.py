"""Training that partnerships share: whose sessions a person sees and books, on which days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from partners.models import SharedService
from portal import clock
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.training import SessionFactory
from tests.factories.training_programme import ServiceShareFactory, TrainingServiceFactory
from training import access

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def host():
    return PartnershipFactory(name="Host")


@pytest.fixture
def other():
    return PartnershipFactory(name="Other")


@pytest.fixture
def person(other):
    return StandingFactory(partnership=other).person


@pytest.fixture
def session(host):
    return SessionFactory(course__partnership=host)


def share(*partnerships, kind=SharedService.Kind.TRAINING, since=date(2019, 8, 1), until=None):
    service = TrainingServiceFactory(kind=kind)
    for partnership in partnerships:
        ServiceShareFactory(service=service, partnership=partnership, since=since, until=until)


def test_without_a_shared_service_people_see_the_sessions_of_their_own(person, session, other):
    own = SessionFactory(course__partnership=other)

    assert list(access.sessions(person)) == [own]


def test_people_of_partnerships_that_share_training_see_each_others_sessions(
    person, session, host, other
):
    share(host, other)

    assert list(access.sessions(person)) == [session]


def test_a_service_that_is_not_training_opens_no_session(person, session, host, other):
    share(host, other, kind=SharedService.Kind.WEBSITE)

    assert not access.sessions(person).exists()


@pytest.mark.parametrize(
    ("since", "until", "sees"),
    [
        (TODAY, TODAY, True),
        (TODAY + timedelta(days=1), None, False),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
    ],
)
def test_training_is_shared_between_two_days(person, session, host, other, since, until, sees):
    share(host, other, since=since, until=until)

    assert access.sessions(person).exists() is sees


def test_two_services_side_by_side_stay_apart(person, session, host, other):
    share(host, PartnershipFactory())
    share(other, PartnershipFactory())

    assert not access.sessions(person).exists()


def test_after_a_split_both_halves_share_and_a_third_does_not(host, other, session):
    """One partnership until yesterday, two from today; a neighbour has nothing to do with it."""
    before = PartnershipFactory(name="Before")
    past = SessionFactory(course__partnership=before)
    share(before, until=TODAY - timedelta(days=1))
    share(host, other, since=TODAY)
    at = {name: StandingFactory(partnership=name).person for name in (before, host, other)}
    stranger = StandingFactory().person

    assert list(access.sessions(at[before])) == [past]
    assert list(access.sessions(at[host])) == [session]
    assert list(access.sessions(at[other])) == [session]
    assert not access.sessions(stranger).exists()


def test_sharing_lets_nobody_run_the_sessions_of_another_partnership(sign_in, host, other, session):
    share(host, other)
    lead = StandingFactory(partnership=other, role="training_lead").person

    page = sign_in(lead).get(reverse("training:cancel", kwargs={"session_id": session.pk}))

    assert page.status_code == 403
    assert not access.runs_training_of(lead, session)
