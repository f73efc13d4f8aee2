"""What a record taken from a paper carries: its key, its paper, whether a report prints it."""

from enum import property as enum_property

from django.db import models

from portal.models import Referenced


class Words(models.TextChoices):
    """Choices whose values are the words people read: packs and pages say the same."""

    @enum_property
    def label(self) -> str:
        return str(self.value[:1].upper() + self.value[1:])


class Fact(Referenced):
    """A row that may come from a published paper."""

    in_report = models.BooleanField(
        default=False, help_text="Printed in the yearly report it belongs to."
    )
    paper = models.CharField(
        max_length=160, blank=True, help_text="Title of the paper the fact comes from."
    )

    class Meta(Referenced.Meta):
        abstract = True
