"""How questionnaires and what was answered come in from elsewhere, and leave again."""

from collections.abc import Iterable

from learning_hub.models import (
    Answer,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Quote,
    Response,
)
from portal.packs import Column, Reader, register

Row = dict[str, object]
Faults = Iterable[tuple[str, str]]
THEIR_PARTNERSHIP = "version__questionnaire__partnership"


def columns(*names: str) -> tuple[Column, ...]:
    """Columns of which the model says everything."""
    return tuple(Column(name) for name in names)


def is_published_on_a_day(row: Row) -> Faults:
    published = row.get("status") == QuestionnaireVersion.Status.PUBLISHED
    if published != bool(row.get("published_on")):
        yield "published_on", "Give the day for a published version, and none for a draft."


def has_options_where_one_picks(row: Row) -> Faults:
    picks = row.get("kind") in (Question.Kind.SCALE, Question.Kind.CHOICE)
    if picks != bool(row.get("options")):
        yield "options", "Give the answers of a scale or a choice, and none for other kinds."


def says_one_thing(row: Row) -> Faults:
    said = [name for name in ("option", "number", "day") if row.get(name) is not None]
    if len(said) + bool(row.get("text")) != 1:
        yield "option", "Give one of option, number, day and text."


register(
    Reader(
        file="learning_hub/questionnaires.csv",
        title="Questionnaires",
        model=Questionnaire,
        scope="partnership",
        columns=columns("ref", "partnership", "title", "purpose"),
    )
)
register(
    Reader(
        file="learning_hub/questionnaire_versions.csv",
        title="Versions of questionnaires",
        model=QuestionnaireVersion,
        scope="questionnaire__partnership",
        columns=columns("ref", "questionnaire", "number", "intro", "status", "published_on"),
        checks=(is_published_on_a_day,),
    )
)
register(
    Reader(
        file="learning_hub/questions.csv",
        title="Questions of a version",
        model=Question,
        scope=THEIR_PARTNERSHIP,
        columns=(
            *columns("ref", "version", "order"),
            Column("key", help="the same in every version that asks it"),
            *columns("section", "kind", "text", "hint", "required"),
            Column("options", kind="list", help="from the lowest to the highest"),
            Column("good_from", help="from which place on an answer counts as good"),
            *columns("least", "most"),
            Column("measure", help="how reports find the answers"),
            Column("only_if", help="asked of those who gave a certain answer to this one"),
            Column("only_if_option", help="that answer, counted from 1"),
        ),
        checks=(has_options_where_one_picks,),
    )
)
register(
    Reader(
        file="learning_hub/responses.csv",
        title="Responses to a version; they say nothing about who",
        model=Response,
        scope=THEIR_PARTNERSHIP,
        columns=columns("ref", "version", "given_on"),
    )
)
register(
    Reader(
        file="learning_hub/answers.csv",
        title="Answers of a response",
        model=Answer,
        scope="response__version__questionnaire__partnership",
        columns=(
            *columns("ref", "response", "question"),
            Column("option", help="counted from 1"),
            *columns("number", "day", "text", "themes", "coded_on"),
        ),
        checks=(says_one_thing,),
    )
)
register(
    Reader(
        file="learning_hub/quotes.csv",
        title="Words of answers that name nobody and may be shown",
        model=Quote,
        scope="answer__response__version__questionnaire__partnership",
        columns=columns("ref", "answer", "text", "cleared_on"),
    )
)
