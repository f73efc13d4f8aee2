"""How booking works in a partnership from a day on, and how an agency lets its people book."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from partners.models import Agency, Partnership
from portal import clock
from portal.models import Referenced


def a_fortnight_and_three_days() -> list[int]:
    return [14, 3]


class BookingRulesQuerySet(models.QuerySet["BookingRules"]):
    def in_force(self, partnership_id: int, day: date) -> "BookingRules":
        """The rules of a day; those that the portal begins with, where none were set."""
        ours = self.filter(partnership_id=partnership_id, from_day__lte=day)
        found = ours.order_by("-from_day").first()
        return found or BookingRules(partnership_id=partnership_id, from_day=day)


class BookingRules(Referenced):
    """How long places are kept and offered, from a day on. A later row takes over on its day."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    from_day = models.DateField()
    hold_minutes = models.PositiveSmallIntegerField(default=20)
    offer_hours = models.PositiveSmallIntegerField(default=48)
    near_days = models.PositiveSmallIntegerField(default=7)
    near_offer_hours = models.PositiveSmallIntegerField(default=12)
    first_come_days = models.PositiveSmallIntegerField(default=2)
    approval_days = models.PositiveSmallIntegerField(default=5)
    remind_days = ArrayField(models.PositiveSmallIntegerField(), default=a_fortnight_and_three_days)
    needs_days = models.PositiveSmallIntegerField(default=28)

    objects = BookingRulesQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-from_day", "ref"]
        verbose_name_plural = "booking rules"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "from_day"], name="training_bookingrules_one_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Booking rules from {clock.day_text(self.from_day)}"

    def held_until(self, now: datetime, starts_at: datetime) -> datetime:
        """Until when a place is held while somebody fills in details."""
        return min(now + timedelta(minutes=self.hold_minutes), starts_at)

    def offered_until(self, now: datetime, starts_at: datetime) -> datetime:
        """Until when an offer can be taken up: shorter when the session is near."""
        near = starts_at - now <= timedelta(days=self.near_days)
        hours = self.near_offer_hours if near else self.offer_hours
        return min(now + timedelta(hours=hours), starts_at)

    def approved_until(self, now: datetime, starts_at: datetime) -> datetime:
        """Until when an approval is waited for: the end of a working day, or the start."""
        last = clock.add_working_days(clock.london_day(now), self.approval_days)
        return min(clock.london_midnight(last + timedelta(days=1)), starts_at)

    def is_first_come(self, now: datetime, starts_at: datetime) -> bool:
        """Whether the session is so near that a free place goes to whoever takes it first."""
        return starts_at - now <= timedelta(days=self.first_come_days)


class AgencyTermsQuerySet(models.QuerySet["AgencyTerms"]):
    def of(self, agency_id: int, partnership_id: int) -> "AgencyTerms":
        """What an agency wants in a partnership; until it says, no approval and no colleagues."""
        at = {"agency_id": agency_id, "partnership_id": partnership_id}
        return self.filter(**at).order_by("pk").first() or AgencyTerms(**at)


class AgencyTerms(Referenced):
    """How one agency lets its people book in one partnership. Its lead says so."""

    class Approval(models.TextChoices):
        NONE = "none", "Nobody needs to approve"
        LEAD = "agency lead", "An agency lead approves"
        MANAGER = "line manager", "The line manager approves, by email"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    approval = models.CharField(max_length=12, choices=Approval, default=Approval.NONE)
    colleagues = models.BooleanField("anybody may book for a colleague", default=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_at = models.DateTimeField(null=True, blank=True)

    objects = AgencyTermsQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["agency", "ref"]
        verbose_name_plural = "agency terms"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "partnership"], name="training_agencyterms_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_approval_display()}"
