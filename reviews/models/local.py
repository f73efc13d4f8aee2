"""A local child safeguarding practice review: where it stands, and the time it takes."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from portal import clock
from portal.constraints import both_or_neither
from reviews.models.cases import Review


class LocalReview(models.Model):
    """The part of a file that begins with the decision to hold a local review.

    Six months run from that decision (Working Together, chapter 5). Parallel proceedings pause
    the work and stop no clock: the partners tell the Panel why it takes longer. So there are two
    counts, gross and net of the pauses, and both are shown.
    """

    MONTHS = 6

    class Status(models.TextChoices):
        DECIDED = "decided", "Decided"
        COMMISSIONED = "commissioned", "Commissioned"
        IN_PROGRESS = "in progress", "In progress"
        PAUSED = "paused", "Paused"
        DRAFT = "draft", "Draft report complete"
        SIGNED_OFF = "signed off", "Signed off"

    class Intent(models.TextChoices):
        REPORT = "report", "The full report"
        LEARNING = "learning", "Information about improvements only"

    review = models.OneToOneField(Review, models.PROTECT, related_name="local_review")
    status = models.CharField(max_length=12, choices=Status, default=Status.DECIDED)
    decided_on = models.DateField(help_text="Day 0 of the six months.")
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    intent = models.CharField(max_length=8, choices=Intent, blank=True)
    intent_reason = models.TextField(blank=True)
    commissioned_on = models.DateField(null=True, blank=True)
    signed_off_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_localreview_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"Local review {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:local_review", kwargs={"local_review_id": self.pk})

    @property
    def due_on(self) -> date:
        """The last day of the six months, whatever paused."""
        return clock.add_months(self.decided_on, self.MONTHS)

    @property
    def ends_on(self) -> date:
        """The day up to which time is counted: the sign-off, or today."""
        return self.signed_off_on or clock.today()

    @property
    def days_paused(self) -> int:
        """Calendar days of all pauses together, up to the day time is counted to."""
        return sum(pause.days(self.ends_on) for pause in self.pauses.all())

    @property
    def net_due_on(self) -> date:
        """When the six months would be over if the days of pauses did not count."""
        return self.due_on + timedelta(days=self.days_paused)

    @property
    def days_gross(self) -> int:
        return (self.ends_on - self.decided_on).days

    @property
    def days_net(self) -> int:
        return self.days_gross - self.days_paused

    @property
    def is_late(self) -> bool:
        return self.ends_on > self.due_on

    @property
    def delay_is_untold(self) -> bool:
        """Paused, or over the six months, and the Panel was not told since."""
        running = self.pauses.filter(ended_on=None).first()
        since = running.began_on if running else self.due_on if self.is_late else None
        return since is not None and not self.delay_notes.filter(told_on__gte=since).exists()


class Pause(models.Model):
    """The work waits for other proceedings. Learning that cannot wait is shared meanwhile."""

    class Proceedings(models.TextChoices):
        CRIMINAL = "criminal", "Criminal investigation or trial"
        INQUEST = "inquest", "Inquest"
        CARE = "care", "Care or family proceedings"
        HEALTH = "health", "Patient safety or other investigation of an agency"
        OTHER_REVIEW = "other review", "Another statutory review"
        OTHER = "other", "Something else"

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="pauses")
    proceedings = models.CharField(max_length=12, choices=Proceedings)
    reason = models.TextField()
    began_on = models.DateField()
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-began_on", "-pk"]
        constraints = [
            both_or_neither("ended_on", "ended_by"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="reviews_pause_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["local_review"],
                condition=Q(ended_on=None),
                name="reviews_pause_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_proceedings_display()}, from {self.began_on}"

    def days(self, until: date) -> int:
        """How many days it has lasted by a day; 0 before it began."""
        return max(((self.ended_on or until) - self.began_on).days, 0)


class DelayNote(models.Model):
    """The Panel and the Secretary of State were told why a review takes longer."""

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="delay_notes")
    told_on = models.DateField()
    reasons = models.TextField()
    meanwhile = models.TextField(help_text="Learning captured and acted on meanwhile.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-told_on", "-pk"]

    def __str__(self) -> str:
        return f"The Panel told on {self.told_on}"
