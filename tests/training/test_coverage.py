"""Training needs and the courses that answer them."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from tests.factories.learning_hub import AuditFactory, RecommendationFactory
from tests.factories.partners import PriorityFactory
from tests.factories.training import CourseFactory
from tests.factories.training_programme import TrainingNeedFactory
from tests.training.programme import at, lead_of, partner_of
from tests.turns import meanwhile
from training import access, actions
from training.coverage import matrix
from training.models import TrainingNeed

pytestmark = pytest.mark.django_db


@pytest.fixture
def need():
    return TrainingNeedFactory(text="How to ask about debt")


@pytest.fixture
def lead(need):
    return lead_of(need.partnership)


def typed(need, **facts):
    return {"text": need.text, "kind": "practice", "edition": need.edition} | facts


def lines_of(need):
    return [event.what for event in Event.objects.about(need)]


def test_a_need_is_raised_with_its_source_and_its_courses(sign_in, lead, need):
    course = CourseFactory(partnership=need.partnership)
    audit = AuditFactory(partnership=need.partnership)

    sign_in(lead).post(
        at("need_add"),
        {
            "partnership": need.partnership_id,
            "text": "How to see neglect",
            "kind": "audit",
            "audit": audit.pk,
            "courses": [course.pk],
        },
    )

    made = TrainingNeed.objects.exclude(pk=need.pk).get()
    assert (made.text, made.audit, made.raised_on) == (
        "How to see neglect",
        audit,
        clock.today(),
    )
    assert list(made.courses.all()) == [course]
    assert made.found_in == str(audit)
    assert lines_of(made) == ["trainingneed.raised"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Enter what people should learn"),
        ({"text": "What Mr Jones needs"}, "Take out the name"),
        ({"text": "x" * 301}, "must be 300 characters or fewer"),
        ({"kind": ""}, "Select where it was found"),
        ({"audit": "999"}, "Select audit"),
        ({"source": "The review of 3 May 2019"}, "Take out the full date"),
    ],
)
def test_each_wrong_answer_is_put_right_beside_its_field(sign_in, lead, need, wrong, sentence):
    CourseFactory(partnership=need.partnership)

    answer = sign_in(lead).post(at("need_edit", need_id=need.pk), typed(need, **wrong))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert TrainingNeed.objects.get().edition == 1


def test_a_need_is_changed_and_its_courses_with_it(sign_in, lead, need):
    old, new = CourseFactory.create_batch(2, partnership=need.partnership)
    need.courses.add(old)
    browser = sign_in(lead)
    page = browser.get(at("need_edit", need_id=need.pk)).content.decode()
    assert "How to ask about debt</textarea>" in page

    browser.post(at("need_edit", need_id=need.pk), typed(need, text="Debt", courses=[new.pk]))

    need.refresh_from_db()
    assert (need.text, need.edition, list(need.courses.all())) == ("Debt", 2, [new])


def test_of_two_who_change_a_need_at_once_the_second_is_told(sign_in, lead, need):
    browser = sign_in(lead)
    browser.post(at("need_edit", need_id=need.pk), typed(need, text="First"))

    answer = browser.post(at("need_edit", need_id=need.pk), typed(need, text="Second"))

    assert answer.status_code == 422
    assert "Somebody else has changed this" in answer.content.decode()
    assert TrainingNeed.objects.get().text == "First"


def test_a_need_is_settled_with_a_reason_and_opened_again(sign_in, lead, need):
    browser = sign_in(lead)
    address = at("need_settle", need_id=need.pk)
    assert "Enter why" in browser.post(address, {"status": "met"}).content.decode()
    assert "Select what became" in browser.post(address, {"because": "x"}).content.decode()

    browser.post(address, {"status": "met", "because": "Course of May"})

    need.refresh_from_db()
    assert (need.status, need.settled_because, need.settled_on) == (
        "met",
        "Course of May",
        clock.today(),
    )
    assert not actions.settle_need(need=need, status="set aside", because="No", by=lead)
    browser.post(at("need_reopen", need_id=need.pk))
    browser.post(at("need_reopen", need_id=need.pk))
    need.refresh_from_db()
    assert (need.status, need.settled_on) == ("open", None)
    assert lines_of(need) == ["trainingneed.settled", "trainingneed.opened_again"]


def test_the_database_refuses_a_settled_need_without_a_reason(need):
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingNeed.objects.update(status="met", settled_on=date(2020, 1, 1))


@pytest.mark.parametrize("verb", ["raise", "rewrite", "settle", "open"])
def test_nobody_else_writes_the_list(need, verb):
    by = lead_of(CourseFactory().partnership)
    asked = {
        "raise": lambda: actions.raise_need(partnership=need.partnership, facts={}, by=by),
        "rewrite": lambda: actions.rewrite_need(need=need, seen=1, facts={}, by=by),
        "settle": lambda: actions.settle_need(need=need, status="met", because="x", by=by),
        "open": lambda: actions.open_need_again(need=need, by=by),
    }

    with pytest.raises(PermissionDenied):
        asked[verb]()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"gap", "answered", "only withdrawn"}),
        ({"status": "gap"}, {"gap", "only withdrawn"}),
        ({"status": "met"}, {"met"}),
        ({"status": "set aside"}, set()),
        ({"status": "all"}, {"gap", "answered", "only withdrawn", "met"}),
        ({"status": "all", "kind": "law"}, {"met"}),
        ({"status": "odd"}, {"gap", "answered", "only withdrawn"}),
    ],
)
def test_the_list_narrows(sign_in, need, asked, found):
    here = need.partnership
    TrainingNeed.objects.update(text="gap")
    answered = TrainingNeedFactory(partnership=here, text="answered")
    answered.courses.add(CourseFactory(partnership=here))
    withdrawn = TrainingNeedFactory(partnership=here, text="only withdrawn")
    withdrawn.courses.add(CourseFactory(partnership=here, withdrawn_on=date(2020, 1, 1)))
    settled = {"settled_because": "Done", "settled_on": date(2020, 1, 1)}
    TrainingNeedFactory(partnership=here, text="met", status="met", kind="law", **settled)
    TrainingNeedFactory(text="of another partnership")

    page = sign_in(partner_of(here)).get(at("need_list"), asked).content.decode()

    said = {
        text for text in ("gap", "answered", "only withdrawn", "met") if f">{text}</h3>" in page
    }
    assert said == found
    assert "of another partnership" not in page


def test_the_matrix_puts_gaps_first_and_leaves_withdrawn_courses_out(need):
    here = need.partnership
    debt, fire = (CourseFactory(partnership=here, title=title) for title in ("Debt", "Fire"))
    gone = CourseFactory(partnership=here, title="Gone", withdrawn_on=date(2020, 1, 1))
    answered = TrainingNeedFactory(partnership=here, text="A")
    answered.courses.add(fire, debt)
    only_gone = TrainingNeedFactory(partnership=here, text="B")
    only_gone.courses.add(gone)

    found = matrix(access.training_needs(partner_of(here)))

    assert found.courses == (debt, fire)
    assert [(line.need, line.marks) for line in found.lines] == [
        (only_gone, (False, False)),
        (need, (False, False)),
        (answered, (True, True)),
    ]
    assert found.gaps == 2
    assert found.lines[-1].answers == ("Debt", "Fire")


def test_the_page_of_the_matrix_says_how_many_gaps_there_are(sign_in, need):
    browser = sign_in(partner_of(need.partnership))
    assert "1 of 1 open need has no course that answers it" in (
        browser.get(at("coverage")).content.decode()
    )
    TrainingNeed.objects.all().delete()

    assert "No need is open" in browser.get(at("coverage")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("door", ["need_list", "coverage"])
def test_needs_cost_the_same_however_many(sign_in, need, count, door, django_assert_num_queries):
    here = need.partnership
    TrainingNeed.objects.all().delete()
    for one in TrainingNeedFactory.create_batch(
        count, partnership=here, recommendation=RecommendationFactory(partnership=here)
    ):
        one.courses.add(CourseFactory(partnership=here))
    browser = sign_in(partner_of(here))

    with django_assert_num_queries(4):
        page = browser.get(at(door)).content.decode()

    assert page.count("How to ask about thing") >= count


def test_a_need_names_its_source_in_its_own_words_or_those_of_its_link(need):
    priority = PriorityFactory(name="Neglect")

    assert TrainingNeed(source="A review", priority=priority).found_in == "A review"
    assert TrainingNeed(priority=priority).found_in == "Neglect"
    assert TrainingNeed().found_in == ""


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_at_once_settle_once(need, lead):
    other = lead_of(need.partnership)
    settle = partial(actions.settle_need, need=need, because="Done")

    assert not meanwhile(
        partial(settle, status="met", by=lead), partial(settle, status="set aside", by=other)
    )
    assert TrainingNeed.objects.get().status == "met"
