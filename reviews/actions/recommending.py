"""What a review recommends: written, decided on, given to agencies to do, confirmed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from partners.actions import confirm_action, give_action, send_action_back
from partners.models import Action, Agency
from portal import audit, clock
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.saving import save
from reviews.models import (
    RecommendationAction,
    RecommendationDecision,
    Review,
    ReviewRecommendation,
)

audit.words(
    {
        "reviewrecommendation.written": "Wrote a recommendation of a review",
        "reviewrecommendation.rewritten": "Rewrote a recommendation of a review",
        "reviewrecommendation.decided": "Recorded whether a recommendation is accepted",
        "reviewrecommendation.action_given": "Gave an agency an action from a recommendation",
        "reviewrecommendation.action_confirmed": "Confirmed what was done about a recommendation",
        "reviewrecommendation.action_sent_back": "Sent an action from a recommendation back",
    }
)

Answer = RecommendationDecision.Answer
ORIGIN = "A practice review"
DECIDED = "This recommendation was decided on. Its words stay as they were decided on."
NOT_ACCEPTED = "Record first that the recommendation is accepted, at least in part."
NOTHING_NOTED = "The agency has not written yet what it did. Ask it for a progress note."
CONFIRMED = "This action was confirmed meanwhile. Look at it again."


@transaction.atomic
def write_recommendation(
    *, review: Review, text: str, to_partnership: bool, agencies: Iterable[Agency], by: User
) -> ReviewRecommendation:
    """Add the next one. Its words name nobody: they travel to people who never see the file."""
    insist(access.leads(by, review))
    Review.objects.select_for_update().get(pk=review.pk)
    last = review.recommendations.aggregate(last=Max("number"))["last"] or 0
    made = ReviewRecommendation.objects.create(
        review=review, number=last + 1, text=text, to_partnership=to_partnership
    )
    made.agencies.set(agencies)
    audit.record("reviewrecommendation.written", made, by=by)
    return made


def held(recommendation: ReviewRecommendation, by: User) -> ReviewRecommendation:
    """The row, locked, for whoever leads the review."""
    insist(access.leads_recommendation(by, recommendation))
    return ReviewRecommendation.objects.select_for_update().get(pk=recommendation.pk)


@transaction.atomic
def rewrite_recommendation(
    *,
    recommendation: ReviewRecommendation,
    seen: int,
    text: str,
    to_partnership: bool,
    agencies: Iterable[Agency],
    by: User,
) -> None:
    """Raises SavedMeanwhile, or MoveRefused once somebody has decided on it."""
    now = held(recommendation, by)
    if now.decisions.in_force().exists():
        raise MoveRefused(DECIDED)
    save(recommendation, seen=seen, text=text, to_partnership=to_partnership)
    recommendation.agencies.set(agencies)
    audit.record("reviewrecommendation.rewritten", recommendation, by=by)


@transaction.atomic
def decide_on_recommendation(
    *,
    recommendation: ReviewRecommendation,
    answer: str,
    reasons: str,
    deciders: str,
    decided_on: date,
    by: User,
) -> RecommendationDecision:
    """A later decision takes the place of the earlier, which stays to be read."""
    now = held(recommendation, by)
    insist(decided_on <= clock.today())
    now.decisions.in_force().update(replaced_at=clock.now())
    decision = RecommendationDecision.objects.create(
        recommendation=now,
        answer=answer,
        reasons=reasons,
        deciders=deciders,
        decided_on=decided_on,
        recorded_by=by,
    )
    audit.record("reviewrecommendation.decided", now, by=by, answer=answer)
    return decision


def origin_of(recommendation: ReviewRecommendation) -> str:
    """What the tracker says of where an action comes from: no number, no title, no file."""
    longest = int(Action._meta.get_field("source").max_length or 0)
    words = f"{ORIGIN}: {recommendation.text}"
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


@transaction.atomic
def give_recommendation_action(
    *,
    recommendation: ReviewRecommendation,
    text: str,
    owner: Agency,
    owner_role: str,
    due: date,
    by: User,
) -> Action:
    """Write into the tracker what an agency owes. Which file it came from stays on this side.

    The line of the record about the recommendation does not name the action either. Raises
    MoveRefused while the recommendation is not accepted.
    """
    now = held(recommendation, by)
    accepted = now.decisions.in_force().exclude(answer=Answer.REFUSED)
    if not accepted.exists():
        raise MoveRefused(NOT_ACCEPTED)
    action = give_action(
        partnership=now.partnership,
        text=text,
        owner=owner,
        owner_role=owner_role,
        due=due,
        source_kind=Action.Source.REVIEW,
        source=origin_of(now),
        by=by,
    )
    RecommendationAction.objects.create(recommendation=now, action=action, given_by=by)
    audit.record("reviewrecommendation.action_given", now, by=by)
    return action


@transaction.atomic
def confirm_recommendation_action(
    *, given: RecommendationAction, outcome: str, shown_by: str, by: User
) -> None:
    """Close an action, with what shows that it is done, or why it is no longer needed.

    Raises MoveRefused while the agency has written nothing, or when it was confirmed meanwhile.
    """
    recommendation = held(given.recommendation, by)
    shown = outcome == RecommendationAction.Outcome.SHOWN
    if shown and not given.action.notes.exists():
        raise MoveRefused(NOTHING_NOTED)
    open_one = RecommendationAction.objects.unconfirmed().filter(pk=given.pk)
    facts = {"outcome": outcome, "shown_by": shown_by}
    if open_one.update(**facts, confirmed_at=clock.now(), confirmed_by=by) != 1:
        raise MoveRefused(CONFIRMED)
    confirm_action(action=given.action, by=by)
    audit.record("reviewrecommendation.action_confirmed", recommendation, by=by, outcome=outcome)


@transaction.atomic
def send_recommendation_action_back(*, given: RecommendationAction, reason: str, by: User) -> None:
    """What the agency shows is not enough: the action is open again, with a line that says why."""
    recommendation = held(given.recommendation, by)
    send_action_back(action=given.action, reason=reason, by=by)
    audit.record("reviewrecommendation.action_sent_back", recommendation, by=by)
