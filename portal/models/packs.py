"""Packs that people bring in, and copies of records that they take away. Both in the background."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class ErrandQuerySet(models.QuerySet[Any]):
    """Work in the background that somebody asked for."""

    def free(self, at: datetime) -> Self:
        """Nobody works on it. A hold that outlived its worker is free again."""
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - Errand.CLAIM_LASTS))

    def kept_too_long(self, at: datetime) -> Self:
        """Those whose file is still there and should not be."""
        return self.exclude(file="").filter(Q(kept_until__lt=at) | Q(status__in=self.model.OVER))


class Errand(models.Model):
    """Something somebody asked for, done by a worker, with a file that is kept for a day."""

    CLAIM_LASTS = timedelta(minutes=15)
    KEPT = timedelta(hours=24)
    MOST_TRIES = 3
    OVER: tuple[str, ...] = ()

    partnership = models.CharField(max_length=120, blank=True, help_text="Its ref.")
    title = models.CharField(max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    kept_until = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=100, blank=True, help_text="Random; in the storage.")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class PackRun(Errand):
    """One pack brought in on a page: checked, confirmed, and kept whole or not at all."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Waits to be checked"
        CHECKING = "checking", "Being checked"
        FAULTY = "faulty", "Has faults"
        CHECKED = "checked", "Checked"
        CONFIRMED = "confirmed", "Waits to be imported"
        IMPORTING = "importing", "Being imported"
        IMPORTED = "imported", "Imported"
        FAILED = "failed", "Not imported"
        DISCARDED = "discarded", "Discarded"

    AT_WORK = (Status.RECEIVED, Status.CHECKING, Status.CONFIRMED, Status.IMPORTING)
    OVER = (Status.FAULTY, Status.IMPORTED, Status.FAILED, Status.DISCARDED)

    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    summary = models.JSONField(default=list, help_text="For each file: new, changed, as before.")
    faults = models.JSONField(default=list, help_text="For each: file, row, column, sentence.")
    fault_count = models.PositiveIntegerField(default=0)

    class Meta(Errand.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="received") | ~Q(sha256=""), name="portal_packrun_is_sealed"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("portal:pack", kwargs={"pack_id": self.pk})


class PackCopy(Errand):
    """The records of a partnership as a pack, made for one person and kept for a day."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waits to be made"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"
        GONE = "gone", "Deleted after a day"

    AT_WORK = (Status.WAITING, Status.MAKING)
    OVER = (Status.FAILED, Status.GONE)

    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    partnership_id = models.PositiveBigIntegerField()
    files = models.JSONField(default=dict, help_text="How many rows each file has.")
    left_out = models.JSONField(default=list, help_text="Files this person may not take along.")

    class Meta(Errand.Meta):
        verbose_name_plural = "pack copies"

    def get_absolute_url(self) -> str:
        return reverse("portal:pack_copy", kwargs={"pack_copy_id": self.pk})
