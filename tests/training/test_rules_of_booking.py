"""The rules of booking and the terms of agencies: who sets the rules, and who reads them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.models import Event
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.training_bookings import AgencyTermsFactory, BookingRulesFactory
from training import access, actions
from training.models import BookingRules

pytestmark = pytest.mark.django_db

DAY = date(2030, 1, 1)


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return StandingFactory(role="training_lead", partnership=partnership).person


def test_rules_are_set_from_a_day_on_and_the_record_says_so(partnership, lead):
    made = actions.set_rules(partnership=partnership, from_day=DAY, by=lead, hold_minutes=45)

    made.refresh_from_db()
    assert (made.partnership, made.from_day, made.hold_minutes) == (partnership, DAY, 45)
    before = BookingRules.objects.in_force(partnership.pk, date(2029, 12, 31))
    after = BookingRules.objects.in_force(partnership.pk, DAY)
    assert (before.hold_minutes, after.hold_minutes) == (20, 45)
    [event] = Event.objects.about(made)
    assert (event.what, event.facts) == ("bookingrules.set", {"day": "2030-01-01"})


def test_a_day_has_its_rules_only_once(partnership, lead):
    actions.set_rules(partnership=partnership, from_day=DAY, by=lead, hold_minutes=45)

    with pytest.raises(actions.DaySet, match="Choose another day"):
        actions.set_rules(partnership=partnership, from_day=DAY, by=lead, hold_minutes=5)

    assert BookingRules.objects.get().hold_minutes == 45
    assert Event.objects.filter(what="bookingrules.set").count() == 1


def test_only_who_runs_the_training_of_a_partnership_sets_its_rules(partnership, lead):
    elsewhere = StandingFactory(role="training_lead").person
    other = StandingFactory(role="agency_lead", partnership=partnership).person

    for person in (elsewhere, other):
        with pytest.raises(PermissionDenied):
            actions.set_rules(partnership=partnership, from_day=DAY, by=person)

    assert not BookingRules.objects.exists()


def test_rules_are_read_by_who_runs_the_training_of_that_partnership(partnership, lead):
    ours = BookingRulesFactory(partnership=partnership)
    BookingRulesFactory()
    practitioner = StandingFactory(partnership=partnership).person

    assert list(access.booking_rules(lead)) == [ours]
    assert not access.booking_rules(practitioner).exists()


def test_terms_are_read_by_the_lead_of_the_agency_and_by_who_runs_training(partnership, lead):
    agency = AgencyFactory()
    ours = AgencyTermsFactory(agency=agency, partnership=partnership)
    beside = AgencyTermsFactory(partnership=partnership)
    AgencyTermsFactory(agency=agency)  # of the same agency, in another partnership
    at = {"agency": agency, "partnership": partnership}
    own = StandingFactory(role="agency_lead", **at).person
    practitioner = StandingFactory(**at).person

    assert list(access.agency_terms(own)) == [ours]
    assert set(access.agency_terms(lead)) == {ours, beside}
    assert not access.agency_terms(practitioner).exists()
