"""Pages of questionnaires: what the team types, and what it is told."""

import pytest
from django.urls import reverse

from learning_hub.forms import ResponseForm
from learning_hub.models import Question, Questionnaire
from tests.factories.learning_hub_questionnaires import (
    QuestionFactory,
    QuestionnaireFactory,
    VersionFactory,
    publish,
)
from tests.factories.partners import StandingFactory

pytestmark = pytest.mark.django_db
WHOLE = {"text": "How was it?", "kind": "scale", "options": "Poor\nGood", "good_from": "2"}


@pytest.fixture
def lead():
    return StandingFactory(role="training_lead")


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead.person)


@pytest.fixture
def draft(lead):
    return VersionFactory(questionnaire__partnership=lead.partnership, number=1)


def address(name, **parts):
    return reverse(f"learning_hub:{name}", kwargs=parts)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(browser, lead, count, django_assert_num_queries):
    for made in QuestionnaireFactory.create_batch(count, partnership=lead.partnership):
        VersionFactory.create_batch(1, questionnaire=made)

    with django_assert_num_queries(4):
        page = browser.get(address("questionnaire_list")).content.decode()

    assert page.count("Not yet published") == count


def test_a_questionnaire_is_made_filled_published_and_started_anew(browser, lead):
    made = browser.post(
        address("questionnaire_add"),
        {"partnership": lead.partnership.pk, "title": "End of a session", "purpose": "training"},
    )
    version = Questionnaire.objects.get().versions.get()
    assert made.url == version.get_absolute_url()

    facts = {"questionnaire_version_id": version.pk}
    browser.post(address("version_intro", **facts), {"intro": "Two minutes."})
    browser.post(address("question_add", **facts), WHOLE | {"measure": "overall", "required": "on"})
    browser.post(address("version_publish", **facts))

    question = Question.objects.get()
    assert (question.options, question.good_from, question.required) == (["Poor", "Good"], 2, True)
    page = browser.get(address("questionnaire", questionnaire_id=version.questionnaire_id))
    assert "Start a new version" in page.content.decode()
    shown = browser.get(address("version_preview", **facts)).content.decode()
    assert "Two minutes." in shown
    assert shown.index("Good") < shown.index("Poor")

    started = browser.post(address("version_start", questionnaire_id=version.questionnaire_id))
    assert browser.get(started.url).content.decode().count("How was it?") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Enter the question"),
        ({"text": "x" * 301}, "Question must be 300 characters or fewer"),
        ({"kind": "song"}, "Select how people answer"),
        ({"options": "Only one"}, "Enter at least two answers to pick from, one on each line"),
        ({"options": "Yes\nyes; no"}, "Answers must not contain a semicolon"),
        ({"options": "Yes\nYes"}, "Write each answer only once"),
        ({"options": "x" * 81 + "\ny"}, "Each answer must be 80 characters or fewer"),
        ({"options": "\n".join(map(str, range(13)))}, "Give 12 answers or fewer"),
        ({"kind": "text"}, "Leave this empty: only a scale or a choice has answers"),
        ({"kind": "choice"}, "Leave this empty: only a scale has good answers"),
        ({"good_from": "3"}, "There are only 2 answers"),
        ({"good_from": "many"}, "Good from answer number must be a whole number, like 3"),
        ({"least": "9", "most": "1"}, "Highest number must be the lowest number or more"),
        ({"measure": "weather"}, "Select what reports read from it from the list"),
        ({"measure": "used"}, "Another question of this version is read for that already"),
        ({"condition": "1:7"}, "Select who is asked from the list"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_keeps_what_was_typed(browser, draft, typed, sentence):
    QuestionFactory(version=draft, measure="used")

    answer = browser.post(
        address("question_add", questionnaire_version_id=draft.pk),
        WHOLE | {"hint": "Kept as typed"} | typed,
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept as typed" in page
    assert draft.questions.count() == 1


def test_a_title_is_given_once(browser, lead):
    QuestionnaireFactory(partnership=lead.partnership, title="End")

    answer = browser.post(
        address("questionnaire_add"),
        {"partnership": lead.partnership.pk, "title": "End", "purpose": "training"},
    )

    assert answer.status_code == 422
    assert "There is a questionnaire with this title" in answer.content.decode()


def test_a_question_is_changed_with_its_condition(browser, draft):
    first = QuestionFactory(
        version=draft, order=1, kind="choice", options=["Yes", "No"], text="Used?"
    )
    second = QuestionFactory(version=draft, order=2, text="How?")
    at = address("question_edit", question_id=second.pk)
    assert "Those who answered “Yes” to “Used?”" in browser.get(at).content.decode()

    browser.post(at, {"text": "How so?", "kind": "text", "condition": f"{first.pk}:1"})

    second.refresh_from_db()
    assert (second.only_if, second.only_if_option, second.text) == (first, 1, "How so?")
    assert f'value="{first.pk}:1" selected' in browser.get(at).content.decode()
    removed = browser.post(address("question_remove", question_id=first.pk), follow=True)
    assert "Another question is asked because of an answer to this one" in removed.content.decode()


def test_moving_removing_and_discarding_lead_back(browser, draft):
    QuestionFactory(version=draft, order=1, text="A")
    second = QuestionFactory(version=draft, order=2, text="B")

    browser.post(address("question_up", question_id=second.pk))
    assert list(draft.questions.order_by("order").values_list("text", flat=True)) == ["B", "A"]
    browser.post(address("question_down", question_id=second.pk))
    browser.post(address("question_remove", question_id=second.pk))
    assert draft.questions.get().text == "A"

    at = address("version_discard", questionnaire_version_id=draft.pk)
    assert "Its questions are gone for good" in browser.get(at).content.decode()
    gone = browser.post(at)
    assert gone.url == address("questionnaire_list")


def test_a_version_published_meanwhile_says_so_and_loses_nothing(browser, draft):
    question = QuestionFactory(version=draft)
    publish(draft)

    added = browser.post(address("question_add", questionnaire_version_id=draft.pk), WHOLE)
    edited = browser.post(address("question_edit", question_id=question.pk), WHOLE)
    introduced = browser.post(
        address("version_intro", questionnaire_version_id=draft.pk), {"intro": "Kept"}
    )

    for answer in (added, edited, introduced):
        assert answer.status_code == 422
        assert "This version was published." in answer.content.decode()
    assert "Kept" in introduced.content.decode()
    page = browser.post(address("version_publish", questionnaire_version_id=draft.pk), follow=True)
    assert "This version was published." in page.content.decode()


def test_an_empty_draft_is_not_published(browser, draft):
    page = browser.post(address("version_publish", questionnaire_version_id=draft.pk), follow=True)

    assert "Add a question before you publish this version." in page.content.decode()


def response(version, **typed):
    return ResponseForm({"version": str(version.pk), **typed}, version=version)


@pytest.fixture
def asked(draft):
    make = {
        "used": {"kind": "choice", "options": ["Yes", "No"], "text": "Used?", "required": True},
        "score": {"kind": "scale", "options": ["Low", "High"]},
        "often": {"kind": "number", "least": 0, "most": 9},
        "since": {"kind": "date"},
        "said": {"kind": "text"},
    }
    made = {
        key: QuestionFactory(version=draft, key=key, order=n, **facts)
        for n, (key, facts) in enumerate(make.items(), start=1)
    }
    made["how"] = QuestionFactory(
        version=draft, key="how", order=9, required=True, only_if=made["used"], only_if_option=1
    )
    return {key: f"q{question.pk}" for key, question in made.items()}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"used": ""}, "used", "Select an answer to “Used?”"),
        ({"used": "3"}, "used", "Select one of the answers"),
        ({"score": "0"}, "score", "Select one of the answers"),
        ({"often": "ten"}, "often", "Your answer must be a number, like 3"),
        ({"often": "10"}, "often", "Your answer must be 9 or less"),
        ({"often": "-1"}, "often", "Your answer must be 0 or more"),
        ({"said": "x" * 2001}, "said", "Your answer must be 2,000 characters or fewer"),
        (
            {"how": "At home"},
            "how",
            "Leave this empty: it is for people who answered “Yes” to “Used?”",
        ),
        ({"used": "1"}, "how", "Answer this, because you answered “Yes” to “Used?”"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_beside_its_question(draft, asked, typed, field, sentence):
    facts = {asked[name]: value for name, value in ({"used": "2"} | typed).items()}

    form = response(draft, **facts)

    assert form.errors[asked[field]] == [sentence]


def test_a_day_that_does_not_exist_is_no_answer(draft, asked):
    day = {f"{asked['since']}_{n}": part for n, part in enumerate(("31", "2", "2020"))}

    form = response(draft, **{asked["used"]: "2"}, **day)

    assert form.errors[asked["since"]] == ["Your answer must be a real date"]


def test_answers_to_another_version_are_not_taken(draft, asked):
    form = ResponseForm({"version": "0", asked["used"]: "2"}, version=draft)

    assert form.non_field_errors() == ["These questions have changed. Answer the ones below."]


def test_answers_are_given_by_question(draft, asked):
    form = response(draft, **{asked["used"]: "1", asked["how"]: "With supervision"})

    assert form.is_valid()
    assert form.given == {int(asked["used"][1:]): 1, int(asked["how"][1:]): "With supervision"}
