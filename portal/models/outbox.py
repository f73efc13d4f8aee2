"""Messages owed to people."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.models.about import AboutQuerySet, AboutSubject


class NoticeQuerySet(AboutQuerySet):
    def waiting(self, at: datetime) -> Self:
        """Neither sent nor being sent. A claim that outlived its worker is free again."""
        free = Q(claimed_at=None) | Q(claimed_at__lt=at - Notice.CLAIM_LASTS)
        return self.filter(free, sent_at=None)


class Notice(AboutSubject):
    """One message owed to one person. Queued with the change that caused it, sent after."""

    CLAIM_LASTS = timedelta(minutes=10)

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    template = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["claimed_at"], condition=Q(sent_at=None), name="portal_notice_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.to}"
