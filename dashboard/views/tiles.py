"""The dashboard, one tile, and giving it a colour."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dashboard import access
from dashboard.actions.tiles import RatedMeanwhile, last_written
from dashboard.actions.tiles import rate as give_colour
from dashboard.forms import BoardDatesForm, RatingForm
from dashboard.models import Tile
from dashboard.reporting.board import Board, board
from dashboard.views.chosen import chosen_partnership
from partners.models import Partnership
from portal import clock
from portal.access import door
from portal.http import PortalRequest
from portal.pages import show


@door("GET", to=access.reads_dashboard)
def home(request: PortalRequest) -> HttpResponse:
    partnership = chosen_partnership(request)
    form = BoardDatesForm(request.GET if "on_0" in request.GET else None)
    days = form.cleaned_data if form.is_valid() else {}
    context = {
        "partnership": partnership,
        "partnerships": access.partnerships(request.user),
        "board": board_of(request, partnership, days.get("on"), days.get("against")),
        "notes": access.notes_by_kind(request.user, partnership),
        "may_rate": access.runs(request.user, partnership.pk),
    }
    return show(request, "dashboard/home.html", context, form=form)


def board_of(
    request: PortalRequest, partnership: Partnership, on: date | None, against: date | None
) -> Board:
    day = on or clock.today()
    tiles = access.tiles(request.user).filter(partnership=partnership).live_on(day)
    return board(
        tiles.with_ratings(),
        legend=access.legend(request.user).filter(partnership=partnership),
        day=day,
        against=against,
        worked=access.worked_tiles(request.user, partnership),
    )


@door("GET", to=access.reads_dashboard)
def tile(request: PortalRequest, tile_id: int) -> HttpResponse:
    return show(request, "dashboard/tile.html", tile_context(request, seen_tile(request, tile_id)))


@door("GET", "POST", to=access.runs_dashboard)
def rate(request: PortalRequest, tile_id: int) -> HttpResponse:
    tile = seen_tile(request, tile_id)
    legend = access.legend(request.user).filter(partnership=tile.partnership_id)
    start = {"on": clock.today(), "seen": last_written(tile), "part": "tile"}
    form = RatingForm(request.POST or None, tile=tile, legend=legend, initial=start)
    if request.method == "POST" and form.is_valid() and rated(request, tile, form):
        messages.success(request, "Colour recorded. The earlier ones are kept.")
        return redirect(tile)
    return show(request, "dashboard/rate.html", tile_context(request, tile), form=form)


def rated(request: PortalRequest, tile: Tile, form: RatingForm) -> bool:
    """Keep the colour; when somebody was faster, say who and keep what was typed."""
    said = form.cleaned_data
    facts = {name: said[name] for name in ("colour", "on", "reason", "seen")}
    try:
        give_colour(tile=tile, element=form.element, by=request.user, **facts)
    except RatedMeanwhile as met:
        form.tell_of(met.rating)
        return False
    return True


def seen_tile(request: PortalRequest, tile_id: int) -> Tile:
    tiles = access.tiles(request.user).select_related("partnership").with_ratings()
    return get_object_or_404(tiles, pk=tile_id)


def tile_context(request: PortalRequest, tile: Tile) -> dict[str, Any]:
    rows = access.programme_rows(request.user).filter(tile=tile).whole()
    shown = board(
        [tile],
        legend=access.legend(request.user).filter(partnership=tile.partnership_id),
        day=clock.today(),
        worked=access.worked_tiles(request.user, tile.partnership),
    )
    return {
        "tile": tile,
        "state": shown.states[0],
        "words": shown.states[0].words,
        "history": history(tile, shown.states[0].words),
        "rows": rows,
        "may_rate": access.runs(request.user, tile.partnership_id),
    }


def history(tile: Tile, words: dict[str, str]) -> list[dict[str, Any]]:
    """Every colour the tile and its elements were given, newest first, for the timeline."""
    return [
        {
            "title": f"{rating.target}: {words.get(rating.colour, rating.word)}",
            "when": rating.on.text,
            "who": rating.by or rating.paper,
            "text": rating.reason or rating.colour_hint,
        }
        for rating in tile.ratings.all()
    ]
