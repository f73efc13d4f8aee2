"""A thematic review: its set of files, and what they have in common."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from reviews import access, actions
from reviews.forms import CommonThemeForm, ThematicFileForm
from reviews.kinds import Family
from reviews.models import Review


def led(request: PortalRequest, review_id: int) -> Review:
    return get_object_or_404(access.led_with(request.user, Family.SET), pk=review_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def thematic_files(request: PortalRequest, review_id: int) -> HttpResponse:
    """Only files this person may see are offered and shown."""
    review = led(request, review_id)
    audit.sighted(review, by=request.user)
    form = ThematicFileForm(posted(request), files=access.addable_files(request.user, review))
    if request.method == "POST" and form.is_valid():
        try:
            added = form.cleaned_data["review"]
            why = form.cleaned_data["why"]
            actions.add_file(thematic=review, review=added, why=why, by=request.user)
        except actions.InTheSet:
            form.add_error("review", "This one is in the set already")
        else:
            messages.success(request, f"{added} is in the set now.")
            return redirect("reviews:thematic_files", review_id=review_id)
    rows = access.thematic_files(request.user).filter(thematic=review).select_related("review")
    context = {
        "review": review,
        "rows": rows,
        "size": access.size_of_set(request.user, review),
    }
    return show(request, "reviews/thematic_files.html", context, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def thematic_file_remove(request: PortalRequest, thematic_file_id: int) -> HttpResponse:
    rows = access.led_thematic_files(request.user).select_related("thematic", "review")
    row = get_object_or_404(rows, pk=thematic_file_id)
    actions.take_out_file(row=row, by=request.user)
    messages.success(request, f"{row.review} is no longer in the set.")
    return redirect("reviews:thematic_files", review_id=row.thematic_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def thematic_themes(request: PortalRequest, review_id: int) -> HttpResponse:
    review = led(request, review_id)
    size = access.size_of_set(request.user, review)
    form = CommonThemeForm(posted(request), size=size)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_common_theme(thematic=review, by=request.user, **form.cleaned_data)
        except actions.InTheSet:
            form.add_error("name", "This theme is there already. Remove it first to write it anew")
        else:
            messages.success(request, "Theme added.")
            return redirect("reviews:thematic_themes", review_id=review_id)
    rows = access.common_themes(request.user).filter(thematic=review)
    context = {"review": review, "rows": rows, "size": size}
    return show(request, "reviews/thematic_themes.html", context, form=form)


@door("POST", to=access.leads_reviews, proven=True)
def common_theme_remove(request: PortalRequest, common_theme_id: int) -> HttpResponse:
    rows = access.led_common_themes(request.user).select_related("thematic")
    theme = get_object_or_404(rows, pk=common_theme_id)
    actions.remove_common_theme(theme=theme, by=request.user)
    messages.success(request, "Theme removed.")
    return redirect("reviews:thematic_themes", review_id=theme.thematic_id)
