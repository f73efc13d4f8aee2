"""The steps of the kinds that no referral opens, and what their case page shows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from portal.models import User
from reviews import access
from reviews.kinds import Family
from reviews.models import Review
from reviews.views.sections import shows_section
from reviews.views.steps import CANNOT, DONE, NOT_YET, STARTED, Step, tells_steps


def way(name: str, review: Review, *, leads: bool) -> str:
    """Where a step is worked on; nowhere for whoever only reads."""
    return reverse(f"reviews:{name}", kwargs={"review_id": review.pk}) if leads else ""


@tells_steps(50, Family.SET)
def kind_steps_set(user: User, review: Review) -> Iterable[Step]:
    leads = access.leads(user, review)
    size = access.size_of_set(user, review)
    themes = access.common_themes(user).filter(thematic=review).count()
    yield Step(
        label="Files in the set",
        state=STARTED if size else NOT_YET,
        address=way("thematic_files", review, leads=leads),
        verb="" if size else "Choose the files of the set",
        hint=f"{size} in the set",
    )
    yield Step(
        label="What they have in common",
        state=STARTED if themes else NOT_YET if size else CANNOT,
        address=way("thematic_themes", review, leads=leads),
        verb="" if themes else "Write what they have in common",
        hint=f"{themes} recorded",
    )


@shows_section(50, "reviews/parts/thematic.html", Family.SET)
def thematic_section(user: User, review: Review) -> dict[str, Any]:
    files = access.thematic_files(user).filter(thematic=review).select_related("review")
    return {
        "files": files,
        "size": access.size_of_set(user, review),
        "themes": access.common_themes(user).filter(thematic=review),
    }


@tells_steps(60, Family.ELSEWHERE)
def kind_steps_elsewhere(user: User, review: Review) -> Iterable[Step]:
    leads = access.leads(user, review)
    row = access.contribution_of(user, review)
    yield Step(
        label="What is asked of us",
        state=DONE if row.lead else NOT_YET,
        address=way("contribution", review, leads=leads),
        verb="Record what is asked of us",
    )
    state = DONE if row.sent_on else NOT_YET if row.lead else CANNOT
    yield Step(
        label="What was sent, and what came of it",
        state=state,
        address=way("contribution_outcome", review, leads=leads and bool(row.lead)),
        verb="Record what was sent",
        hint="Published" if row.published_on else "Not published yet, as far as recorded",
    )


@shows_section(60, "reviews/parts/contribution.html", Family.ELSEWHERE)
def contribution_section(user: User, review: Review) -> dict[str, Any] | None:
    row = access.contributions(user).filter(review=review).prefetch_related("agencies").first()
    return {"contribution": row} if row else None


@tells_steps(70, Family.OCCASION)
def kind_steps_occasion(user: User, review: Review) -> Iterable[Step]:
    row = access.occasion_of(user, review)
    yield Step(
        label="When, who, what came out of it",
        state=DONE if row.came_out else STARTED if row.about else NOT_YET,
        address=way("occasion", review, leads=access.leads(user, review)),
        verb="" if row.about else "Record when it is held and who takes part",
        hint="" if row.came_out else "What came out of it is not recorded",
    )


@shows_section(70, "reviews/parts/occasion.html", Family.OCCASION)
def occasion_section(user: User, review: Review) -> dict[str, Any] | None:
    row = access.occasions(user).filter(review=review).prefetch_related("agencies").first()
    return {"occasion": row} if row else None


@shows_section(85, "reviews/parts/related.html")
def related_section(user: User, review: Review) -> dict[str, Any] | None:
    """Reviews under other laws; for who leads, also the way to link one."""
    rows = list(access.related_reviews(user).filter(review=review).select_related("theme"))
    leads = access.leads(user, review)
    return {"rows": rows, "review": review, "leads": leads} if rows or leads else None
