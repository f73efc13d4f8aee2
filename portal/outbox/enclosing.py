"""What goes with a message besides its words, such as an invitation for a calendar program."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.mail import EmailMultiAlternatives

from portal.models import Notice


@dataclass(frozen=True)
class Invitation:
    """A calendar object and its method: REQUEST puts it into a calendar, CANCEL takes it out."""

    content: bytes
    method: str


Encloser = Callable[[Notice], Invitation | None]
E = TypeVar("E", bound=Encloser)

enclosers: dict[str, Encloser] = {}


def encloses(*templates: str) -> Callable[[E], E]:
    """Mark a function that says what goes with notices of these templates; None for nothing."""

    def appoint(function: E) -> E:
        enclosers.update(dict.fromkeys(templates, function))
        return function

    return appoint


def enclose(message: EmailMultiAlternatives, notice: Notice) -> None:
    """Put in what belongs to a notice, so that mail programs offer it by themselves."""
    ask = enclosers.get(notice.template)
    invitation = ask(notice) if ask else None
    if invitation is None:
        return
    text = invitation.content.decode()
    message.attach_alternative(text, f"text/calendar; method={invitation.method}")
    message.attach("invite.ics", text, "application/ics")
