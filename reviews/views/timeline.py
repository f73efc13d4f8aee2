"""What was done in a file, from the record, the latest first."""

from dataclasses import dataclass
from datetime import datetime

from portal import audit
from portal.models import User
from reviews import access
from reviews.models import Review

MOST = 60


@dataclass(frozen=True)
class Entry:
    """One line of the timeline, as `parts/timeline.html` shows it."""

    title: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Timeline:
    """The lines that are shown, and whether earlier ones are left off."""

    entries: list[Entry]
    is_cut: bool


def timeline(user: User, review: Review, *, whole: bool = False) -> Timeline:
    """The latest lines about the file and what belongs to it: words and people, no contents."""
    lines = access.done_in(user, review)
    found = list(lines if whole else lines[: MOST + 1])
    shown = found if whole else found[:MOST]
    entries = [
        Entry(audit.sentences.get(line.what, line.what), str(line.by or "The portal"), line.at)
        for line in shown
    ]
    return Timeline(entries, is_cut=len(shown) < len(found))
