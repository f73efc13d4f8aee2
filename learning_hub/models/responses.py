"""What people answered, and what of their words may be shown."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning_hub.models.learning import Theme
from learning_hub.models.questionnaires import Question, QuestionnaireVersion
from portal.models import Referenced


class Response(Referenced):
    """One person's answers to one version. The row says nothing about who they are."""

    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="responses")
    given_on = models.DateField()

    class Meta(Referenced.Meta):
        ordering = ["given_on", "ref"]

    def __str__(self) -> str:
        return f"Response {self.pk}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def written(self) -> Self:
        """Answers in people's own words."""
        return self.exclude(text="")


class Answer(Referenced):
    """What was answered to one question: an option counted from 1, a number, a day or a text."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    coded_on = models.DateField(null=True, blank=True)
    coded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["response", "question", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], name="learning_hub_answer_one_to_each_question"
            ),
            models.CheckConstraint(
                condition=(
                    Q(option__isnull=False, number=None, day=None, text="")
                    | Q(option=None, number__isnull=False, day=None, text="")
                    | Q(option=None, number=None, day__isnull=False, text="")
                    | Q(option=None, number=None, day=None) & ~Q(text="")
                ),
                name="learning_hub_answer_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class Quote(Referenced):
    """Words of an answer that may be shown to others: somebody read them and they name nobody."""

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="quote")
    text = models.TextField()
    cleared_on = models.DateField()
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["cleared_on", "ref"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="learning_hub_quote_says_something")
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"
