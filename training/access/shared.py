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

Grant = tuple[str, int, int]


def served(user: User) -> QuerySet[Partnership]:
    """Partnerships whose training is for this person today: their own, and those they share with.

    Nothing is asked of the database here: it becomes a part of the question of whoever asks.
    """
    return Partnership.objects.filter(is_served(user, "pk"))


def is_served(user: User, partnership: str) -> Q:
    """Rows of these partnerships; `partnership`: the way from the row to its partnership."""
    own = standing(user).partnerships()
    if not own:
        return Q(pk__in=[])
    there = sharing_with(own, clock.today())
    return Q(**{f"{partnership}__in": own}) | Q(**{f"{partnership}__in": there})


def acting_at(user: User, partnership_id: int) -> frozenset[Grant]:
    """With which (role, agency, partnership) somebody takes part in the training of a partnership.

    Those held there; and those held where the training is shared today, for agencies for which
    the person does not stand there itself. Who stands nowhere else is asked nothing.
    """
    grants = standing(user).grants
    there = frozenset(grant for grant in grants if grant[2] == partnership_id)
    elsewhere = grants - there
    if not elsewhere:
        return there
    shares = set(sharing_with(frozenset({partnership_id}), clock.today()))
    known = {agency for _, agency, _ in there}
    return there | {grant for grant in elsewhere if grant[2] in shares and grant[1] not in known}


def home_of(user: User, agency_id: int, partnership_id: int) -> int:
    """The partnership in which somebody acts for an agency when they book training of another."""
    homes = {at for _, agency, at in acting_at(user, partnership_id) if agency == agency_id}
    return min(homes, default=partnership_id)


def sharing_with(partnerships: frozenset[int], day: date) -> QuerySet[ServiceShare, int]:
    """Partnerships that take part, on a day, in a training service in which one of these does."""
    lasts = Q(until=None) | Q(until__gte=day)
    theirs = ServiceShare.objects.filter(lasts, since__lte=day).order_by()
    services = theirs.filter(partnership__in=partnerships).values("service")
    training = theirs.filter(service__in=services, service__kind=SharedService.Kind.TRAINING)
    return training.values_list("partnership", flat=True)
