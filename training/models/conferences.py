"""Conferences: what is planned, their programme, and what came of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning_hub.models import Resource
from partners.models import Partnership, Priority
from partners.models.facts import Fact
from portal.models import Referenced
from portal.vague import PartialDateField
from training.models.sessions import Session


class Conference(Fact):
    """A conference from the first idea on; its day is a session once that is planned."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="training_conferences"
    )
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    expected = PartialDateField(null=True, blank=True)
    priorities = models.ManyToManyField(Priority, blank=True, related_name="conferences")
    session = models.OneToOneField(
        Session, models.PROTECT, null=True, blank=True, related_name="conference"
    )
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Fact.Meta):
        ordering = ["-expected", "title", "ref"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:conference", kwargs={"conference_id": self.pk})


class ProgrammeItem(Referenced):
    """One item of a conference's day. Lived experience is told only with recorded consent."""

    class Kind(models.TextChoices):
        TALK = "talk", "Talk"
        WORKSHOP = "workshop", "Workshop"
        LIVED = "lived experience", "Lived experience"
        PANEL = "panel", "Panel or questions"
        BREAK = "break", "Break"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items")
    at = models.CharField(max_length=5, help_text="Time of day, such as 09:30.")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.TALK)
    speaker = models.CharField(max_length=160, blank=True)
    consent_on = models.DateField(
        null=True, blank=True, help_text="When whoever tells of their own life agreed to."
    )

    class Meta(Referenced.Meta):
        ordering = ["at", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(at__regex=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
                name="training_programmeitem_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind="lived experience") | Q(consent_on__isnull=False),
                name="training_programmeitem_lived_experience_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.title}"


class FollowUp(Referenced):
    """Something a conference promised to make, and how far it is."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        UNDER_WAY = "under way", "Under way"
        PUBLISHED = "published", "Published"
        DROPPED = "dropped", "Not going ahead"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="follow_ups")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    due = models.DateField(null=True, blank=True)
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="conference_follow_ups"
    )

    class Meta(Referenced.Meta):
        ordering = ["due", "ref"]

    def __str__(self) -> str:
        return self.title
