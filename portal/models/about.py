"""Rows that speak about a row of any app, and rows that packs can address."""

from typing import Any, Self
from uuid import uuid4

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


def new_ref() -> str:
    return f"own/{uuid4().hex}"


class Referenced(models.Model):
    """A row with a key of its own that stays the same when records move between portals."""

    ref = models.CharField(max_length=120, unique=True, default=new_ref, editable=False)

    class Meta:
        abstract = True


class AboutQuerySet(models.QuerySet[Any]):
    """Rows asked for by what they are about."""

    def about(self, subject: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)


class AboutSubject(models.Model):
    """A row that speaks about one object of any app."""

    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True
