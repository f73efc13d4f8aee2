"""Who of the demonstration may be signed in as: its invented cast, and nobody else ever."""

from itertools import groupby

from django.db.models import QuerySet

from demo.cast import CAST, PLACES, Player
from partners.models import Standing
from portal.models import User
from portal.proof.pretending import pretence


def serves_somebody_real() -> bool:
    """A person who was not invented stands in a partnership: this is no place to try things."""
    return Standing.objects.filter(person__generated=False).exists()


def people() -> QuerySet[User]:
    """The cast, or nobody at all on a portal that serves somebody real."""
    if serves_somebody_real():
        return User.objects.none()
    emails = [one.email for one in CAST]
    return User.objects.filter(email__in=emails, generated=True, is_active=True, is_staff=False)


@pretence
def is_played(user: User) -> bool:
    return people().filter(pk=user.pk).exists()


def by_place() -> list[tuple[str, list[tuple[Player, User]]]]:
    """The cast under the heading of each place, in the order of roles."""
    known = {person.email: person for person in people()}
    there = [(one, known[one.email]) for one in CAST if one.email in known]
    there.sort(key=lambda pair: list(PLACES).index(pair[0].place))
    return [
        (PLACES[place], list(pairs)) for place, pairs in groupby(there, lambda pair: pair[0].place)
    ]
