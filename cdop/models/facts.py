"""What a paper says about the panel and its year, besides what can be counted."""

from typing import Self

from django.db import models
from django.db.models import Q

from partners.models import Partnership
from partners.models.facts import Fact


class CdopFactQuerySet(models.QuerySet["CdopFact"]):
    def of(self, partnership_id: int, year: str) -> Self:
        return self.filter(partnership=partnership_id, year=year)


class CdopFact(Fact):
    """One fact of a year. `measure` ties words as printed to the figure they stand beside."""

    class Kind(models.TextChoices):
        FACT = "fact", "About the panel"
        ACTION = "action", "What was done"
        FOCUS = "focus", "Focus of next year"
        PRINTED = "as printed", "Words as printed"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cdop_facts")
    year = models.CharField(max_length=9, help_text='Such as "2019-20".')
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    measure = models.CharField(max_length=40, blank=True, help_text='Such as "neonatal".')
    note = models.TextField(blank=True)

    objects = CdopFactQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "kind", "order"],
                name="cdop_cdopfact_one_at_a_place",
            ),
            models.CheckConstraint(
                condition=~Q(kind="as printed") | ~Q(measure=""),
                name="cdop_cdopfact_printed_words_have_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
