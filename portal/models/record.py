"""The record: what was done, who looked, whom a door refused. Written once, sealed in a chain."""

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

    def __str__(self) -> str:
        return f"{self.what} by {self.by or 'the portal'}"


class Event(Link):
    """What was done, to what, by whom, when. Ids and codes only; no names, no free text."""

    objects = OnceQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"]),
            models.Index(fields=["by", "-at"]),
            models.Index(fields=["-at"]),
        ]


class Sighting(Link):
    """Who opened a restricted record, and when."""

    objects = OnceQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"]),
            models.Index(fields=["by", "-at"]),
            models.Index(fields=["-at"]),
        ]


class Refusal(Link):
    """A door that somebody who had signed in was refused, or that showed nothing to them.

    Its subject is that person: whether what they asked for exists, the line does not say.
    """

    objects = OnceQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["by", "-at"]),
            models.Index(fields=["-at"]),
        ]


class RefusalTally(models.Model):
    """When one answer of one door to one person was last written down, and how often since."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    door = models.CharField(max_length=100)
    answer = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField(null=True)
    unwritten = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "door", "answer"], name="portal_refusaltally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.door}: {self.answer} to {self.person}"
