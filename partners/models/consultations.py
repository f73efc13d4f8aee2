"""What people said when asked, and what was answered."""

from django.db import models

from partners.models.facts import Fact
from partners.models.partnerships import Partnership
from portal.vague import PartialDateField


class Consultation(Fact):
    """One round of asking."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="consultations")
    title = models.CharField(max_length=160)
    opened = PartialDateField(null=True, blank=True)
    closed = PartialDateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["title", "ref"]

    def __str__(self) -> str:
        return self.title


class Comment(Fact):
    """One comment of a contributor, named by role or body, with the answer to it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="comments")
    contributor = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=1)
    comment = models.TextField()
    response = models.TextField(blank=True)
    change = models.TextField(blank=True, help_text="What was changed because of it.")

    class Meta(Fact.Meta):
        ordering = ["consultation", "order", "ref"]

    def __str__(self) -> str:
        return f"{self.contributor}: {self.comment[:60]}"
