"""Who reads figures of reviews: those who answer for the partnership. They see no file by that."""

from django.db.models import Q, QuerySet

from partners.access import any_of, standing
from partners.models import Partnership, Role
from portal.access import keeper
from portal.menu import Entry
from portal.models import User
from reviews.models import LearningSummary, LearningSummaryQuerySet

READ_FIGURES = (Role.REVIEW_LEAD, Role.EXECUTIVE, Role.SCRUTINEER, Role.BUSINESS_TEAM)
reads_figures = any_of(*READ_FIGURES)

FIGURES = Entry(label="Review figures", url="reviews:figures_start", to=reads_figures, order=62)


def partnerships_counted(user: User) -> QuerySet[Partnership]:
    """Those of whose reviews this person may read figures, all of them together."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*READ_FIGURES))


def partnerships_summed_up(user: User) -> QuerySet[Partnership]:
    """Those of whose years this person may write what they taught: as review lead."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(Role.REVIEW_LEAD))


def sums_up(user: User, partnership: Partnership) -> bool:
    return partnerships_summed_up(user).filter(pk=partnership.pk).exists()


@keeper(LearningSummary)
def learning_summaries(user: User) -> LearningSummaryQuerySet:
    """Settled ones for those who read the figures; drafts for those who write them."""
    held = standing(user)
    settled = Q(status=LearningSummary.Status.SETTLED)
    read = Q(partnership__in=held.partnerships(*READ_FIGURES)) & settled
    written = Q(partnership__in=held.partnerships(Role.REVIEW_LEAD))
    seen = LearningSummary.objects.filter(read | written)
    return seen.select_related("written_by", "settled_by")


def summary_of(user: User, partnership: Partnership, year: str) -> LearningSummary | None:
    """What this person may read of one year."""
    return learning_summaries(user).filter(partnership=partnership, year=year).first()
