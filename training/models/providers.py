"""Who gives commissioned training: how they were chosen, what they are held to, how it goes."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from training.models.sessions import Session


class ProviderQuerySet(models.QuerySet["Provider"]):
    def current(self) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=clock.today()))


class Provider(Referenced):
    """A person or firm that gives training for the partnership. They need no account."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="providers")
    name = models.CharField(max_length=120)
    contact = models.CharField("who to write to", max_length=120)
    address = models.EmailField()
    until = models.DateField(null=True, blank=True)

    objects = ProviderQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["name", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="training_provider_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:provider", kwargs={"provider_id": self.pk})


class Contract(Referenced):
    """One procurement and what came of it: the need, the bids, the award, and the term."""

    class Route(models.TextChoices):
        FRAMEWORK = "framework", "Learning and development framework"
        COUNCIL = "council", "Council's own process"
        QUOTES = "quotes", "Three quotes"
        DIRECT = "direct", "Direct award"

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="contracts")
    title = models.CharField(max_length=160)
    route = models.CharField(max_length=9, choices=Route)
    need = models.TextField()
    bids = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many; empty where not recorded."
    )
    why = models.TextField("why this provider")
    run_by = models.CharField(
        "who ran the procurement", max_length=120, blank=True, help_text="By role and agency."
    )
    awarded_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(Referenced.Meta):
        ordering = ["-starts_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="training_contract_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(awarded_on__lte=F("starts_on")),
                name="training_contract_awarded_before_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_ended(self) -> bool:
        return self.ends_on < clock.today()


class Measure(Referenced):
    """One thing a contract is held to."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta(Referenced.Meta):
        ordering = ["contract", "order", "ref"]

    def __str__(self) -> str:
        return self.text


class MeasureCheck(Referenced):
    """Somebody looked whether a measure is met."""

    class Outcome(models.TextChoices):
        MET = "met", "Met"
        PARTLY = "partly", "Partly met"
        MISSED = "not met", "Not met"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="checks")
    checked_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Observation(Referenced):
    """A member of a training group sat in on a session: what they saw, for provider and group."""

    class Score(models.IntegerChoices):
        POOR = 1, "1: Poor"
        FAIR = 2, "2: Needs to improve"
        GOOD = 3, "3: Good"
        EXCELLENT = 4, "4: Excellent"

    session = models.ForeignKey(Session, models.PROTECT, related_name="observations")
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="observations"
    )
    observed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField("in which role", max_length=80)
    observed_on = models.DateField()
    score = models.PositiveSmallIntegerField(choices=Score)
    well = models.TextField("what went well")
    improve = models.TextField("what to improve", blank=True)

    class Meta(Referenced.Meta):
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(1, 4)), name="training_observation_score_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"Observed: {self.session}"
