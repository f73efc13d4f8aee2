"""Lists of questions that are asked again and again, and their versions, which never change."""

from collections.abc import Iterator
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from partners.models import Partnership
from portal.constraints import both_or_neither
from portal.models import Referenced


class Questionnaire(Referenced):
    """One list of questions, whatever version of it is asked today."""

    class Purpose(models.TextChoices):
        TRAINING = "training", "Evaluation of training"
        AUDIT = "audit", "Audit"
        SURVEY = "survey", "Survey"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="questionnaires")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.TRAINING)

    class Meta(Referenced.Meta):
        ordering = ["title", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"], name="learning_hub_questionnaire_one_of_a_title"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:questionnaire", kwargs={"questionnaire_id": self.pk})

    @property
    def asked_today(self) -> str:
        """The version that is asked today, in words. Reads `versions`, however they came."""
        numbers = [one.number for one in self.versions.all() if not one.is_draft]
        return f"Version {max(numbers)}" if numbers else "Not yet published"

    @property
    def has_draft(self) -> bool:
        return any(one.is_draft for one in self.versions.all())


class QuestionnaireVersionQuerySet(models.QuerySet["QuestionnaireVersion"]):
    def published(self) -> Self:
        return self.filter(status=QuestionnaireVersion.Status.PUBLISHED)

    def drafts(self) -> Self:
        return self.filter(status=QuestionnaireVersion.Status.DRAFT)

    def counted(self) -> Self:
        """Adds `asked` and `answered`: how many questions, and how many responses."""
        return self.annotate(
            asked=Count("questions", distinct=True), answered=Count("responses", distinct=True)
        )

    def current(self) -> Self:
        """Published ones, the latest first: the first is what is asked today."""
        return self.published().order_by("-number")


class QuestionnaireVersion(Referenced):
    """What a questionnaire asked from one day on. Once published, the database keeps it as it is.

    A version that came in a pack names nobody who published it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    intro = models.TextField(blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="learning_hub_questionnaireversion_one_of_a_number",
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(status="draft"),
                name="learning_hub_questionnaireversion_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_on=None)
                | Q(status="published", published_on__isnull=False),
                name="learning_hub_questionnaireversion_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            "learning_hub:questionnaire_version", kwargs={"questionnaire_version_id": self.pk}
        )

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def leading(self) -> "Question | None":
        """The first question that is answered by picking: a mail may ask it by its links."""
        picked = self.questions.filter(kind__in=("scale", "choice"), only_if=None)
        return picked.order_by("order").first()


class Question(Referenced):
    """One question of a version.

    `options` of a scale run from the lowest to the highest; `good_from` is the place, counted
    from 1, from which an answer counts as good. `measure` is how reports find the answers. A
    question with `only_if` is asked of those who gave the answer `only_if_option` to that one.
    """

    class Kind(models.TextChoices):
        SCALE = "scale", "Scale, from lowest to highest"
        CHOICE = "choice", "One of several answers"
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        DATE = "date", "Date"

    class Measure(models.TextChoices):
        OVERALL = "overall", "How good it was overall"
        USEFULNESS = "usefulness", "How useful it was"
        BEFORE = "confidence before", "Confidence before"
        AFTER = "confidence after", "Confidence after"
        USED = "used", "Whether it was used at work"
        ONLINE = "online", "Whether people would train online"
        CHANGE = "change", "What changed, in their words"

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60, help_text="The same in every version that asks it.")
    section = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=6, choices=Kind)
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=False)
    options = models.JSONField(default=list, blank=True)
    good_from = models.PositiveSmallIntegerField(null=True, blank=True)
    least = models.IntegerField(null=True, blank=True)
    most = models.IntegerField(null=True, blank=True)
    measure = models.CharField(max_length=17, choices=Measure, blank=True)
    only_if = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    only_if_option = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Referenced.Meta):
        ordering = ["version", "order", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"], name="learning_hub_question_one_in_each_place"
            ),
            models.UniqueConstraint(
                fields=["version", "key"], name="learning_hub_question_one_of_a_key"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("scale", "choice")) & ~Q(options=[])
                | ~Q(kind__in=("scale", "choice")) & Q(options=[]),
                name="learning_hub_question_options_where_one_picks",
            ),
            models.CheckConstraint(
                condition=Q(good_from=None) | Q(kind="scale"),
                name="learning_hub_question_good_on_a_scale",
            ),
            models.UniqueConstraint(
                fields=["version", "measure"],
                condition=~Q(measure=""),
                name="learning_hub_question_one_of_a_measure",
            ),
            both_or_neither("only_if", "only_if_option"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def picks(self) -> bool:
        """Whether an answer is one of the options."""
        return self.kind in (self.Kind.SCALE, self.Kind.CHOICE)

    def label_of(self, option: int) -> str:
        """The words of an option, counted from 1."""
        return str(self.options[option - 1])

    @property
    def only_if_words(self) -> str:
        """The answer because of which it is asked, in words."""
        before, option = self.only_if, self.only_if_option
        return before.label_of(option) if before and option else ""

    def is_asked(self, given: dict[int, Any]) -> bool:
        """Whether somebody who gave these answers (by question) is asked this one."""
        return self.only_if_id is None or given.get(self.only_if_id) == self.only_if_option


def in_sections(questions: list[Question]) -> Iterator[tuple[str, list[Question]]]:
    """Questions under their headings, in order."""
    heading: str | None = None
    part: list[Question] = []
    for question in questions:
        if question.section != heading and part:
            yield heading or "", part
            part = []
        heading = question.section
        part.append(question)
    if part:
        yield heading or "", part
