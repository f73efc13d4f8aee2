"""What evaluations say: with base and response rate, and nothing while few have answered."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from learning_hub.models import Quote
from portal import clock
from tests.factories.learning_hub import ThemeFactory
from tests.factories.learning_hub_questionnaires import QuestionFactory, VersionFactory, publish
from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_evaluation import (
    RequestFactory,
    RoundFactory,
    ScheduleFactory,
    StageFactory,
    answered,
    questionnaire,
    written_answer,
)
from training import actions
from training.models import EvaluationSchedule
from training.reporting import evaluations as results

pytestmark = pytest.mark.django_db
CONFIDENCE = ["None", "Little", "Some", "Full"]


@pytest.fixture
def lead():
    return StandingFactory(role="training_lead")


@pytest.fixture
def asked(lead):
    """A round at the end of a session, with three questions about it."""
    made = questionnaire(
        lead.partnership,
        {"overall": True, "key": "overall"},
        {"kind": "scale", "options": CONFIDENCE, "key": "before", "measure": "confidence before"},
        {"kind": "scale", "options": CONFIDENCE, "key": "after", "measure": "confidence after"},
    )
    stage = StageFactory(schedule__partnership=lead.partnership, questionnaire=made)
    return RoundFactory(
        session=SessionFactory(course__partnership=lead.partnership, status="delivered"),
        stage=stage,
    )


def ask(asked, **given):
    version = asked.stage.questionnaire.versions.get()
    request = RequestFactory(round=asked, version=version)
    if given:
        answered(request, **given)
    return request


def cells(table):
    return [list(row) for row in table.cells]


def test_answers_show_with_their_base_and_the_response_rate(asked):
    for score in (4, 4, 3, 3, 1):
        ask(asked, overall=score)
    ask(asked)

    [part] = results.of_rounds([asked.pk])

    assert (part.who, part.rate.text) == ("People who came", "83% (5 of 6)")
    [table] = part.tables
    assert cells(table) == [
        ["Excellent", "40% (2 of 5)"],
        ["Good", "40% (2 of 5)"],
        ["Fair", "0% (0 of 5)"],
        ["Poor", "20% (1 of 5)"],
        ["Good or better", "80% (4 of 5)"],
    ]


def test_few_answers_are_counted_and_not_shown(asked):
    for _ in range(4):
        ask(asked, overall=4)

    [part] = results.of_rounds([asked.pk])

    assert (part.too_few, part.tables, part.rate.text) == (True, (), "100% (4 of 4)")


def test_managers_answers_stand_apart(asked, lead):
    seen = questionnaire(lead.partnership, {"overall": True, "key": "seen"}).versions.get()
    for _ in range(5):
        ask(asked, overall=4)
        answered(RequestFactory(round=asked, asked="manager", version=seen), seen=2)

    people, managers = results.of_rounds([asked.pk])

    assert (people.who, managers.who) == ("People who came", "Their line managers")
    assert cells(managers.tables[0])[2] == ["Fair", "100% (5 of 5)"]


def test_answers_to_two_versions_with_the_same_options_count_together(asked):
    first = asked.stage.questionnaire.versions.get()
    second = VersionFactory(questionnaire=asked.stage.questionnaire, number=first.number + 1)
    QuestionFactory(version=second, overall=True, key="overall", text="How good was it?")
    publish(second)
    for version in (first, second):
        for _ in range(3):
            answered(RequestFactory(round=asked, version=version), overall=4)

    [part] = results.of_rounds([asked.pk])

    [table] = part.tables
    assert (table.caption, table.cells[0][1]) == ("How good was it?", "100% (6 of 6)")


def test_confidence_is_compared_person_by_person(asked):
    for before, after in ((1, 3), (1, 2), (2, 2), (3, 4), (4, 3)):
        ask(asked, before=before, after=after)
    ask(asked, after=4)
    ask(asked, before=1)

    table = results.confidence_of([asked.session_id])

    assert cells(table) == [
        ["At the end", "5", "60% (3 of 5)", "20% (1 of 5)", "20% (1 of 5)", "2.2", "2.8"]
    ]


def test_what_people_say_later_is_compared_with_what_they_said_before(asked):
    later = RoundFactory(
        session=asked.session,
        stage=StageFactory(
            schedule=asked.stage.schedule, when="6 months", questionnaire=asked.stage.questionnaire
        ),
    )
    for _ in range(5):
        first = ask(asked, before=1)
        request = RequestFactory(round=later, booking=first.booking, version=first.version)
        answered(request, after=4)

    table = results.confidence_of([asked.session_id])

    assert [row[0] for row in table.cells] == ["Later"]
    assert table.cells[0][2] == "100% (5 of 5)"


def test_few_pairs_are_not_compared(asked):
    assert results.confidence_of([asked.session_id]) is None
    ask(asked, before=1, after=2)

    table = results.confidence_of([asked.session_id])

    assert cells(table)[0][:3] == ["At the end", "fewer than 5", "Too few"]


def page(sign_in, person, name, **parts):
    return sign_in(person).get(reverse(f"training:{name}", kwargs=parts))


def test_the_training_lead_reads_the_results_of_a_round_and_of_a_course(sign_in, lead, asked):
    for _ in range(5):
        ask(asked, overall=4)
    facts = {"evaluation_round_id": asked.pk}

    one = page(sign_in, lead.person, "evaluation_round", **facts).content.decode()
    course = page(
        sign_in, lead.person, "course_evaluations", course_id=asked.session.course_id
    ).content.decode()

    for told in (one, course):
        assert "Response rate: 100% (5 of 5)" in told
        assert "100% (5 of 5)" in told


def test_a_trainer_reads_the_results_of_own_sessions_without_names(sign_in, lead, asked):
    trainer = StandingFactory(partnership=lead.partnership, role="trainer").person
    request = ask(asked, overall=4)
    other = page(sign_in, trainer, "evaluation_round", evaluation_round_id=asked.pk)
    assert other.status_code == 404
    type(asked.session).objects.update(trainer=trainer)

    told = page(sign_in, trainer, "evaluation_round", evaluation_round_id=asked.pk)

    assert "Too few people have answered" in told.content.decode()
    assert request.booking.delegate not in told.content.decode()
    assert "All sessions of this course" not in told.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_evaluations_costs_the_same_however_long(
    sign_in, lead, asked, count, django_assert_num_queries
):
    for number in range(count - 1):
        session = SessionFactory(course=asked.session.course, status="delivered")
        ask(RoundFactory(session=session, stage=asked.stage), overall=1 + number)
    browser = sign_in(lead.person)

    with django_assert_num_queries(3):
        told = browser.get(reverse("training:evaluation_list")).content.decode()

    assert told.count("None asked") == count


def test_evaluations_narrow_to_a_moment(sign_in, lead, asked):
    browser = sign_in(lead.person)
    at = reverse("training:evaluation_list")

    found = [
        browser.get(at, {"when": when}, headers={"HX-Request": "true"}).content.decode()
        for when in ("end", "6 months", "never")
    ]

    assert ["1 evaluation<" in told for told in found] == [True, False, True]


def test_words_are_read_coded_and_cleared(sign_in, lead):
    answer = written_answer(lead.partnership, "Ask who else lives at home.")
    theme = ThemeFactory()
    browser = sign_in(lead.person)
    at = reverse("training:answer_code", kwargs={"answer_id": answer.pk})
    assert "Nobody has read it yet" in browser.get(reverse("training:answer_list")).content.decode()

    browser.post(
        at, {"themes": [theme.pk], "quote": "Ask who else lives there.", "nobody_named": "on"}
    )

    answer.refresh_from_db()
    assert (answer.coded_on, list(answer.themes.all())) == (clock.today(), [theme])
    assert Quote.objects.get().text == "Ask who else lives there."
    shown = page(
        sign_in,
        lead.person,
        "evaluation_round",
        evaluation_round_id=answer.response.evaluation.round_id,
    ).content.decode()
    assert "Ask who else lives there." in shown
    listed = browser.get(reverse("training:answer_list"), {"state": "quoted"}).content.decode()
    assert "may be quoted" in listed
    gone = browser.get(reverse("training:answer_list"), {"state": "new"}).content.decode()
    assert "0 answers" in gone


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quote": "Priya helped me a lot"}, "Priya: somebody on this session is called that."),
        ({"quote": "Thank you, OKAFOR"}, "Okafor: somebody on this session is called that."),
        ({"quote": "I ask more"}, "Tick that you have read these words"),
        ({"quote": "x" * 1001}, "Words that others may read must be 1,000 characters or fewer"),
        ({"quote": "On 3 May 2020 I saw it", "nobody_named": "on"}, "Take out the full date."),
        ({"quote": "A 3 year old", "nobody_named": "on"}, "Take out the exact age."),
        ({"themes": "999999"}, "Select themes from the list"),
    ],
)
def test_words_that_name_somebody_are_not_cleared(sign_in, lead, typed, sentence):
    answer = written_answer(lead.partnership)
    session = answer.response.evaluation.round.session
    BookingFactory(session=session, delegate="Priya Nair")
    trainer = StandingFactory(partnership=lead.partnership, person__name="Ada Okafor").person
    type(session).objects.filter(pk=session.pk).update(trainer=trainer)

    told = sign_in(lead.person).post(
        reverse("training:answer_code", kwargs={"answer_id": answer.pk}), typed
    )

    assert told.status_code == 422
    assert sentence in told.content.decode()
    assert not Quote.objects.exists()


def test_a_name_that_is_a_word_too_may_stay_when_somebody_says_so(sign_in, lead):
    answer = written_answer(lead.partnership)
    BookingFactory(session=answer.response.evaluation.round.session, delegate="Grace Hope")

    sign_in(lead.person).post(
        reverse("training:answer_code", kwargs={"answer_id": answer.pk}),
        {"quote": "There is hope", "nobody_named": "on"},
    )

    assert Quote.objects.get().text == "There is hope"


def test_a_quote_is_changed_and_taken_back(lead):
    answer = written_answer(lead.partnership)
    for quote in ("I ask.", "I ask.", "I ask more."):
        actions.code_answer(answer=answer, themes=[], quote=quote, by=lead.person)
    assert Quote.objects.get().text == "I ask more."

    for _ in range(2):
        actions.code_answer(answer=answer, themes=[], quote=" ", by=lead.person)

    assert not Quote.objects.exists()
    with pytest.raises(ValidationError):
        actions.code_answer(answer=answer, themes=[], quote="Aged 3", by=lead.person)


def schedule(browser, lead, **typed):
    asked = questionnaire(lead.partnership)
    facts = {
        "since_0": "1",
        "since_1": "10",
        "since_2": "2030",
        "open_days": "28",
        "at_end": str(asked.pk),
        "at_3_months": str(asked.pk),
    }
    at = reverse("training:evaluation_schedule_add", kwargs={"partnership_id": lead.partnership_id})
    return browser.post(at, facts | typed)


def test_a_new_schedule_ends_the_one_before(sign_in, lead):
    before = ScheduleFactory(partnership=lead.partnership)

    answer = schedule(sign_in(lead.person), lead)

    made = EvaluationSchedule.objects.first()
    before.refresh_from_db()
    assert answer.url == made.get_absolute_url()
    assert set(made.stages.values_list("when", flat=True)) == {"end", "3 months"}
    assert before.until.isoformat() == "2030-09-30"
    shown = sign_in(lead.person).get(made.get_absolute_url()).content.decode()
    assert "After 3 months" in shown
    listed = sign_in(lead.person).get(reverse("training:evaluation_schedule_list"))
    assert "2 schedules" in listed.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"since_2": "2019"}, "First day must be after the first day of the schedule before"),
        ({"since_0": "31", "since_1": "2"}, "First day must be a real date"),
        ({"open_days": "0"}, "How many days a link works must be 1 or more"),
        ({"open_days": "soon"}, "How many days a link works must be a whole number, like 28"),
        ({"open_days": "121"}, "How many days a link works must be 120 or fewer"),
        ({"at_end": "999999"}, "Select a questionnaire from the list"),
        ({"at_end": "", "at_3_months": ""}, "Select a questionnaire for at least one moment"),
    ],
)
def test_a_wrong_schedule_gets_a_sentence(sign_in, lead, typed, sentence):
    ScheduleFactory(partnership=lead.partnership)

    answer = schedule(sign_in(lead.person), lead, **typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert EvaluationSchedule.objects.count() == 1


def test_managers_are_not_asked_alone(sign_in, lead):
    asked = questionnaire(lead.partnership)

    answer = schedule(sign_in(lead.person), lead, manager_at_6_months=str(asked.pk))

    assert "Line managers are asked only when" in answer.content.decode()


def test_a_schedule_begins_after_the_one_before_and_is_set_by_those_who_run_training(lead):
    before = ScheduleFactory(partnership=lead.partnership)
    facts = {
        "partnership": lead.partnership,
        "since": before.since,
        "open_days": 28,
        "stages": {},
        "conference": None,
    }

    with pytest.raises(actions.BeginsTooEarly):
        actions.set_schedule(**facts, by=lead.person)
    with pytest.raises(PermissionDenied):
        actions.set_schedule(**facts, by=StandingFactory(partnership=lead.partnership).person)
