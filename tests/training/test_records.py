"""Training records: one's own, an agency's, who is due, and training of a single agency."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from portal import clock
from portal.models import Event
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_certificates import CertificateFactory
from tests.factories.training_records import AgencyTrainingFactory, RequirementFactory
from training import actions, renewals
from training.models import Booking, Requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    return StandingFactory(role="agency_lead")


@pytest.fixture
def colleague(standing):
    at = {"agency": standing.agency, "partnership": standing.partnership}
    return StandingFactory(role="practitioner", **at).person


@pytest.fixture
def course(standing):
    return CourseFactory(title="Neglect", partnership=standing.partnership, valid_months=12)


@pytest.fixture
def browser(sign_in, standing):
    return sign_in(standing.person)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def attended(course, *, months_ago=0, **facts):
    day = clock.add_months(clock.today(), -months_ago)
    at = clock.london_midnight(day) + timedelta(hours=12)
    session = SessionFactory(course=course, starts_at=at, status="delivered")
    return BookingFactory(session=session, status="attended", **facts)


@pytest.mark.parametrize(
    ("months", "days", "word"),
    [(12, 0, "Due soon"), (12, 1, "Lapsed"), (9, -2, "Up to date"), (0, 0, "Up to date")],
)
def test_what_was_attended_lapses_the_day_after_its_last(course, months, days, word):
    day = clock.add_months(clock.today(), -months) - timedelta(days=days)
    at = clock.london_midnight(day) + timedelta(hours=12)
    BookingFactory(session=SessionFactory(course=course, starts_at=at), status="attended")

    row = Booking.objects.annotate(renew_on=renewals.renewal()).get()

    assert row.renew_on == clock.add_months(day, 12)
    assert renewals.state_of(row.renew_on).word == word


def test_a_course_without_a_term_does_not_lapse(standing):
    attended(CourseFactory(partnership=standing.partnership), months_ago=99)

    assert Booking.objects.annotate(on=renewals.renewal()).get().on is None


def test_the_last_day_of_a_short_month_is_the_same_for_page_and_certificate(course):
    when = clock.london_midnight(clock.today().replace(year=2019, month=8, day=31))
    course.valid_months = 6
    course.save()
    BookingFactory(
        session=SessionFactory(course=course, starts_at=when + timedelta(hours=9)),
        status="attended",
    )

    row = Booking.objects.annotate(on=renewals.renewal()).get()

    assert f"{row.on}" == "2020-02-29"
    assert clock.add_months(row.session.starts_on, 6) == row.on


def test_only_the_latest_of_a_family_counts(course, colleague):
    update = CourseFactory(
        partnership=course.partnership, valid_months=12, family="Neglect", family_place="update"
    )
    course.family, course.family_place = "Neglect", "initial"
    course.save()
    attended(course, months_ago=30, person=colleague)
    latest = attended(update, months_ago=1, person=colleague)
    other = attended(CourseFactory(partnership=course.partnership), person=colleague)

    assert set(renewals.latest_only(Booking.objects.all())) == {latest, other}


def test_people_without_an_account_are_told_apart_by_name_and_agency(course, standing):
    agency = standing.agency
    attended(course, months_ago=3, delegate="Ana", agency=agency)
    latest = attended(course, months_ago=1, delegate="Ana", agency=agency)
    elsewhere = attended(course, months_ago=3, delegate="Ana")
    another = attended(course, months_ago=3, delegate="Bo", agency=agency)

    assert set(renewals.latest_only(Booking.objects.all())) == {latest, elsewhere, another}


def test_a_person_sees_the_own_record_with_certificates(sign_in, colleague, course):
    place = attended(course, person=colleague)
    CertificateFactory(booking=place)
    attended(course, delegate="Somebody Else")
    AgencyTrainingFactory(title="Our own induction").attendees.add(colleague)
    RequirementFactory(person=colleague, course=course, partnership=course.partnership)

    page = sign_in(colleague).get(address("record")).content.decode()

    assert page.count("Certificate<") == 1
    assert "Our own induction" in page
    assert "What your job asks of you" in page
    assert "Up to date" in page
    assert "Training of your people" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_own_record_costs_the_same_however_long(
    sign_in, colleague, course, count, django_assert_num_queries
):
    for number in range(count):
        CertificateFactory(booking=attended(course, months_ago=number, person=colleague))
        AgencyTrainingFactory().attendees.add(colleague)
        RequirementFactory(person=colleague, partnership=course.partnership)
    browser = sign_in(colleague)

    with django_assert_num_queries(6):
        page = browser.get(address("record")).content.decode()

    assert page.count("Certificate<") == count


def test_a_lead_sees_what_the_own_agency_attended_and_no_other(browser, standing, course):
    attended(course, delegate="Ours", agency=standing.agency)
    attended(course, delegate="Theirs")
    attended(CourseFactory(), delegate="Ours Elsewhere", agency=standing.agency)

    page = browser.get(address("agency_record")).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page
    assert "Ours Elsewhere" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "lapsed"}, 1),
        ({"state": "soon"}, 1),
        ({"q": "ana"}, 1),
        ({"course": "negl"}, 3),
        ({"course": "fire"}, 0),
        ({"state": "never mind"}, 3),
    ],
)
def test_the_record_of_an_agency_narrows(browser, standing, course, asked, found):
    for months, name in ((13, "Ana"), (10, "Bo"), (1, "Cy")):
        attended(course, months_ago=months, delegate=name, agency=standing.agency)

    part = browser.get(address("agency_record"), asked, headers={"HX-Request": "true"})

    assert part.content.decode().strip().startswith('<section id="results"')
    assert part.content.decode().count('<th scope="row"') == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_of_an_agency_costs_the_same_however_long(
    browser, standing, course, count, django_assert_num_queries
):
    for _ in range(count):
        CertificateFactory(booking=attended(course, agency=standing.agency))

    with django_assert_num_queries(4):
        page = browser.get(address("agency_record")).content.decode()

    assert page.count("Certificate<") == count


def ask(browser, asked, *people, **typed):
    facts = {"course": asked.pk, "job": "social worker", "people": [one.pk for one in people]}
    return browser.post(address("requirement_add"), facts | typed, follow=True)


def place_of(standing):
    return {"place": standing.pk}


def test_a_lead_asks_a_course_of_people_and_sees_who_owes_it(browser, standing, colleague, course):
    page = ask(browser, course, colleague, standing.person, **place_of(standing)).content.decode()

    assert "Asked of 2 more" in page
    assert page.count("Not done yet</strong>") == 2
    attended(course, person=colleague)
    page = browser.get(address("requirement_list")).content.decode()
    assert page.count("Not done yet</strong>") == 1
    assert page.count("Up to date</strong>") == 1


def test_a_course_is_asked_of_nobody_twice(browser, standing, colleague, course):
    ask(browser, course, colleague, **place_of(standing))

    page = ask(browser, course, colleague, **place_of(standing)).content.decode()

    assert "Asked of 0 more" in page
    assert Requirement.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"course": ""}, "Select the course"),
        ({"course": "0"}, "Select a course from the list"),
        ({"job": ""}, "Enter the job for which it is needed"),
        ({"job": "x" * 81}, "Job must be 80 characters or fewer"),
        ({"people": []}, "Select at least one person"),
        ({"people": ["0"]}, "Select people of your own agency"),
        ({"people": ["me"]}, "Select people of your own agency"),
        ({"place": "0"}, "Select an agency that you lead"),
    ],
)
def test_a_fault_in_what_is_asked_is_told(browser, standing, colleague, course, typed, sentence):
    answer = ask(browser, course, colleague, **place_of(standing) | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Requirement.objects.exists()


def test_nothing_is_asked_of_people_of_another_agency(standing, course):
    at = {"agency": standing.agency, "partnership": standing.partnership}
    facts = {"course": course, "job": "nurse", "by": standing.person}

    with pytest.raises(actions.NotTheirs):
        actions.ask_course(people=[StandingFactory().person], **at, **facts)
    with pytest.raises(PermissionDenied):
        actions.ask_course(people=[], **at, **facts | {"by": StandingFactory().person})


def test_whoever_leads_two_agencies_asks_people_of_the_one_selected(
    browser, standing, colleague, course
):
    second = StandingFactory(
        person=standing.person, role="agency_lead", partnership=standing.partnership
    )

    answer = ask(browser, course, colleague, **place_of(second))

    assert "Somebody you selected does not work for it any more" in answer.content.decode()


def test_a_requirement_ends_once(browser, standing, course):
    one = RequirementFactory(
        agency=standing.agency, partnership=standing.partnership, course=course
    )
    yesterday = clock.today() - timedelta(days=1)
    Requirement.objects.update(since=yesterday)

    page = browser.post(address("requirement_end", requirement_id=one.pk), follow=True)

    assert "no longer asked" in page.content.decode()
    assert not actions.end_requirement(requirement=one, by=standing.person)
    assert [event.what for event in Event.objects.about(one)] == ["requirement.ended"]
    Requirement.objects.update(until=yesterday)
    assert not Requirement.objects.in_force().exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "owed"}, 3),
        ({"state": "never"}, 1),
        ({"state": "lapsed"}, 1),
        ({"q": "zz"}, 0),
        ({"state": "x"}, 4),
        ({"state": "soon"}, 1),
    ],
)
def test_who_is_due_narrows(browser, standing, course, asked, found):
    for months in (None, 13, 10, 1):
        person = UserFactory()
        RequirementFactory(
            agency=standing.agency,
            partnership=standing.partnership,
            course=course,
            person=person,
        )
        if months:
            attended(course, months_ago=months, person=person)

    part = browser.get(address("requirement_list"), asked, headers={"HX-Request": "true"})

    assert part.content.decode().count('<th scope="row"') == found


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_due_costs_the_same_however_many(
    browser, standing, count, django_assert_num_queries
):
    RequirementFactory.create_batch(count, agency=standing.agency, partnership=standing.partnership)

    with django_assert_num_queries(3):
        page = browser.get(address("requirement_list")).content.decode()

    assert page.count("Ask it no more") == count


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (
            lambda: RequirementFactory(until=clock.today() - timedelta(days=1)),
            "training_requirement_ends_after_start",
        ),
        (lambda: AgencyTrainingFactory(people=0), "training_agencytraining_has_people"),
    ],
)
def test_database_refuses_what_cannot_be(make, rule):
    with pytest.raises(IntegrityError, match=rule):
        make()


def test_database_refuses_to_ask_twice():
    one = RequirementFactory()

    with pytest.raises(IntegrityError, match="training_requirement_asked_once"):
        RequirementFactory(agency=one.agency, course=one.course, person=one.person)
    assert str(one).endswith("asked of a social worker")


def test_a_mark_on_an_open_register_counts_nowhere_yet(sign_in, colleague, course, standing):
    session = SessionFactory(course=course, starts_at=clock.now() - timedelta(hours=1))
    BookingFactory(session=session, person=colleague, status="attended", agency=standing.agency)
    RequirementFactory(
        agency=standing.agency, partnership=standing.partnership, course=course, person=colleague
    )

    assert "No register shows you" in sign_in(colleague).get(address("record")).content.decode()
    lead = sign_in(standing.person)
    assert "0 courses attended" in lead.get(address("agency_record")).content.decode()
    assert "Not done yet" in lead.get(address("requirement_list")).content.decode()


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("practitioner", 4),
        ("trainer", 5),
        ("agency_lead", 8),
        ("training_lead", 11),
    ],
)
def test_my_training_leads_on_by_what_somebody_does(sign_in, role, labels):
    person = StandingFactory(role=role).person

    page = sign_in(person).get(address("my_training")).content.decode()

    line = page.partition("app-links")[2].partition("</p>")[0]
    assert line.count("<a ") == labels
