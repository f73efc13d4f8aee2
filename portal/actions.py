"""What people change about themselves, and operators on the ground floor."""

from datetime import date

from django.db import transaction

from portal import audit
from portal.models import ClosingDay, User

audit.words({"user.renamed": "Changed the name of an account"})
audit.words(
    {
        "closingday.added": "Added a day on which nobody works",
    },
    of_operators=True,
)


@transaction.atomic
def add_closing_day(*, day: date, name: str, by: User) -> ClosingDay:
    """Add a day on which nobody works. Due dates already set stay as they are."""
    added = ClosingDay.objects.create(day=day, name=name)
    audit.record("closingday.added", added, by=by, day=day.isoformat())
    return added


@transaction.atomic
def rename(*, person: User, name: str, by: User) -> None:
    """Change the name others read. The record keeps that it changed, and neither name."""
    if User.objects.filter(pk=person.pk).exclude(name=name).update(name=name) == 1:
        audit.record("user.renamed", person, by=by)
