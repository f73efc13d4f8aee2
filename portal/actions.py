"""What operators change on the ground floor."""

from datetime import date

from django.db import transaction

from portal import audit
from portal.models import ClosingDay, User

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
