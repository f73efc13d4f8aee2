"""Statements about training that papers make, and when evaluations are asked for."""

from django.db import models

from partners.models import Partnership
from partners.models.facts import Fact


class TrainingNote(Fact):
    """A statement of the yearly paper that no other record holds."""

    class Kind(models.TextChoices):
        FACT = "fact", "This year"
        FUTURE = "future", "Future developments"
        SYSTEM = "system", "Booking system"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(Fact.Meta):
        ordering = ["kind", "order", "ref"]

    def __str__(self) -> str:
        return self.text


class EvaluationPoint(Fact):
    """When, after a session, people are asked what it changed."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    when = models.CharField(max_length=40)

    class Meta(Fact.Meta):
        ordering = ["order", "ref"]

    def __str__(self) -> str:
        return self.when
