"""Meetings of a rapid review: who came, who stood in for whom, who sent apologies."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency
from portal import clock
from reviews.models.rapid import RapidReview


class RapidMeeting(models.Model):
    """A meeting that looked at the case, or one that signed the rapid review off."""

    class Purpose(models.TextChoices):
        REVIEW = "rapid review", "Rapid review meeting"
        SIGN_OFF = "sign-off", "Sign-off meeting"

    rapid = models.ForeignKey(RapidReview, models.PROTECT, related_name="meetings")
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.REVIEW)
    held_on = models.DateField()
    chair = models.CharField(max_length=160, help_text="The post of whoever was in the chair.")
    decided = models.TextField("what was decided")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {clock.day_text(self.held_on)}"

    def get_absolute_url(self) -> str:
        return reverse(
            "reviews:rapid_meeting", kwargs={"rapid_id": self.rapid_id, "rapid_meeting_id": self.pk}
        )


class Attendance(models.Model):
    """One person expected at a meeting: for an agency, or as independent scrutineer."""

    class Presence(models.TextChoices):
        CAME = "came", "Attended"
        SUBSTITUTE = "substitute", "Attended as a substitute"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not attend"

    PRESENT = (Presence.CAME, Presence.SUBSTITUTE)

    meeting = models.ForeignKey(RapidMeeting, models.CASCADE, related_name="attendances")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.CharField(max_length=120)
    post = models.CharField(max_length=160)
    presence = models.CharField(max_length=10, choices=Presence)
    in_place_of = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(presence="substitute") | ~Q(in_place_of=""),
                name="reviews_attendance_substitute_for_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.of}"

    @property
    def of(self) -> str:
        return self.agency.name if self.agency else "Independent scrutineer"

    @property
    def is_present(self) -> bool:
        return self.presence in self.PRESENT
