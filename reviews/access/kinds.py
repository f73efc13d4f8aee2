"""Files by the family of steps they have, and what belongs to each of the other kinds.

Who reads a thematic review does not thereby see a file of its set: a row of the set is shown to
whoever sees both.
"""

from django.db.models import QuerySet

from portal.access import keeper
from portal.models import User
from reviews.access.cases import led_reviews, reviews
from reviews.access.rapid import part_of
from reviews.kinds import Family, has, kinds_with, sorts
from reviews.models import (
    CommonTheme,
    Contribution,
    Occasion,
    RelatedReview,
    Review,
    ReviewQuerySet,
    ThematicFile,
)

common_themes = part_of(CommonTheme, "thematic")
contributions = part_of(Contribution, "review")
occasions = part_of(Occasion, "review")
related_reviews = part_of(RelatedReview, "review")


def led_with(user: User, family: Family) -> ReviewQuerySet:
    """Those this person leads whose kind has these steps."""
    return led_reviews(user).filter(kind__in=kinds_with(family))


def leads_with(user: User, review: Review, family: Family) -> bool:
    return has(review, family) and led_reviews(user).filter(pk=review.pk).exists()


def recorded_reviews(user: User) -> ReviewQuerySet:
    """Those this person leads that no referral opened: what is recorded can be corrected."""
    opened_here = [sort.kind for sort in sorts.values() if sort.opened_here]
    return led_reviews(user).filter(kind__in=opened_here, incident=None)


@keeper(ThematicFile)
def thematic_files(user: User) -> QuerySet[ThematicFile]:
    seen = reviews(user)
    return ThematicFile.objects.filter(thematic__in=seen, review__in=seen)


def addable_files(user: User, thematic: Review) -> ReviewQuerySet:
    """Files this person may see and that are not in the set; no thematic review is."""
    there = ThematicFile.objects.filter(thematic=thematic).values("review")
    free = reviews(user).exclude(pk__in=there).exclude(kind__in=kinds_with(Family.SET))
    return free.of_practice().order_by("title", "pk")


def size_of_set(user: User, thematic: Review) -> int:
    """How many files the set has, for whoever sees the thematic review: the base of its findings.

    A number only: which files they are, `thematic_files` says, of those this person may see.
    """
    seen = reviews(user).filter(pk=thematic.pk)
    return ThematicFile.objects.filter(thematic__in=seen).count()


def led_thematic_files(user: User) -> QuerySet[ThematicFile]:
    return thematic_files(user).filter(thematic__in=led_with(user, Family.SET))


def led_common_themes(user: User) -> QuerySet[CommonTheme]:
    return common_themes(user).filter(thematic__in=led_with(user, Family.SET))


def led_related(user: User) -> QuerySet[RelatedReview]:
    return related_reviews(user).filter(review__in=led_reviews(user))


def contribution_of(user: User, review: Review) -> Contribution:
    """What is recorded; an empty one, not saved, where nothing is yet."""
    found = contributions(user).filter(review=review).first()
    return found or Contribution(review=review)


def occasion_of(user: User, review: Review) -> Occasion:
    return occasions(user).filter(review=review).first() or Occasion(review=review)
