"""A conflict of interest of an agency shuts a death, and its item, to all who act for it today."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cdop import access, actions
from cdop.deadlines import PANEL_REVIEW, coordinators
from partners.models import Role
from portal import clock, deadlines
from portal.access import sees
from portal.conflicts import AlreadyDeclared, NobodyLeft
from portal.models import Event
from tests.factories.cdop import (
    AgencyConflictFactory,
    PanelReviewFactory,
    PanelSeatFactory,
    coordinator,
)
from tests.factories.partners import AgencyFactory, StandingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def another(partnership):
    return coordinator(partnership)


def door_of(death):
    return reverse("cdop:shut_out_agency", kwargs={"death_id": death.pk})


def test_exclusion_beats_the_role_and_being_superuser(runs, death, sign_in):
    runs.is_superuser = True
    runs.save()
    deadlines.start(PANEL_REVIEW, death, due_on=clock.today(), owner=runs)
    AgencyConflictFactory(death=death, agency=runs.standings.get().agency)

    assert not access.deaths(runs).exists()
    assert not sees(runs, death)
    assert not access.conflicts(runs).exists()
    assert not deadlines.open_to(runs).exists()
    assert not access.list_sightings(runs, death).exists()
    assert coordinators(death) == []
    assert sign_in(runs).get(death.get_absolute_url()).status_code == 404
    assert str(death) not in sign_in(runs).get(reverse("cdop:death_list")).content.decode()


def test_an_item_is_taken_out_of_the_paper_for_a_second_agency_too(meeting, member, partnership):
    item = PanelReviewFactory(meeting=meeting, death__partnership=partnership)
    PanelSeatFactory(meeting=meeting, person=member)
    second = StandingFactory(person=member, role=Role.PRACTITIONER).agency
    assert list(access.panel_reviews(member)) == [item]

    AgencyConflictFactory(death=item.death, agency=second)

    assert not access.panel_reviews(member).exists()
    assert not access.review_factors(member).exists()
    assert sees(member, meeting)


def test_an_agency_is_shut_out_once_by_a_coordinator_and_the_last_one_stays(runs, death, another):
    theirs = another.standings.get().agency
    shut = {"death": death, "reason": "Party"}

    actions.shut_out_agency(agency=theirs, by=runs, **shut)

    assert coordinators(death) == [runs]
    with pytest.raises(AlreadyDeclared):
        actions.shut_out_agency(agency=theirs, by=runs, **shut)
    with pytest.raises(NobodyLeft):
        actions.shut_out_agency(agency=runs.standings.get().agency, by=runs, **shut)
    with pytest.raises(PermissionDenied):
        actions.shut_out_agency(agency=AgencyFactory(), by=another, **shut)
    assert [event.what for event in Event.objects.about(death)] == ["death.agency_shut_out"]


def test_a_coordinator_shuts_out_an_agency_on_the_page_and_lets_it_back(
    runs, death, another, sign_in
):
    theirs = another.standings.get().agency
    browser = sign_in(runs)

    page = browser.post(
        door_of(death), {"agency": theirs.pk, "reason": "Party"}, follow=True
    ).content.decode()

    assert f"Everybody of {theirs}" in page
    lift = reverse("cdop:lift_conflict", kwargs={"death_conflict_id": death.conflicts.get().pk})
    assert browser.post(lift, {"reason": " "}).status_code == 422
    browser.post(lift, {"reason": "Over"})
    assert sees(another, death)


def test_wrong_input_is_said_beside_the_field(runs, death, another, sign_in):
    AgencyConflictFactory(death=death, agency=another.standings.get().agency)
    browser = sign_in(runs)

    def told(agency):
        answer = browser.post(door_of(death), {"reason": "Kept words", "agency": agency})
        assert answer.status_code == 422
        assert "Kept words" in answer.content.decode()
        return answer.content.decode()

    assert "Select the agency to shut out" in told("")
    assert "shut out already" in told(another.standings.get().agency_id)
    assert "No coordinator would be left" in told(runs.standings.get().agency_id)


def test_a_coordinator_of_the_agency_itself_is_led_back_to_the_list(runs, death, another, sign_in):
    mine = runs.standings.get().agency_id

    answer = sign_in(runs).post(door_of(death), {"agency": mine, "reason": "Party"})

    assert answer.headers["Location"] == reverse("cdop:death_list")
