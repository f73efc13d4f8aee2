"""Keepers of certificates, of stages of evaluation and of who walked in: who sees which rows."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, RatingFactory
from tests.factories.training_certificates import CertificateFactory
from tests.factories.training_evaluation import StageFactory
from tests.factories.training_registers import WalkInFactory
from training import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return StandingFactory(role="training_lead", partnership=partnership).person


def test_a_certificate_of_somebody_without_an_account_is_not_open_to_strangers():
    person = UserFactory()
    own = CertificateFactory(booking__person=person)
    nobodys = CertificateFactory(booking__person=None)

    assert list(access.certificates(person)) == [own]
    assert not access.certificates(AnonymousUser()).exists()
    assert not access.may_fetch(AnonymousUser(), nobodys)


def test_stages_are_seen_by_who_runs_the_training_of_their_partnership(partnership, lead):
    ours = StageFactory(schedule__partnership=partnership)
    StageFactory()
    trainer = StandingFactory(role="trainer", partnership=partnership).person

    assert list(access.evaluation_stages(lead)) == [ours]
    assert not access.evaluation_stages(trainer).exists()


def test_who_walked_in_is_seen_by_who_keeps_that_register(partnership, lead):
    trainer, other = (
        StandingFactory(role="trainer", partnership=partnership).person for _ in range(2)
    )
    at = {"booking__session__course__partnership": partnership}
    ours = WalkInFactory(booking__session__trainer=trainer, **at)
    beside = WalkInFactory(**at)
    WalkInFactory()

    assert list(access.walk_ins(trainer)) == [ours]
    assert set(access.walk_ins(lead)) == {ours, beside}
    assert not access.walk_ins(other).exists()


def test_before_sign_in_what_is_nobodys_stays_nobodys():
    RatingFactory(booking=BookingFactory(person=None, status="attended"))

    for keeper in (access.bookings, access.own_bookings, access.ratings):
        assert not keeper(AnonymousUser()).exists()
