"""The data set: indicators and their values, and the conferences some of them count."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, IntegerField, Q, Sum, When
from django.db.models.functions import ExtractYear
from django.urls import reverse

from learning_hub.models.dates import spoken
from partners.models import Agency, Area, Partnership
from partners.models.facts import Fact
from portal.models import Referenced


def plain(number: Decimal) -> int | Decimal:
    """A number without noughts that say nothing: 569, 10.5."""
    return int(number) if number == int(number) else number.normalize()


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def by_year(self) -> Iterable[Mapping[str, Any]]:
        """Sums for each partnership, financial year, area and kind: two of them, no rows."""
        began = Case(
            When(held_on__month__gte=4, then=ExtractYear("held_on")),
            default=ExtractYear("held_on") - 1,
            output_field=IntegerField(),
        )
        return (
            self.order_by()
            .annotate(began=began)
            .values("partnership_id", "began", "area__name", "area__short_name", "kind")
            .annotate(conferences=Count("pk"), children=Sum("children_count"))
        )


class Conference(Referenced):
    """A child protection conference that was held: how many children it was about, and no more."""

    class Kind(models.TextChoices):
        INITIAL = "initial", "Initial"
        REVIEW = "review", "Review"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="conferences")
    area = models.ForeignKey(Area, models.PROTECT, related_name="conferences")
    held_on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind)
    children_count = models.PositiveSmallIntegerField()

    objects = ConferenceQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(children_count__gte=1), name="learning_hub_conference_is_about_someone"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} conference, {self.held_on:%d %B %Y}"


class Indicator(Fact):
    """One measure of the data set, with the definition everybody counts by."""

    class Unit(models.TextChoices):
        COUNT = "count", "Number"
        PERCENT = "percent", "Percentage"

    class Polarity(models.TextChoices):
        UP = "up", "Higher is better"
        DOWN = "down", "Lower is better"
        NEITHER = "neither", "Neither higher nor lower is better"

    class Kind(models.TextChoices):
        SNAPSHOT = "snapshot", "On one day"
        FLOW = "flow", "Over a period"

    class Frequency(models.TextChoices):
        MONTH = "month", "Every month"
        QUARTER = "quarter", "Every quarter"
        YEAR = "year", "Every year"
        ONCE = "once", "Once"

    class CountedFrom(models.TextChoices):
        """Values typed in, or counted from rows of conferences."""

        VALUES = "values", "Values given by the source agency"
        CONFERENCES = "conferences", "Conferences held"
        CHILDREN = "children", "Children at the conferences held"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=8, choices=Unit)
    counts = models.CharField(max_length=60, blank=True, help_text="What is counted: children.")
    people = models.BooleanField(default=False, help_text="It counts people: hide small numbers.")
    polarity = models.CharField(max_length=8, choices=Polarity)
    kind = models.CharField(max_length=8, choices=Kind)
    definition = models.TextField(blank=True)
    frequency = models.CharField(max_length=8, choices=Frequency)
    source = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    counted_from = models.CharField(max_length=12, choices=CountedFrom, default=CountedFrom.VALUES)
    conference_kind = models.CharField(
        max_length=8,
        blank=True,
        choices=Conference.Kind,
        help_text="When counted from conferences; empty for all of them.",
    )

    class Meta(Fact.Meta):
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="learning_hub_indicator_named_once"
            ),
            models.CheckConstraint(
                condition=Q(conference_kind="") | ~Q(counted_from="values"),
                name="learning_hub_indicator_conference_kind_only_when_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:indicator", kwargs={"indicator_id": self.pk})

    @property
    def how(self) -> str:
        """How it is counted: the definition given, or what the portal itself does."""
        if self.definition or not self.is_counted:
            return self.definition
        kind = f"{self.get_conference_kind_display()} conferences" if self.conference_kind else ""
        held = f"{kind or 'Conferences of every kind'} held in a financial year"
        if self.counted_from == self.CountedFrom.CONFERENCES:
            return f"{held}, counted from their records."
        return f"Children at each conference, added up. {held}; a child counts at every one."

    @property
    def is_counted(self) -> bool:
        return self.counted_from != self.CountedFrom.VALUES


class Value(Fact):
    """What an indicator stood at, in one period and place."""

    class Status(models.TextChoices):
        FINAL = "final", "Final"
        PROVISIONAL = "provisional", "Provisional"
        NOT_AVAILABLE = "not available", "Not available"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    period = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.FINAL)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["ends_on", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "ends_on", "area"],
                nulls_distinct=False,
                name="learning_hub_value_once_for_a_period_and_area",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="learning_hub_value_period_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status="not available", value=None)
                | (~Q(status="not available") & Q(value__isnull=False)),
                name="learning_hub_value_is_there_or_not_available",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period}"

    @property
    def when(self) -> str:
        return spoken(self.period)
