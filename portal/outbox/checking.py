"""Is a notice still wanted? Asked again just before it is sent: much may change meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from portal import access, documents
from portal.models import Deadline, Document, Notice, User

Wanted = Callable[[Notice], bool]
W = TypeVar("W", bound=Wanted)
Reason = Notice.Reason

wanted: dict[str, Wanted] = {}


def still_wanted(template: str) -> Callable[[W], W]:
    """Mark a function that says whether a notice of this template should still be sent."""

    def appoint(function: W) -> W:
        wanted[template] = function
        return function

    return appoint


def why_not(notice: Notice) -> Reason:
    """Why this notice should not be sent any more; `Reason.NONE` when it should."""
    subject = notice.subject
    if subject is None:
        return Reason.GONE
    if notice.template in wanted and not wanted[notice.template](notice):
        return Reason.NO_LONGER_DUE
    return Reason.NONE if notice.to is None else why_not_to(notice.to, notice, subject)


def why_not_to(person: User, notice: Notice, subject: Model) -> Reason:
    if not person.is_active:
        return Reason.ACCOUNT_CLOSED
    if isinstance(subject, Deadline):
        return why_not_due(person, notice, subject)
    told = may_be_told(person, subject) or (notice.template in wanted and not is_kept(subject))
    return Reason.NONE if told else Reason.NOT_THEIRS


def why_not_due(person: User, notice: Notice, deadline: Deadline) -> Reason:
    """A reminder is for the date it was planned for, and for people who see the case."""
    if deadline.met_at is not None:
        return Reason.NO_LONGER_DUE
    if notice.facts.get("due", deadline.due_on.isoformat()) != deadline.due_on.isoformat():
        return Reason.DATE_CHANGED
    case = deadline.subject
    if case is None:
        return Reason.GONE
    return Reason.NONE if access.sees(person, case) else Reason.NOT_THEIRS


def is_kept(subject: Model) -> bool:
    return type(subject) in access.keepers


def may_be_told(person: User, subject: Model) -> bool:
    """The keeper of the subject lets the person see it; of people, each is told of themselves."""
    if isinstance(subject, Document):
        kind = documents.kinds.get(subject.kind)
        asked = kind is not None and kind.to(person, subject.subject)
        return asked and access.sees(person, subject)
    if not is_kept(subject):
        return subject == person
    return access.sees(person, subject)
