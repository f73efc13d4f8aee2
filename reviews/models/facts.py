"""What a paper says about the practice review team and its year."""

from typing import Self

from django.db import models

from partners.models import Partnership
from partners.models.facts import Fact


class ReviewFactQuerySet(models.QuerySet["ReviewFact"]):
    def of(self, partnership_id: int, year: str) -> Self:
        return self.filter(partnership=partnership_id, year=year)


class ReviewFact(Fact):
    """One fact of a year. A count that the paper does not give has no value and stays so."""

    class Kind(models.TextChoices):
        ROUTE = "route in", "How a case comes to the team"
        THEME = "theme", "Themes of reviews"
        LEARNING_ROUTE = "learning route", "How learning is passed on"
        EXTERNAL = "external learning", "Learning from elsewhere"
        RULE = "rule", "Rules"
        COUNT = "count", "Counts"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="review_facts")
    year = models.CharField(max_length=9, help_text='Such as "2019-20".')
    kind = models.CharField(max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    detail = models.CharField(max_length=120, blank=True, help_text="Such as the sort of review.")
    value = models.PositiveIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=60, blank=True, help_text="As the paper says.")
    local_link = models.BooleanField(default=False, help_text="The case has a link to this area.")
    note = models.TextField(blank=True)

    objects = ReviewFactQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "kind", "order"],
                name="reviews_reviewfact_one_at_a_place",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
