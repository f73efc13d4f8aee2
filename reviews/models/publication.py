"""What of a review is made public: its texts, who had copies, whether a child can be known."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning_hub.models import Resource
from portal import clock
from portal.seals import seal_of
from reviews.models.cases import Review
from reviews.models.versions import Versioned

# A 7-minute guide: one page, one minute for each part.
GUIDE_PARTS = (
    "Background",
    "Why the review was held",
    "What happened",
    "What worked well",
    "What was learned",
    "What to do now",
    "Questions for your team",
)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def public(self) -> "PublicationQuerySet":
        """What anybody may read, and the line that is left of what was withdrawn."""
        return self.filter(status__in=Publication.OUT)


class Publication(Versioned):
    """The one text of a review that leaves it, from the first word to the last day online.

    The law: copies to the Panel, the Secretary of State and Ofsted at least 7 working days
    before; public for at least one year; where the report is not published, information about
    improvements is (SI 2018/789, Working Together, chapter 5).
    """

    class Status(models.TextChoices):
        PREPARING = "preparing", "In preparation"
        SENT = "sent", "Copies sent"
        PUBLISHED = "published", "Published"
        LEARNING = "learning only", "Information about improvements published"
        DEFERRED = "deferred", "Publication deferred"
        NOT_PUBLISHED = "not published", "Not published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    OUT = (Status.PUBLISHED, Status.LEARNING, Status.WITHDRAWN)
    READABLE = (Status.PUBLISHED, Status.LEARNING)
    DECIDED = (*OUT, Status.NOT_PUBLISHED)

    review = models.OneToOneField(Review, models.PROTECT, related_name="publication")
    status = models.CharField(max_length=14, choices=Status, default=Status.PREPARING)
    title = models.CharField(max_length=160, blank=True, help_text="With a pseudonym at most.")
    report = models.TextField(blank=True)
    synopsis = models.TextField(blank=True)
    guide = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True, help_text="Why less than the report, or later.")
    regard = models.TextField(
        blank=True, help_text="What the Panel said of that, and how it was considered."
    )
    published_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="Public at least to this day.")
    withdrawn_on = models.DateField(null=True, blank=True)
    remains = models.TextField(blank=True, help_text="Where the report is kept after that.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["published", "learning only", "withdrawn"])
                | Q(published_on__isnull=False, until__isnull=False),
                name="reviews_publication_public_from_a_day_to_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["learning only", "deferred", "not published"])
                | ~Q(reason=""),
                name="reviews_publication_less_needs_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Publication {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:publication", kwargs={"publication_id": self.pk})

    def get_public_url(self) -> str:
        return reverse("reviews:published", kwargs={"published_id": self.pk})

    @property
    def is_readable(self) -> bool:
        return self.status in self.READABLE

    @property
    def has_report(self) -> bool:
        """Whether the whole report is out, and not only what was learned."""
        return self.status == self.Status.PUBLISHED

    @property
    def report_seal(self) -> str:
        """Of the text that the partners and the scrutineer sign."""
        return seal_of({"title": self.title, "report": self.report})

    @property
    def texts(self) -> dict[str, str]:
        """All that can become public, by its name."""
        parts = zip(GUIDE_PARTS, self.guide, strict=False)
        named = {f"7-minute guide, {part}": text for part, text in parts}
        return {
            "Title": self.title,
            "Report": self.report,
            "Synopsis of learning": self.synopsis,
            **named,
        }

    @property
    def text_seal(self) -> str:
        """Of everything that can become public."""
        return seal_of(self.texts)

    @property
    def guide_parts(self) -> list[tuple[str, str]]:
        return [(part, text) for part, text in zip(GUIDE_PARTS, self.guide, strict=False) if text]

    def may_be_withdrawn(self, day: date) -> bool:
        return self.until is not None and day > self.until


class ReportCopy(models.Model):
    """One of those who must have the text before it is public has it."""

    class To(models.TextChoices):
        PANEL = "panel", "Child Safeguarding Practice Review Panel"
        MINISTER = "minister", "Secretary of State"
        OFSTED = "ofsted", "Ofsted"

    review = models.ForeignKey(Review, models.PROTECT, related_name="copies")
    to = models.CharField(max_length=8, choices=To)
    sent_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(
        null=True, blank=True, help_text="Another day, or another text, was recorded since."
    )

    class Meta:
        ordering = ["to", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "to"],
                condition=Q(replaced_at=None),
                name="reviews_reportcopy_one_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()}, {self.sent_on}"


class AnonymityCheck(models.Model):
    """The texts were searched for who the children are. Holds places in the text, no words."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="checks")
    seal = models.CharField(max_length=64, help_text="Of all the texts that were searched.")
    searched = models.PositiveIntegerField(help_text="How many names, places and days.")
    found = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Checked at {self.at}"


class AcceptedWords(models.Model):
    """Words a check found that may stay, and why. Holds a mark of the words, not the words."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="accepted")
    mark = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "mark"], name="reviews_acceptedwords_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="reviews_acceptedwords_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason[:60]}"


class PublishedResource(models.Model):
    """Which resource of the hub came from which review; kept here, on the restricted side."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="resources")
    resource = models.OneToOneField(Resource, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.resource)
