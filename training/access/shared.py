"""Training that several partnerships share: one catalogue for the people of all of them.

A split leaves two partnerships where one was, and one training service for both. Who stands in one
sees and books what another of them runs, on the days on which both take part in the service.
"""

from datetime import date

from django.db.models import Q, QuerySet

from partners.access import standing
from partners.models import Partnership, ServiceShare, SharedService
from portal import clock
from portal.models import User


def served(user: User) -> QuerySet[Partnership]:
    """Partnerships whose training is for this person today: their own, and those they share with.

    Nothing is asked of the database here: it becomes a part of the question of whoever asks.
    """
    own = standing(user).partnerships()
    if not own:
        return Partnership.objects.none()
    return Partnership.objects.filter(Q(pk__in=own) | Q(pk__in=sharing_with(own, clock.today())))


def sharing_with(partnerships: frozenset[int], day: date) -> QuerySet[ServiceShare, int]:
    """Partnerships that take part, on a day, in a training service in which one of these does."""
    in_force = ServiceShare.objects.filter(
        Q(until=None) | Q(until__gte=day),
        since__lte=day,
        service__kind=SharedService.Kind.TRAINING,
    )
    services = in_force.filter(partnership__in=partnerships).order_by().values("service")
    return in_force.filter(service__in=services).order_by().values_list("partnership", flat=True)
