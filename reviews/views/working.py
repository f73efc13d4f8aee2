"""Who was heard, versions of the draft, and what is said of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit, files
from portal.access import door, signed_in
from portal.http import PortalRequest
from portal.pages import posted, sent, show
from reviews import access, actions
from reviews.forms import AnswerForm, CommentForm, ContactForm, DraftForm

audit.words(
    {
        "localreview.contacts_seen": "Opened what families and practitioners said",
        "draft.seen": "Opened a version of the draft report",
    }
)


@door("GET", "POST", to=signed_in, proven=True)
def local_contacts(request: PortalRequest, local_review_id: int) -> HttpResponse:
    """For who leads and who carries out the review. A look is noted, or nothing is shown."""
    local = get_object_or_404(access.worked_on(request.user), pk=local_review_id)
    form = ContactForm(posted(request))
    if form.is_valid():
        actions.add_contact(local=local, by=request.user, **form.cleaned_data)
        messages.success(request, "Contact recorded.")
        return redirect("reviews:local_contacts", local_review_id=local.pk)
    audit.sighted(local, by=request.user, what="localreview.contacts_seen")
    told = access.contacts(request.user).filter(local_review=local).select_related("by")
    context = {"local": local, "review": local.review, "contacts": told}
    return show(request, "reviews/local_contacts.html", context, form=form)


@door("GET", "POST", to=signed_in, proven=True)
def local_draft_add(request: PortalRequest, local_review_id: int) -> HttpResponse:
    local = get_object_or_404(access.worked_on(request.user), pk=local_review_id)
    form = DraftForm(*sent(request))
    if form.is_valid():
        try:
            draft = actions.add_draft(local=local, by=request.user, **form.cleaned_data)
        except files.NotKept as full:
            form.add_error("uploads", str(full))
        else:
            messages.success(request, f"{draft} added.")
            return redirect(draft)
    context = {"local": local, "review": local.review}
    return show(request, "reviews/local_draft_add.html", context, form=form)


@door("GET", "POST", to=signed_in, proven=True)
def draft(request: PortalRequest, draft_id: int) -> HttpResponse:
    """One version, who has read it, and comments by section. A look is noted."""
    drafts = access.drafts(request.user).select_related("local_review__review", "by")
    draft = get_object_or_404(drafts, pk=draft_id)
    form = CommentForm(posted(request))
    if form.is_valid():
        actions.comment_on_draft(draft=draft, by=request.user, **form.cleaned_data)
        messages.success(request, "Comment added.")
        return redirect(draft)
    audit.sighted(draft, by=request.user)
    readings = access.readings(request.user).filter(draft=draft).select_related("person")
    told = access.draft_comments(request.user).filter(draft=draft)
    context = {
        "draft": draft,
        "review": draft.local_review.review,
        "local": draft.local_review,
        "files": files.about(request.user, [draft])[draft.pk],
        "readings": readings,
        "has_read": any(one.person_id == request.user.pk for one in readings),
        "comments": told.select_related("by", "answered_by"),
        "reviews_it": access.reviews_it(request.user, draft.local_review),
    }
    return show(request, "reviews/draft.html", context, form=form)


@door("POST", to=signed_in, proven=True)
def draft_read(request: PortalRequest, draft_id: int) -> HttpResponse:
    draft = get_object_or_404(access.drafts(request.user), pk=draft_id)
    actions.mark_read(draft=draft, by=request.user)
    messages.success(request, "Recorded that you have read this version.")
    return redirect(draft)


@door("GET", "POST", to=signed_in, proven=True)
def comment_answer(request: PortalRequest, draft_comment_id: int) -> HttpResponse:
    """For the reviewer alone."""
    found = access.comments_to_answer(request.user).select_related("draft__local_review__review")
    comment = get_object_or_404(found, pk=draft_comment_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            actions.answer_comment(comment=comment, by=request.user, **form.cleaned_data)
        except actions.AlreadyAnswered:
            messages.error(request, "This was answered meanwhile. That answer stands.")
        else:
            messages.success(request, "Answer recorded.")
        return redirect(comment.draft)
    context = {"comment": comment, "review": comment.draft.local_review.review}
    return show(request, "reviews/comment_answer.html", context, form=form)
