"""Where in a register somebody is: which part of the session, which page of its list."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from portal.http import PortalRequest
from training import access
from training.models import Booking, BookingQuerySet, Session, SessionPart


def parts_of(found: Session) -> list[SessionPart]:
    """The parts of a session of several; none of one in one piece."""
    parts = list(found.parts.all())
    return parts if len(parts) > 1 else []


def part_named(parts: list[SessionPart], named: str) -> SessionPart | None:
    return next((part for part in parts if str(part.pk) == named), None)


def part_shown(found: Session, parts: list[SessionPart], named: str) -> SessionPart | None:
    """The part asked for; by itself the latest whose day has come. None: the whole is shown.

    Once a register is closed it shows the whole, unless somebody asks for a part.
    """
    asked = part_named(parts, named)
    if asked is not None or not parts or found.status != Session.Status.PLANNED:
        return asked
    come = [part for part in parts if part.register_is_open]
    return come[-1] if come else parts[0]


def to_come(parts: list[SessionPart]) -> SessionPart | None:
    """The last part, while its day has not come: until then the register stays open."""
    return next((part for part in parts[-1:] if not part.register_is_open), None)


def with_parts(places: BookingQuerySet, parts: list[SessionPart]) -> BookingQuerySet:
    """With the marks each person has part by part, where there are parts."""
    return places.prefetch_related("part_marks__part") if parts else places


def marking(found: Session, part: SessionPart | None = None) -> dict[str, Any]:
    """Whether marks can be made now, and of which part; `opens`: when they can be."""
    planned = found.status == Session.Status.PLANNED
    there = found if part is None else part
    come = there.register_is_open
    return {"marking": planned and come, "early": not come, "opens": there.starts_at, "part": part}


def asked_of(typed: QueryDict) -> dict[str, str]:
    """Where in the register somebody is, so that a tap leads back there."""
    return {name: str(typed[name]) for name in ("q", "show", "page", "part") if typed.get(name)}


def register_at(found: Session, part: SessionPart | None) -> str:
    address = reverse("training:register", kwargs={"session_id": found.pk})
    return f"{address}?{urlencode({'part': part.pk})}" if part else address


def place_of(request: PortalRequest, booking_id: int, part: SessionPart | None = None) -> Booking:
    joined = access.bookings(request.user).select_related("session__course", "agency", "walk_in")
    found: Booking = get_object_or_404(joined.marked(part), pk=booking_id)
    return found
