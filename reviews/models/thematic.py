"""A thematic review: a set of files looked at together, and what they have in common."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.models import Referenced
from reviews.models.cases import Review


class ThematicFile(Referenced):
    """One file in the set. Who reads the thematic review sees no file by that."""

    thematic = models.ForeignKey(Review, models.CASCADE, related_name="looks_at")
    review = models.ForeignKey(Review, models.CASCADE, related_name="looked_at_in")
    why = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["review__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["thematic", "review"], name="reviews_thematicfile_once_in_a_set"
            ),
            models.CheckConstraint(
                condition=~Q(thematic=F("review")), name="reviews_thematicfile_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thematic}: {self.review}"


class CommonTheme(Referenced):
    """What several files of a set have in common, and what was found about it.

    `seen_in`: in how many files of the set; its base is the set, as large as it is.
    """

    thematic = models.ForeignKey(Review, models.CASCADE, related_name="common_themes")
    name = models.CharField("theme", max_length=160)
    finding = models.TextField()
    seen_in = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["thematic", "name"], name="reviews_commontheme_named_once"
            ),
            models.CheckConstraint(
                condition=Q(seen_in=None) | Q(seen_in__gte=1), name="reviews_commontheme_in_a_file"
            ),
        ]

    def __str__(self) -> str:
        return self.name
