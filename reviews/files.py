"""Which files may be added in reviews, and by whom."""

from portal.files import Use
from reviews import access
from reviews.models import Draft

DRAFT = Use(
    key="reviews.draft",
    label="Draft report",
    model="reviews.Draft",
    may_add=access.writes_draft,
    may_remove=access.writes_draft,
    page=Draft.get_absolute_url,
    restricted=True,
)
