"""What a rapid review says: its sections, the test of the criteria, actions for safety."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Agency, Partnership
from portal import clock
from portal.constraints import both_or_neither
from reviews.models.rapid import RapidReview
from reviews.models.versions import Versioned


class Said(models.TextChoices):
    """The answer to a question of a checklist."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "not known", "Not known"


class RapidSection(Versioned):
    """One heading of a rapid review: whether it is covered, and its text or why not.

    All headings are there, empty, from the day the review is opened. `code` is that of an item in
    `reviews.completeness`.
    """

    rapid = models.ForeignKey(RapidReview, models.PROTECT, related_name="sections")
    code = models.CharField(max_length=20)
    covered = models.CharField(max_length=9, choices=Said, blank=True)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rapid", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapid", "code"], name="reviews_rapidsection_written_once"
            ),
            models.CheckConstraint(
                condition=Q(covered="") | ~Q(text=""),
                name="reviews_rapidsection_says_something",
            ),
            both_or_neither("written_at", "written_by"),
        ]

    def __str__(self) -> str:
        return f"{self.rapid}: {self.code}"


class CriterionTest(Versioned):
    """Whether a case meets one criterion for a local review, and why."""

    rapid = models.ForeignKey(RapidReview, models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=30)
    met = models.CharField(max_length=9, choices=Said, blank=True)
    reasons = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rapid", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapid", "code"], name="reviews_criteriontest_tested_once"
            ),
            models.CheckConstraint(
                condition=Q(met="") | ~Q(reasons=""), name="reviews_criteriontest_has_reasons"
            ),
            both_or_neither("written_at", "written_by"),
        ]

    def __str__(self) -> str:
        return f"{self.rapid}: {self.code}"


class SafetyActionQuerySet(models.QuerySet["SafetyAction"]):
    def unfinished(self) -> Self:
        return self.filter(done_on=None)


class SafetyAction(models.Model):
    """Something done at once so that a child is safe. Kept with the case, not in the tracker.

    The tracker of actions is read by everybody in the partnership; this may say too much for that.
    """

    rapid = models.ForeignKey(RapidReview, models.PROTECT, related_name="safety_actions")
    text = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    owner_role = models.CharField(max_length=160)
    due_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(blank=True)

    objects = SafetyActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            both_or_neither("done_on", "done_by"),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(evidence=""),
                name="reviews_safetyaction_done_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"Safety action {self.pk} of {self.rapid}"

    def get_absolute_url(self) -> str:
        return f"{self.rapid.get_absolute_url()}safety/"

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on < clock.today()

    @property
    def partnership(self) -> Partnership:
        return self.rapid.review.partnership
