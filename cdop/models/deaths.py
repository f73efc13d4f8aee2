"""A death, by number, band and dates. There is no field for a name, an address or a story."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Area, Partnership
from portal.models import Referenced

Facts = dict[str, bool | date | None]


class AgeBand(models.TextChoices):
    NEONATAL = "neonatal", "Under 28 days"
    INFANT = "infant", "28 days to under 1 year"
    ONE_TO_FOUR = "1-4", "1 to 4 years"
    FIVE_TO_NINE = "5-9", "5 to 9 years"
    TEN_TO_FOURTEEN = "10-14", "10 to 14 years"
    FIFTEEN_TO_SEVENTEEN = "15-17", "15 to 17 years"


class YearOf(models.TextChoices):
    NOTIFICATION = "notification", "Notification"
    DEATH = "death", "Death"
    REVIEW = "review", "Review by the panel"


class DeathQuerySet(models.QuerySet["Death"]):
    """The year of death, of notification and of review are three different years."""

    def of_residents(self) -> Self:
        return self.filter(out_of_county=False)

    def died_between(self, start: date, end: date) -> Self:
        return self.filter(died_on__range=(start, end))

    def notified_between(self, start: date, end: date) -> Self:
        return self.filter(notified_on__range=(start, end))

    def reviewed_between(self, start: date, end: date) -> Self:
        return self.filter(review__reviewed_on__range=(start, end))

    def of_year(self, basis: str, start: date, end: date) -> Self:
        """Those whose death, notification or review (`YearOf`) falls between two days."""
        return {
            YearOf.DEATH.value: self.died_between,
            YearOf.NOTIFICATION.value: self.notified_between,
            YearOf.REVIEW.value: self.reviewed_between,
        }[basis](start, end)

    def awaiting_review(self) -> Self:
        return self.of_residents().filter(review=None)

    def latest_first(self) -> Self:
        return self.order_by("-notified_on", "-pk")


class Death(Referenced):
    """The death of one child, as the panel counts it.

    `partnership` is where it was notified. A child who lived elsewhere is passed to the home
    area with a date, and left out of the counts of residents and of reviews.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="deaths")
    number = models.CharField(max_length=20, help_text="Given by the portal, such as 2020-007.")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="home area"
    )
    died_on = models.DateField()
    notified_on = models.DateField()
    age_band = models.CharField(max_length=10, choices=AgeBand)
    expected = models.BooleanField(null=True, blank=True)
    joint_agency_response = models.BooleanField(null=True, blank=True)
    joint_agency_response_on = models.DateField(null=True, blank=True)
    out_of_county = models.BooleanField(default=False)
    passed_on = models.DateField(null=True, blank=True, help_text="To the home area.")
    review_meeting_on = models.DateField(null=True, blank=True)
    generated = models.BooleanField(default=False, help_text="Invented for the demonstration.")

    objects = DeathQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-notified_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="cdop_death_one_number_a_partnership"
            ),
            models.CheckConstraint(
                condition=Q(notified_on__gte=F("died_on")), name="cdop_death_notified_after_death"
            ),
            models.CheckConstraint(
                condition=~Q(joint_agency_response=True)
                | Q(expected__isnull=False, expected=False),
                name="cdop_death_joint_response_only_when_unexpected",
            ),
            models.CheckConstraint(
                condition=Q(joint_agency_response__isnull=False, joint_agency_response=True)
                | Q(joint_agency_response_on=None),
                name="cdop_death_joint_response_day_needs_response",
            ),
            models.CheckConstraint(
                condition=Q(out_of_county=True) | Q(passed_on=None),
                name="cdop_death_passed_on_only_out_of_county",
            ),
        ]

    def __str__(self) -> str:
        return f"Death {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cdop:death", kwargs={"death_id": self.pk})

    @property
    def facts(self) -> Facts:
        """What may be corrected after the death was taken in."""
        return {
            "expected": self.expected,
            "joint_agency_response": self.joint_agency_response,
            "joint_agency_response_on": self.joint_agency_response_on,
            "passed_on": self.passed_on,
        }

    @property
    def stamp(self) -> str:
        """The same in one line, to travel with a form and tell whether they have changed."""
        return "/".join(str(fact) for fact in self.facts.values())

    @property
    def expectation(self) -> str:
        return {None: "Not recorded", True: "Expected", False: "Unexpected"}[self.expected]

    @property
    def response(self) -> str:
        words = {None: "Not recorded", True: "Started", False: "None"}
        return words[self.joint_agency_response]
