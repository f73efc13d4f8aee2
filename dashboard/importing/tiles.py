"""How the tiles and their colours come in."""

from dashboard.importing.columns import FROM_PAPER, ORDER, PARTNERSHIP, REF, TEXT, TILE
from dashboard.models import Colour, DashboardNote, Element, Legend, Rating, Tile
from portal.packs import Column, Reader, register

register(
    Reader(
        file="dashboard/legend.csv",
        title="Meaning of the colours",
        model=Legend,
        scope="partnership",
        columns=(
            REF,
            PARTNERSHIP,
            ORDER,
            Column("colour", kind="choice", choices=Colour.values),
            Column("meaning", max_length=120),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/notes.csv",
        title="Sentences about the whole dashboard",
        model=DashboardNote,
        scope="partnership",
        columns=(
            REF,
            PARTNERSHIP,
            Column("kind", kind="choice", choices=DashboardNote.Kind.values),
            Column("version", kind="integer"),
            TEXT,
            Column("note", kind="text", required=False),
            Column("live_from", kind="partial date", required=False),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/tiles.csv",
        title="Tiles",
        model=Tile,
        scope="partnership",
        columns=(
            REF,
            PARTNERSHIP,
            ORDER,
            Column("name", max_length=120),
            Column("note", kind="text", required=False),
            Column("live_from", kind="date", required=False),
            Column("live_to", kind="date", required=False),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/elements.csv",
        title="Elements of tiles",
        model=Element,
        scope="tile__partnership",
        columns=(REF, TILE, ORDER, Column("name", max_length=200), *FROM_PAPER),
    )
)
register(
    Reader(
        file="dashboard/ratings.csv",
        title="Ratings of tiles and elements",
        model=Rating,
        scope="tile__partnership",
        columns=(
            REF,
            TILE,
            Column(
                "element",
                kind="reference",
                to=Element,
                required=False,
                help="Empty when the whole tile was rated.",
            ),
            Column(
                "colour",
                kind="choice",
                choices=Colour.values,
                required=False,
                help="Empty where the paper shows the colour only as a picture.",
            ),
            Column("colour_hint", required=False, max_length=60),
            Column("on", kind="partial date"),
            Column("reason", kind="text", required=False),
            *FROM_PAPER,
        ),
    )
)
