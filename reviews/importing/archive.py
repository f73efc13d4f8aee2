"""How the archive of reviews comes in from elsewhere, and leaves again."""

from partners.models import Role
from portal.packs import Column, Reader, register
from reviews.models import Review, ReviewFact, ReviewLearning, ReviewTheme

PRINTED = (
    Column("in_report", help="yes when it is printed in the yearly report"),
    Column("paper", help="title of the paper it comes from"),
)


def plain(*names: str) -> tuple[Column, ...]:
    """Columns that say all about themselves in the model."""
    return tuple(Column(name) for name in names)


register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/reviews.csv",
        title="Reviews of practice: numbers, kinds and dates, never names",
        model=Review,
        scope="partnership",
        columns=(
            *plain("ref", "partnership"),
            Column("title", help="its number, such as SCR 26: never a name"),
            *plain("kind", "law", "board", "area", "commissioned", "completed"),
            *plain("planned_publication", "plan_reason", "copies_sent_on", "published"),
            Column("status_recorded", help="as the paper says"),
            Column("events", help="as the paper says"),
            Column("count", help="how many cases; empty where the paper does not say"),
            Column("note"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/learning.csv",
        title="What each review taught",
        model=ReviewLearning,
        scope="review__partnership",
        columns=(*plain("ref", "review", "order", "text"), *PRINTED),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/themes.csv",
        title="What each review was about",
        model=ReviewTheme,
        scope="review__partnership",
        columns=(
            *plain("ref", "review", "order", "text"),
            Column("theme", help="one of the themes all partnerships share; empty for the paper's"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/facts.csv",
        title="What a paper says of the practice review team and its year",
        model=ReviewFact,
        scope="partnership",
        columns=(
            *plain("ref", "partnership", "year", "kind", "order", "text", "detail"),
            Column("value", help="empty where the paper gives no number"),
            *plain("qualifier", "local_link", "note"),
            *PRINTED,
        ),
    )
)
