"""Training strategies of agencies and sectors: what their staff are to reach, and what they did."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

from learning_hub.models import refuse_identifying
from partners.models import Agency, Partnership
from portal import clock
from portal.models import Referenced


class TrainingStrategyQuerySet(models.QuerySet["TrainingStrategy"]):
    def told(self) -> Self:
        """With whose they are, and what they aim at with the figures of each day."""
        counted = TargetCount.objects.order_by("-counted_on", "ref")
        targets = StrategyTarget.objects.prefetch_related(Prefetch("counts", counted))
        ours = self.select_related("partnership", "agency")
        return ours.prefetch_related(Prefetch("targets", targets))


class TrainingStrategy(Referenced):
    """A document of one agency, or of all agencies of a sector, in force between two days."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_strategies")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="training_strategies"
    )
    sector = models.CharField(max_length=12, choices=Agency.Sector, blank=True)
    title = models.CharField(max_length=160, validators=[refuse_identifying])
    written_by = models.CharField(max_length=160)
    about = models.TextField(blank=True, validators=[refuse_identifying])
    link = models.URLField(max_length=500, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = TrainingStrategyQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-starts_on", "title", "ref"]
        verbose_name_plural = "training strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None) & ~Q(sector="") | Q(agency__isnull=False, sector=""),
                name="training_trainingstrategy_of_an_agency_or_a_sector",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="training_trainingstrategy_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:strategy", kwargs={"training_strategy_id": self.pk})

    @property
    def whose(self) -> str:
        return str(self.agency) if self.agency else f"All of {self.get_sector_display().lower()}"

    @property
    def is_over(self) -> bool:
        return self.ends_on < clock.today()


class StrategyTarget(Referenced):
    """A share of staff to be trained by a day. Open until somebody says what came of it."""

    strategy = models.ForeignKey(TrainingStrategy, models.PROTECT, related_name="targets")
    level = models.CharField(max_length=40)
    staff = models.CharField("staff it is for", max_length=160)
    share = models.PositiveSmallIntegerField(help_text="Per cent of them.")
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    class Meta(Referenced.Meta):
        ordering = ["due_on", "level", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "level", "staff", "due_on"],
                name="training_strategytarget_set_once",
            ),
            models.CheckConstraint(
                condition=Q(share__range=(1, 100)), name="training_strategytarget_share_of_a_whole"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, outcome="")
                | Q(settled_on__isnull=False) & ~Q(outcome=""),
                name="training_strategytarget_settled_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.staff}: {self.share}%"

    def get_absolute_url(self) -> str:
        return self.strategy.get_absolute_url()

    @property
    def is_late(self) -> bool:
        return self.settled_on is None and self.due_on < clock.today()

    @property
    def latest(self) -> "TargetCount | None":
        """What was counted last. Asks no more when counts were fetched, latest first."""
        return next(iter(self.counts.all()), None)


class TargetCount(Referenced):
    """How many of those who need a level had it on a day. Both empty: it was not available."""

    target = models.ForeignKey(StrategyTarget, models.PROTECT, related_name="counts")
    counted_on = models.DateField()
    reached = models.PositiveIntegerField(null=True, blank=True)
    needed = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, validators=[refuse_identifying])
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["-counted_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "counted_on"], name="training_targetcount_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(reached=None, needed=None)
                | Q(reached__isnull=False, needed__isnull=False)
                & Q(needed__gte=1, reached__lte=F("needed")),
                name="training_targetcount_part_of_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Counted on {clock.day_text(self.counted_on)}"

    def reaches(self, share: int) -> bool:
        """Whether it was this share of those who need it, in per cent, or more."""
        if self.reached is None or self.needed is None:
            return False
        return self.reached * 100 >= share * self.needed
