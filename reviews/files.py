"""Which files may be added in reviews, and by whom."""

from portal.files import Use
from reviews import access
from reviews.models import AssuranceStatement, Draft, ImpactCheck

DRAFT = Use(
    key="reviews.draft",
    label="Draft report",
    model="reviews.Draft",
    may_add=access.writes_draft,
    may_remove=access.writes_draft,
    page=Draft.get_absolute_url,
    restricted=True,
)
ASSURANCE = Use(
    key="reviews.assurance",
    label="Evidence",
    model="reviews.AssuranceStatement",
    may_add=access.shows_assurance,
    may_remove=access.shows_assurance,
    page=AssuranceStatement.get_absolute_url,
    restricted=True,
    shown=access.assurance_shown,
)
IMPACT = Use(
    key="reviews.impact",
    label="Evidence",
    model="reviews.ImpactCheck",
    may_add=access.shows_impact,
    may_remove=access.shows_impact,
    page=ImpactCheck.get_absolute_url,
    restricted=True,
)
