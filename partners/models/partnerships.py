"""Partnerships over time: which areas they cover, what they came from, what they share."""

import re
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models.areas import Area
from partners.models.facts import Fact

READABLE = 4.5
COLOUR = re.compile(r"#[0-9a-f]{6}")


def contrast_on_white(colour: str) -> float:
    """Contrast of "#rrggbb" against white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def fault_of_colour(colour: str) -> str:
    """What is wrong with a brand colour, in a sentence; nothing when white can be read on it."""
    if not COLOUR.fullmatch(colour):
        return "Enter a colour as # and six digits or letters a to f, like #4b2e83."
    readable = contrast_on_white(colour)
    if readable < READABLE:
        return (
            f"Choose a darker colour: this one has a contrast of {readable:.1f} to 1 on white. "
            f"It must be at least {READABLE} to 1."
        )
    return ""


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def live(self, day: date) -> Self:
        return self.filter(Q(live_to=None) | Q(live_to__gte=day), live_from__lte=day)


class Partnership(Fact):
    """A safeguarding children partnership, from the day it goes live."""

    class Vocabulary(models.TextChoices):
        WT2018 = "WT2018", "Working Together 2018"
        WT2023 = "WT2023", "Working Together 2023"
        WT2026 = "WT2026", "Working Together 2026"

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=30)
    colour = models.CharField(max_length=7, default="#4b2e83")
    logo = models.FileField(
        upload_to="logos", blank=True, validators=[FileExtensionValidator(["png"])]
    )
    live_from = models.DateField()
    live_to = models.DateField(null=True, blank=True)
    vocabulary = models.CharField(max_length=6, choices=Vocabulary, default=Vocabulary.WT2023)
    generated = models.BooleanField(default=False, help_text="Invented for the demonstration.")

    objects = PartnershipQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["live_from", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"),
                name="partners_partnership_colour_is_six_digits",
            ),
            models.CheckConstraint(
                condition=Q(live_to=None) | Q(live_to__gte=F("live_from")),
                name="partners_partnership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        fault = fault_of_colour(self.colour)
        if fault:
            raise ValidationError({"colour": fault})

    def get_absolute_url(self) -> str:
        return reverse("partners:partnership", kwargs={"partnership_id": self.pk})


class PartnershipArea(Fact):
    """An area that a partnership covers, between two days."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="coverage")
    area = models.ForeignKey(Area, models.PROTECT, related_name="coverage")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "area", "since"], name="partners_partnershiparea_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="partners_partnershiparea_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} covers {self.area}"


class PartnershipChange(Fact):
    """What a partnership came from: a board of the time before, or another partnership."""

    predecessor_body = models.ForeignKey(
        "partners.Agency", models.PROTECT, null=True, blank=True, related_name="passed_to"
    )
    predecessor = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="passed_to"
    )
    successor = models.ForeignKey(Partnership, models.PROTECT, related_name="came_from")
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor_body=None, predecessor__isnull=False)
                | Q(predecessor_body__isnull=False, predecessor=None),
                name="partners_partnershipchange_one_predecessor",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor or self.predecessor_body} to {self.successor}"


class SharedService(Fact):
    """One service that several partnerships share, such as training or the child death panel."""

    class Kind(models.TextChoices):
        TRAINING = "training", "Multi-agency training"
        CHILD_DEATH = "child death", "Child death review"
        WEBSITE = "website", "Website"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ServiceShare(Fact):
    """A partnership's part in a shared service, between two days."""

    service = models.ForeignKey(SharedService, models.CASCADE, related_name="shares")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="shares")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "partnership", "since"], name="partners_serviceshare_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="partners_serviceshare_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.partnership}"
