"""Rows that several people write on: each saving counts, so that none overwrites another unread."""

from django.db import models


class Versioned(models.Model):
    """Counts how often it was saved. See `reviews.actions.saving`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
