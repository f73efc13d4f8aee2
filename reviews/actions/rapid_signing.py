"""Putting a rapid review to the partners, signing it, signing it off, sending it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from portal import deadlines
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.signing import ask_to_sign, sign, take_back_signatures
from reviews.deadlines import PANEL_REPLY, RAPID_REVIEW
from reviews.models import RapidReview, Signature
from reviews.rapid_paper import seal_of_rapid
from reviews.workflow import RAPID

WHY = "To read and sign the rapid review"
NOT_OPEN = "This rapid review is not open to be signed. Look at it again."
PAPER = Signature.Paper.RAPID


class LateWithoutReason(MoveRefused):
    """Sent after the clock ran out, and nobody says why."""


@transaction.atomic
def put_to_partners(*, rapid: RapidReview, people: Iterable[User], by: User) -> None:
    """Ask these people to sign. Each is let in to the case for six weeks, if it is shut to them.

    Nobody is asked who could not sign: refused then, and nothing has happened.
    """
    RAPID.make("submit", rapid, by=by)
    can = {person.pk for one in access.signatories(rapid.review) for person in one.people}
    for person in people:
        insist(person.pk in can)
        ask_to_sign(paper=rapid, person=person, why=WHY, by=by)


@transaction.atomic
def sign_rapid(*, rapid: RapidReview, seen: str, note: str, by: User) -> list[Signature]:
    """Sign the text as it stands, if it is the one that was read. See `signing.sign`."""
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    if held.status != RapidReview.Status.SIGNING:
        raise MoveRefused(NOT_OPEN)
    seal = seal_of_rapid(held)
    return sign(review=held.review, paper=PAPER, seal=seal, seen=seen, note=note, by=by)


@transaction.atomic
def sign_off(*, rapid: RapidReview, by: User) -> None:
    """Everybody has signed this text; its seal is kept."""
    RapidReview.objects.select_for_update().get(pk=rapid.pk)
    RAPID.make("sign_off", rapid, by=by, seal=seal_of_rapid(rapid))


@transaction.atomic
def take_back(*, rapid: RapidReview, by: User) -> None:
    """Open the text for changes again. No signature stands."""
    RAPID.make("return", rapid, by=by, seal="")
    take_back_signatures(review=rapid.review, paper=PAPER, by=by)


@transaction.atomic
def record_sent(*, rapid: RapidReview, on: date, late_reason: str, by: User) -> None:
    """The Panel has the rapid review. Raises LateWithoutReason; MoveRefused if the text changed.

    The first day is kept when it is sent again: by it the clock is judged.
    """
    insist(access.leads_rapid(by, rapid))
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    facts: dict[str, object] = {"seal": seal_of_rapid(held)}
    if held.sent_on is None:
        if on > RAPID_REVIEW.due_on(held.counted_from) and not late_reason.strip():
            raise LateWithoutReason("It was sent after its due date. Say why.")
        facts |= {"sent_on": on, "sent_by": by, "late_reason": late_reason}
    else:
        facts["sent_again_on"] = on
    RAPID.make("send", rapid, by=by, **facts)
    deadlines.meet(RAPID_REVIEW, held.review)
    deadlines.start(PANEL_REPLY, held.review, on=on, owner=by)
