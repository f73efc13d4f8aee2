"""Who asks for free places, who decides, and who reads what was decided."""

from django.db.models import Case, Q, QuerySet, When

from portal.access import keeper
from portal.models import User
from training.access.money import money_places, paid_for, runs_money_in
from training.models import FreePlace, FreePlaceQuerySet


@keeper(FreePlace)
def free_places(user: User) -> FreePlaceQuerySet:
    """Those who run training; of an own agency, its lead and whoever pays for it."""
    ours = Q(partnership__in=money_places(user))
    return FreePlace.objects.filter(ours | Q(agency__in=paid_for(user)))


def decides_free_places(user: User, place: FreePlace) -> bool:
    """Whoever runs training there, but not of what they asked for themselves."""
    return runs_money_in(user, place.partnership_id) and place.asked_by_id != user.pk


def free_places_run(user: User) -> FreePlaceQuerySet:
    return FreePlace.objects.filter(partnership__in=money_places(user))


def free_places_listed(user: User) -> QuerySet[FreePlace]:
    """What waits for a decision first, then the latest."""
    first = Case(When(status=FreePlace.Status.WAITING, then=0), default=1)
    joined = free_places(user).select_related("agency", "partnership", "policy")
    return joined.order_by(first, "-asked_on", "pk")
