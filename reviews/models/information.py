"""What an agency is asked about a case, what it answers, and the days it tells of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency, Partnership
from portal import clock
from portal.constraints import both_or_neither
from portal.vague import PartialDateField
from reviews.models.rapid import RapidReview
from reviews.models.versions import Versioned


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    def open(self) -> Self:
        return self.filter(status=InformationRequest.Status.ASKED)

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.exclude(status=InformationRequest.Status.WITHDRAWN)

    def told(self) -> Self:
        """With all that a line on a page says of them."""
        return self.select_related("agency", "asked_by", "answered_by", "rapid__review")


class InformationRequest(Versioned):
    """One agency is asked what it knows about the child of one rapid review.

    Its leads see this row and nothing else of the case. Nothing here says who the child is:
    `told_by` says how the agency learned it outside the portal.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Asked"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Taken back"

    class Answer(models.TextChoices):
        KNOWN = "known", "The child or family is known to us"
        NOTHING = "nothing known", "Nothing is known to us"

    class Way(models.TextChoices):
        TELEPHONE = "telephone", "By telephone, to a named person"
        MAIL = "secure mail", "By secure email"
        MEETING = "meeting", "In a meeting"

    rapid = models.ForeignKey(RapidReview, models.PROTECT, related_name="requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    asked = models.TextField("what is asked")
    told_by = models.CharField(max_length=12, choices=Way)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    chased_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED)
    answer = models.CharField(max_length=13, choices=Answer, blank=True)
    summary = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # An answer that came on paper or by telephone is entered by the review lead.
    came_outside = models.BooleanField(default=False)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            both_or_neither("answered_on", "answered_by"),
            models.UniqueConstraint(
                fields=["rapid", "number"], name="reviews_informationrequest_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["rapid", "agency"],
                condition=~Q(status="withdrawn"),
                name="reviews_informationrequest_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="reviews_informationrequest_answered_in_full",
            ),
        ]

    def __str__(self) -> str:
        return f"Information request {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:information", kwargs={"information_id": self.pk})

    @property
    def reference(self) -> str:
        """The number of the case and of the request: told outside with the name of the child."""
        return f"{self.rapid.review.title}/{self.number}"

    @property
    def partnership(self) -> Partnership:
        return self.rapid.review.partnership

    @property
    def is_late(self) -> bool:
        """Came late, or is late today."""
        return (self.answered_on or clock.today()) > self.due_on


class ChronologyEntryQuerySet(models.QuerySet["ChronologyEntry"]):
    def in_order(self) -> Self:
        """By date, as precise as each was given; what happened on one day in order of entry."""
        return self.order_by("on", "request__number", "pk")

    def sent(self) -> Self:
        """What agencies have sent; not what they still write."""
        return self.filter(request__status=InformationRequest.Status.ANSWERED)


class ChronologyEntry(models.Model):
    """Something that happened, as one agency tells it from its own records."""

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="entries")
    on = PartialDateField("date")
    text = models.TextField("what happened")
    response = models.TextField("what was done", blank=True)
    source = models.CharField("which record says so", max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = ChronologyEntryQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "chronology entries"

    def __str__(self) -> str:
        return f"{self.on.text}: {self.request}" if self.on else str(self.request)

    @property
    def partnership(self) -> Partnership:
        return self.request.partnership
