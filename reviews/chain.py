"""The whole chain of a review: recommendation, decision, actions, products, assurance, impact.

What is missing is said in words, each with the page on which it is put right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from partners.models import Action
from portal import clock
from reviews.models import (
    AssuranceStatement,
    ImpactCheck,
    RecommendationAction,
    RecommendationDecision,
    RecommendationProduct,
    Review,
    ReviewRecommendation,
)

Answer = RecommendationDecision.Answer
Result = ImpactCheck.Result
Standing = AssuranceStatement.Status
# What is put right first.
DECIDE, GIVE, CONFIRM, JUDGE, FIND, PLAN, ASSURE, CARRY, WAIT = range(9)


@dataclass(frozen=True)
class Gap:
    """Something that is missing. `verb` and `address`: what whoever leads the review can do."""

    stage: int
    words: str
    verb: str = ""
    address: str = ""


@dataclass
class Link:
    """One recommendation with everything that followed from it."""

    recommendation: ReviewRecommendation
    decision: RecommendationDecision | None
    earlier: list[RecommendationDecision]
    actions: list[RecommendationAction]
    statements: list[AssuranceStatement]
    products: list[RecommendationProduct]
    checks: list[ImpactCheck]
    gaps: list[Gap] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return self.decision is not None and self.decision.answer == Answer.REFUSED

    @property
    def last_result(self) -> str:
        """What the latest check found; "" before the first."""
        results = [check.result for check in self.checks if check.result]
        return results[-1] if results else ""

    @property
    def state(self) -> str:
        """One word or two for how far it is."""
        if self.is_refused:
            return "Not accepted"
        if self.last_result == Result.CHANGED:
            return "Practice changed"
        return "Gaps" if self.gaps else "Under way"

    @property
    def tone(self) -> str:
        return {"Not accepted": "grey", "Practice changed": "green", "Gaps": "amber"}.get(
            self.state, "blue"
        )


def with_all(recommendations: QuerySet[ReviewRecommendation]) -> QuerySet[ReviewRecommendation]:
    """With all that a link is made of, at the same cost however many there are."""
    return recommendations.select_related("review__partnership").prefetch_related(
        "agencies",
        "decisions__recorded_by",
        "actions__action__owner",
        "actions__confirmed_by",
        "products__subject_type",
        "assurance__agency",
        "impact",
    )


def links(recommendations: Iterable[ReviewRecommendation]) -> list[Link]:
    """One for each, in their order. Statements about a whole review count for each of its own."""
    rows = list(recommendations)
    reviews = {row.review_id for row in rows}
    whole = AssuranceStatement.objects.standing().filter(review__in=reviews, recommendation=None)
    about_all: dict[int, list[AssuranceStatement]] = {}
    for statement in whole.select_related("agency") if rows else ():
        about_all.setdefault(statement.review_id, []).append(statement)
    return [link(row, about_all.get(row.review_id, [])) for row in rows]


def link(row: ReviewRecommendation, about_all: list[AssuranceStatement]) -> Link:
    decisions = list(row.decisions.all())
    in_force = [one for one in decisions if one.replaced_at is None]
    own = [one for one in row.assurance.all() if one.status != AssuranceStatement.Status.WITHDRAWN]
    made = Link(
        recommendation=row,
        decision=in_force[0] if in_force else None,
        earlier=[one for one in decisions if one.replaced_at is not None],
        actions=list(row.actions.all()),
        statements=[*own, *about_all],
        products=list(row.products.all()),
        checks=list(row.impact.all()),
    )
    made.gaps = sorted(gaps(made), key=lambda gap: gap.stage)
    return made


def at(name: str, **where: int) -> str:
    return reverse(f"reviews:{name}", kwargs=where)


def counted(number: int, one: str, several: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {several}"


def gaps(made: Link) -> Iterator[Gap]:
    """None for a recommendation that nobody accepted."""
    key, number = made.recommendation.pk, made.recommendation.number
    if made.decision is None:
        yield Gap(
            DECIDE,
            "Nobody has decided yet whether it is accepted.",
            f"Record the decision on recommendation {number}",
            at("recommendation_decide", review_recommendation_id=key),
        )
    elif not made.is_refused:
        today = clock.today()
        yield from gaps_of_actions(made)
        yield from gaps_of_assurance(made, today)
        yield from gaps_of_impact(made, today)
        if not made.products:
            yield Gap(
                CARRY,
                "Nothing is named that carries it into practice.",
                f"Name what carries recommendation {number}",
                at("product_add", review_recommendation_id=key),
            )


def gaps_of_actions(made: Link) -> Iterator[Gap]:
    number = made.recommendation.number
    if not made.actions:
        yield Gap(
            GIVE,
            "No action yet.",
            f"Give an action for recommendation {number}",
            at("recommendation_action", review_recommendation_id=made.recommendation.pk),
        )
    done = [one for one in made.actions if one.action.status == Action.Status.DONE]
    if done:
        yield Gap(
            CONFIRM,
            counted(len(done), "action is done and waits", "actions are done and wait")
            + " to be confirmed.",
            f"Look at what was done about recommendation {number}",
            at("action_confirm", recommendation_action_id=done[0].pk),
        )
    late = sum(one.action.is_overdue for one in made.actions)
    if late:
        yield Gap(WAIT, counted(late, "action is overdue.", "actions are overdue."))


def gaps_of_assurance(made: Link, today: date) -> Iterator[Gap]:
    if not made.statements:
        yield Gap(
            ASSURE,
            "No agency was asked for assurance.",
            f"Ask for assurance on recommendation {made.recommendation.number}",
            at("assurance_ask", review_id=made.recommendation.review_id),
        )
    signed = [one for one in made.statements if one.status == Standing.SIGNED]
    if signed:
        yield Gap(
            JUDGE,
            counted(len(signed), "statement waits", "statements wait") + " to be looked at.",
            f"Look at the statement of {signed[0].agency}",
            at("assurance_judge", assurance_id=signed[0].pk),
        )
    late = sum(one.status == Standing.ASKED and one.is_late_on(today) for one in made.statements)
    if late:
        yield Gap(WAIT, counted(late, "statement is overdue.", "statements are overdue."))


def gaps_of_impact(made: Link, today: date) -> Iterator[Gap]:
    number = made.recommendation.number
    waiting = [check for check in made.checks if check.found_on is None]
    late = [check for check in waiting if check.due_on < today]
    if late:
        yield Gap(
            FIND,
            f"The check of impact was due on {clock.day_text(late[0].due_on)}.",
            f"Record the impact of recommendation {number}",
            at("impact_record", impact_check_id=late[0].pk),
        )
    if not waiting and made.last_result != Result.CHANGED:
        again = "The impact is not known in full, and no further check is planned."
        yield Gap(
            PLAN,
            again if made.last_result else "No impact check planned.",
            f"Plan an impact check of recommendation {number}",
            at("impact_plan", review_recommendation_id=made.recommendation.pk),
        )


def next_gap(chain: Iterable[Link]) -> Gap | None:
    """What whoever leads the review can put right first."""
    every = [gap for made in chain for gap in made.gaps if gap.verb]
    return min(every, key=lambda gap: gap.stage, default=None)


def open_ends(review: Review) -> list[str]:
    """What is still open of the recommendations of a review, each in a sentence."""
    chain = links(with_all(ReviewRecommendation.objects.filter(review=review)))
    if not chain:
        return ["No recommendation is recorded."]
    return [f"{made.recommendation}: {gap.words}" for made in chain for gap in made.gaps]
