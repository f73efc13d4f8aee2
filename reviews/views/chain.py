"""The whole chain of a review on one page, and the same of all reviews as a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partners import access as partners
from portal import audit, files, products
from portal.access import door, signed_in
from portal.clock import day_text
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.files import Shown
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, show
from reviews import access
from reviews.chain import Link, links, next_gap, with_all
from reviews.forms import RecommendationFilter
from reviews.models import (
    AssuranceStatement,
    ImpactCheck,
    RecommendationAction,
    RecommendationProduct,
    Review,
    ReviewRecommendation,
)

audit.words(
    {
        "review.chain_seen": "Opened what became of a review",
        "review.chain_taken": "Took along what became of a review",
        "reviews.recommendations_taken": "Took along a list of recommendations of reviews",
    }
)
UNSEEN = "Not open to you"


@dataclass(frozen=True)
class Carried:
    """Something that carries a recommendation, as far as this person may know of it."""

    product: RecommendationProduct
    word: str
    title: str
    address: str


@dataclass(frozen=True)
class Owed:
    """An action with what shows it, for somebody who can open it or not."""

    given: RecommendationAction
    address: str
    evidence: tuple[Shown, ...]

    @property
    def text(self) -> str:
        return f"{self.given.action.text} ({self.given.action.owner}, {self.state.lower()})"

    @property
    def state(self) -> str:
        if self.given.action.is_overdue:
            return "Overdue"
        return str(self.given.action.get_status_display())


@dataclass(frozen=True)
class Found:
    """A check of impact with the files that show what it found."""

    check: ImpactCheck
    evidence: tuple[Shown, ...]


@dataclass(frozen=True)
class Told:
    """One link of the chain, as one person sees it."""

    link: Link
    actions: list[Owed]
    products: list[Carried]
    checks: list[Found]

    @property
    def recommendation(self) -> ReviewRecommendation:
        return self.link.recommendation


def told(user: User, rows: Iterable[ReviewRecommendation]) -> list[Told]:
    """At the same cost however many recommendations there are."""
    chain = links(rows)
    given = [one for made in chain for one in made.actions]
    seen = access.actions_seen(user, given)
    evidence = files.about(user, [one.action for one in given if one.action_id in seen])
    carried = carriers(user, [one for made in chain for one in made.products])

    shown = files.about(user, [one for made in chain for one in made.checks])

    def owed(one: RecommendationAction) -> Owed:
        address = one.action.get_absolute_url() if one.action_id in seen else ""
        return Owed(one, address, tuple(evidence.get(one.action_id, ())))

    return [
        Told(
            made,
            [owed(one) for one in made.actions],
            [carried[one.pk] for one in made.products],
            [Found(one, tuple(shown[one.pk])) for one in made.checks],
        )
        for made in chain
    ]


def carriers(user: User, named: list[RecommendationProduct]) -> dict[int, Carried]:
    """Each by its id. What somebody may not open is named by its sort only."""
    ids: dict[str, list[int]] = {}
    for one in named:
        if one.subject_type is not None and one.subject_id is not None:
            ids.setdefault(sort_of(one), []).append(one.subject_id)
    things = {sort: products.kinds[sort].seen(user).in_bulk(pks) for sort, pks in ids.items()}
    return {one.pk: carrier(one, things) for one in named}


def sort_of(one: RecommendationProduct) -> str:
    """The model of the thing that is named; "" for something outside."""
    model = one.subject_type.model_class() if one.subject_type else None
    return model._meta.label if model else ""


def carrier(one: RecommendationProduct, things: dict[str, dict[int, Any]]) -> Carried:
    sort = sort_of(one)
    if not sort:
        return Carried(one, "Outside the portal", one.title, "")
    thing = things[sort].get(one.subject_id or 0)
    word = products.kinds[sort].word
    if thing is None:
        return Carried(one, word, UNSEEN, "")
    return Carried(one, word, str(thing), thing.get_absolute_url())


def decided(one: Told) -> str | None:
    decision = one.link.decision
    if decision is None:
        return None
    said = f"{decision.get_answer_display()}, {day_text(decision.decided_on)}, {decision.deciders}"
    return f"{said}: {decision.reasons}" if decision.reasons else said


def assured(one: AssuranceStatement) -> str:
    said = one.get_answer_display() if one.is_signed else ""
    state = f"{one.agency}: {one.get_status_display()}"
    return f"{state}, {said}" if said else state


def impact(one: Told) -> str:
    return "; ".join(
        f"{check.get_result_display()}, {day_text(check.found_on)}: {check.found}"
        if check.found_on
        else f"Planned for {day_text(check.due_on)}"
        for check in one.link.checks
    )


COLUMNS = (
    ("Review", lambda one: one.recommendation.review.title),
    ("Number", lambda one: one.recommendation.number),
    ("Recommendation", lambda one: one.recommendation.text),
    ("Addressed to", lambda one: one.recommendation.addressees),
    ("State", lambda one: one.link.state),
    ("Decision", decided),
    ("Actions", lambda one: "; ".join(owed.text for owed in one.actions)),
    ("Files of evidence", lambda one: sum(len(owed.evidence) for owed in one.actions)),
    ("Carried by", lambda one: "; ".join(f"{made.word}: {made.title}" for made in one.products)),
    ("Assurance", lambda one: "; ".join(map(assured, one.link.statements))),
    ("Impact", impact),
    ("Missing", lambda one: " ".join(gap.words for gap in one.link.gaps)),
)


def of_review(ask: Ask) -> QuerySet[ReviewRecommendation]:
    return with_all(access.recommendations(ask.user).filter(review=ask.at["review_id"]))


CHAIN = Export(
    key="reviews.chain",
    title="What became of a review",
    marking=RESTRICTED,
    seen_as="review.chain_taken",
    rows=of_review,
    lines=lambda ask, rows: told(ask.user, rows),
    columns=COLUMNS,
)


@door("GET", to=signed_in, proven=True)
@offers(CHAIN)
def chain(request: PortalRequest, review_id: int) -> HttpResponse:
    """Opening it is a look at the file: it is noted, or not served."""
    reviews = access.reviews(request.user).select_related("partnership")
    review = get_object_or_404(reviews, pk=review_id)
    audit.sighted(review, by=request.user, what="review.chain_seen")
    chain = told(request.user, CHAIN.found(request, review_id=review_id))
    leads = access.leads(request.user, review)
    context = {
        "review": review,
        "chain": chain,
        "next": next_gap(one.link for one in chain) if leads else None,
        "leads": leads,
        "counts": counts(chain),
        **around(request.user, review),
    }
    return show(request, "reviews/chain.html", context)


def counts(chain: list[Told]) -> list[tuple[str, str]]:
    """How far it is as a whole. Nothing is said of what there is none of."""
    decisions = [one.link.decision for one in chain if one.link.decision]
    actions = [owed.given.action for one in chain for owed in one.actions]
    return [
        ("Recommendations", str(len(chain))),
        ("Decided on", f"{len(decisions)} of {len(chain)}"),
        ("Actions closed", some(sum(a.status == "closed" for a in actions), len(actions))),
        (
            "Practice changed",
            some(sum(o.link.state == "Practice changed" for o in chain), len(chain)),
        ),
    ]


def some(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "None yet"


def around(user: User, review: Review) -> dict[str, Any]:
    """What hangs on the whole review: statements, the public texts, challenges, the hub."""
    text = access.publications(user).filter(review=review).first()
    return {
        "statements": statements(user, review),
        "publication": text,
        "sendings": access.guide_sendings(user)
        .filter(publication__review=review)
        .select_related("agency", "by"),
        "resources": access.published_resources(user)
        .filter(publication__review=review)
        .select_related("resource"),
        "shared": access.learning_shared(user)
        .filter(review=review)
        .select_related("learning_point"),
        "challenges": access.challenges(user).filter(review=review),
        "closable": access.closable(user).filter(pk=review.pk).exists(),
    }


def statements(user: User, review: Review) -> list[tuple[AssuranceStatement, tuple[Shown, ...]]]:
    """Each with its files, once the agency has signed it off."""
    found = list(access.assurance_statements(user).filter(review=review).standing().told())
    evidence = files.about(user, [one for one in found if one.is_signed])
    return [(one, tuple(evidence.get(one.pk, ()))) for one in found]


def filters_of(ask: Ask) -> RecommendationFilter:
    agencies = partners.agencies(ask.user).order_by("name", "pk")
    return RecommendationFilter(ask.asked, agencies=agencies)


def of_all(ask: Ask) -> QuerySet[ReviewRecommendation]:
    led = with_all(filters_of(ask).narrow(access.led_recommendations(ask.user)))
    return led.order_by("-review__title", "review", "number")


RECOMMENDATIONS = Export(
    key="reviews.recommendations",
    title="Recommendations of reviews",
    marking=RESTRICTED,
    seen_as="reviews.recommendations_taken",
    filters=filters_of,
    rows=of_all,
    lines=lambda ask, rows: told(ask.user, rows),
    columns=COLUMNS,
)


@door("GET", to=access.leads_reviews, proven=True)
@offers(RECOMMENDATIONS)
def recommendation_list(request: PortalRequest) -> HttpResponse:
    """Every recommendation of the reviews this person leads, with what is missing."""
    page = paged(request, RECOMMENDATIONS.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="reviews.listed")
    lines = RECOMMENDATIONS.shown(request, page.object_list)
    context = {"page": page, "lines": lines, "filters": filters_of(Ask.of(request))}
    return show(request, "reviews/recommendation_list.html", context)
