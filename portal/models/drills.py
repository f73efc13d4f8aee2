"""Backups that were restored to see whether they can be."""

from django.db import models


class Drill(models.Model):
    """One restoring of a backup into an empty database, how long it took, and what did not hold."""

    begun_at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    held = models.BooleanField()
    faults = models.JSONField(default=list)
    backup_made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d}: {'held' if self.held else 'failed'}"
