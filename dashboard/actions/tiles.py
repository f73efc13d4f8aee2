"""Giving a tile, or a part of it, a colour."""

from datetime import date

from django.db import transaction

from dashboard.access import runs
from dashboard.models import DashboardNote, Element, Rating, Tile
from portal import audit
from portal.access import insist
from portal.models import User

audit.words(
    {
        "tile.rated": "Rated an element of the dashboard",
    }
)


class RatedMeanwhile(Exception):
    """Somebody else gave this tile a colour since the page was opened. Carries that rating."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(rating)
        self.rating = rating


def last_written(tile: Tile) -> int:
    """A number that grows with each rating: what a page has seen, so that nothing gets lost."""
    return max((rating.pk for rating in tile.ratings.all()), default=0)


@transaction.atomic
def rate(
    *,
    tile: Tile,
    element: Element | None,
    colour: str,
    on: date,
    reason: str,
    seen: int,
    by: User,
) -> Rating:
    """Add a colour. Raises RatedMeanwhile when one was added that `seen` does not know."""
    insist(runs(by, tile.partnership_id))
    insist(element is None or element.tile_id == tile.pk)
    tile = Tile.objects.select_for_update().get(pk=tile.pk)
    newer = tile.ratings.filter(pk__gt=seen).select_related("by", "element").order_by("pk").last()
    if newer:
        raise RatedMeanwhile(newer)
    rules = DashboardNote.objects.filter(
        partnership=tile.partnership_id, kind=DashboardNote.Kind.AGGREGATE_RULE
    )
    rating = Rating.objects.create(
        tile=tile,
        element=element,
        colour=colour,
        on=on.isoformat(),
        reason=reason,
        rule=None if element else rules.order_by("-version").first(),
        by=by,
    )
    audit.record("tile.rated", tile, by=by, rating=rating.pk, colour=colour)
    return rating
