"""Sessions in parts: in order, apart from each other, and from the first to the last."""

from datetime import time

import pytest
from django.utils import timezone

from portal import clock
from portal.models import Event
from tests.factories.training import SessionFactory
from tests.factories.training_programme import SessionPartFactory
from tests.training.programme import at, day_boxes, in_days, lead_of
from training import actions
from training.actions.planning import later
from training.models import Session, SessionPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    starts = clock.london_moment(in_days(30), time(9, 30))
    return SessionFactory(starts_at=starts, course__title="Neglect", venue="Hall", places=20)


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


def part_on(session, days, starts=time(9, 30), ends=time(12, 30), **facts):
    return SessionPartFactory(
        session=session,
        starts_at=clock.london_moment(in_days(days), starts),
        ends_at=clock.london_moment(in_days(days), ends),
        **facts,
    )


def lines_of(session):
    return [event.what for event in Event.objects.about(session)]


def test_parts_keep_their_time_of_day_over_a_change_of_clocks():
    before = clock.london_moment(clock.today().replace(month=10, day=20), time(9, 30))

    after = later(before, 14)

    assert f"{timezone.localtime(after):%H:%M}" == "09:30"


def part(day, starts="9:30", ends="12:30", **facts):
    return {**day_boxes("day", day), "starts": starts, "ends": ends, **facts}


def test_a_session_runs_from_its_first_part_to_its_last(sign_in, lead, session):
    browser = sign_in(lead)
    address = at("session_parts", session_id=session.pk)

    browser.post(address, part(in_days(37), ends="4pm", venue="Annex"))
    browser.post(address, part(in_days(30)))

    first, second = session.parts.all()
    assert [(p.order, p.starts_on) for p in (first, second)] == [(1, in_days(30)), (2, in_days(37))]
    session.refresh_from_db()
    assert session.starts_at == first.starts_at
    assert session.ends_at == clock.london_moment(in_days(37), time(16))
    assert "Annex" in browser.get(address).content.decode()
    browser.post(at("part_remove", part_id=first.pk))
    session.refresh_from_db()
    assert session.starts_at == second.starts_at
    assert [p.order for p in session.parts.all()] == [1]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Enter date"),
        ({"starts": "12:00", "ends": "11:00"}, "End must be after the start"),
        ({"starts": "11:00", "ends": "13:00"}, "Another part of this session runs at that time"),
        ({"day_2": "2001"}, "Date must be in the future"),
    ],
)
def test_a_part_lies_ahead_and_beside_no_other(sign_in, lead, session, sent, sentence):
    part_on(session, 37)

    answer = sign_in(lead).post(
        at("session_parts", session_id=session.pk), part(in_days(37)) | sent if sent else {}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SessionPart.objects.count() == 1


def test_a_part_of_a_session_that_is_over_stays(sign_in, lead, session):
    one = part_on(session, 30)
    Session.objects.filter(pk=session.pk).update(status="cancelled", cancelled_because="Snow")

    page = sign_in(lead).post(at("part_remove", part_id=one.pk), follow=True)

    assert "This session was delivered or cancelled" in page.content.decode()
    assert SessionPart.objects.exists()


def test_a_part_taken_out_twice_is_gone_once(lead, session):
    one = part_on(session, 30)
    actions.remove_part(part=one, by=lead)
    one.pk = 999_999
    actions.remove_part(part=one, by=lead)

    assert lines_of(session) == ["session.part_removed"]
