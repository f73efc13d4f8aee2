"""A file that passes from one partnership to another: offered, and accepted or not."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Partnership
from portal import clock
from reviews.models.cases import Review


class HandoverQuerySet(models.QuerySet["Handover"]):
    def waiting(self) -> Self:
        return self.filter(status=Handover.Status.OFFERED)

    def done(self) -> Self:
        return self.filter(status=Handover.Status.ACCEPTED)

    def in_full(self) -> Self:
        people = ("offered_by", "answered_by")
        return self.select_related("review", "giver", "receiver", *people)


class Handover(models.Model):
    """One file, offered by the review lead of one partnership to those of another.

    The file moves when a lead of the other partnership accepts, from `from_day` on and not before:
    nothing depends on a job that runs at midnight. `number` is what the file was called when it was
    offered. Whether the lead who offers goes on seeing it is stated either way, with a reason.
    """

    class Status(models.TextChoices):
        OFFERED = "offered", "Offered"
        ACCEPTED = "accepted", "Handed over"
        DECLINED = "declined", "Not accepted"
        WITHDRAWN = "withdrawn", "Taken back"

    class Sight(models.TextChoices):
        KEEPS = "keeps", "I go on seeing it, until a day"
        LOSES = "loses", "I no longer see it"

    review = models.ForeignKey(Review, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    number = models.CharField(max_length=120)
    from_day = models.DateField()
    reason = models.TextField()
    sight = models.CharField(max_length=10, choices=Sight)
    sight_reason = models.TextField()
    sight_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.OFFERED)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(status="offered"),
                name="reviews_handover_one_offer_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="reviews_handover_to_another_partnership"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(sight_reason=""),
                name="reviews_handover_has_its_reasons",
            ),
            models.CheckConstraint(
                condition=Q(sight="keeps", sight_until__isnull=False)
                | Q(sight="loses", sight_until=None),
                name="reviews_handover_sight_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted")
                | (Q(answered_at__isnull=False) & ~Q(answered_by=F("offered_by"))),
                name="reviews_handover_two_agree",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""),
                name="reviews_handover_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Handover of {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:handover", kwargs={"handover_id": self.pk})

    @property
    def partnership(self) -> Partnership:
        """Whose it was when it was offered."""
        return self.giver

    @property
    def waits(self) -> bool:
        return self.status == self.Status.OFFERED

    def can_pass_on(self, day: date) -> bool:
        return day >= self.from_day
