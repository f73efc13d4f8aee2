"""A review, known by a number and never by a child's name, and what it taught."""

from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from learning_hub.models import Theme
from partners.models import Agency, Area, Partnership
from partners.models.facts import Fact
from portal.models import Deadline
from portal.vague import PartialDateField
from reviews.models.versions import Versioned

# States of the incident in which nobody works on the file any more.
ENDED = ("no further action", "criteria not met", "closed")


class ReviewQuerySet(models.QuerySet["Review"]):
    def of_practice(self) -> Self:
        """Reviews, audits and events.

        A handover statement says that there were none; of a referral nobody has decided it yet.
        """
        return self.exclude(kind__in=(Review.Kind.HANDOVER, Review.Kind.REFERRAL))

    def open(self) -> Self:
        """Files that somebody still works on: opened by a referral, and not ended."""
        return self.filter(incident__isnull=False).exclude(incident__status__in=ENDED)

    def with_next_clock(self) -> Self:
        """With the day of the clock that runs out next, as `due_on`: null when none runs."""
        running = Deadline.objects.open().filter(
            subject_type=ContentType.objects.get_by_natural_key("reviews", "review"),
            subject_id=OuterRef("pk"),
        )
        soonest = running.order_by("due_on").values("due_on")[:1]
        return self.annotate(due_on=Subquery(soonest))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind) if kind else self

    def opened_by(self, route: str) -> Self:
        """Files that a referral opened for this reason; all of them where none is given."""
        return self.filter(incident__route=route) if route else self

    def sharing(self, theme: Theme | None) -> Self:
        """Files linked to a review under another law by this theme; all where none is given."""
        return self.filter(related__theme=theme).distinct() if theme else self

    def awaiting_publication(self) -> Self:
        return self.of_practice().filter(published=None)

    def counted(self) -> dict[str, int]:
        """Rows, reviews and cases: three counts. Cases only where a paper gives their number."""
        practice = ~Q(kind__in=(Review.Kind.HANDOVER, Review.Kind.REFERRAL))
        return self.aggregate(
            rows=Count("pk"),
            reviews=Count("pk", filter=practice),
            cases=Coalesce(Sum("count", filter=practice), 0),
            uncounted=Count("pk", filter=practice & Q(count=None)),
        )

    def in_order(self) -> Self:
        """The latest first; those without a date after them, by title."""
        return self.order_by(
            F("commissioned").desc(nulls_last=True),
            F("completed").desc(nulls_last=True),
            "title",
            "pk",
        )


class Review(Versioned, Fact):
    """One file: a review of practice, from the referral on. Its purpose is learning, not blame.

    All that is restricted hangs on it, and whoever may see it, sees that. `title` is the number by
    which people know it, such as 2020-07 or SCR 26: never a name. `kind` moves on as it is decided.

    One review may look at several cases, and a case is not a child: `count` is the number of
    cases as the paper gives it, and stays empty where the paper gives none.
    """

    class Kind(models.TextChoices):
        REFERRAL = "referral", "Referral, not decided yet"
        SERIOUS_CASE = "serious case review", "Serious case review"
        LOCAL = "local review", "Local child safeguarding practice review"
        NATIONAL = "national review", "National review"
        RAPID = "rapid review", "Rapid review"
        CASE_AUDIT = "multi-agency case audit", "Multi-agency case audit with learning events"
        EVENT = "learning event", "Multi-agency learning event"
        SINGLE_AUDIT = "single agency case audit", "Single agency case audit"
        THEMATIC = "thematic review", "Thematic review of several cases"
        CONTRIBUTION = "contribution", "Contribution to a review of another area"
        HANDOVER = "handover statement", "Handover statement"

    class Law(models.TextChoices):
        OLD = "old", "Old law: serious case review (Working Together 2015, Working Together 2018)"
        NEW = "new", "Practice review (Children and Social Work Act 2017)"
        NONE = "none", "No statutory basis: local learning"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="reviews")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind)
    law = models.CharField("legal basis", max_length=4, choices=Law)
    board = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    commissioned = PartialDateField(null=True, blank=True)
    completed = PartialDateField(null=True, blank=True)
    planned_publication = PartialDateField(null=True, blank=True)
    plan_reason = models.TextField(blank=True, help_text="Why the planned day was last changed.")
    copies_sent_on = models.DateField(
        null=True, blank=True, help_text="To the national panel, the Secretary of State and Ofsted."
    )
    published = PartialDateField(null=True, blank=True)
    status_recorded = models.CharField(max_length=120, blank=True, help_text="As the paper says.")
    events = models.CharField(max_length=120, blank=True, help_text="As the paper says.")
    count = models.PositiveSmallIntegerField("cases", null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"], name="reviews_review_one_title_a_partnership"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:review", kwargs={"review_id": self.pk})

    @property
    def is_planned_to_the_day(self) -> bool:
        """Whether a publication day stands that a clock can run towards."""
        plan = self.planned_publication
        return plan is not None and plan.parts()[2] is not None

    @property
    def awaits_publication(self) -> bool:
        quiet = (self.Kind.HANDOVER, self.Kind.REFERRAL)
        return self.published is None and self.kind not in quiet

    @property
    def is_referral(self) -> bool:
        return self.kind == self.Kind.REFERRAL


class ReviewLearning(Fact):
    """One point a review taught, in the order and words of the paper."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="learning")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(Fact.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"], name="reviews_reviewlearning_one_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ReviewTheme(Fact):
    """What a review was about, in the words of the paper; or a theme chosen of those all share."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="themes")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Fact.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"], name="reviews_reviewtheme_one_at_a_place"
            ),
            models.UniqueConstraint(
                fields=["review", "theme"], name="reviews_reviewtheme_chosen_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
