"""How what belongs to the other kinds of reviews comes in from elsewhere, and leaves again.

A set names files of the same pack or of the portal; whose file is not of the partnership is refused
on a page like any row that points elsewhere.
"""

from partners.models import Role
from portal.packs import Column, Reader, register
from reviews.importing.archive import plain
from reviews.importing.files import Faults, Row
from reviews.models import CommonTheme, Contribution, Occasion, RelatedReview, ThematicFile


def says_what_was_sent(row: Row) -> Faults:
    if row.get("sent_on") and not row.get("sent"):
        yield "sent", "Say what was sent, or leave sent_on empty."


def is_sent_after_it_was_asked(row: Row) -> Faults:
    if row.get("sent_on") and row.get("asked_on") and row["sent_on"] < row["asked_on"]:
        yield "sent_on", "Give a day on or after the day on which it was asked."


def has_a_session_with_a_name(row: Row) -> Faults:
    if row.get("session_address") and not row.get("session_name"):
        yield "session_name", "Give the session a name, or leave its address empty."


def is_seen_in_a_file(row: Row) -> Faults:
    if row.get("seen_in") == 0:
        yield "seen_in", "Write 1 or more, or leave it empty."


register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/thematic_files.csv",
        title="Which files a thematic review looks at",
        model=ThematicFile,
        scope="thematic__partnership",
        columns=plain("ref", "thematic", "review", "why"),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/common_themes.csv",
        title="What the files of a thematic review have in common",
        model=CommonTheme,
        scope="thematic__partnership",
        columns=(
            *plain("ref", "thematic", "name", "finding"),
            Column("seen_in", help="in how many files of the set; empty when nobody counted"),
        ),
        checks=(is_seen_in_a_file,),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/contributions.csv",
        title="What reviews of other areas asked of us, and what was sent",
        model=Contribution,
        scope="review__partnership",
        columns=plain(
            "ref",
            "review",
            "lead",
            "their_number",
            "asked_on",
            "asked",
            "local_link",
            "agencies",
            "due_on",
            "sent_on",
            "sent",
            "published_on",
            "address",
            "response",
        ),
        checks=(says_what_was_sent, is_sent_after_it_was_asked),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/occasions.csv",
        title="When audits and learning events were held, who took part, what came out",
        model=Occasion,
        scope="review__partnership",
        columns=plain(
            "ref",
            "review",
            "held_on",
            "about",
            "agencies",
            "attended",
            "came_out",
            "session_name",
            "session_address",
        ),
        checks=(has_a_session_with_a_name,),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/related.csv",
        title="Reviews under other laws that share something with one of ours",
        model=RelatedReview,
        scope="review__partnership",
        columns=plain("ref", "review", "sort", "body", "reference", "address", "shared", "theme"),
    )
)
