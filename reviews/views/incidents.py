"""What happened and to whom, as the case page shows it."""

from typing import Any

from portal.models import User
from reviews import access
from reviews.models import Incident, Review
from reviews.views.sections import shows_section


def incident_of(review: Review) -> Incident | None:
    """The incident a file was opened for; none in the archive of papers."""
    return getattr(review, "incident", None)


@shows_section(10, "reviews/parts/incident.html")
def incident_section(user: User, review: Review) -> dict[str, Any] | None:
    incident = incident_of(review)
    if incident is None:
        return None
    return {"incident": incident, "children": list(access.children_of(user, review))}
