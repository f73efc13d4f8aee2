"""Files that people send: what they are, how far they were checked, whom they are about."""

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import clock
from portal.constraints import both_or_neither
from portal.models.about import AboutQuerySet, AboutSubject


class StoredFileQuerySet(AboutQuerySet):
    """Files by how far they are."""

    def present(self) -> Self:
        return self.exclude(status=StoredFile.Status.REMOVED)

    def waiting(self, at: datetime) -> Self:
        """Not checked, or checked and not released. A claim that outlived its worker is free."""
        free = Q(claimed_at=None) | Q(claimed_at__lt=at - StoredFile.CLAIM_LASTS)
        return self.filter(free, status__in=StoredFile.WAITING)

    def to_erase(self) -> Self:
        return self.filter(status=StoredFile.Status.REMOVED, erased_at=None)


class StoredFile(AboutSubject):
    """One file somebody sent. Its name on storage is random; the person's own name is data."""

    CLAIM_LASTS = timedelta(minutes=10)

    class Status(models.TextChoices):
        RECEIVED = "received", "Arriving"
        QUARANTINED = "quarantined", "Checking for viruses"
        CLEAN = "clean", "Checking for viruses"
        INFECTED = "infected", "Virus found"
        UNSCANNABLE = "unscannable", "Could not be checked"
        AVAILABLE = "available", "Checked"
        REMOVED = "removed", "Removed"

    WAITING = (Status.RECEIVED, Status.QUARANTINED, Status.CLEAN)

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    use = models.CharField(max_length=60)
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status, default=Status.RECEIVED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="files")
    uploaded_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    scanned_at = models.DateTimeField(null=True)
    # The scanner and its signatures as it names them, or "not scanned".
    scanner = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            both_or_neither("removed_at", "removed_by"),
            models.CheckConstraint(
                condition=~Q(status="available") | Q(scanned_at__isnull=False),
                name="portal_storedfile_available_once_checked",
            ),
            models.CheckConstraint(
                condition=Q(status="removed", removed_at__isnull=False)
                | ~Q(status="removed") & Q(removed_at=None, erased_at=None) & ~Q(name=""),
                name="portal_storedfile_removed_has_no_name_left",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(
                fields=["claimed_at"],
                condition=Q(status__in=["received", "quarantined", "clean"]),
                name="portal_storedfile_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"File {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("portal:file_state", kwargs={"file_id": self.pk})

    @property
    def path(self) -> str:
        """Where it lies on storage."""
        return f"uploads/{self.key.hex}"
