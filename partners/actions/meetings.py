"""What happens to the papers of a meeting."""

from collections.abc import Sequence

from django.db import transaction

from partners.models import Meeting
from portal import audit, files
from portal.files import Opened, Use
from portal.models import User

audit.words(
    {
        "meeting.papers_added": "Added papers to a meeting",
    }
)


@transaction.atomic
def add_papers(*, meeting: Meeting, use: Use, papers: Sequence[Opened], by: User) -> None:
    """Add papers of a meeting. Raises files.NotKept."""
    audit.record("meeting.papers_added", meeting, by=by, use=use.key, count=len(papers))
    files.keep(files=papers, use=use, about=meeting, by=by)
