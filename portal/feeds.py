"""A person's own dates for their calendar program, at a secret address they can take back.

Such an address is fetched by machines of other firms and kept there. So it says what kind of thing
is due and its number in the portal, and no more: no name, no title of a case, nothing to read.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import Calendar, Event

from portal import audit, clock, deadlines
from portal.models import CalendarAddress, User

audit.words(
    {
        "calendaraddress.made": "Made a calendar address",
        "calendaraddress.ended": "Ended a calendar address",
    }
)

SHOWN_AS_USED = timedelta(minutes=5)


@dataclass(frozen=True)
class Entry:
    """One date. `reference` is kind and number, such as "deadline 12"; `path` leads to it."""

    reference: str
    title: str
    path: str
    begins: date | datetime
    ends: date | datetime


Source = Callable[[User], Iterable[Entry]]
sources: list[Source] = []


def source(function: Source) -> Source:
    """Mark a function that tells a person's dates, as its app's keepers allow at this moment."""
    sources.append(function)
    return function


@source
def due(user: User) -> Iterator[Entry]:
    for row in deadlines.owed_by(user):
        kind = deadlines.kinds[row.kind]
        ends = row.due_on + timedelta(days=1)
        yield Entry(f"deadline {row.pk}", kind.label, reverse("portal:my_work"), row.due_on, ends)


def calendar_of(user: User) -> bytes:
    """Everything a person owes or has booked, now. The same facts give the same bytes."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Safeguarding partnership portal//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Safeguarding partnership portal")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in sorted((e for tell in sources for e in tell(user)), key=lambda e: e.reference):
        calendar.add_component(event(entry, host))
    written: bytes = calendar.to_ical()
    return written


def event(entry: Entry, host: str) -> Event:
    told = Event()
    told.add("uid", f"{entry.reference.replace(' ', '-')}@{host}")
    # Made of the entry itself: with the present moment no two answers would ever be equal.
    told.add("dtstamp", datetime.combine(london(entry.begins), time(), UTC))
    told.add("dtstart", entry.begins)
    told.add("dtend", entry.ends)
    told.add("summary", f"{entry.title} ({entry.reference})")
    told.add("url", f"{settings.SITE_URL}{entry.path}")
    told.add("class", "PRIVATE")
    told.add("transp", "OPAQUE" if isinstance(entry.begins, datetime) else "TRANSPARENT")
    return told


def london(moment: date | datetime) -> date:
    return clock.london_day(moment) if isinstance(moment, datetime) else moment


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def new_address(*, user: User, by: User) -> str:
    """Make a secret address, end the one before, and say the new one's token: once, here."""
    User.objects.select_for_update().get(pk=user.pk)  # two at once would both end one and the same
    now, token = clock.wall_time(), secrets.token_urlsafe(32)
    live(user).update(ended_at=now)
    made = CalendarAddress.objects.create(user=user, digest=digest(token), made_at=now)
    audit.record("calendaraddress.made", made, by=by)
    return token


@transaction.atomic
def end_address(*, user: User, by: User) -> bool:
    """Shut the address. True when there was one; twice is as good as once."""
    ended = live(user).first()
    if live(user).update(ended_at=clock.wall_time()) != 1 or ended is None:
        return False
    audit.record("calendaraddress.ended", ended, by=by)
    return True


def live(user: User) -> QuerySet[CalendarAddress]:
    return CalendarAddress.objects.filter(user=user, ended_at=None)


def reader(token: str) -> User | None:
    """Whose calendar a live token opens; nobody's, when the account is closed."""
    opened = CalendarAddress.objects.filter(
        digest=digest(token), ended_at=None, user__is_active=True
    )
    address = opened.select_related("user").first()
    if address is None:
        return None
    now = clock.wall_time()
    if address.used_at is None or now - address.used_at > SHOWN_AS_USED:
        opened.update(used_at=now)
    return address.user
