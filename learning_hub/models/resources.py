"""What the hub hands out, and what it says about itself."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse

from partners.models import Agency, Partnership
from partners.models.facts import Fact
from portal.vague import PartialDateField


class ResourceQuerySet(models.QuerySet["Resource"]):
    def public(self) -> Self:
        return self.filter(public=True, status=Resource.Status.PUBLISHED)


class Resource(Fact):
    """A strategy, toolkit, guide or other product that carries learning into practice."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "Strategy"
        TOOLKIT = "toolkit", "Toolkit"
        GUIDE = "guide", "7-minute guide"
        SYNOPSIS = "synopsis", "Synopsis of learning"
        PROTOCOL = "protocol", "Protocol"
        AUDIO = "audio", "Audio or film"
        MAP = "map", "Map of data and themes"
        OTHER = "other", "Other"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        SOON = "soon available", "Soon available"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="resources")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    partner = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", help_text="Made with."
    )
    status = models.CharField(max_length=14, choices=Status)
    published = PartialDateField(null=True, blank=True)
    version = models.CharField(max_length=20, blank=True)
    review_by = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    public = models.BooleanField(default=False)

    objects = ResourceQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:resource", kwargs={"resource_id": self.pk})

    def review_is_due(self, day: date) -> bool:
        return self.review_by is not None and self.review_by <= day


class HubNote(Fact):
    """One sentence the hub says about itself: what it is for, where its learning comes from."""

    class Kind(models.TextChoices):
        PURPOSE = "purpose", "What the hub is for"
        SOURCE = "source", "Where learning comes from"
        FORWARD = "forward", "Looking forward"
        EXPLOITATION = "exploitation", "Work on child exploitation"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="hub_notes")
    kind = models.CharField(max_length=12, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(Fact.Meta):
        ordering = ["kind", "order", "pk"]

    def __str__(self) -> str:
        return self.text
