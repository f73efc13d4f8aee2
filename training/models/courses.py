"""Courses: what is taught, to whom, at which price."""

from typing import Self

from django.db import models
from django.urls import reverse

from partners.models import Partnership
from partners.models.facts import Fact


class CourseQuerySet(models.QuerySet["Course"]):
    def published(self) -> Self:
        return self.filter(published=True)


class Course(Fact):
    """One course of the catalogue. What no paper says of it stays empty."""

    class Kind(models.TextChoices):
        CORE = "core", "Core"
        SPECIALIST = "specialist", "Specialist"

    class Fee(models.TextChoices):
        FREE = "free", "Free"
        CHARGED = "charged", "Charged"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="courses")
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, null=True, blank=True)  # noqa: DJ001 - null is "not recorded"
    kind_note = models.CharField(max_length=160, blank=True)
    fee = models.CharField(max_length=8, choices=Fee, null=True, blank=True)  # noqa: DJ001 - null is "not recorded"
    fund = models.CharField("paid from", max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up_days = models.PositiveSmallIntegerField(null=True, blank=True)
    published = models.BooleanField(default=True)

    objects = CourseQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["title", "ref"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:course", kwargs={"course_id": self.pk})
