"""Which files are opened to a person, and which a conflict shuts to them: as conditions on files.

A change asks PostgreSQL in place, with each of its questions. A page that is only read asks once
for the few numbers, and each of its questions then holds them.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from partners.access import standing
from portal import clock
from portal.access import key_of, while_reading
from portal.models import User
from reviews.models import AgencyGrant, ConflictOfInterest, Emergency, ReviewGrant

BY_NAME, BY_ROLE, IN_EMERGENCY, SHUT = "name", "role", "emergency", "shut"
IDS = ArrayField(BigIntegerField())


class AnyOf(Func):
    """`id = ANY(array)`: PostgreSQL finds the few ids first, however long the table."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class Source(NamedTuple):
    """Rows that open or shut files, and the column that says which."""

    rows: QuerySet[Any]
    column: str


def sources(user: User, now: datetime) -> dict[str, Source]:
    """What speaks for or against a person now. By role: the roles they hold today."""
    footing = standing(user)
    granted = ReviewGrant.objects.live(now).filter(user=user)
    emergencies = Emergency.objects.live(now).filter(person=user)
    shut = ConflictOfInterest.objects.shutting(key_of(user), footing.agencies)
    found = {
        BY_NAME: Source(granted, "content_object"),
        IN_EMERGENCY: Source(emergencies, "review"),
        SHUT: Source(shut, "review"),
    }
    if footing.grants:  # or the question for none of them would be no question
        found[BY_ROLE] = Source(AgencyGrant.objects.live(now).of(footing.grants), "review")
    return found


def opened(user: User) -> dict[str, Q]:
    """Conditions on a file, for each way into one that this person may have, and for `SHUT`."""
    return while_reading(user, "reviews.opened", lambda: read(user)) or asked_in_place(user)


def asked_in_place(user: User) -> dict[str, Q]:
    """As subqueries."""
    found = sources(user, clock.now())
    shut = found.pop(SHUT)
    conditions = {
        way: Q(AnyOf(F("pk"), ArraySubquery(source.rows.values(source.column))))
        for way, source in found.items()
    }
    return conditions | {SHUT: Q(Exists(shut.rows.filter(review=OuterRef("pk"))))}


def read(user: User) -> dict[str, Q]:
    """As numbers, read with one question."""
    ids: dict[str, list[int]] = {way: [] for way in (BY_NAME, BY_ROLE, IN_EMERGENCY, SHUT)}
    first, *more = (
        source.rows.order_by().values_list(source.column, Value(way))
        for way, source in sources(user, clock.now()).items()
    )
    for pk, way in first.union(*more, all=True):
        ids[way].append(pk)
    return {way: among(some) for way, some in ids.items()}


def among(ids: list[int]) -> Q:
    return Q(AnyOf(F("pk"), Value(ids, IDS))) if ids else Q(pk__in=[])
