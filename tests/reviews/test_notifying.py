"""Who was told of an incident, when and by whom; a late telling says by how much."""

from datetime import date

import pytest
from django.urls import reverse

from portal import deadlines
from portal.models import Deadline
from reviews import access, actions
from reviews.deadlines import CARE_LEAVER, LOOKED_AFTER, PANEL, PARTNERS
from reviews.models import Incident, Notification
from reviews.workflow import INCIDENTS
from tests.factories.partners import AreaFactory
from tests.factories.reviews_files import IncidentFactory, NotificationFactory

pytestmark = pytest.mark.django_db
TOLD = {"sent_by": "Duty manager, the council", "what": "The online form"}


@pytest.fixture
def file(partnership, lead):
    incident = IncidentFactory(
        review__partnership=partnership,
        status=Incident.Status.NOTIFIABLE,
        aware_on=date(2020, 9, 1),
    )
    for kind in (PANEL, PARTNERS):
        deadlines.start(kind, incident.review, on=incident.aware_on, owner=lead)
    return incident.review


def address(file):
    return reverse("reviews:notification_add", kwargs={"review_id": file.pk})


def boxes(day):
    return {"sent_on_0": day.day, "sent_on_1": day.month, "sent_on_2": day.year}


def open_kinds(file):
    return set(Deadline.objects.open().about(file).values_list("kind", flat=True))


def test_in_time_stops_the_clock_and_moves_the_case_on(sign_in, lead, file):
    sign_in(lead).post(address(file), {"to": "panel", **TOLD, **boxes(date(2020, 9, 8))})

    told = Notification.objects.get()
    file.incident.refresh_from_db()
    assert (told.due_on, told.days_late) == (date(2020, 9, 8), 0)
    assert file.incident.status == Incident.Status.NOTIFIED
    assert open_kinds(file) == {PARTNERS.key}
    assert "In time" in sign_in(lead).get(file.get_absolute_url()).content.decode()


def test_late_wants_a_reason_and_says_how_many_working_days(sign_in, lead, file):
    late = {"to": "panel", **TOLD, **boxes(date(2020, 9, 14))}

    refused = sign_in(lead).post(address(file), late)
    assert refused.context["form"].errors["why_late"] == [
        "It was due on 8 September 2020 and went out 4 working days late. Enter why"
    ]
    sign_in(lead).post(address(file), late | {"why_late": "The form was down"})

    assert Notification.objects.get().days_late == 4
    page = sign_in(lead).get(file.get_absolute_url()).content.decode()
    assert "4 working days after 8 September 2020: The form was down" in " ".join(page.split())


def test_one_working_day_late_is_said_in_the_singular(sign_in, lead, file):
    page = sign_in(lead).post(address(file), {"to": "panel", **TOLD, **boxes(date(2020, 9, 9))})

    assert "went out 1 working day late" in page.context["form"].errors["why_late"][0]


def test_every_field_says_in_its_own_words_what_is_missing(sign_in, lead, file):
    page = sign_in(lead).post(address(file), {})

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "to": ["Select who was told"],
        "sent_on": ["Enter the day it was sent"],
        "sent_by": ["Enter who sent it"],
        "what": ["Enter what was sent"],
    }


@pytest.mark.parametrize("status", ["referred", "screening", "no further action"])
def test_the_panel_is_not_notified_before_it_is_decided(sign_in, lead, file, status):
    Incident.objects.update(status=status)

    page = sign_in(lead).post(address(file), {"to": "panel", **TOLD, **boxes(date(2020, 9, 8))})

    assert "Decide first" in page.context["form"].errors["to"][0]
    assert not Notification.objects.exists()


@pytest.mark.parametrize("kind", [LOOKED_AFTER, CARE_LEAVER])
def test_ofsted_is_told_of_a_death_whatever_was_decided(lead, file, kind):
    Incident.objects.update(status="no further action")
    deadlines.start(kind, file, on=date(2020, 9, 1))

    told = actions.record_notification(
        review=file, to="ofsted", sent_on=date(2020, 9, 7), by=lead, **TOLD
    )

    assert told.due_on == date(2020, 9, 8)
    assert kind.key not in open_kinds(file)


def test_another_area_has_no_clock_here(lead, file):
    told = actions.record_notification(
        review=file, to="area", sent_on=date(2020, 9, 20), by=lead, **TOLD
    )

    assert told.due_on is None
    assert told.days_late == 0


def test_a_second_telling_of_the_panel_moves_nothing(lead, file):
    for _ in range(2):
        actions.record_notification(
            review=file, to="panel", sent_on=date(2020, 9, 7), by=lead, **TOLD
        )

    file.incident.refresh_from_db()
    assert file.incident.status == Incident.Status.NOTIFIED
    assert str(Notification.objects.first()).startswith("The national Panel")


def test_no_notification_without_what_was_sent(file):
    assert INCIDENTS.moves["notify"].lacks(file.incident) == [
        "Record first what was sent to the Panel, when and by whom."
    ]
    NotificationFactory(review=file)
    assert INCIDENTS.moves["notify"].lacks(file.incident) == []


def test_the_page_says_which_area_notifies(sign_in, lead, file, partnership):
    ours, other = AreaFactory(name="Our area"), AreaFactory(name="Far area")
    partnership.coverage.create(area=ours, since=date(2019, 8, 1))
    told = []
    for facts in (
        {"happened_in": None},
        {"happened_in": ours},
        {"happened_in": other},
        {"happened_in": None, "outside_england": True},
    ):
        Incident.objects.update(**facts)
        told.append(" ".join(sign_in(lead).get(address(file)).content.decode().split()))

    assert "Where it happened is not recorded yet" in told[0]
    assert "its local authority notifies, and this partnership does the rapid review" in told[1]
    assert "which this partnership does not cover" in told[2]
    assert "where the child normally lives notifies" in told[3]
    assert not access.is_ours(file, None)
