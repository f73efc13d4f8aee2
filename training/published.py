"""Dates to come as a calendar and as a news feed: the same facts give the same bytes."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from portal import clock
from training.models import Session

TITLE = "Training dates"
USUAL_LENGTH = timedelta(hours=2)  # where the end is not recorded
LONG_AGO = datetime(2019, 8, 1, tzinfo=UTC)  # for dates that came in with a pack


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def address(session: Session) -> str:
    return f"{settings.SITE_URL}{session.get_absolute_url()}"


def calendar(sessions: list[Session]) -> bytes:
    """An iCalendar of sessions. A session that changes keeps its UID, with a higher SEQUENCE."""
    found = Calendar()
    found.add("prodid", f"-//{host()}//Training dates//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", TITLE)
    found.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for session in sessions:
        found.add_component(event(session))
    written: bytes = found.to_ical()
    return written


def event(session: Session) -> Event:
    told = Event()
    told.add("uid", f"training-session-{session.pk}@{host()}")
    told.add("sequence", session.edition - 1)
    told.add("dtstamp", stamped(session))
    told.add("dtstart", session.starts_at)
    told.add("dtend", session.ends_at or session.starts_at + USUAL_LENGTH)
    told.add("summary", session.course.title)
    told.add("location", session.venue or session.get_mode_display())
    told.add("description", f"{session.left_in_words}. {address(session)}")
    told.add("url", address(session))
    told.add("class", "PUBLIC")
    told.add("transp", "TRANSPARENT")
    return told


def stamped(session: Session) -> datetime:
    """When the date was put into the catalogue, as far as that is known."""
    return session.planned_at or LONG_AGO


class Stable(Atom1Feed):
    """Says when its newest entry was added, and never the present moment."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


def atom(sessions: list[Session]) -> bytes:
    """An Atom feed, the date added last on top."""
    newest_first = sorted(sessions, key=lambda one: (stamped(one), one.pk), reverse=True)
    feed = Stable(
        title=TITLE,
        link=f"{settings.SITE_URL}{reverse('training:date_list')}",
        feed_url=f"{settings.SITE_URL}{reverse('training:dates_atom')}",
        description="Dates of multi-agency safeguarding training to come.",
        language="en-GB",
        author_name="Training team",
    )
    for session in newest_first:
        begins = clock.day_text(session.starts_on)
        feed.add_item(
            title=f"{session.course.title}, {begins}",
            link=address(session),
            description=f"{session.get_mode_display()}. {session.left_in_words}.",
            unique_id=f"tag:{host()},2019:training-session-{session.pk}",
            updateddate=stamped(session),
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode()
