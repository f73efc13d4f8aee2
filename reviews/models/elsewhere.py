"""What another area leads and we contribute to; audits and events; reviews under other laws."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from learning_hub.models import Theme
from partners.models import Agency
from portal import clock
from portal.models import Referenced
from portal.vague import PartialDateField
from reviews.models.cases import Review
from reviews.models.versions import Versioned


class Contribution(Referenced, Versioned):
    """What another area's review asks of our agencies, what was sent, and what it taught us."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="contribution")
    lead = models.CharField("led by", max_length=160)
    their_number = models.CharField(max_length=60, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    asked = models.TextField("what is asked of us", blank=True)
    local_link = models.TextField("how it touches this area", blank=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent = models.TextField("what was sent", blank=True)
    published_on = PartialDateField(null=True, blank=True)
    address = models.URLField("where it is published", blank=True)
    response = models.TextField("what we do with its learning", blank=True)

    class Meta(Referenced.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None) | ~Q(sent=""),
                name="reviews_contribution_says_what_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(asked_on=None) | Q(sent_on__gte=F("asked_on")),
                name="reviews_contribution_sent_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"Contribution to a review of {self.lead}"


class Occasion(Referenced, Versioned):
    """An audit of one agency or several, or a learning event: when, who, what came out of it.

    A session that people can book is named with its address, and nothing more: bookings are another
    part of the portal, which knows no review.
    """

    review = models.OneToOneField(Review, models.CASCADE, related_name="occasion")
    held_on = models.DateField(null=True, blank=True)
    about = models.TextField("what was looked at", blank=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    attended = models.PositiveSmallIntegerField("people who came", null=True, blank=True)
    came_out = models.TextField("what came out of it", blank=True)
    session_name = models.CharField(max_length=160, blank=True)
    session_address = models.URLField(blank=True)

    class Meta(Referenced.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(session_address="") | ~Q(session_name=""),
                name="reviews_occasion_session_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Occasion of {self.review}"


class RelatedReview(Referenced):
    """A review under another law that shares something with a file, held by another board."""

    class Sort(models.TextChoices):
        ADULT = "adult review", "Safeguarding adults review"
        DOMESTIC = "domestic abuse death", "Domestic abuse related death review"
        MENTAL_HEALTH = "mental health homicide", "Mental health homicide review"
        VIOLENCE = "serious violence", "Serious violence review"
        WEAPON = "offensive weapon", "Offensive weapons homicide review"
        MAPPA = "mappa", "MAPPA serious case review"
        PATIENT_SAFETY = "patient safety", "Patient safety incident investigation"
        OTHER = "other", "Another review"

    review = models.ForeignKey(Review, models.CASCADE, related_name="related")
    sort = models.CharField("kind", max_length=30, choices=Sort)
    body = models.CharField("held by", max_length=160)
    reference = models.CharField(max_length=60, blank=True)
    address = models.URLField(blank=True)
    shared = models.TextField("what they share")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, verbose_name="shared theme", related_name="+"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}, {self.body}"
