"""Who reads figures of reviews: those who answer for the partnership. They see no file by that."""

from django.db.models import QuerySet

from partners.access import any_of, standing
from partners.models import Partnership, Role
from portal.menu import Entry
from portal.models import User

READ_FIGURES = (Role.REVIEW_LEAD, Role.EXECUTIVE, Role.SCRUTINEER, Role.BUSINESS_TEAM)
reads_figures = any_of(*READ_FIGURES)

FIGURES = Entry(label="Review figures", url="reviews:figures_start", to=reads_figures, order=62)


def partnerships_counted(user: User) -> QuerySet[Partnership]:
    """Those of whose reviews this person may read figures, all of them together."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*READ_FIGURES))
