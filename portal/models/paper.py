"""Documents the portal makes: who asked, how far it is, where the file lies."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal.models.about import AboutQuerySet, AboutSubject


class DocumentQuerySet(AboutQuerySet):
    def waiting(self, at: datetime) -> Self:
        """Not made and not being made. A claim that outlived its worker is free again."""
        free = Q(claimed_at=None) | Q(claimed_at__lt=at - Document.CLAIM_LASTS)
        may = self.filter(free, tries__lt=Document.MOST_TRIES)
        return may.filter(status__in=["waiting", "rendering"])

    def hopeless(self, at: datetime) -> Self:
        """What as many workers as may be have died of."""
        lost = self.filter(status="rendering", claimed_at__lt=at - Document.CLAIM_LASTS)
        return lost.filter(tries__gte=Document.MOST_TRIES)


class Document(AboutSubject):
    """One rendering of stored records as a file."""

    CLAIM_LASTS = timedelta(minutes=10)
    MOST_TRIES = 3

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RENDERING = "rendering", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    step = models.CharField(max_length=80, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="documents/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | ~Q(sha256=""), name="portal_document_ready_is_sealed"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:document", kwargs={"document_id": self.pk})
