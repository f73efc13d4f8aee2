"""What is said before a local review is commissioned, and who is asked to write it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import agencies_of
from portal.access import door, sees, signed_in
from portal.conflicts import NobodyLeft
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import (
    AnswerForm,
    AskAgenciesForm,
    DeclarationForm,
    DropForm,
    KeyLineForm,
    ProgressForm,
    ReviewerForm,
    ScrutinyForm,
)


@door("GET", "POST", to=signed_in, proven=True)
def local_scrutiny(request: PortalRequest, local_review_id: int) -> HttpResponse:
    """Only for the scrutineer, once the file was opened to them by name."""
    local = get_object_or_404(access.scrutinised(request.user), pk=local_review_id)
    form = ScrutinyForm(posted(request))
    if form.is_valid():
        actions.write_scrutiny(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, "Your entry is recorded.")
        return redirect(local)
    context = {"local": local, "review": local.review}
    return show(request, "reviews/local_scrutiny.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_ask_agencies(request: PortalRequest, local_review_id: int) -> HttpResponse:
    found = access.led_local_reviews(request.user).select_related("review__partnership")
    local = get_object_or_404(found, pk=local_review_id)
    asked = access.declarations(request.user).filter(local_review=local).select_related("agency")
    agencies = agencies_of(request.user, local.review.partnership)
    form = AskAgenciesForm(
        posted(request), agencies=agencies.exclude(pk__in=asked.values("agency"))
    )
    if form.is_valid():
        count = actions.ask_agencies(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, f"Asked: {count}. Their agency leads are told.")
        return redirect(local)
    context = {"local": local, "review": local.review, "asked": asked}
    return show(request, "reviews/local_ask_agencies.html", context, form=form)


@door("GET", "POST", to=signed_in, proven=True)
def agency_declaration(request: PortalRequest, agency_declaration_id: int) -> HttpResponse:
    """The narrow door: an agency sees what it is asked, and nothing of the file."""
    found = access.declarations(request.user).select_related(
        "agency", "answered_by", "local_review__review__partnership"
    )
    declaration = get_object_or_404(found, pk=agency_declaration_id)
    own = access.answers_for_agency(request.user, declaration)
    may = not declaration.answer and access.answers_declaration(request.user, declaration)
    form = DeclarationForm(posted(request), own=own)
    if may and form.is_valid():
        try:
            actions.answer_declaration(
                declaration=declaration, by=request.user, **form.cleaned_data
            )
        except actions.AlreadyAnswered:
            messages.error(request, "Somebody else has answered meanwhile. Their answer stands.")
            return redirect(declaration)
        except NobodyLeft:
            form.add_error(
                "answer",
                "No review lead would be left. Tell the business team: another agency must "
                "lead this review first",
            )
        else:
            messages.success(request, "Answer recorded.")
            return redirect(declaration if sees(request.user, declaration) else "portal:my_work")
    context = {
        "declaration": declaration,
        "review": declaration.local_review.review,
        "in_file": sees(request.user, declaration.local_review),
        "may": may,
    }
    return show(request, "reviews/agency_declaration.html", context, form=form if may else None)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_reviewer(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    form = ReviewerForm(posted(request), by=request.user)
    if form.is_valid():
        try:
            reviewer = actions.appoint_reviewer(local=local, by=request.user, **form.cleaned_data)
        except actions.AlreadyLetIn:
            form.add_error("person", "This person can open the review already. End that first")
        else:
            messages.success(request, f"{reviewer.person} is the reviewer and can open the file.")
            return redirect(local)
    context = {
        "local": local,
        "review": local.review,
        "reviewers": access.reviewers(request.user)
        .filter(local_review=local)
        .select_related("person", "grant"),
    }
    return show(request, "reviews/local_reviewer.html", context, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def reviewer_end(request: PortalRequest, reviewer_id: int) -> HttpResponse:
    found = access.reviewers(request.user).select_related("person", "grant", "local_review__review")
    reviewer = get_object_or_404(found, pk=reviewer_id)
    actions.end_reviewer(reviewer=reviewer, by=request.user)
    messages.success(request, f"{reviewer.person} can no longer open this review.")
    return redirect(reviewer.local_review)


@door("GET", "POST", to=signed_in, proven=True)
def local_key_lines(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.worked_on(request.user), pk=local_review_id)
    form = KeyLineForm(posted(request))
    if form.is_valid():
        actions.add_key_line(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, "Key line of enquiry added.")
        return redirect("reviews:local_key_lines", local_review_id=local_review_id)
    context = {
        "local": local,
        "review": local.review,
        "lines": access.key_lines(request.user)
        .filter(local_review=local)
        .select_related("dropped_by"),
        "leads": access.leads_local(request.user, local),
    }
    return show(request, "reviews/local_key_lines.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def key_line_drop(request: PortalRequest, key_line_id: int) -> HttpResponse:
    found = access.key_lines(request.user).filter(
        local_review__in=access.led_local_reviews(request.user)
    )
    line = get_object_or_404(found.select_related("local_review__review"), pk=key_line_id)
    form = DropForm(posted(request))
    if form.is_valid():
        actions.drop_key_line(line=line, by=request.user, **form.cleaned_data)
        messages.success(request, "Key line of enquiry dropped.")
        return redirect("reviews:local_key_lines", local_review_id=line.local_review_id)
    context = {"line": line, "review": line.local_review.review}
    return show(request, "reviews/key_line_drop.html", context, form=form)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def local_ask_progress(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.led_local_reviews(request.user), pk=local_review_id)
    form = ProgressForm(posted(request))
    if form.is_valid():
        actions.ask_progress(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, "Asked in writing. The month begins again.")
        return redirect(local)
    context = {"local": local, "review": local.review}
    return show(request, "reviews/local_ask_progress.html", context, form=form)


@door("GET", "POST", to=signed_in, proven=True)
def progress_answer(request: PortalRequest, progress_request_id: int) -> HttpResponse:
    """For the reviewer alone."""
    found = access.progress_to_answer(request.user).select_related("local_review__review")
    asked = get_object_or_404(found, pk=progress_request_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            actions.answer_progress(request=asked, by=request.user, **form.cleaned_data)
        except actions.AlreadyAnswered:
            messages.error(request, "This was answered meanwhile. That answer stands.")
        else:
            messages.success(request, "Answer recorded.")
        return redirect(asked.local_review)
    context = {"asked": asked, "review": asked.local_review.review}
    return show(request, "reviews/progress_answer.html", context, form=form)
