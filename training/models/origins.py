"""Why a course is there: what was found, asked for or decided that it answers."""

from django.db import models
from django.db.models import Q

from learning_hub.models import Audit, Recommendation, refuse_identifying
from partners.models import Priority
from partners.models.facts import Fact
from training.models.courses import Course


class OriginKind(models.TextChoices):
    """What training answers. A fund may pay for some of these kinds only."""

    RAPID_REVIEW = "rapid review", "Rapid review"
    PRACTICE_REVIEW = "practice review", "Practice review"
    AUDIT = "audit", "Audit"
    PRIORITY = "priority", "Priority of the partnership"
    PANEL = "national panel", "National panel or national evidence"
    LAW = "law", "Change of law or guidance"
    PRACTICE = "practice", "Asked for by practitioners"
    OTHER = "other", "Other"


def says_what_it_answers() -> Q:
    """A row leads to a recommendation, audit or priority, or tells in words what it answers."""
    linked = Q(recommendation__isnull=False) | Q(audit__isnull=False) | Q(priority__isnull=False)
    return linked | ~Q(title="")


class CourseOrigin(Fact):
    """One thing a course answers.

    A review is named by its kind and, once it is published, its public title; never by a link:
    nobody walks from the catalogue to a case (Children Act 2004, s.16N).
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=16, choices=OriginKind)
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="course_origins"
    )
    audit = models.ForeignKey(
        Audit, models.PROTECT, null=True, blank=True, related_name="course_origins"
    )
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="course_origins"
    )
    title = models.CharField(
        max_length=200,
        blank=True,
        validators=[refuse_identifying],
        help_text="In words that may be published.",
    )

    class Meta(Fact.Meta):
        ordering = ["course", "kind", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=says_what_it_answers(), name="training_courseorigin_says_what_it_answers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.public_title}"

    @property
    def public_title(self) -> str:
        """What the catalogue prints: its own words, or the name of what is public anyway."""
        return self.title or (self.priority.name if self.priority else "")
