"""Writing the catalogue: courses, what they answer, and what everybody reads of them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from portal import clock
from portal.models import Event
from tests.factories.learning_hub import AuditFactory, ResourceFactory
from tests.factories.partners import PriorityFactory, StandingFactory
from tests.factories.training import CourseFactory, SessionFactory
from tests.factories.training_money import FeeFactory, FeeTableFactory, PayerClassFactory
from tests.factories.training_programme import CourseLevelFactory, CourseOriginFactory
from tests.training.programme import at, lead_of, partner_of
from training import access, actions
from training.models import Course, CourseOrigin

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(title="Neglect")


@pytest.fixture
def lead(course):
    return lead_of(course.partnership)


def typed(course=None, **facts):
    known = {"title": "Neglect", "kind": "core", "published": "on", "delivery": "in house"}
    return known | ({"edition": course.edition} if course else {}) | facts


def lines_of(thing):
    return [event.what for event in Event.objects.about(thing)]


def test_a_training_lead_adds_a_course_with_everything_it_says(sign_in, lead, course):
    level = CourseLevelFactory(partnership=course.partnership)
    resource = ResourceFactory(partnership=course.partnership)

    answer = sign_in(lead).post(
        at("course_add"),
        typed(
            partnership=course.partnership_id,
            title="Neglect, an update",
            level=level.pk,
            audience="Everybody",
            outcomes="See it\r\n\r\nSay it",
            hours="3.5",
            days="1",
            valid_months="24",
            family="Neglect",
            family_place="update",
            prerequisites=[course.pk],
            equivalent="Your own agency's course",
            mandatory_for="Social worker\r\nHealth visitor\r\n",
            resources=[resource.pk],
            trauma_checked_on_0="12",
            trauma_checked_on_1="2",
            trauma_checked_on_2="2020",
        ),
    )

    made = Course.objects.exclude(pk=course.pk).get()
    assert answer.url == made.get_absolute_url()
    assert (made.level, made.kind, made.delivery) == (level, "core", "in house")
    assert (made.family, made.family_place, made.valid_months) == ("Neglect", "update", 24)
    assert made.mandatory_for == ["Social worker", "Health visitor"]
    assert made.outcome_lines == ["See it", "Say it"]
    assert (list(made.prerequisites.all()), list(made.resources.all())) == ([course], [resource])
    assert made.length == "1 day, 3.5 hours"
    assert made.trauma_checked_on == date(2020, 2, 12)
    assert lines_of(made) == ["course.written"]


def test_what_nobody_says_stays_unsaid(sign_in, lead, course):
    sign_in(lead).post(at("course_add"), {"partnership": course.partnership_id, "title": "Bare"})

    bare = Course.objects.get(title="Bare")
    assert (bare.kind, bare.delivery, bare.level, bare.hours) == (None, None, None, None)
    assert not bare.published


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Enter the title of the course"),
        ({"hours": "many"}, "Hours must be a number, like 3.5"),
        ({"hours": "0"}, "Hours must be half an hour or more"),
        ({"days": "-1"}, "Days must be 1 or more"),
        ({"valid_months": "ever"}, "Valid for how many months must be a whole number"),
        ({"family": "Neglect"}, "Select the place of the course in its family"),
        ({"family_place": "update"}, "Enter the name of the family"),
        ({"mandatory_for": "x" * 81}, "Each job role must be 80 characters or fewer"),
        ({"trauma_checked_on_0": "31"}, "must include a month and year"),
        ({"kind": "odd"}, "Select kind from the list"),
    ],
)
def test_each_wrong_answer_is_put_right_beside_its_field(sign_in, lead, course, wrong, sentence):
    answer = sign_in(lead).post(
        at("course_edit", course_id=course.pk), typed(course, summary="Kept", **wrong)
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept</textarea>" in page
    assert Course.objects.get(pk=course.pk).edition == 1


def test_a_course_is_changed_and_stays_in_its_partnership(sign_in, lead, course):
    far = StandingFactory(role="training_lead").partnership

    sign_in(lead).post(
        at("course_edit", course_id=course.pk),
        typed(course, title="Neglect today", partnership=far.pk),
    )

    changed = Course.objects.get(pk=course.pk)
    assert (changed.title, changed.edition) == ("Neglect today", 2)
    assert changed.partnership == course.partnership
    assert lines_of(course) == ["course.rewritten"]


def test_the_form_begins_with_what_stands_there(sign_in, lead, course):
    Course.objects.filter(pk=course.pk).update(mandatory_for=["Midwife"], audience="Schools")

    page = sign_in(lead).get(at("course_edit", course_id=course.pk)).content.decode()

    assert "Midwife</textarea>" in page
    assert "Schools</textarea>" in page
    assert 'value="Neglect"' in page


def test_of_two_who_change_a_course_at_once_the_second_is_told(sign_in, lead, course):
    browser = sign_in(lead)
    address = at("course_edit", course_id=course.pk)
    browser.post(address, typed(course, title="First"))

    answer = browser.post(address, typed(course, title="Second"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else has changed this" in page
    assert 'value="Second"' in page
    assert 'name="edition" value="2"' in page
    assert Course.objects.get(pk=course.pk).title == "First"
    browser.post(address, typed(course, title="Second", edition=2))
    assert Course.objects.get(pk=course.pk).title == "Second"


def test_a_course_is_withdrawn_once_and_brought_back_once(course, lead):
    assert actions.withdraw_course(course=course, by=lead)
    assert not actions.withdraw_course(course=course, by=lead)
    assert Course.objects.get(pk=course.pk).withdrawn_on == clock.today()
    assert actions.bring_back_course(course=course, by=lead)
    assert not actions.bring_back_course(course=course, by=lead)

    assert Course.objects.get(pk=course.pk).withdrawn_on is None
    assert lines_of(course) == ["course.withdrawn", "course.brought_back"]


def test_a_withdrawn_course_leaves_the_list_and_keeps_its_page(sign_in, course, lead):
    browser, client = sign_in(lead), Client()
    browser.post(at("course_withdraw", course_id=course.pk))

    assert "Neglect" not in client.get(at("course_list")).content.decode()
    assert "left the programme" in client.get(course.get_absolute_url()).content.decode()
    assert "Withdrawn" in browser.get(at("course_list")).content.decode()
    browser.post(at("course_bring_back", course_id=course.pk))
    assert "Neglect" in client.get(at("course_list")).content.decode()


@pytest.mark.parametrize("verb", ["write", "rewrite", "withdraw", "bring_back", "add_origin"])
def test_nobody_else_writes_the_catalogue(course, verb):
    by = lead_of(CourseFactory().partnership)
    facts = {"facts": {"title": "Mine"}, "by": by}
    asked = {
        "write": lambda: actions.write_course(partnership=course.partnership, **facts),
        "rewrite": lambda: actions.rewrite_course(course=course, seen=1, **facts),
        "withdraw": lambda: actions.withdraw_course(course=course, by=by),
        "bring_back": lambda: actions.bring_back_course(course=course, by=by),
        "add_origin": lambda: actions.add_origin(course=course, **facts),
    }

    with pytest.raises(PermissionDenied):
        asked[verb]()


def test_what_a_course_answers_is_printed_for_everybody(client, sign_in, course, lead):
    priority = PriorityFactory(partnership=course.partnership, name="Neglect")
    browser = sign_in(lead)
    address = at("origin_add", course_id=course.pk)

    browser.post(address, {"kind": "priority", "priority": priority.pk})

    [origin] = course.origins.all()
    assert (
        "Priority of the partnership: Neglect"
        in client.get(course.get_absolute_url()).content.decode()
    )
    browser.post(at("origin_remove", origin_id=origin.pk))
    assert not CourseOrigin.objects.exists()
    assert lines_of(course) == ["course.origin_added", "course.origin_removed"]


def test_what_is_linked_inside_stays_inside(client, sign_in, course, lead):
    audit = AuditFactory(partnership=course.partnership, title="Inside only")
    CourseOriginFactory(course=course, kind="audit", audit=audit, title="")

    assert "Inside only" not in client.get(course.get_absolute_url()).content.decode()
    assert "Inside only" in sign_in(lead).get(course.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Select what the course answers"),
        ({"kind": "audit"}, "Enter what the course answers, or select it above"),
        ({"kind": "audit", "audit": "999"}, "Select audit"),
        ({"kind": "practice review", "title": "Review of Mr Jones"}, "Take out the name"),
    ],
)
def test_an_origin_is_said_in_words_that_may_be_published(sign_in, course, lead, wrong, sentence):
    answer = sign_in(lead).post(at("origin_add", course_id=course.pk), wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CourseOrigin.objects.exists()


def test_the_database_refuses_an_origin_that_says_nothing(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseOriginFactory(course=course, title="")


def test_an_origin_taken_away_twice_is_gone_once(course, lead):
    origin = CourseOriginFactory(course=course)
    actions.remove_origin(origin=origin, by=lead)
    origin.pk = 999_999
    actions.remove_origin(origin=origin, by=lead)

    assert lines_of(course) == ["course.origin_removed"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "negl"}, 1),
        ({"text": "fire"}, 0),
        ({"level": "Level 2"}, 1),
        ({"level": "Level 9"}, 1),
        ({"kind": "core", "text": "NEGLECT"}, 1),
    ],
)
def test_the_catalogue_narrows(client, asked, found):
    level = CourseLevelFactory(code="Level 2")
    CourseFactory(title="Neglect", kind="core", level=level)

    page = client.get(at("course_list"), asked).content.decode()

    assert page.count("app-list__item") == found


def test_a_family_and_what_is_needed_before_are_links(client, course):
    first = CourseFactory(
        partnership=course.partnership, title="First", family="N", family_place="initial"
    )
    Course.objects.filter(pk=course.pk).update(family="N", family_place="update")
    course.prerequisites.add(first)

    page = client.get(course.get_absolute_url()).content.decode()

    assert page.count(first.get_absolute_url()) == 2
    assert "First course:" in page


def test_resources_not_public_are_for_partners_alone(client, sign_in, course):
    course.resources.add(
        ResourceFactory(partnership=course.partnership, title="Inside", public=False),
        ResourceFactory(partnership=course.partnership, title="Outside", public=True),
    )

    public = client.get(course.get_absolute_url()).content.decode()
    inside = sign_in(partner_of(course.partnership)).get(course.get_absolute_url())

    assert "Outside" in public
    assert "Inside" not in public
    assert "Inside" in inside.content.decode()


def test_fees_are_printed_by_class_of_payer(client, course):
    table = FeeTableFactory(partnership=course.partnership, status="approved")
    for order, (name, pence) in enumerate((("Schools", 5_000), ("Partners", 0))):
        payers = PayerClassFactory(partnership=course.partnership, name=name, order=order)
        FeeFactory(table=table, payer_class=payers, course=course, amount=pence)

    page = client.get(course.get_absolute_url()).content.decode()

    assert "Schools: £50.00" in page
    assert "Partners: Free" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_course_costs_the_same_however_long(
    client, course, count, django_assert_num_queries
):
    SessionFactory.create_batch(count, course=course)
    CourseOriginFactory.create_batch(count, course=course)

    with django_assert_num_queries(7):
        page = client.get(course.get_absolute_url()).content.decode()

    assert page.count("app-date__when") == count


def test_a_course_without_a_family_has_no_relatives(course, lead):
    assert not access.relatives(lead, course).exists()


def test_length_says_what_is_recorded_and_no_more():
    assert Course(days=2, follow_up_days=1).length == "2 days and 1 follow-up day"
    assert Course().length == ""
