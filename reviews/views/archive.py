"""The archive of reviews."""

from django.http import HttpResponse

from learning_hub import access as hub
from portal import audit
from portal.access import door
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.figures import Listing
from portal.http import PortalRequest
from portal.pages import paged, show
from reviews import access, reporting
from reviews.forms import KindForm
from reviews.models import Review, ReviewFact, ReviewQuerySet

audit.words(
    {
        "reviews.listed": "Opened a list of reviews",
        "reviews.exported": "Took along a list of reviews",
    }
)


def asked_of(ask: Ask) -> KindForm:
    return KindForm(ask.asked, themes=hub.themes(ask.user))


def reviews_found(ask: Ask) -> ReviewQuerySet:
    form = asked_of(ask)
    found = access.reviews(ask.user).of_kind(form.asked).opened_by(form.route_asked)
    found = found.sharing(form.theme_asked)
    return found.in_order().select_related("board", "area", "partnership", "incident")


def way_in_of(review: Review) -> str | None:
    """Why a referral opened the file; a review from a paper was not referred here."""
    incident = getattr(review, "incident", None)
    return incident.get_route_display() if incident else None


REVIEWS = Export(
    key="reviews.reviews",
    title="Reviews",
    marking=RESTRICTED,
    seen_as="reviews.exported",
    filters=asked_of,
    rows=reviews_found,
    columns=(
        ("Review", lambda review: review.title),
        ("Kind", lambda review: review.get_kind_display()),
        ("Why it was referred", way_in_of),
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
        "filters": asked_of(Ask.of(request)),
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
