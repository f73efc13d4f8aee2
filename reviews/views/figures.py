"""Reviews of a year in figures: for those who answer for it, without seeing a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.models import Partnership
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.figures import Chapter
from portal.http import PortalRequest
from portal.models import User
from portal.pages import show
from reviews import access, yearly
from reviews.forms import YearForm


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
    first = access.figures.partnerships_counted(request.user).order_by("name", "pk").first()
    if first is None:
        raise Http404
    return redirect("reviews:figures", partnership_id=first.pk)


@door("GET", to=access.figures.reads_figures, proven=True)
@offers(FIGURES)
def figures(request: PortalRequest, partnership_id: int) -> HttpResponse:
    others = access.figures.partnerships_counted(request.user).order_by("name", "pk")
    context = {
        "partnership": partnership_of(request.user, partnership_id),
        "others": others.exclude(pk=partnership_id),
        "filters": YearForm(request.GET),
        "chapter": chapter_of(Ask.of(request, partnership_id=partnership_id)),
    }
    return show(request, "reviews/figures.html", context)
