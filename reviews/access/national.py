"""Who reads the log of national publications: who answers for the partnership. Not restricted."""

from django.db.models import QuerySet

from partners.access import any_of, standing
from partners.models import Partnership, Role
from portal.access import keeper
from portal.menu import Entry
from portal.models import User
from reviews.models import GapLine, NationalPublication, NationalPublicationQuerySet

READ = (Role.BUSINESS_TEAM, Role.EXECUTIVE, Role.SCRUTINEER, Role.REVIEW_LEAD)
WRITE = (Role.BUSINESS_TEAM, Role.REVIEW_LEAD)
reads_national = any_of(*READ)
writes_national = any_of(*WRITE)

NATIONAL = Entry(
    label="National learning", url="reviews:national_list", to=reads_national, order=63
)


@keeper(NationalPublication)
def national_publications(user: User) -> NationalPublicationQuerySet:
    ours = standing(user).partnerships(*READ)
    return NationalPublication.objects.filter(partnership__in=ours)


@keeper(GapLine)
def gap_lines(user: User) -> QuerySet[GapLine]:
    return GapLine.objects.filter(publication__in=national_publications(user))


def written_national(user: User) -> NationalPublicationQuerySet:
    """Those this person may change."""
    return national_publications(user).filter(partnership__in=standing(user).partnerships(*WRITE))


def written_gaps(user: User) -> QuerySet[GapLine]:
    return gap_lines(user).filter(publication__in=written_national(user))


def gaps_to_act_on(user: User) -> QuerySet[GapLine]:
    """Lines without an action, where this person is in the business team, who gives actions."""
    ours = standing(user).partnerships(Role.BUSINESS_TEAM)
    return gap_lines(user).filter(publication__partnership__in=ours, action=None)


def partnerships_logging(user: User) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*WRITE))


def writes_of(user: User, publication: NationalPublication) -> bool:
    return standing(user).holds_in(publication.partnership_id, *WRITE)
