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


# What an agency lead may give, for the agency they lead: nothing that opens more than they see.
LEAD_GIVES = (Role.PRACTITIONER, Role.ANALYST, Role.AGENCY_LEAD)
# What only an access officer takes away, so that two leads cannot put one another out.
OFFICER_ENDS = (Role.AGENCY_LEAD, Role.ACCESS_OFFICER)


class StandingQuerySet(models.QuerySet["Standing"]):
    def current(self, day: date | None = None) -> Self:
        """Standings in force on a day, today when none is given."""
        return self.unended(day).filter(since__lte=day or clock.today())

    def unended(self, day: date | None = None) -> Self:
        """Standings not over by a day. One that was taken away is over from that very day."""
        day = day or clock.today()
        left = Q(until=None) | Q(until__gt=day) | Q(until=day, ended_at=None)
        return self.filter(left)

    def told(self) -> Self:
        """With all that a line on a page says of them."""
        return self.select_related("person", "agency", "partnership", "given_by", "ended_by")


def leads_of(agency_id: int, partnership_id: int) -> QuerySet[User]:
    """The people who lead an agency in a partnership today."""
    held = Standing.objects.current().filter(
        agency_id=agency_id, partnership_id=partnership_id, role=Role.AGENCY_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


def officers_of(partnership_id: int) -> QuerySet[User]:
    """The access officers of a partnership today."""
    held = Standing.objects.current().filter(
        partnership_id=partnership_id, role=Role.ACCESS_OFFICER
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


def keepers_of(agency_id: int, partnership_id: int) -> QuerySet[User]:
    """Who answers for an agency's people: its leads or, where it has none, the access officers."""
    leads = leads_of(agency_id, partnership_id)
    return leads if leads.exists() else officers_of(partnership_id)


class Standing(models.Model):
    """A role one person holds for one agency in one partnership, from a day until a day.

    `until` is the last day. A standing that was taken away at once, at `ended_at`, holds no more
    on that day.
    """

    class Way(models.TextChoices):
        APPOINTED = "appointed", "Appointed"
        INVITATION = "invitation", "By invitation"
        CLAIM = "claim", "Asked to join"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="standings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="standings")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    came_by = models.CharField(max_length=10, choices=Way, default=Way.APPOINTED)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

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
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("person")),
                name="partners_standing_never_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(until__isnull=False),
                name="partners_standing_taken_away_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} for {self.agency}"

    @property
    def is_current(self) -> bool:
        """Whether it holds today, as `current` asks it of the database."""
        return not self.is_over and self.since <= clock.today()

    @property
    def is_over(self) -> bool:
        if self.until is None:
            return False
        today = clock.today()
        return self.until < today or (self.until == today and self.ended_at is not None)
