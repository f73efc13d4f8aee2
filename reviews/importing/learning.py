"""How recommendations, decisions on them and checks of impact come in, and leave again.

What an agency signed, which action was given and what was named stay behind: they point at people
and things of this portal, and end with the file.
"""

from collections.abc import Iterable
from typing import Any

from partners.models import Role
from portal.packs import Column, Reader, register
from reviews.importing.archive import plain
from reviews.models import Challenge, ImpactCheck, RecommendationDecision, ReviewRecommendation

Row = dict[str, Any]
Faults = Iterable[tuple[str, str]]


def gives_reasons(row: Row) -> Faults:
    less = row.get("answer") not in (None, RecommendationDecision.Answer.ACCEPTED)
    if less and not row.get("reasons"):
        yield "reasons", "Say why it was not accepted in full."


def shows_the_change(row: Row) -> Faults:
    if row.get("found_on") and not (row.get("result") and row.get("found")):
        yield "found_on", "Give the result and what was found, or leave the day empty."
    shown = row.get("result") in (ImpactCheck.Result.CHANGED, ImpactCheck.Result.PARTLY)
    if row.get("found_on") and shown and not row.get("evidence"):
        yield "evidence", "Say what shows that practice changed."


def answers_on_a_day(row: Row) -> Faults:
    if bool(row.get("answer")) != bool(row.get("answered_on")):
        yield "answered_on", "Give the answer and its day, or leave both empty."


register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/recommendations.csv",
        title="What each review recommends, without a name",
        model=ReviewRecommendation,
        scope="review__partnership",
        columns=(
            *plain("ref", "review", "number", "text"),
            Column("to_partnership", help="yes when it is addressed to the partnership"),
            Column("agencies", help="those it is addressed to"),
        ),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/recommendation_decisions.csv",
        title="Whether each recommendation was accepted, by whom and why",
        model=RecommendationDecision,
        scope="recommendation__review__partnership",
        columns=(
            *plain("ref", "recommendation", "answer", "reasons", "deciders", "decided_on"),
            Column("replaced_at", help="when a later decision took its place"),
        ),
        checks=(gives_reasons,),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/impact_checks.csv",
        title="Whether practice changed, looked at on a day",
        model=ImpactCheck,
        scope="recommendation__review__partnership",
        columns=(
            *plain("ref", "recommendation", "due_on", "measure", "looks"),
            Column("found_on", help="empty while it is planned"),
            *plain("result", "found", "evidence", "found_by"),
        ),
        checks=(shows_the_change,),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/challenges.csv",
        title="Who challenged whom about a review",
        model=Challenge,
        scope="review__partnership",
        columns=(
            *plain("ref", "review", "challenger", "challenged", "on", "text"),
            *plain("answer", "answered_by", "answered_on"),
        ),
        checks=(answers_on_a_day,),
    )
)
