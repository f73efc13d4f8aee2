"""The dashboard: tiles, what is inside them, and every colour each was ever given."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from partners.models import Fact, Partnership
from portal.vague import PartialDateField


class Colour(models.TextChoices):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


NOT_RECORDED = "Not recorded"


class Legend(Fact):
    """What one colour means to one partnership. The rows together are its scale."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="legend")
    colour = models.CharField(max_length=10, choices=Colour)
    meaning = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["partnership", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "colour"], name="dashboard_legend_one_meaning_per_colour"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_colour_display()}: {self.meaning}"


def words_of(legend: Iterable[Legend]) -> dict[str, str]:
    """What each colour means here; its plain name where the partnership gives no meaning."""
    plain = {colour.value: colour.label for colour in Colour}
    return plain | {one.colour: one.meaning for one in legend}


class DashboardNote(Fact):
    """A sentence that belongs to the whole dashboard, in the version that was in force."""

    class Kind(models.TextChoices):
        AIM = "aim", "Aim"
        AGGREGATE_RULE = "aggregate rule", "How a tile gets its colour"
        LOOSE_HEADING = "loose heading", "Heading without a place"
        RISK_DEFINITION = "risk definition", "What the risk register holds"
        RISK_STATUS = "risk status", "State of the risk register"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="dashboard_notes")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    note = models.TextField(blank=True)
    live_from = PartialDateField(null=True, blank=True)

    class Meta:
        ordering = ["partnership", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "version"], name="dashboard_note_version_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class TileQuerySet(models.QuerySet["Tile"]):
    def live_on(self, day: date) -> Self:
        started = Q(live_from=None) | Q(live_from__lte=day)
        going = Q(live_to=None) | Q(live_to__gte=day)
        return self.filter(started, going)

    def with_ratings(self) -> Self:
        """Each tile with its elements and every rating of both, newest first."""
        ratings = Rating.objects.select_related("by", "rule", "element").order_by("-on", "-pk")
        return self.prefetch_related(Prefetch("ratings", ratings), "elements")


class Tile(Fact):
    """One of the areas the partnership answers for."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="tiles")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    live_from = models.DateField(null=True, blank=True)
    live_to = models.DateField(null=True, blank=True)

    objects = TileQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("dashboard:tile", kwargs={"tile_id": self.pk})

    def rating_at(self, day: date, element: "Element | None" = None) -> "Rating | None":
        """The colour in force on a day, of the tile or of an element.

        Reads the prefetched rows of `with_ratings`, so it costs no query.
        """
        part = element.pk if element else None
        ours = (rating for rating in self.ratings.all() if rating.element_id == part)
        return next((rating for rating in ours if rating.on.first_day <= day), None)

    def elements_at(self, day: date) -> "list[tuple[Element, Rating | None]]":
        return [(element, self.rating_at(day, element)) for element in self.elements.all()]


class Element(Fact):
    """A part of a tile that has a colour of its own."""

    tile = models.ForeignKey(Tile, models.PROTECT, related_name="elements")
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["tile", "order", "pk"]

    def __str__(self) -> str:
        return self.name


class Rating(Fact):
    """The colour a person gave a tile, or an element of it, on a day, and why. Never changed."""

    tile = models.ForeignKey(Tile, models.PROTECT, related_name="ratings")
    element = models.ForeignKey(
        Element, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    colour = models.CharField(max_length=10, choices=Colour, blank=True)
    colour_hint = models.CharField(max_length=60, blank=True)
    on = PartialDateField()
    reason = models.TextField(blank=True)
    rule = models.ForeignKey(
        DashboardNote, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by=None) | (~Q(reason="") & ~Q(colour="")),
                name="dashboard_rating_by_a_person_has_colour_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.word}"

    @property
    def target(self) -> "Tile | Element":
        return self.element or self.tile

    @property
    def word(self) -> str:
        return self.get_colour_display() if self.colour else NOT_RECORDED
