"""The archive, and one review of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from portal import agenda, audit, clock
from portal.access import door, signed_in
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.figures import Listing
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, show
from reviews import access, reporting
from reviews.forms import KindForm
from reviews.models import Review, ReviewFact, ReviewQuerySet

audit.words(
    {
        "review.seen": "Opened a review",
        "reviews.listed": "Opened a list of reviews",
        "reviews.exported": "Took along a list of reviews",
    }
)


def reviews_found(ask: Ask) -> ReviewQuerySet:
    found = access.reviews(ask.user).of_kind(KindForm(ask.asked).asked).in_order()
    return found.select_related("board", "area", "partnership")


REVIEWS = Export(
    key="reviews.reviews",
    title="Reviews",
    marking=RESTRICTED,
    seen_as="reviews.exported",
    filters=lambda ask: KindForm(ask.asked),
    rows=reviews_found,
    columns=(
        ("Review", lambda review: review.title),
        ("Kind", lambda review: review.get_kind_display()),
        ("Board or area", lambda review: str(review.board or review.area or "") or None),
        ("Commissioned", lambda review: review.commissioned),
        ("Completed", lambda review: review.completed),
        ("Published", lambda review: review.published),
    ),
)


@door("GET", to=access.reads_reviews, proven=True)
@offers(REVIEWS)
def review_list(request: PortalRequest) -> HttpResponse:
    """A list of reviews is a look at each of them: it is noted, or not served."""
    page = paged(request, REVIEWS.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="reviews.listed")
    context = {
        "page": page,
        "filters": KindForm(request.GET),
        "counts": access.reviews(request.user).counted(),
        "told": told(list(access.facts_told(request.user))),
    }
    return show(request, "reviews/review_list.html", context)


def told(facts: list[ReviewFact]) -> dict[str, list[Listing]]:
    """What papers say of the work of the team in each year; lists that are empty left out."""
    years: dict[str, list[ReviewFact]] = {}
    for fact in facts:
        years.setdefault(f"{fact.year}, {fact.partnership.short_name}", []).append(fact)
    return {
        year: [one for one in reporting.lists(of_year) if one.items]
        for year, of_year in years.items()
    }


@door("GET", to=signed_in, proven=True)
def review(request: PortalRequest, review_id: int) -> HttpResponse:
    """Nobody opens a review unseen: when the sighting cannot be written, this page fails."""
    reviews = access.reviews(request.user).select_related("board", "area", "partnership")
    review = get_object_or_404(reviews, pk=review_id)
    audit.sighted(review, by=request.user)
    context = {
        "review": review,
        "learning": review.learning.all(),
        "themes": review.themes.all(),
        "leads": access.leads(request.user, review),
        "readership": access.readers(review),
        **what_a_lead_sees(request.user, review),
    }
    return show(request, "reviews/review.html", context)


def what_a_lead_sees(user: User, review: Review) -> dict[str, Any]:
    """Who may see the review and why, who has looked, and what left it. Empty for others."""
    return {
        "now": clock.now(),
        "grants": access.grants(user)
        .filter(content_object=review)
        .select_related("user", "granted_by"),
        "conflicts": access.conflicts(user).filter(review=review).in_full(),
        "sightings": access.sightings(user, review)[:20],
        "lists": access.list_sightings(user, review)[:10],
        "shared": access.learning_shared(user)
        .filter(review=review)
        .select_related("learning_point", "shared_by"),
        "clocks": agenda.clocks_of_case(access.clocks(user, review)),
    }
