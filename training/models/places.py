"""Places on a session: who holds one, and whether they came."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Agency
from portal.models import Referenced
from training.models.sessions import Session


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def live(self) -> Self:
        return self.exclude(status=Attendance.Status.CANCELLED)

    def attended(self) -> Self:
        return self.filter(status=Attendance.Status.ATTENDED)


class Attendance(Referenced):
    """A place one person holds for an agency, and what became of it.

    `delegate` is the name as it was booked; `person` is their account, where they have one.
    """

    class Status(models.TextChoices):
        BOOKED = "booked", "Booked"
        ATTENDED = "attended", "Attended"
        ABSENT = "absent", "Did not attend"
        CANCELLED = "cancelled", "Cancelled"

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    delegate = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.BOOKED)
    generated = models.BooleanField(default=False, help_text="Made up behind a printed figure.")

    objects = AttendanceQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["delegate", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False) & ~Q(status="cancelled"),
                name="training_attendance_one_live_place",
            )
        ]
        indexes = [models.Index(fields=["session", "status"])]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_status_display()}"
