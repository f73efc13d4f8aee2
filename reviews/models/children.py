"""The children of a case, by pseudonym; and apart from them, under seal, who they are."""

import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from portal import clock, keys
from portal.models import Referenced
from reviews.models.cases import Review
from reviews.models.versions import Versioned

MOST = 4
LETTERS = "ABCD"
PLACE = "reviews.SubjectIdentity"


class Child(Referenced, Versioned):
    """One child of a case: at most four, as the national form takes them; unborn children too.

    Facts that tell of a child without saying who it is. `pseudonym` is all that pages write.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another answer"

    class Age(models.TextChoices):
        UNBORN = "unborn", "Not born yet"
        INFANT = "under 1", "Under 1 year"
        ONE_TO_FIVE = "1-5", "1 to 5 years"
        SIX_TO_TEN = "6-10", "6 to 10 years"
        ELEVEN_TO_FIFTEEN = "11-15", "11 to 15 years"
        SIXTEEN_SEVENTEEN = "16-17", "16 to 17 years"
        CARE_LEAVER = "18-24", "18 to 24 years, a care leaver"

    class Harm(models.TextChoices):
        DIED = "died", "Died"
        SERIOUS = "serious harm", "Seriously harmed"
        OTHER = "other", "Neither"

    class Care(models.TextChoices):
        NONE = "none", "Not looked after"
        LOOKED_AFTER = "looked after", "Looked after"
        CARE_LEAVER = "care leaver", "Care leaver"

    review = models.ForeignKey(Review, models.CASCADE, related_name="children")
    order = models.PositiveSmallIntegerField()
    pseudonym = models.CharField(max_length=40)
    age = models.CharField("age", max_length=10, choices=Age, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    disability = models.BooleanField("disabled", null=True, blank=True)
    harm = models.CharField(max_length=20, choices=Harm, blank=True)
    care = models.CharField(max_length=20, choices=Care, blank=True)
    death_known_on = models.DateField(
        null=True, blank=True, help_text="The day on which the local authority knew of the death."
    )

    class Meta(Referenced.Meta):
        ordering = ["review", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"], name="reviews_child_one_at_a_place"
            ),
            models.UniqueConstraint(
                fields=["review", "pseudonym"], name="reviews_child_one_pseudonym_a_review"
            ),
            models.CheckConstraint(
                condition=Q(order__gte=1, order__lte=MOST), name="reviews_child_at_most_four"
            ),
            models.CheckConstraint(
                condition=Q(death_known_on=None) | Q(harm="died"),
                name="reviews_child_known_dead_has_died",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a child is. Lives in memory for as long as a page takes, and nowhere unsealed."""

    name: str = ""
    other_names: str = ""
    born: str = ""
    addresses: str = ""
    school: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())


class SubjectIdentity(models.Model):
    """Who a child of a case is, sealed for this one child. No list and no pack holds it."""

    child = models.OneToOneField(Child, models.CASCADE, related_name="identity")
    sealed = models.TextField(editable=False)

    def __str__(self) -> str:
        return f"Identity of child {self.child_id}"

    @property
    def opened(self) -> Identity:
        """What is sealed. Raises `portal.keys.Unreadable`. Only actions ask, after their line."""
        return Identity(**json.loads(keys.unseal(self.sealed, PLACE, self.child_id)))


class IdentityOpening(models.Model):
    """Why somebody opened who a child is. That they did also stands in the record."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="openings")
    reason = models.TextField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.child}, opened by {self.opened_by}"


def sealed_for(child: Child, identity: Identity) -> str:
    """The text that opens for this child alone: in another row it is unreadable."""
    return keys.seal(json.dumps(asdict(identity)), PLACE, child.pk)


def rows() -> QuerySet[SubjectIdentity]:
    return SubjectIdentity.objects.order_by("pk")


def texts(row: object) -> list[str]:
    return [row.sealed] if isinstance(row, SubjectIdentity) else []


def replace(row: object, text: str, anew: str) -> bool:
    if not isinstance(row, SubjectIdentity):
        return False
    return SubjectIdentity.objects.filter(pk=row.pk, sealed=text).update(sealed=anew) == 1


keys.shelves.append(
    keys.Shelf(name="reviews_subjectidentity", rows=rows, texts=texts, replace=replace)
)
