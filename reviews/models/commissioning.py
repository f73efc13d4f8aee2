"""What must be said before a local review is commissioned, and who is asked to write it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency
from portal import clock
from portal.constraints import both_or_neither
from reviews.models.grants import ReviewGrant
from reviews.models.local import LocalReview


class ScrutineerEntry(models.Model):
    """What the independent scrutineer says of the decision to commission, before it is taken.

    Somebody from outside the agencies looks at who decides about whose work.
    """

    class View(models.TextChoices):
        SUPPORTS = "supports", "Content with how it is commissioned"
        CONCERNS = "concerns", "Has concerns, given below"

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="scrutiny")
    view = models.CharField(max_length=8, choices=View)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_view_display()} ({self.by})"


class AgencyDeclarationQuerySet(models.QuerySet["AgencyDeclaration"]):
    """Declarations by whether they were answered."""

    def open(self) -> "AgencyDeclarationQuerySet":
        return self.filter(answer="")


class AgencyDeclaration(models.Model):
    """One agency is asked whether it has a conflict of interest with one local review.

    It is told what it needs to know to answer, and sees nothing else. A conflict shuts the file
    to everybody who acts for the agency.
    """

    class Answer(models.TextChoices):
        NONE = "none", "No conflict of interest"
        CONFLICT = "conflict", "A conflict of interest"

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="declarations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    told = models.TextField(help_text="All that the agency is told of the review.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    reason = models.TextField(blank=True)
    heard_from = models.CharField(
        max_length=160, blank=True, help_text="Who answered, where a review lead wrote it down."
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AgencyDeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            both_or_neither("answered_at", "answered_by"),
            models.UniqueConstraint(
                fields=["local_review", "agency"], name="reviews_agencydeclaration_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="reviews_agencydeclaration_answer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer="conflict") | ~Q(reason=""),
                name="reviews_agencydeclaration_conflict_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_answer_display() or 'not answered'}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:agency_declaration", kwargs={"agency_declaration_id": self.pk})


class Reviewer(models.Model):
    """Who carries out a local review, on which terms; access ends with the grant it came with.

    What partners must consider before they appoint: SI 2018/789 and Working Together, chapter 5.
    """

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="reviewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    grant = models.OneToOneField(ReviewGrant, models.PROTECT, related_name="reviewer")
    terms = models.TextField()
    knowledge = models.TextField(help_text="Of practice, of research, and how they write.")
    independence = models.TextField(help_text="Why there is no link to the case or the agencies.")
    engaged_on = models.DateField()
    ends_on = models.DateField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-appointed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("engaged_on")),
                name="reviews_reviewer_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(independence="") & ~Q(terms=""),
                name="reviews_reviewer_has_terms_and_no_conflict",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def works_now(self) -> bool:
        return self.grant.is_live(clock.now())


class KeyLine(models.Model):
    """One key line of enquiry: a question the review is to answer."""

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="key_lines")
    text = models.TextField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drop_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [both_or_neither("dropped_at", "dropped_by")]

    def __str__(self) -> str:
        return self.text[:80]


class ProgressRequest(models.Model):
    """The partners ask a reviewer in writing how far the review is, or for a draft.

    SI 2018/789, regulation 14: they monitor time and quality at regular intervals.
    """

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="progress_requests")
    asked = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            both_or_neither("answered_at", "answered_by"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="reviews_progressrequest_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Progress by {self.due_on}"

    @property
    def is_late(self) -> bool:
        return not self.answer and self.due_on < clock.today()
