"""Who may see the ground floor's own rows."""

from django.db.models import QuerySet

from portal import access
from portal.access import keeper
from portal.menu import Entry
from portal.models import ClosingDay, User

MENU = Entry(label="My work", url="portal:my_work", to=access.signed_in, order=10)


@keeper(ClosingDay)
def closing_days(user: User) -> QuerySet[ClosingDay]:
    return ClosingDay.objects.all()
