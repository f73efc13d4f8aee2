"""The yearly review of access: starting it, the lists of the agencies, closing it."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import LineForm, StartReviewForm
from partners.models import AccessReview
from partners.views.crumbs import back_to
from portal import clock
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show


def reviews_kept(ask: Ask) -> QuerySet[AccessReview]:
    """Reviews with how many roles were asked about and answered, of those this person sees."""
    ours = Q(parts__lines__in=access.access_review_lines(ask.user))
    rows = access.access_reviews(ask.user).annotate(
        asked=Count("parts__lines", filter=ours),
        answered=Count("parts__lines", filter=ours & ~Q(parts__lines__answer="")),
    )
    return rows.select_related("partnership").order_by("-started_at", "-pk")


REVIEWS = Export(
    key="partners.access_reviews",
    title="Access reviews",
    rows=reviews_kept,
    columns=(
        ("Partnership", lambda review: review.partnership.name),
        ("Started", lambda review: review.started_at),
        ("Answers due", lambda review: review.due_on),
        ("Roles asked about", lambda review: review.asked),
        ("Answered", lambda review: review.answered),
        ("Closed", lambda review: review.closed_at),
    ),
)


@door("GET", to=access.keeps_people)
@offers(REVIEWS)
def access_review_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, REVIEWS.found(request)),
        "may_start": access.gives_access(request.user),
        "crumbs": back_to("people"),
    }
    return show(request, "partners/access_review_list.html", context)


@door("GET", "POST", to=access.gives_access, proven=True)
def access_review_start(request: PortalRequest) -> HttpResponse:
    due = clock.today() + timedelta(days=settings.ACCESS_REVIEW_DAYS)
    form = StartReviewForm(posted(request), user=request.user, initial={"due_on": due})
    if form.is_valid():
        try:
            started = actions.start_access_review(by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error("partnership", str(refusal))
        else:
            messages.success(request, "Started. Every agency is asked about its people.")
            return redirect(started)
    context = {"crumbs": back_to("people", "access reviews")}
    return show(request, "partners/access_review_start.html", context, form=form)


@door("GET", to=access.keeps_people)
def access_review(request: PortalRequest, access_review_id: int) -> HttpResponse:
    user = request.user
    rows = access.access_reviews(user).select_related("partnership", "started_by", "closed_by")
    found = get_object_or_404(rows, pk=access_review_id)
    lines = access.access_review_lines(user).select_related(
        "standing__person", "standing__agency", "answered_by"
    )
    parts = access.access_review_parts(user).filter(review=found).select_related("agency")
    parts = parts.prefetch_related(Prefetch("lines", lines))
    running = found.closed_at is None
    told = [
        (part, [(one, running and access.answers_for(user, one)) for one in part.lines.all()])
        for part in parts
    ]
    every = [line for _, lines_of_part in told for line, _ in lines_of_part]
    context = {
        "review": found,
        "parts": told,
        "asked": len(every),
        "answered": sum(1 for line in every if line.answer),
        "may_close": running and access.governs(user, found.partnership_id),
        "crumbs": back_to("people", "access reviews"),
    }
    return show(request, "partners/access_review.html", context)


@door("GET", "POST", to=access.keeps_people, proven=True)
def access_review_answer(request: PortalRequest, access_review_line_id: int) -> HttpResponse:
    rows = access.access_review_lines(request.user).select_related(
        "part__review", "standing__person", "standing__agency", "standing__partnership"
    )
    found = get_object_or_404(rows, pk=access_review_line_id)
    insist(access.answers_for(request.user, found))
    form = LineForm(posted(request))
    if form.is_valid():
        try:
            actions.answer_line(line=found, by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Answered for {found.standing.person}.")
            return redirect(found.part.review)
    review = found.part.review
    crumbs = [*back_to("people", "access reviews"), (str(review), review.get_absolute_url())]
    context = {"line": found, "crumbs": crumbs}
    return show(request, "partners/access_review_answer.html", context, form=form)


@door("POST", to=access.gives_access, proven=True)
def access_review_close(request: PortalRequest, access_review_id: int) -> HttpResponse:
    found = get_object_or_404(access.access_reviews(request.user), pk=access_review_id)
    insist(access.governs(request.user, found.partnership_id))
    try:
        actions.close_access_review(review=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Closed. What was not answered stays as it is.")
    return redirect(found)
