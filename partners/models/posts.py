"""Posts and who held them, by role title and never by a person's name."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from partners.models.agencies import Agency
from partners.models.areas import begun_by, not_over_by
from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership
from portal.vague import PartialDateField

# Guidance renamed the two posts in 2023; a partnership keeps the words of its own edition.
TERMS = {
    ("lead", "WT2018"): "lead representative",
    ("lead", "WT2023"): "lead safeguarding partner",
    ("lead", "WT2026"): "lead safeguarding partner",
    ("delegated", "WT2018"): "delegated senior officer",
    ("delegated", "WT2023"): "delegated safeguarding partner",
    ("delegated", "WT2026"): "delegated safeguarding partner",
}


class Post(Fact):
    """A place in the arrangements that one role holder after another fills."""

    class Kind(Words):
        LEAD = "lead"
        DELEGATED = "delegated"
        CHAIR = "chair"
        SCRUTINEER = "scrutineer"
        DIRECTOR = "director of children's services"
        LEAD_MEMBER = "lead member"
        DESIGNATED = "designated professional"
        BUSINESS_MANAGER = "business manager"
        ANALYST = "analyst"
        AUTHOR = "author"
        OTHER = "other"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=40, choices=Kind, default=Kind.OTHER)
    duties = models.TextField(blank=True)
    contact = models.CharField(
        max_length=160, blank=True, help_text="A shared mailbox or page, never a person's own."
    )
    accountable_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Fact.Meta):
        ordering = ["order", "title", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(accountable_to=F("id")), name="partners_post_not_its_own_lead"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def term(self) -> str:
        """The kind of post in the words of the partnership's guidance."""
        return TERMS.get((self.kind, self.partnership.vocabulary), self.kind)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def held_on(self, day: date) -> Self:
        """Who held each post on a day, as far as the papers say.

        A holder known only "as at" a date is taken to stay until a later one supersedes him or her.
        """
        starts = self.annotate(starts=Coalesce("valid_from", "as_at"))
        later = Appointment.objects.annotate(starts=Coalesce("valid_from", "as_at"))
        replaced = later.filter(begun_by(day, "starts"), supersedes=OuterRef("pk"))
        known = starts.filter(begun_by(day, "starts"), not_over_by(day, "valid_to"))
        return known.exclude(Exists(replaced))


class Appointment(Fact):
    """A role holder in a post between two dates, each as precise as the paper."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="appointments")
    holder_title = models.CharField(max_length=160)
    valid_from = PartialDateField(null=True, blank=True)
    valid_to = PartialDateField(null=True, blank=True)
    as_at = PartialDateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    note = models.TextField(blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["post", "as_at", "ref"]

    def __str__(self) -> str:
        return f"{self.holder_title} as {self.post}"

    @property
    def when(self) -> str:
        """How far the record reaches, in words."""
        if self.valid_from and self.valid_to:
            return f"{self.valid_from.text} to {self.valid_to.text}"
        if self.valid_from:
            return f"from {self.valid_from.text}"
        if self.valid_to:
            return f"until {self.valid_to.text}"
        return f"as at {self.as_at.text}" if self.as_at else "dates not recorded"
