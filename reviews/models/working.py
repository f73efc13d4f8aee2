"""What is written while a local review runs: who was heard, drafts, and what was said of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse

from portal import clock, keys
from portal.constraints import both_or_neither
from reviews.models.local import LocalReview

PLACE = "reviews.Contact"


class Contact(models.Model):
    """A family member or a practitioner was asked, met or heard. What they said lies under seal.

    For who leads the review and who carries it out; nobody else who can open the file sees it.
    """

    class With(models.TextChoices):
        FAMILY = "family", "Family"
        CHILD = "child", "Child or young person"
        PRACTITIONER = "practitioner", "Practitioner"

    class How(models.TextChoices):
        MEETING = "meeting", "Meeting"
        CALL = "call", "Call"
        LETTER = "letter", "Letter or email"
        EVENT = "event", "Practitioner event"

    class Outcome(models.TextChoices):
        TOOK_PART = "took part", "Took part"
        ASKED = "asked", "Asked, no answer yet"
        DECLINED = "declined", "Did not want to take part"
        NOT_REACHED = "not reached", "Was not reached"

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="contacts")
    who = models.CharField(max_length=12, choices=With)
    role = models.CharField(max_length=120, help_text="Such as grandmother, or health visitor.")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    outcome = models.CharField(max_length=12, choices=Outcome)
    sealed = models.TextField(blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_who_display()}, {self.on}"

    @property
    def said(self) -> str:
        """What they said. Raises `portal.keys.Unreadable`."""
        return keys.unseal(self.sealed, PLACE, self.local_review_id) if self.sealed else ""


def sealed_words(local: LocalReview, said: str) -> str:
    """The text that opens in this one local review."""
    return keys.seal(said, PLACE, local.pk) if said else ""


def rows() -> QuerySet[Contact]:
    return Contact.objects.exclude(sealed="").order_by("pk")


def texts(row: object) -> list[str]:
    return [row.sealed] if isinstance(row, Contact) else []


def replace(row: object, text: str, anew: str) -> bool:
    if not isinstance(row, Contact):
        return False
    return Contact.objects.filter(pk=row.pk, sealed=text).update(sealed=anew) == 1


keys.shelves.append(keys.Shelf(name="reviews_contact", rows=rows, texts=texts, replace=replace))


class Draft(models.Model):
    """One version of the draft report: a text, files, or both. Versions are never changed."""

    local_review = models.ForeignKey(LocalReview, models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="What changed since the version before.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["local_review", "number"], name="reviews_draft_one_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:draft", kwargs={"draft_id": self.pk})


class DraftReading(models.Model):
    """Somebody said that they have read one version."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "person"], name="reviews_draftreading_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.draft}"


class DraftComment(models.Model):
    """What somebody says of one place in a draft, and what the reviewer made of it."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=120)
    quote = models.TextField(blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            both_or_neither("answered_at", "answered_by"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="reviews_draftcomment_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"
