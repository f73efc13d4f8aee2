"""Who was challenged about a review, and to whom its guide was sent."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from partners.models import Agency
from portal import audit, clock
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.models import Challenge, GuideSending, Publication, Review

audit.words(
    {
        "challenge.recorded": "Recorded a challenge about a review",
        "challenge.answered": "Recorded the answer to a challenge about a review",
        "publication.guide_sent": "Recorded to whom the 7-minute guide was sent",
    }
)
ANSWERED = "This challenge was answered meanwhile. Look at it again."
NOT_WRITTEN = "The 7-minute guide is not written yet."


@transaction.atomic
def record_challenge(
    *, review: Review, challenger: str, challenged: str, on: date, text: str, by: User
) -> Challenge:
    """Who challenged whom about what. Posts and agencies, no names."""
    insist(access.leads(by, review) and on <= clock.today())
    made = Challenge.objects.create(
        review=review,
        challenger=challenger,
        challenged=challenged,
        on=on,
        text=text,
        recorded_by=by,
    )
    audit.record("challenge.recorded", made, by=by)
    return made


@transaction.atomic
def answer_challenge(
    *, challenge: Challenge, answer: str, answered_by: str, answered_on: date, by: User
) -> None:
    insist(access.leads(by, challenge.review) and challenge.on <= answered_on <= clock.today())
    facts = {"answer": answer, "answered_by": answered_by, "answered_on": answered_on}
    if Challenge.objects.filter(pk=challenge.pk, answered_on=None).update(**facts) != 1:
        raise MoveRefused(ANSWERED)
    audit.record("challenge.answered", challenge, by=by)


@transaction.atomic
def record_guide_sent(
    *,
    publication: Publication,
    agencies: Iterable[Agency],
    to: str,
    sent_on: date,
    how: str,
    by: User,
) -> list[GuideSending]:
    """One line for each agency, and one for readers outside that `to` names."""
    insist(access.leads_publication(by, publication) and sent_on <= clock.today())
    if not publication.guide_parts:
        raise MoveRefused(NOT_WRITTEN)
    whom = [{"agency": agency} for agency in agencies] + ([{"to": to}] if to else [])
    facts = {"publication": publication, "sent_on": sent_on, "how": how, "by": by}
    made = [GuideSending.objects.create(**facts, **one) for one in whom]
    audit.record("publication.guide_sent", publication, by=by, readers=len(made))
    return made
