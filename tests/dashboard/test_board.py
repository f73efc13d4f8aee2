"""Which colour a tile has on which day, and what the count line says."""

from datetime import date

import pytest

from dashboard.models import Tile
from dashboard.reporting.board import board
from tests.factories.dashboard import ElementFactory, LegendFactory, RatingFactory, TileFactory

pytestmark = pytest.mark.django_db
JULY, SEPTEMBER = date(2020, 7, 31), date(2020, 9, 14)


def shown(partnership, day=SEPTEMBER, **facts):
    tiles = Tile.objects.filter(partnership=partnership).live_on(day).with_ratings()
    return board(tiles, legend=partnership.legend.all(), day=day, **facts)


def test_nine_tiles_whose_colour_was_only_a_picture_are_not_recorded(partnership):
    for order in range(1, 10):
        tile = TileFactory(partnership=partnership, order=order)
        RatingFactory(tile=tile, colour="", colour_hint="near to green" if order == 5 else "")
    LegendFactory(partnership=partnership, colour="green", meaning="On track")

    found = shown(partnership)

    assert found.line == "0 on track, 0 amber, 0 red, 9 not recorded"
    assert [state.hint for state in found.states].count("near to green") == 1


def test_a_day_shows_the_colour_that_was_in_force_then(partnership):
    tile = TileFactory(partnership=partnership)
    RatingFactory(tile=tile, colour="red", on="2020-07")
    RatingFactory(tile=tile, colour="amber", on="2020-09-10")

    colours = [shown(partnership, day).states[0].colour for day in (JULY, SEPTEMBER)]

    assert colours == ["red", "amber"]
    assert shown(partnership, SEPTEMBER, against=JULY).states[0].change == "Red, now amber"
    assert shown(partnership, JULY, against=JULY).states[0].change == "No change: red"


def test_the_colour_of_a_tile_is_not_the_worst_of_its_elements(partnership):
    tile = TileFactory(partnership=partnership)
    RatingFactory(tile=tile, colour="green")
    red = ElementFactory(tile=tile, name="Data set")
    RatingFactory(tile=tile, element=red, colour="red")
    ElementFactory(tile=tile, order=2)

    state = shown(partnership).states[0]

    assert state.colour == "green"
    assert state.mix == "1 red, 1 not recorded of 2 elements"
    assert state.red == [red]


def test_a_red_element_needs_a_row_of_work(partnership):
    tile = TileFactory(partnership=partnership)
    RatingFactory(tile=tile, element=ElementFactory(tile=tile), colour="red")

    assert shown(partnership).states[0].unanswered
    assert not shown(partnership, worked=frozenset({tile.pk})).states[0].unanswered


def test_a_tile_is_shown_while_it_lives(partnership):
    TileFactory(partnership=partnership, live_to=date(2020, 8, 31))
    TileFactory(partnership=partnership, live_from=date(2020, 9, 1), name="New")

    assert [state.tile.name for state in shown(partnership).states] == ["New"]
