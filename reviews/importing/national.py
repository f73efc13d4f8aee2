"""How the log of national publications comes in from elsewhere, and leaves again."""

from portal.packs import Column, Reader, register
from reviews.importing.archive import plain
from reviews.importing.files import Faults, Row
from reviews.models import GapLine, NationalPublication


def says_what_was_replied(row: Row) -> Faults:
    if row.get("replied_on") and not row.get("reply"):
        yield "reply", "Say what was replied, or leave replied_on empty."


def says_how_we_know(row: Row) -> Faults:
    if row.get("position") and not row.get("evidence"):
        yield "evidence", "Say how you know, or leave position empty."


register(
    Reader(
        file="reviews/national_publications.csv",
        title="National reviews, reports, letters and research",
        model=NationalPublication,
        scope="partnership",
        columns=plain(
            "ref",
            "partnership",
            "title",
            "sort",
            "publisher",
            "published_on",
            "address",
            "about",
            "our_part",
            "reply_due_on",
            "replied_on",
            "reply",
        ),
        checks=(says_what_was_replied,),
    )
)
register(
    Reader(
        file="reviews/gap_lines.csv",
        title="What national publications recommend, and where we stand",
        model=GapLine,
        scope="publication__partnership",
        columns=(
            *plain("ref", "publication", "order", "recommendation"),
            Column("position", help="empty until somebody looked"),
            *plain("evidence", "action"),
        ),
        checks=(says_how_we_know,),
    )
)
