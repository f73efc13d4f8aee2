"""Reviews of a year in figures: for those who answer for it, without seeing a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from partners.models import Partnership
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.figures import Chapter, Scope, Table
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, show
from reviews import access, actions, yearly
from reviews.forms import SummaryForm, YearForm
from reviews.models import LearningSummary


def chapter_of(ask: Ask) -> Chapter:
    partnership = partnership_of(ask.user, ask.at["partnership_id"])
    return yearly.yearly(yearly.year_scope(partnership.pk, YearForm(ask.asked).asked))


def partnership_of(user: User, partnership_id: int) -> Partnership:
    return get_object_or_404(access.figures.partnerships_counted(user), pk=partnership_id)


FIGURES = Export(
    key="reviews.figures",
    title="Reviews in figures",
    filters=lambda ask: YearForm(ask.asked),
    scope=lambda ask: str(partnership_of(ask.user, ask.at["partnership_id"])),
    rows=lambda ask: yearly.lines(chapter_of(ask)),
    columns=(
        ("Part", lambda line: line[0]),
        ("Row", lambda line: line[1]),
        ("What", lambda line: line[2]),
        ("Value", lambda line: line[3]),
    ),
)


@door("GET", to=access.figures.reads_figures, proven=True)
def figures_start(request: PortalRequest) -> HttpResponse:
    """The figures of the first partnership somebody answers for."""
    first = access.figures.partnerships_counted(request.user).earliest("name", "pk")
    return redirect("reviews:figures", partnership_id=first.pk)


@door("GET", to=access.figures.reads_figures, proven=True)
@offers(FIGURES)
def figures(request: PortalRequest, partnership_id: int) -> HttpResponse:
    others = access.figures.partnerships_counted(request.user).order_by("name", "pk")
    partnership = partnership_of(request.user, partnership_id)
    first = YearForm(request.GET).asked
    year = yearly.year_scope(partnership.pk, first).label
    context = {
        "partnership": partnership,
        "first": first,
        "summary": access.figures.summary_of(request.user, partnership, year),
        "sums_up": access.figures.sums_up(request.user, partnership),
        "others": others.exclude(pk=partnership_id),
        "filters": YearForm(request.GET),
        "chapter": chapter_of(Ask.of(request, partnership_id=partnership_id)),
    }
    return show(request, "reviews/figures.html", context)


def themes_of(chapter: Chapter) -> Table:
    """The counts a summary is drawn from."""
    return next(one for one in chapter.tables if one.key == "reviews.themes_by_year")


@door("GET", "POST", to=access.leads_reviews, proven=True)
def learning_summary(request: PortalRequest, partnership_id: int) -> HttpResponse:
    """What the reviews of a year taught, searched for who the children are before it is kept."""
    led = access.figures.partnerships_summed_up(request.user)
    partnership = get_object_or_404(led, pk=partnership_id)
    first = YearForm(request.GET).asked
    scope = yearly.year_scope(partnership.pk, first)
    one: dict[str, Any] = {"partnership": partnership, "year": scope.label}
    row = access.figures.summary_of(request.user, **one) or LearningSummary(**one)
    form = SummaryForm(posted(request), row=row)
    if request.method == "POST" and form.is_valid() and keeps(request, form, one, scope):
        messages.success(request, "Saved.")
        page = reverse("reviews:figures", kwargs={"partnership_id": partnership.pk})
        return redirect(f"{page}?year={first}")
    context = {**one, "first": first, "table": themes_of(yearly.yearly(scope))}
    return show(request, "reviews/learning_summary.html", context, form=form)


def keeps(request: PortalRequest, form: SummaryForm, one: dict[str, Any], scope: Scope) -> bool:
    """Whether the words were kept; if not, the form says why."""
    told, by = form.cleaned_data, request.user
    words = (
        []
        if form.is_sure
        else actions.names_of_year(
            partnership=one["partnership"], scope=scope, text=told["text"], by=by
        )
    )
    if words:
        form.ask(words)
        return False
    try:
        actions.write_summary(
            **one, seen=told["seen"], text=told["text"], status=told["status"], by=by
        )
    except actions.SavedMeanwhile:
        form.row = access.figures.summary_of(by, **one) or form.row
        form.renew()
        return False
    return True
