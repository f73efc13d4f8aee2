"""Questionnaires are written as drafts, published once, and never change afterwards."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from learning_hub import actions
from learning_hub.models import Question, Questionnaire, QuestionnaireVersion
from portal import clock
from portal.models import Event
from tests.factories.learning_hub_questionnaires import (
    AnswerFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    VersionFactory,
    publish,
)
from tests.factories.partners import StandingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return StandingFactory(role="training_lead")


@pytest.fixture
def draft(lead):
    return VersionFactory(questionnaire__partnership=lead.partnership, number=1)


def texts(version):
    return list(version.questions.order_by("order").values_list("text", flat=True))


def test_a_questionnaire_begins_with_an_empty_draft(lead):
    draft = actions.make_questionnaire(
        partnership=lead.partnership, title="End", purpose="training", by=lead.person
    )

    assert (draft.number, draft.is_draft, draft.questions.count()) == (1, True, 0)
    assert str(draft) == "End, version 1"
    assert Event.objects.get().what == "questionnaire.made"


def test_only_those_who_run_training_or_the_business_make_one(lead):
    practitioner = StandingFactory(partnership=lead.partnership).person

    with pytest.raises(PermissionDenied):
        actions.make_questionnaire(
            partnership=lead.partnership, title="End", purpose="training", by=practitioner
        )
    away = StandingFactory(role="training_lead").person
    with pytest.raises(PermissionDenied):
        actions.make_questionnaire(
            partnership=lead.partnership, title="End", purpose="training", by=away
        )


def test_questions_get_a_place_and_a_key_of_their_own(lead, draft):
    for _ in range(2):
        actions.add_question(version=draft, by=lead.person, kind="text", text="What next?")
    actions.add_question(version=draft, by=lead.person, kind="text", text="???")

    keys = list(draft.questions.values_list("order", "key"))
    assert keys == [(1, "what-next"), (2, "what-next-2"), (3, "question")]


def test_a_question_moves_up_and_down(lead, draft):
    for text in ("A", "B", "C"):
        actions.add_question(version=draft, by=lead.person, kind="text", text=text)
    third = draft.questions.get(text="C")

    assert actions.move_question(question=third, up=True, by=lead.person) is True
    assert texts(draft) == ["A", "C", "B"]
    assert actions.move_question(question=third, up=False, by=lead.person) is True
    assert texts(draft) == ["A", "B", "C"]
    assert actions.move_question(question=third, up=False, by=lead.person) is False


def follow(lead, draft):
    asked = actions.add_question(
        version=draft, by=lead.person, kind="choice", text="Used?", options=["Yes", "No"]
    )
    return asked, actions.add_question(
        version=draft,
        by=lead.person,
        kind="text",
        text="How?",
        only_if_id=asked.pk,
        only_if_option=2,
    )


@pytest.mark.parametrize("act", ["move down", "move up", "remove", "fewer answers"])
def test_what_another_question_hangs_on_stays_before_it(lead, draft, act):
    asked, hanging = follow(lead, draft)
    acts = {
        "move down": lambda: actions.move_question(question=asked, up=False, by=lead.person),
        "move up": lambda: actions.move_question(question=hanging, up=True, by=lead.person),
        "remove": lambda: actions.remove_question(question=asked, by=lead.person),
        "fewer answers": lambda: actions.change_question(
            question=asked, by=lead.person, options=["Yes"]
        ),
    }

    with pytest.raises(actions.BelongsTogether):
        acts[act]()

    assert texts(draft) == ["Used?", "How?"]


def test_a_question_is_changed_and_removed(lead, draft):
    asked, hanging = follow(lead, draft)

    actions.change_question(question=asked, by=lead.person, text="Did you use it?")
    actions.remove_question(question=hanging, by=lead.person)

    assert texts(draft) == ["Did you use it?"]
    assert Question.objects.get().key == "used"


def test_nothing_is_published_without_a_question(lead, draft):
    with pytest.raises(actions.NoQuestions):
        actions.publish_version(version=draft, by=lead.person)


def test_a_version_is_published_by_somebody_on_a_day(lead, draft):
    QuestionFactory(version=draft)

    actions.publish_version(version=draft, by=lead.person)

    draft.refresh_from_db()
    assert (draft.is_draft, draft.published_on, draft.published_by) == (
        False,
        clock.today(),
        lead.person,
    )


def changes(lead, version):
    question = version.questions.get()
    by = lead.person
    return [
        lambda: actions.publish_version(version=version, by=by),
        lambda: actions.introduce(version=version, intro="New", by=by),
        lambda: actions.add_question(version=version, by=by, kind="text", text="More?"),
        lambda: actions.change_question(question=question, by=by, text="Else?"),
        lambda: actions.remove_question(question=question, by=by),
        lambda: actions.move_question(question=question, up=True, by=by),
        lambda: actions.discard_draft(version=version, by=by),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_published_version_is_not_changed_by_any_action(lead, draft, number):
    QuestionFactory(version=draft, text="As it was")
    publish(draft)

    with pytest.raises(actions.VersionIsPublished):
        changes(lead, draft)[number]()

    assert texts(draft) == ["As it was"]


@pytest.mark.parametrize(
    "change",
    [
        lambda question: Question.objects.filter(pk=question.pk).update(text="Else?"),
        lambda question: Question.objects.filter(pk=question.pk).delete(),
        lambda question: QuestionnaireVersion.objects.update(intro="Else"),
        lambda question: QuestionnaireVersion.objects.update(status="draft", published_on=None),
        lambda question: QuestionnaireVersion.objects.filter(questions=None).delete(),
    ],
)
def test_the_database_itself_keeps_a_published_version(draft, change):
    question = QuestionFactory(version=draft)
    publish(draft)
    publish(VersionFactory())

    with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
        change(question)


def test_a_version_that_was_answered_gets_no_further_question(draft):
    publish(draft)
    QuestionFactory(version=draft)  # as a pack brings it
    ResponseFactory(version=draft)

    with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
        QuestionFactory(version=draft)


def test_a_new_version_begins_as_the_latest_reads_with_its_conditions(lead, draft):
    follow(lead, draft)
    actions.introduce(version=draft, intro="Tell us", by=lead.person)
    actions.publish_version(version=draft, by=lead.person)

    new = actions.start_version(questionnaire=draft.questionnaire, by=lead.person)

    assert (new.number, new.intro, texts(new)) == (2, "Tell us", ["Used?", "How?"])
    asked, hanging = new.questions.order_by("order")
    assert hanging.only_if == asked
    assert hanging.only_if_words == "No"
    assert actions.start_version(questionnaire=new.questionnaire, by=lead.person) == new


def test_a_draft_is_discarded_and_the_first_one_takes_its_questionnaire_along(lead, draft):
    follow(lead, draft)
    actions.publish_version(version=draft, by=lead.person)
    new = actions.start_version(questionnaire=draft.questionnaire, by=lead.person)

    assert actions.discard_draft(version=new, by=lead.person) is False
    assert list(draft.questionnaire.versions.all()) == [draft]

    made = actions.make_questionnaire(
        partnership=lead.partnership, title="Other", purpose="survey", by=lead.person
    )
    assert actions.discard_draft(version=made, by=lead.person) is True
    assert Questionnaire.objects.get() == draft.questionnaire


def test_answers_are_kept_in_the_column_of_their_kind(draft):
    facts = {
        "scale": ({"options": ["Low", "High"]}, 2, "option"),
        "choice": ({"options": ["Yes", "No"]}, 1, "option"),
        "text": ({}, "More of it", "text"),
        "number": ({}, 3, "number"),
        "date": ({}, clock.today(), "day"),
    }
    asked = {
        kind: QuestionFactory(version=draft, kind=kind, **f) for kind, (f, _, _) in facts.items()
    }
    QuestionFactory(version=draft, text="Left empty")
    given = {asked[kind].pk: value for kind, (_, value, _) in facts.items()}

    response = actions.keep_response(version=draft, given=given, on=clock.today())

    kept = {answer.question.kind: answer for answer in response.answers.all()}
    assert {kind: getattr(kept[kind], name) for kind, (_, _, name) in facts.items()} == {
        kind: value for kind, (_, value, _) in facts.items()
    }


def test_an_answer_says_one_thing():
    with pytest.raises(IntegrityError, match="says_one_thing"):
        AnswerFactory(option=1)


def test_a_questionnaire_says_what_is_asked_today():
    made = QuestionnaireFactory()
    assert (made.asked_today, made.has_draft) == ("Not yet published", False)

    publish(VersionFactory(questionnaire=made, number=3))
    VersionFactory(questionnaire=made, number=4)

    assert (made.asked_today, made.has_draft) == ("Version 3", True)


@pytest.mark.django_db(transaction=True)
def test_two_who_start_a_version_at_once_get_the_same_draft():
    lead = StandingFactory(role="training_lead")
    made = QuestionnaireFactory(partnership=lead.partnership)
    first = VersionFactory(questionnaire=made, number=1)
    QuestionFactory(version=first)
    publish(first)
    together, got = Barrier(2), []

    def start():
        together.wait()
        try:
            got.append(actions.start_version(questionnaire=made, by=lead.person).pk)
        finally:
            connection.close()

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 2
    assert len(set(got)) == 1
