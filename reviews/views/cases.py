"""One file: where it stands, what is next, who can see it, what was done in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from portal import agenda, audit, clock
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.models import User
from portal.pages import show
from reviews import access
from reviews.kinds import Family, has, sort_of, source_of
from reviews.models import Review
from reviews.views.sections import sections
from reviews.views.steps import next_step, steps
from reviews.views.timeline import timeline

audit.words({"review.seen": "Opened a review"})


@door("GET", to=signed_in, proven=True)
def review(request: PortalRequest, review_id: int) -> HttpResponse:
    """Nobody opens a review unseen: when the sighting cannot be written, this page fails."""
    with_all = ("board", "area", "partnership", "incident")
    reviews = access.reviews(request.user).select_related(*with_all)
    review = get_object_or_404(reviews, pk=review_id)
    audit.sighted(review, by=request.user)
    told = steps(request.user, review)
    context = {
        "review": review,
        "learning": review.learning.all(),
        "themes": review.themes.all(),
        "leads": access.leads(request.user, review),
        "sort": sort_of(review),
        "source": source_of(review),
        "recorded": sort_of(review).opened_here and not hasattr(review, "incident"),
        "has_copies": has(review, Family.COPIES),
        "has_learning": has(review, Family.LEARNING),
        "readership": access.readers(review),
        "steps": told,
        "next": next_step(told),
        "sections": sections(request.user, review),
        "emergency": access.emergency_of(request.user, review),
        "timeline": timeline(request.user, review, whole="timeline" in request.GET),
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
        "agency_grants": access.agency_grants(user)
        .filter(review=review)
        .select_related("agency", "granted_by"),
        "emergencies": access.emergencies(user)
        .filter(review=review)
        .select_related("person", "reviewed_by"),
        "openings": access.identity_openings(user)
        .filter(child__review=review)
        .select_related("child", "opened_by")[:20],
        "conflicts": access.conflicts(user).filter(review=review).in_full(),
        "sightings": access.sightings(user, review)[:20],
        "lists": access.list_sightings(user, review)[:10],
        "shared": access.learning_shared(user)
        .filter(review=review)
        .select_related("learning_point", "shared_by"),
        "clocks": agenda.clocks_of_case(access.clocks(user, review)),
    }
