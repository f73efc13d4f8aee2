"""What was learned, and what was asked for because of it."""

import re
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from learning_hub.models.audits import Audit, Finding
from learning_hub.models.resources import Resource
from partners.models import Action, Agency, Area, Partnership
from partners.models.facts import Fact
from portal.constraints import both_or_neither
from portal.models import Referenced

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
IDENTIFYING = (
    (
        rf"\b\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?({MONTHS})[a-z]*\.?,?\s+\d{{2,4}}\b"
        rf"|\b({MONTHS})[a-z]*\.?\s+\d{{1,2}}(st|nd|rd|th)?,?\s+\d{{4}}\b"
        r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
        "Take out the full date. Write the month or the year if the time matters.",
    ),
    (
        r"\bage(d)?\s*:?\s*\d+|\b\d+[\s-]+(day|week|month|year)s?[\s-]+old\b",
        "Take out the exact age. Write an age band, such as “under one” or “in their teens”.",
    ),
    (
        r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b",
        "Take out the postcode. Write the area if the place matters.",
    ),
    (
        r"\b\d{3}\s?\d{3}\s?\d{4}\b",
        "Take out the NHS or telephone number.",
    ),
    (
        r"\b(mr|mrs|ms|miss|master|dr)\.?\s+(?-i:[A-Z])[a-z]+",
        "Take out the name. Write the role, such as “the health visitor”.",
    ),
)


def refuse_identifying(text: str) -> None:
    """Refuse learning that could lead back to a child: Children Act 2004 s.16N, and good sense."""
    faults = [said for shape, said in IDENTIFYING if re.search(shape, text, re.IGNORECASE)]
    if faults:
        raise ValidationError([ValidationError(said, code="identifying") for said in faults])


class Theme(Referenced):
    """What learning, audits, cycles and courses are about. Shared by all partnerships."""

    name = models.CharField(max_length=80, unique=True)

    class Meta(Referenced.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LearningPointQuerySet(models.QuerySet["LearningPoint"]):
    def shared(self) -> Self:
        return self.filter(status=LearningPoint.Status.SHARED)


class LearningPoint(Fact):
    """One thing learned, told so that nobody can walk back to a child or a case."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Checked"
        SHARED = "shared", "Shared"

    class Source(models.TextChoices):
        REVIEW = "review", "Review"
        CHILD_DEATH = "child death", "Child death review"
        AUDIT = "audit", "Audit"
        PRACTICE = "practice", "Practice"
        NATIONAL = "national", "National learning"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="learning_points")
    text = models.TextField(validators=[refuse_identifying])
    source_kind = models.CharField(max_length=12, choices=Source)
    year = models.CharField(max_length=9, blank=True, help_text="As recorded, such as 2019-20.")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="learning_points")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = LearningPointQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-year", "-pk"]
        constraints = [
            both_or_neither("checked_by", "checked_at"),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(written_by=None) | ~Q(checked_by=F("written_by")),
                name="learning_hub_learningpoint_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="draft") | Q(checked_at=None),
                name="learning_hub_learningpoint_draft_is_unchecked",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(checked_at__isnull=False) | ~Q(paper=""),
                name="learning_hub_learningpoint_checked_or_already_printed",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:learning_point", kwargs={"learning_point_id": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class Recommendation(Fact):
    """What an agency was asked to do, and what became of it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="recommendations")
    learning_point = models.ForeignKey(
        LearningPoint, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    audit = models.ForeignKey(
        Audit, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    to = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    text = models.TextField()
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=60, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="recommendations")
    resources = models.ManyToManyField(Resource, blank=True, related_name="recommendations")
    impact = models.TextField(blank=True, help_text="What the check of impact found.")
    impact_on = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["pk"]
        constraints = [
            both_or_neither("answered_by", "answered_at"),
            models.CheckConstraint(
                condition=Q(learning_point__isnull=False) | Q(audit__isnull=False),
                name="learning_hub_recommendation_follows_something",
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False) | ~Q(reason=""),
                name="learning_hub_recommendation_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(impact_on=None) | ~Q(impact=""),
                name="learning_hub_recommendation_impact_on_a_day_is_told",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"

    def get_absolute_url(self) -> str:
        """Its place on the page of what it follows."""
        follows = self.learning_point or self.audit
        page = follows.get_absolute_url() if follows else ""
        return f"{page}#recommendation-{self.pk}"

    @property
    def answer(self) -> str:
        return {None: "Not answered", True: "Accepted", False: "Not accepted"}[self.accepted]

    @property
    def gaps(self) -> list[str]:
        """What is missing between this recommendation and a changed practice, in words."""
        if self.accepted is False:
            return []
        links = (
            (self.to_id, "No agency is named to act on it."),
            (self.accepted, "The agency has not said whether it accepts it."),
            (self.actions.all(), "No action has been raised."),
            (self.resources.all(), "No resource answers it yet."),
            (self.impact, "Its impact has not been checked."),
        )
        return [said for link, said in links if not link]
