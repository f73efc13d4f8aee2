"""What was published nationally, and where this partnership stands on each thing it recommends."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Action, Partnership
from portal.constraints import both_or_neither
from portal.models import Referenced
from portal.vague import PartialDateField
from reviews.models.versions import Versioned


class NationalPublicationQuerySet(models.QuerySet["NationalPublication"]):
    def with_gaps(self) -> Self:
        """With how many recommendations there are, and how many are open: partly, not, unseen."""
        gaps = Q(lines__position__in=GapLine.OPEN)
        return self.annotate(
            asked=models.Count("lines", distinct=True),
            gaps=models.Count("lines", filter=gaps, distinct=True),
        )


class NationalPublication(Referenced, Versioned):
    """A national review, report, letter or piece of research, logged for everybody who answers.

    Nothing in it is about a case of ours; so it is not restricted.
    """

    class Sort(models.TextChoices):
        REVIEW = "national review", "National review"
        REPORT = "report", "Report of the national Panel or another body"
        GUIDANCE = "guidance", "Guidance or letter of a department"
        RESEARCH = "research", "Research that we take part in"

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="national_publications"
    )
    title = models.CharField(max_length=200)
    sort = models.CharField("kind", max_length=20, choices=Sort)
    publisher = models.CharField(max_length=160)
    published_on = PartialDateField("published", null=True, blank=True)
    address = models.URLField(blank=True)
    about = models.TextField(blank=True)
    our_part = models.TextField(blank=True, help_text="What we contributed to research.")
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)

    objects = NationalPublicationQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"], name="reviews_nationalpublication_logged_once"
            ),
            models.CheckConstraint(
                condition=Q(replied_on=None) | ~Q(reply=""),
                name="reviews_nationalpublication_says_what_was_replied",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:national", kwargs={"national_id": self.pk})


class GapLine(Referenced, Versioned):
    """One recommendation, where we stand on it, how we know, and what is owed because of it."""

    class Position(models.TextChoices):
        UNSEEN = "", "Not looked at yet"
        MET = "met", "Met"
        PARTLY = "partly", "Partly met"
        NOT_MET = "not met", "Not met"
        NOT_OURS = "not applicable", "Not applicable here"

    OPEN = (Position.UNSEEN, Position.PARTLY, Position.NOT_MET)

    publication = models.ForeignKey(NationalPublication, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    recommendation = models.TextField()
    position = models.CharField(
        "where we stand", max_length=20, choices=Position, default=Position.UNSEEN, blank=True
    )
    evidence = models.TextField(blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "order"], name="reviews_gapline_one_at_a_place"
            ),
            models.CheckConstraint(
                condition=Q(position="") | ~Q(evidence=""), name="reviews_gapline_says_how_we_know"
            ),
            both_or_neither("looked_on", "looked_by"),
        ]

    def __str__(self) -> str:
        return self.recommendation[:80]

    @property
    def is_open(self) -> bool:
        return self.position in self.OPEN
