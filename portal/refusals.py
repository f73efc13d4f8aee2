"""Refusals of a door, written down after the answer and outside of whatever was undone with it.

A flood cannot fill the record: the same answer of the same door to the same person is one line a
minute, which says how often it was given since the line before.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from portal import audit, clock
from portal.models import RefusalTally, User

WINDOW = timedelta(minutes=1)
logger = logging.getLogger(__name__)


class RefusalsMiddleware:
    """Stands outside the view and its transaction; an answer that is no refusal costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in audit.REFUSED:
            note(request, response.status_code)
        return response


def note(request: HttpRequest, answer: int) -> None:
    """Write down what a door of ours refused to somebody who has signed in.

    Nothing was shown, so the answer stands when the database cannot take the line.
    """
    match, user = request.resolver_match, request.user
    if match is None or not hasattr(match.func, "door") or not isinstance(user, User):
        return
    numbers = [value for value in match.kwargs.values() if isinstance(value, int)]
    try:
        refuse(person=user, door=match.view_name, answer=answer, thing=next(iter(numbers), None))
    except DatabaseError:
        logger.exception("A refusal could not be written")


@transaction.atomic
def refuse(*, person: User, door: str, answer: int, thing: int | None) -> None:
    """One line for the first refusal in a minute; the others are counted for the next line."""
    row: dict[str, Any] = {"person": person, "door": door, "answer": answer}
    RefusalTally.objects.get_or_create(**row)
    tally = RefusalTally.objects.select_for_update().get(**row)
    now, mine = clock.wall_time(), RefusalTally.objects.filter(pk=tally.pk)
    if tally.written_at and now - tally.written_at < WINDOW:
        mine.update(unwritten=F("unwritten") + 1)
        return
    audit.refused(thing=thing, unwritten=tally.unwritten, **row)
    mine.update(written_at=now, unwritten=0)
