"""Papers for the public, made once from the texts that were checked: PDF/UA."""

from typing import Any

from django.urls import reverse

from learning_hub.models import Resource
from learning_hub.papers import tells_papers
from portal import documents
from portal.models import User
from portal.passages import Passage, passages
from reviews.access.publication import PAPERS, leads_publication, public_file
from reviews.models import Publication, PublishedResource


def may_have(user: User, publication: Publication) -> bool:
    return publication.is_readable or leads_publication(user, publication)


def context(publication: Publication, heading: str, text: list[Passage]) -> dict[str, Any]:
    """Nothing of the file but what is public: title, partnership, days and the text."""
    return {
        "heading": heading,
        "subject": publication.title,
        "partnership": str(publication.review.partnership),
        "published_on": publication.published_on,
        "passages": text,
    }


def report(publication: Publication) -> dict[str, Any]:
    heading = "Local child safeguarding practice review"
    return context(publication, heading, passages(publication.report))


def synopsis(publication: Publication) -> dict[str, Any]:
    return context(publication, "Synopsis of learning", passages(publication.synopsis))


def guide(publication: Publication) -> dict[str, Any]:
    parts = [
        passage
        for part, text in publication.guide_parts
        for passage in (Passage("heading", part), *passages(text))
    ]
    return context(publication, "7-minute guide", parts)


REPORT = documents.Kind(
    key=PAPERS["report"],
    label="Published report of a review",
    template="reviews/documents/published.html",
    context=report,
    title=lambda publication: f"Report: {publication.title}",
    to=may_have,
)
SYNOPSIS = documents.Kind(
    key=PAPERS["synopsis"],
    label="Synopsis of learning",
    template="reviews/documents/published.html",
    context=synopsis,
    title=lambda publication: f"Synopsis of learning: {publication.title}",
    to=may_have,
)
GUIDE = documents.Kind(
    key=PAPERS["guide"],
    label="7-minute guide",
    template="reviews/documents/published.html",
    context=guide,
    title=lambda publication: f"7-minute guide: {publication.title}",
    to=may_have,
)

# Which paper of a published review a resource of the hub is.
PAPER_OF = {Resource.Kind.SYNOPSIS: "synopsis", Resource.Kind.GUIDE: "guide"}


@tells_papers
def address_of(resource: Resource) -> str:
    """The PDF of a synopsis or a guide, while its review is public."""
    paper = PAPER_OF.get(Resource.Kind(resource.kind))
    handed = PublishedResource.objects.filter(resource=resource) if paper else None
    found = handed.select_related("publication").first() if handed is not None else None
    if found is None or paper is None or public_file(found.publication, paper) is None:
        return ""
    where = {"published_id": found.publication_id, "paper": paper}
    return reverse("reviews:published_file", kwargs=where)
