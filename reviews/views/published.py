"""Published reviews, for everybody: no account is needed, and nothing of the file is shown."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import documents
from portal.access import public
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from portal.passages import passages
from portal.sheets import attachment
from reviews import access

PUBLISHED = Export(
    key="reviews.published",
    title="Published reviews",
    rows=lambda ask: access.published(),
    columns=(
        ("Review", lambda one: one.title),
        ("Partnership", lambda one: str(one.review.partnership)),
        ("What is published", lambda one: one.get_status_display()),
        ("Published", lambda one: one.published_on),
        ("Withdrawn", lambda one: one.withdrawn_on),
    ),
)


@public("GET")
@offers(PUBLISHED)
def published_list(request: PortalRequest) -> HttpResponse:
    return show(
        request, "reviews/published_list.html", {"page": paged(request, PUBLISHED.found(request))}
    )


@public("GET")
def published(request: PortalRequest, published_id: int) -> HttpResponse:
    found = get_object_or_404(access.published(), pk=published_id)
    papers = [name for name in access.PAPERS if access.public_file(found, name)]
    context = {
        "publication": found,
        "passages": passages(found.report) if found.has_report else [],
        "synopsis": passages(found.synopsis),
        "guide": [(part, passages(text)) for part, text in found.guide_parts],
        "papers": papers,
    }
    return show(request, "reviews/published.html", context)


@public("GET")
def published_file(request: PortalRequest, published_id: int, paper: str) -> HttpResponse:
    """The PDF that was made when it was published; the page while there is none."""
    found = get_object_or_404(access.published(), pk=published_id)
    made = access.public_file(found, paper)
    if made is None:
        return redirect("reviews:published", published_id=found.pk)
    pdf = documents.stored(made)
    return attachment(pdf, "application/pdf", documents.file_name(made))
