"""Taking back an application for free places: by the agency that asked, while it waits."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal import clock
from portal.models import Event, Notice
from portal.outbox.checking import why_not
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.training_money import AgreedFreePlaceFactory, FreePlaceFactory
from training.actions import free_places as actions
from training.actions import money_refusals as refusals
from training.models import FreePlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return StandingFactory(role="agency_lead")


@pytest.fixture
def place(head):
    return FreePlaceFactory(partnership=head.partnership, agency=head.agency, asked_by=head.person)


def take_back(place):
    return reverse("training:free_place_take_back", kwargs={"free_place_id": place.pk})


def test_an_agency_takes_back_what_waits_and_may_ask_again(sign_in, head, place):
    browser = sign_in(head.person)
    assert "Take the application back" in browser.get(place.get_absolute_url()).content.decode()

    page = browser.post(take_back(place), follow=True).content.decode()

    place.refresh_from_db()
    assert (place.status, place.decided_on) == (FreePlace.Status.TAKEN_BACK, clock.today())
    assert "Taken back" in page
    assert "Take the application back" not in page
    assert "Why it is decided so" not in page
    assert {one.what for one in Event.objects.about(place)} == {"freeplace.taken_back"}
    actions.ask_free_places(
        agency=head.agency, partnership=head.partnership, organisation="charity",
        registered=False, number="", why="Again", by=head.person,
    )  # fmt: skip
    assert FreePlace.objects.filter(agency=head.agency).count() == 2


def test_what_was_decided_stays(sign_in, head):
    place = AgreedFreePlaceFactory(partnership=head.partnership, agency=head.agency)

    page = sign_in(head.person).post(take_back(place), follow=True).content.decode()

    place.refresh_from_db()
    assert place.status == FreePlace.Status.AGREED
    assert "It was decided meanwhile" in page
    with pytest.raises(refusals.AlreadyDecided):
        actions.take_back_free_places(place=place, by=head.person)


def test_nobody_decides_about_what_was_taken_back(head, place):
    lead = StandingFactory(role="training_lead", partnership=head.partnership).person
    actions.take_back_free_places(place=place, by=head.person)

    with pytest.raises(refusals.AlreadyDecided):
        actions.refuse_free_places(place=place, reason="No", by=lead)


def test_who_decides_is_told_of_it_no_longer(head):
    StandingFactory(role="training_lead", partnership=head.partnership)
    place = actions.ask_free_places(
        agency=head.agency, partnership=head.partnership, organisation="charity",
        registered=False, number="", why="Please", by=head.person,
    )  # fmt: skip
    notice = Notice.objects.get(template="free_places_asked")
    assert why_not(notice) == Notice.Reason.NONE

    actions.take_back_free_places(place=place, by=head.person)

    assert why_not(Notice.objects.get()) == Notice.Reason.NO_LONGER_DUE


def test_only_the_lead_of_the_agency_takes_it_back(head, place):
    for role, agency in (("training_lead", head.agency), ("agency_lead", AgencyFactory())):
        other = StandingFactory(role=role, partnership=head.partnership, agency=agency)
        with pytest.raises(PermissionDenied):
            actions.take_back_free_places(place=place, by=other.person)
