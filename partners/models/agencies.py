"""Agencies: their names over time and what they are to each partnership."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models.areas import Area, begun_by, not_over_by
from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership
from portal.vague import PartialDateField


class AgencyQuerySet(models.QuerySet["Agency"]):
    def live(self, day: date) -> Self:
        return self.filter(begun_by(day, "live_from"), not_over_by(day, "live_to"))


class Agency(Fact):
    """An organisation that works with a partnership, or a board that came before one."""

    class Kind(Words):
        COUNCIL = "local authority"
        NHS_COMMISSIONER = "NHS commissioner"
        NHS_PROVIDER = "NHS provider"
        POLICE = "police force"
        EDUCATION = "education"
        UNIVERSITY = "university"
        VOLUNTARY = "voluntary sector"
        BUSINESS_UNIT = "business team"
        BOARD = "local safeguarding children board"
        OTHER = "other"

    class Sector(Words):
        COUNCIL = "council"
        HEALTH = "health"
        POLICE = "police"
        EDUCATION = "education"
        JUSTICE = "justice"
        VOLUNTARY = "voluntary"
        OTHER = "other"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, choices=Kind, default=Kind.OTHER)
    sector = models.CharField(max_length=12, choices=Sector, default=Sector.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="agencies")
    live_from = PartialDateField(null=True, blank=True)
    live_to = PartialDateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["name", "ref"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:agency", kwargs={"agency_id": self.pk})

    def name_on(self, day: date) -> str:
        """The name in force on a day: a paper of 2019 names the body as it was then called."""
        held = [name for name in self.names.all() if name.held_on(day)]
        return held[-1].name if held else self.name


class AgencyName(Fact):
    """A name an agency bore between two dates, or another name it goes by."""

    class Kind(Words):
        FORMAL = "formal"
        ALIAS = "alias"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.FORMAL)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = [F("since").asc(nulls_first=True), "ref"]

    def __str__(self) -> str:
        return self.name

    def held_on(self, day: date) -> bool:
        begun = self.since is None or self.since.first_day <= day
        over = self.until is not None and self.until.last_day < day
        return self.kind == self.Kind.FORMAL and begun and not over


class RelevantAgencyCategory(Fact):
    """A kind of agency that a partnership's published arrangements name as relevant."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="relevant_categories")
    category = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["partnership", "order"]
        verbose_name_plural = "relevant agency categories"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "category"],
                name="partners_relevantagencycategory_named_once",
            )
        ]

    def __str__(self) -> str:
        return self.category


class AgencyStatusQuerySet(models.QuerySet["AgencyStatus"]):
    def on(self, day: date) -> Self:
        begun = Q(since=None) | Q(since__lte=day)
        return self.filter(begun, Q(until=None) | Q(until__gte=day))


class AgencyStatus(Fact):
    """What an agency is to a partnership, between two days."""

    class Status(Words):
        STATUTORY = "statutory partner"
        EDUCATION = "education"
        RELEVANT = "relevant agency"
        PROVIDER = "provider"
        PREDECESSOR = "predecessor"
        OTHER = "other"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="statuses")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="agency_statuses")
    status = models.CharField(max_length=20, choices=Status)
    category = models.ForeignKey(
        RelevantAgencyCategory, models.PROTECT, null=True, blank=True, related_name="agencies"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = AgencyStatusQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = [F("since").asc(nulls_first=True), "ref"]
        verbose_name_plural = "agency statuses"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "partnership"],
                condition=Q(until=None),
                name="partners_agencystatus_one_open",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="partners_agencystatus_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_status_display()} of {self.partnership}"
