"""Conferences: planned from the first idea on, their programme, and what came of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from tests.factories.learning_hub import ResourceFactory
from tests.factories.partners import PriorityFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_programme import (
    ConferenceFactory,
    FollowUpFactory,
    ProgrammeItemFactory,
    ServiceShareFactory,
    TrainingServiceFactory,
)
from tests.training.programme import at, day_boxes, in_days, lead_of, partner_of
from training import access, actions
from training.models import Conference, FollowUp, ProgrammeItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return ConferenceFactory(title="Identity")


@pytest.fixture
def lead(conference):
    return lead_of(conference.partnership)


def lines_of(conference):
    return [event.what for event in Event.objects.about(conference)]


def typed(conference, **facts):
    return {"title": "Identity", "edition": conference.edition} | facts


def test_a_conference_is_planned_before_it_has_a_day(sign_in, lead, conference):
    priority = PriorityFactory(partnership=conference.partnership, name="Violence")

    answer = sign_in(lead).post(
        at("conference_add"),
        {
            "partnership": conference.partnership_id,
            "title": "Through a trauma lens",
            "about": "What helps",
            "expected": "2022-06",
            "priorities": [priority.pk],
        },
    )

    made = Conference.objects.exclude(pk=conference.pk).get()
    assert answer.url == made.get_absolute_url()
    assert (made.expected, list(made.priorities.all())) == ("2022-06", [priority])
    page = sign_in(lead).get(made.get_absolute_url()).content.decode()
    assert "Expected June 2022, no date yet" in page
    assert "Violence" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Enter the title of the conference"),
        ({"expected": "soon"}, "Enter a year, a month or a day"),
        ({"expected": "2022-13"}, "Enter a year, a month or a day"),
        ({"session": "taken"}, "This is the day of another conference"),
        ({"edition": "7"}, "Somebody else has changed this"),
    ],
)
def test_each_wrong_answer_is_put_right_beside_its_field(
    sign_in, lead, conference, wrong, sentence
):
    day = SessionFactory(course__partnership=conference.partnership, kind="conference")
    ConferenceFactory(partnership=conference.partnership, session=day)
    wrong = {name: day.pk if value == "taken" else value for name, value in wrong.items()}

    answer = sign_in(lead).post(
        at("conference_edit", conference_id=conference.pk), typed(conference, about="Kept", **wrong)
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept</textarea>" in page


def test_a_conference_gets_its_day_and_counts_who_came(sign_in, lead, conference):
    day = SessionFactory(
        course__partnership=conference.partnership, kind="conference", status="delivered"
    )
    for status in ("attended", "part attended", "absent", "cancelled"):
        BookingFactory(session=day, status=status)
    browser = sign_in(lead)

    browser.post(
        at("conference_edit", conference_id=conference.pk), typed(conference, session=day.pk)
    )

    conference.refresh_from_db()
    assert (conference.session, conference.edition) == (day, 2)
    assert access.conferences_attended(lead).get().came == 2
    assert "2 attended" in browser.get(at("conference_list")).content.decode()
    assert lines_of(conference) == ["conference.rewritten"]
    again = browser.get(at("conference_edit", conference_id=conference.pk)).content.decode()
    assert "selected" in again


def test_without_a_day_nobody_is_counted(lead, conference):
    assert access.conferences_attended(lead).get().came is None


def item(**facts):
    return {"at": "9:30", "title": "Our story", "kind": "talk"} | facts


def test_items_stand_in_order_of_time(sign_in, lead, conference):
    browser = sign_in(lead)
    address = at("item_add", conference_id=conference.pk)

    browser.post(address, item(at="2pm", title="Later"))
    browser.post(address, item(speaker="A young person"))

    assert [str(one) for one in conference.items.all()] == ["09:30 Our story", "14:00 Later"]
    first = conference.items.first()
    browser.post(at("item_remove", item_id=first.pk))
    first.pk = 999_999
    actions.remove_item(item=first, by=lead)
    assert conference.items.count() == 1
    assert lines_of(conference)[-1] == "conference.item_removed"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"at": "dawn"}, "Time must be a time, such as 9:30 or 2pm"),
        ({"at": ""}, "Enter the time at which it begins"),
        ({"title": ""}, "Enter the title of the item"),
        ({"kind": ""}, "Select what kind of item it is"),
        ({"kind": "lived experience"}, "Enter the day on which the speaker gave consent"),
        (
            {"kind": "lived experience"} | day_boxes("consent_on", in_days(3)),
            "Consent must have been given today or before",
        ),
    ],
)
def test_lived_experience_is_told_with_consent_alone(sign_in, lead, conference, wrong, sentence):
    answer = sign_in(lead).post(
        at("item_add", conference_id=conference.pk), item(speaker="Kept", **wrong)
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Kept"' in page
    assert not ProgrammeItem.objects.exists()


def test_the_day_of_consent_is_for_those_who_run_it(sign_in, lead, conference):
    given = clock.today() - timedelta(days=3)
    browser = sign_in(lead)
    browser.post(
        at("item_add", conference_id=conference.pk),
        item(kind="lived experience", **day_boxes("consent_on", given)),
    )

    assert "Consent given" in browser.get(conference.get_absolute_url()).content.decode()
    partner = sign_in(partner_of(conference.partnership))
    assert "Consent given" not in partner.get(conference.get_absolute_url()).content.decode()


@pytest.mark.parametrize("facts", [{"kind": "lived experience"}, {"at": "25:00"}, {"at": "9:30"}])
def test_the_database_refuses_what_the_form_refuses(conference, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeItemFactory(conference=conference, **facts)


def test_what_follows_is_added_and_moves_on(sign_in, lead, conference):
    resource = ResourceFactory(partnership=conference.partnership)
    browser = sign_in(lead)

    browser.post(
        at("follow_up_add", conference_id=conference.pk),
        {"title": "Guide on identity", "status": "planned", **day_boxes("due", date(2022, 1, 1))},
    )
    product = FollowUp.objects.get()
    browser.post(
        at("follow_up_edit", follow_up_id=product.pk),
        {"seen": "planned", "title": "Guide", "status": "published", "resource": resource.pk},
    )

    product.refresh_from_db()
    assert (product.title, product.status, product.resource) == ("Guide", "published", resource)
    assert resource.title in browser.get(conference.get_absolute_url()).content.decode()
    late = browser.post(
        at("follow_up_edit", follow_up_id=product.pk),
        {"seen": "planned", "title": "Guide", "status": "dropped"},
    )
    assert late.status_code == 422
    assert "Somebody else has changed this" in late.content.decode()
    assert FollowUp.objects.get().status == "published"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"title": ""}, "Enter what is made"), ({"status": ""}, "Select how far it is")],
)
def test_what_follows_needs_a_name_and_a_state(sign_in, lead, conference, wrong, sentence):
    facts = {"title": "Guide", "status": "planned"} | wrong

    answer = sign_in(lead).post(at("follow_up_add", conference_id=conference.pk), facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("verb", ["plan", "rewrite", "item", "no item", "follow", "change"])
def test_nobody_else_plans_conferences(conference, verb):
    by = lead_of(CourseFactory().partnership)
    one, product = (
        ProgrammeItemFactory(conference=conference),
        FollowUpFactory(conference=conference),
    )
    facts = {"facts": {"status": "planned"}, "by": by}
    asked = {
        "plan": lambda: actions.plan_conference(partnership=conference.partnership, **facts),
        "rewrite": lambda: actions.rewrite_conference(conference=conference, seen=1, **facts),
        "item": lambda: actions.add_item(conference=conference, **facts),
        "no item": lambda: actions.remove_item(item=one, by=by),
        "follow": lambda: actions.add_follow_up(conference=conference, **facts),
        "change": lambda: actions.change_follow_up(follow_up=product, seen="planned", **facts),
    }

    with pytest.raises(PermissionDenied):
        asked[verb]()


def test_partnerships_that_share_training_share_its_conferences(conference):
    other = ConferenceFactory().partnership
    person = partner_of(other)
    assert conference not in access.conferences(person)
    service = TrainingServiceFactory()
    for partnership in (other, conference.partnership):
        ServiceShareFactory(service=service, partnership=partnership)

    assert conference in access.conferences(partner_of(other))


@pytest.mark.parametrize("count", [1, 3])
def test_conferences_cost_the_same_however_many(
    sign_in, conference, count, django_assert_num_queries
):
    Conference.objects.all().delete()
    for one in ConferenceFactory.create_batch(count, partnership=conference.partnership):
        one.priorities.add(PriorityFactory(partnership=conference.partnership))
        one.session = SessionFactory(course__partnership=conference.partnership)
        one.save()
    browser = sign_in(partner_of(conference.partnership))

    with django_assert_num_queries(4):
        page = browser.get(at("conference_list")).content.decode()

    assert page.count("app-list__item") == count
