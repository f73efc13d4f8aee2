"""The record: what was done and who looked. Written once, sealed in a chain."""

from typing import Never

from django.conf import settings
from django.db import models

from portal.models.about import AboutQuerySet, AboutSubject


class OnceQuerySet(AboutQuerySet):
    """Rows that nobody changes; the database refuses as well (see migration 0001)."""

    def update(self, **kwargs: object) -> Never:
        raise TypeError("The record is written once.")

    def delete(self) -> Never:
        raise TypeError("The record is written once.")


class ChainHead(models.Model):
    """The last link of a chain. Locked while a link is added, so that no two follow one."""

    stream = models.CharField(max_length=20, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"


class Link(AboutSubject):
    """One link of a chain. `signed` holds the exact text under the seal."""

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    signed = models.TextField()
    seal_before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Event(Link):
    """What was done, to what, by whom, when. Ids and codes only; no names, no free text."""

    objects = OnceQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.what} by {self.by or 'the portal'}"


class Sighting(Link):
    """Who opened a restricted record, and when."""

    objects = OnceQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.what} by {self.by or 'the portal'}"
