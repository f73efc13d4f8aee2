"""The three decisions after a rapid review, and what each moves."""

from datetime import date
from typing import Any

from django.db import transaction

from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.rapid import move_incident
from reviews.actions.rapid_contents import held_to_write
from reviews.actions.signing import take_back_signatures
from reviews.deadlines import PANEL_REPLY
from reviews.models import RapidReview, Review, ReviewDecision, Signature
from reviews.workflow import RAPID

audit.words(
    {
        "review.decided": "Recorded a decision on what follows a rapid review",
    }
)

PANEL = "Child Safeguarding Practice Review Panel"
Whose = ReviewDecision.Whose
Outcome = ReviewDecision.Outcome
# Which move a final decision makes.
FOLLOWS = {
    Outcome.LOCAL_REVIEW: "review",
    Outcome.NO_REVIEW: "close",
    Outcome.OTHER: "close",
    Outcome.NATIONAL: "national",
    Outcome.NOT_MET: "not_met",
}


@transaction.atomic
def decide_locally(*, rapid: RapidReview, by: User, **facts: Any) -> ReviewDecision:
    """What the partnership thinks should follow: part of the text that the partners sign."""
    held_to_write(rapid, by)
    return write_decision(rapid.review, Whose.LOCAL, by, facts)


@transaction.atomic
def record_view(*, rapid: RapidReview, by: User, **facts: Any) -> ReviewDecision:
    """What the Panel answered. It stands beside the local decision and changes nothing of it."""
    insist(access.leads_rapid(by, rapid))
    decision = write_decision(rapid.review, Whose.PANEL, by, {"deciders": PANEL, **facts})
    RAPID.make("answer", rapid, by=by)
    deadlines.meet(PANEL_REPLY, rapid.review)
    return decision


@transaction.atomic
def decide_finally(
    *, rapid: RapidReview, outcome: str, decided_on: date, by: User, **facts: Any
) -> ReviewDecision:
    """What is done in the end, after the Panel answered. Ends the rapid review.

    Raises MoveRefused while the Panel's view is not recorded, or when this was decided meanwhile.
    """
    insist(access.leads_rapid(by, rapid))
    facts |= {"outcome": outcome, "decided_on": decided_on}
    view = rapid.review.decisions.in_force().filter(whose=Whose.PANEL).first()
    if view is not None and decided_on < view.decided_on:
        raise MoveRefused("The final decision cannot be earlier than the view of the Panel.")
    decision = write_decision(rapid.review, Whose.FINAL, by, facts)
    more = {"end_reason": decision.reasons} if outcome == Outcome.NOT_MET else {}
    RAPID.make(FOLLOWS[Outcome(outcome)], rapid, by=by, **more)
    if outcome == Outcome.NOT_MET:
        move_incident(rapid.review, "find_not_met", by)
    if outcome == Outcome.LOCAL_REVIEW:
        Review.objects.filter(pk=rapid.review_id).update(kind=Review.Kind.LOCAL)
    return decision


@transaction.atomic
def reopen(*, rapid: RapidReview, by: User) -> None:
    """Write on after the Panel asked for more. It is signed and sent again."""
    RAPID.make("reopen", rapid, by=by, seal="")
    take_back_signatures(review=rapid.review, paper=Signature.Paper.RAPID, by=by)


def write_decision(review: Review, whose: str, by: User, facts: dict[str, Any]) -> ReviewDecision:
    """A later decision of the same sort takes the place of the earlier, which stays."""
    Review.objects.select_for_update().get(pk=review.pk)
    before = ReviewDecision.objects.in_force().filter(review=review, whose=whose)
    before.update(replaced_at=clock.now())
    decision = ReviewDecision.objects.create(review=review, whose=whose, recorded_by=by, **facts)
    audit.record("review.decided", review, by=by, whose=whose, outcome=decision.outcome)
    return decision
