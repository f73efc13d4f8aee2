"""Lists of deaths and papers: nobody looks unseen, and the coordinator sees who read a paper."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from portal import audit
from portal.models import Sighting
from tests.factories.cdop import DeathFactory, PanelSeatFactory, panel_member

pytestmark = pytest.mark.django_db
LISTS = [("cdop:death_list", "deaths.listed"), ("cdop:panel_meeting_list", "panel papers.listed")]


@pytest.mark.parametrize(("page", "what"), LISTS)
def test_opening_a_list_is_noted_once(sign_in, runs, death, meeting, page, what):
    DeathFactory(partnership=death.partnership)

    answer = sign_in(runs).get(reverse(page))

    sighting = Sighting.objects.get()
    assert (sighting.what, sighting.subject, sighting.by) == (what, death.partnership, runs)
    assert "That you open this list" in answer.content.decode()


@pytest.mark.parametrize(("page", "what"), LISTS)
def test_a_list_that_shows_nothing_is_no_look(sign_in, runs, page, what):
    sign_in(runs).get(reverse(page))

    assert not Sighting.objects.filter(what=what).exists()


@pytest.mark.parametrize(("page", "what"), LISTS)
def test_a_list_is_not_served_when_the_sighting_cannot_be_written(
    sign_in, runs, death, meeting, page, what, monkeypatch
):
    def fail(*args, **kwargs):
        raise DatabaseError("the record is full")

    monkeypatch.setattr(audit, "add_link", fail)

    with pytest.raises(DatabaseError):
        sign_in(runs).get(reverse(page))


def test_the_coordinator_sees_who_opened_a_paper_and_a_member_does_not(
    sign_in, runs, meeting, partnership
):
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)

    theirs = sign_in(member).get(meeting.get_absolute_url()).content.decode()
    ours = sign_in(runs).get(meeting.get_absolute_url()).content.decode()

    assert "Who has looked" not in theirs
    assert f"<li>{member}, " in ours.partition("Who has looked")[2]
