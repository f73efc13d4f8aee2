"""Where people stand: the roles they hold for an agency, in a partnership, between days."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet

from partners.models.agencies import Agency
from partners.models.partnerships import Partnership
from portal import clock
from portal.models import User


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", "Practitioner"
    AGENCY_LEAD = "agency_lead", "Agency lead"
    ANALYST = "analyst", "Analyst"
    TRAINING_LEAD = "training_lead", "Training lead"
    TRAINER = "trainer", "Trainer"
    BUSINESS_TEAM = "business_team", "Business team"
    REVIEW_LEAD = "review_lead", "Review lead"
    CDOP_COORDINATOR = "cdop_coordinator", "CDOP coordinator"
    PANEL_MEMBER = "panel_member", "Panel member"
    EXECUTIVE = "executive", "Executive"
    SCRUTINEER = "scrutineer", "Scrutineer"
    ACCESS_OFFICER = "access_officer", "Access officer"


class StandingQuerySet(models.QuerySet["Standing"]):
    def current(self, day: date | None = None) -> Self:
        """Standings in force on a day, today when none is given."""
        day = day or clock.today()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def leads_of(agency_id: int, partnership_id: int) -> QuerySet[User]:
    """The people who lead an agency in a partnership today."""
    held = Standing.objects.current().filter(
        agency_id=agency_id, partnership_id=partnership_id, role=Role.AGENCY_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


class Standing(models.Model):
    """A role one person holds for one agency in one partnership, from a day until a day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="standings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="standings")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "partnership", "role"],
                condition=Q(until=None),
                name="partners_standing_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="partners_standing_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} for {self.agency}"
