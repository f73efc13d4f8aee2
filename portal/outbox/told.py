"""What a person was told, as they read it again: the subject line, when, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from portal.addresses import Thing, addresses
from portal.models import Deadline, Notice, User


@dataclass(frozen=True)
class Line:
    """One message. `address` only where the reader may still see what it is about."""

    notice: Notice
    heading: str
    address: str


def lines(reader: User, notices: Iterable[Notice]) -> list[Line]:
    rows = list(notices)
    about = things(rows)
    places = addresses(reader, about.values())
    return [Line(row, heading(row), places.get(about[row.pk], "")) for row in rows]


def heading(notice: Notice) -> str:
    """The subject line it was sent under; while it waits, that it does."""
    return notice.heading or "A message that has not been sent yet"


def things(notices: list[Notice]) -> dict[int, Thing]:
    """What each is about. A reminder is about the case of its deadline."""
    kind = ContentType.objects.get_for_model(Deadline).pk
    due = Deadline.objects.in_bulk([n.subject_id for n in notices if n.subject_type_id == kind])
    return {
        notice.pk: thing_of(due[notice.subject_id])
        if notice.subject_type_id == kind and notice.subject_id in due
        else thing_of(notice)
        for notice in notices
    }


def thing_of(row: Deadline | Notice) -> Thing:
    return row.subject_type_id, row.subject_id
