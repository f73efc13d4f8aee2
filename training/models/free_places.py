"""Free places for charities and community interest companies, by application."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Agency, Partnership
from portal.constraints import both_or_neither
from portal.models import Referenced
from training.models.fees import in_force
from training.models.terms import Policy


class FreePlaceQuerySet(models.QuerySet["FreePlace"]):
    def held(self, agency: Agency, partnership_id: int, day: date) -> "FreePlace | None":
        """What makes places free for an agency on a day."""
        return self.making_free(agency, partnership_id, day).first()

    def making_free(self, agency: Agency, partnership_id: int, day: date) -> Self:
        """All that was agreed with an agency and holds on a day."""
        ours = self.agreed().filter(in_force(day), agency=agency, partnership_id=partnership_id)
        return ours.exclude(withdrawn_from__lte=day)

    def agreed(self) -> Self:
        return self.filter(status=FreePlace.Status.AGREED)


class FreePlace(Referenced):
    """An organisation asks that places cost it nothing; agreed, they do between two days."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for a decision"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "dropped", "Taken back"

    class Organisation(models.TextChoices):
        CHARITY = "charity", "Charity"
        CIC = "CIC", "Community interest company"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="free_places")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="free_places")
    organisation = models.CharField(max_length=7, choices=Organisation)
    registered = models.BooleanField(help_text="With the Charity Commission or as a CIC.")
    number = models.CharField("registered number", max_length=20, blank=True)
    why = models.TextField()
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    withdrawn_from = models.DateField(
        null=True, blank=True, help_text="The first day on which places cost the agency again."
    )
    withdrawn_because = models.TextField(blank=True, default="", db_default="")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FreePlaceQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-asked_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "partnership"],
                condition=Q(status="waiting"),
                name="training_freeplace_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_on=None)
                | ~Q(status="waiting") & Q(decided_on__isnull=False) & ~Q(reason=""),
                name="training_freeplace_decided_with_reason",
            ),
            both_or_neither("since", "until"),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(since__isnull=False, until__gte=F("since")),
                name="training_freeplace_lasts_between_days",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_from=None, withdrawn_because="")
                | Q(status="agreed", withdrawn_from__isnull=False) & ~Q(withdrawn_because=""),
                name="training_freeplace_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("training:free_place", kwargs={"free_place_id": self.pk})

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def registration(self) -> str:
        """Whether the organisation is registered, and under which number."""
        return f"Registered, number {self.number}" if self.registered else "Not registered"

    @property
    def last_day(self) -> date | None:
        """The last day on which places are free: until then, or until they were withdrawn."""
        if self.withdrawn_from is None:
            return self.until
        return self.withdrawn_from - timedelta(days=1)

    def state_on(self, day: date) -> str:
        """How it stands on a day, in words."""
        if self.status != self.Status.AGREED or not (self.since and self.until):
            return self.get_status_display()
        if self.withdrawn_from and self.withdrawn_from <= day:
            return "Withdrawn"
        if day > self.until:
            return "Over"
        return "Free places" if day >= self.since else "Agreed, begins later"
