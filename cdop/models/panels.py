"""The panel: its meetings, who sits on them, and what it found in each death."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cdop.models.deaths import Death
from partners.models import Group, Partnership
from partners.models.facts import Fact
from portal.models import Referenced


class PanelMeeting(Referenced):
    """One meeting of the child death overview panel."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="panel_meetings")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    generated = models.BooleanField(default=False, help_text="Invented for the demonstration.")

    class Meta(Referenced.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "held_on"], name="cdop_panelmeeting_one_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Panel meeting, {self.held_on.day} {self.held_on:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("cdop:panel_meeting", kwargs={"panel_meeting_id": self.pk})


class PanelSeat(models.Model):
    """One person sits on one meeting, and sees its anonymised paper."""

    meeting = models.ForeignKey(PanelMeeting, models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="cdop_panelseat_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"


class Factor(Fact):
    """Something that may have contributed and could be changed, named once for a partnership."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="factors")
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta(Fact.Meta):
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="cdop_factor_named_once_a_partnership"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PanelReviewQuerySet(models.QuerySet["PanelReview"]):
    def reviewed_between(self, start: date, end: date) -> Self:
        return self.filter(reviewed_on__range=(start, end))

    def died_before(self, day: date) -> Self:
        return self.filter(death__died_on__lt=day)

    def of_residents(self) -> Self:
        return self.filter(death__out_of_county=False)


class PanelReview(Referenced):
    """What the panel found in one death. An outcome that is not recorded stays empty."""

    class Modifiable(models.TextChoices):
        YES = "yes", "Modifiable factors identified"
        NO = "no", "No modifiable factors identified"
        UNKNOWN = "not enough information", "Not enough information"

    class Category(models.IntegerChoices):
        """Where several fit, the highest in this list is the primary one."""

        INFLICTED = 1, "Deliberately inflicted injury, abuse or neglect"
        SUICIDE = 2, "Suicide or deliberate self-inflicted harm"
        TRAUMA = 3, "Trauma and other external factors"
        MALIGNANCY = 4, "Malignancy"
        ACUTE = 5, "Acute medical or surgical condition"
        CHRONIC = 6, "Chronic medical condition"
        CONGENITAL = 7, "Chromosomal, genetic and congenital anomalies"
        PERINATAL = 8, "Perinatal or neonatal event"
        INFECTION = 9, "Infection"
        UNEXPLAINED = 10, "Sudden unexpected, unexplained death"

    death = models.OneToOneField(Death, models.PROTECT, related_name="review")
    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    modifiable = models.CharField(max_length=24, choices=Modifiable, blank=True)
    category = models.PositiveSmallIntegerField(choices=Category, null=True, blank=True)
    generated = models.BooleanField(default=False, help_text="Invented for the demonstration.")

    objects = PanelReviewQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["reviewed_on", "pk"]

    def __str__(self) -> str:
        return f"Item {self.pk}"


class ReviewFactor(Referenced):
    """How far one factor bears on one death, on the scale of the 2018 analysis form."""

    class Relevance(models.IntegerChoices):
        NO_INFORMATION = 0, "0: information not available"
        UNLIKELY = 1, "1: unlikely to have contributed"
        MAY_HAVE = 2, "2: may have contributed"

    panel_review = models.ForeignKey(PanelReview, models.CASCADE, related_name="factors")
    factor = models.ForeignKey(Factor, models.PROTECT, related_name="found")
    relevance = models.PositiveSmallIntegerField(
        choices=Relevance, validators=[MaxValueValidator(2)]
    )

    class Meta(Referenced.Meta):
        ordering = ["factor__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel_review", "factor"], name="cdop_reviewfactor_scored_once"
            ),
            models.CheckConstraint(
                condition=Q(relevance__lte=2), name="cdop_reviewfactor_relevance_0_to_2"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factor}: {self.relevance}"
