"""What happens to questionnaires: written as a draft, published, written anew; and answered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from learning_hub.access import makes_questionnaires_of
from learning_hub.models import Answer, Question, Questionnaire, QuestionnaireVersion, Response
from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User

audit.words(
    {
        "questionnaire.made": "Made a questionnaire",
        "questionnaireversion.started": "Began a new version of a questionnaire",
        "questionnaireversion.changed": "Changed a draft of a questionnaire",
        "questionnaireversion.published": "Published a version of a questionnaire",
        "questionnaireversion.discarded": "Threw away a draft of a questionnaire",
    }
)

Status = QuestionnaireVersion.Status
LONGEST_KEY = 60
COPIED = (
    "order", "key", "section", "kind", "text", "hint", "required", "options", "good_from",
    "least", "most", "measure", "only_if_option",
)  # fmt: skip
Given = Mapping[int, int | Decimal | date | str]


class VersionIsPublished(Exception):
    """A published version stays as people answered it."""


class NoQuestions(Exception):
    """There is nothing to ask yet."""


class BelongsTogether(Exception):
    """The question is asked because of an answer to another, which must come before it."""


@transaction.atomic
def make_questionnaire(
    *, partnership: Partnership, title: str, purpose: str, by: User
) -> QuestionnaireVersion:
    """Begin a questionnaire with an empty draft. Gives the draft."""
    insist(makes_questionnaires_of(by, partnership.pk))
    made = Questionnaire.objects.create(partnership=partnership, title=title, purpose=purpose)
    audit.record("questionnaire.made", made, by=by)
    return QuestionnaireVersion.objects.create(questionnaire=made, number=1)


@transaction.atomic
def start_version(*, questionnaire: Questionnaire, by: User) -> QuestionnaireVersion:
    """A draft that begins as the latest version reads; the draft there is, when there is one."""
    insist(makes_questionnaires_of(by, questionnaire.partnership_id))
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    draft = questionnaire.versions.drafts().first()
    if draft is not None:
        return draft
    latest = questionnaire.versions.current()[0]
    made = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=latest.number + 1, intro=latest.intro
    )
    copy_questions(latest, made)
    audit.record("questionnaireversion.started", made, by=by, number=made.number)
    return made


def copy_questions(source: QuestionnaireVersion, target: QuestionnaireVersion) -> None:
    """The same questions under the same keys, with their conditions."""
    copies: dict[int, Question] = {}
    for old in source.questions.order_by("order"):
        facts = {name: getattr(old, name) for name in COPIED}
        needed = copies[old.only_if_id] if old.only_if_id else None
        copies[old.pk] = Question.objects.create(version=target, only_if=needed, **facts)


def hold_draft(version: QuestionnaireVersion, by: User) -> QuestionnaireVersion:
    """The draft, locked until the change is made. Raises VersionIsPublished."""
    rows = QuestionnaireVersion.objects.select_for_update(of=("self",))
    held = rows.select_related("questionnaire").get(pk=version.pk)
    insist(makes_questionnaires_of(by, held.questionnaire.partnership_id))
    if not held.is_draft:
        raise VersionIsPublished
    return held


def changed(version: QuestionnaireVersion, by: User) -> None:
    audit.record("questionnaireversion.changed", version, by=by)


@transaction.atomic
def introduce(*, version: QuestionnaireVersion, intro: str, by: User) -> None:
    """Say above the questions what they are for. Raises VersionIsPublished."""
    held = hold_draft(version, by)
    QuestionnaireVersion.objects.filter(pk=held.pk).update(intro=intro)
    changed(held, by)


@transaction.atomic
def add_question(*, version: QuestionnaireVersion, by: User, **facts: Any) -> Question:
    """Add a question at the end. Raises VersionIsPublished."""
    held = hold_draft(version, by)
    last = held.questions.order_by("-order").values_list("order", flat=True).first()
    key = free_key(held, facts["text"])
    made = Question.objects.create(version=held, order=(last or 0) + 1, key=key, **facts)
    changed(held, by)
    return made


def free_key(version: QuestionnaireVersion, text: str) -> str:
    """A short name of the question that no other of this version has."""
    stem = slugify(text)[: LONGEST_KEY - 4].strip("-") or "question"
    taken = set(version.questions.values_list("key", flat=True))
    tries = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(key for key in tries if key not in taken)


@transaction.atomic
def change_question(*, question: Question, by: User, **facts: Any) -> None:
    """Write a question of a draft anew; its key stays. Raises VersionIsPublished.

    Raises BelongsTogether when others hang on an answer that it would no longer offer.
    """
    held = hold_draft(question.version, by)
    offered = len(facts.get("options", question.options))
    if question.followed_by.filter(only_if_option__gt=offered).exists():
        raise BelongsTogether
    Question.objects.filter(pk=question.pk).update(**facts)
    changed(held, by)


@transaction.atomic
def remove_question(*, question: Question, by: User) -> None:
    """Take a question out of a draft. Raises VersionIsPublished, BelongsTogether."""
    held = hold_draft(question.version, by)
    if question.followed_by.exists():
        raise BelongsTogether
    Question.objects.filter(pk=question.pk).delete()
    changed(held, by)


@transaction.atomic
def move_question(*, question: Question, up: bool, by: User) -> bool:
    """Swap a question with its neighbour; False when it has none there.

    Raises VersionIsPublished, BelongsTogether.
    """
    held = hold_draft(question.version, by)
    mine = held.questions.get(pk=question.pk)
    beside = held.questions.filter(order__lt=mine.order) if up else None
    if beside is None:
        beside = held.questions.filter(order__gt=mine.order)
    other = beside.order_by("-order" if up else "order").first()
    if other is None:
        return False
    first, second = (other, mine) if up else (mine, other)
    if second.only_if_id == first.pk:
        raise BelongsTogether
    swap(mine, other)
    changed(held, by)
    return True


def swap(one: Question, other: Question) -> None:
    """Change places, by way of one that nobody holds."""
    free = Question.objects.filter(version=one.version_id).order_by("-order")[0].order + 1
    Question.objects.filter(pk=one.pk).update(order=free)
    Question.objects.filter(pk=other.pk).update(order=one.order)
    Question.objects.filter(pk=one.pk).update(order=other.order)


@transaction.atomic
def publish_version(*, version: QuestionnaireVersion, by: User) -> None:
    """From now on this version is asked. Raises VersionIsPublished, NoQuestions."""
    held = hold_draft(version, by)
    if not held.questions.exists():
        raise NoQuestions
    drafts = QuestionnaireVersion.objects.drafts().filter(pk=held.pk)
    drafts.update(status=Status.PUBLISHED, published_on=clock.today(), published_by=by)
    audit.record("questionnaireversion.published", held, by=by, number=held.number)


@transaction.atomic
def discard_draft(*, version: QuestionnaireVersion, by: User) -> bool:
    """Throw a draft away; with the first one goes the questionnaire. Raises VersionIsPublished.

    True when the questionnaire went too.
    """
    held = hold_draft(version, by)
    audit.record("questionnaireversion.discarded", held, by=by, number=held.number)
    held.questions.update(only_if=None, only_if_option=None)
    held.delete()
    if held.questionnaire.versions.exists():
        return False
    held.questionnaire.delete()
    return True


@transaction.atomic
def keep_response(*, version: QuestionnaireVersion, given: Given, on: date) -> Response:
    """Keep what somebody answered, by question. What they left empty has no row.

    Whoever calls writes the line of the record: only they know what was answered.
    """
    response = Response.objects.create(version=version, given_on=on)
    for question in version.questions.all():
        if question.pk in given:
            said = {FIELD_OF[question.kind]: given[question.pk]}
            Answer.objects.create(response=response, question=question, **said)
    return response


FIELD_OF: dict[str, str] = {
    Question.Kind.SCALE: "option",
    Question.Kind.CHOICE: "option",
    Question.Kind.TEXT: "text",
    Question.Kind.NUMBER: "number",
    Question.Kind.DATE: "day",
}
