"""Which files may be added in partners, and by whom."""

from django.urls import reverse

from partners import access
from partners.models import Action, Meeting
from portal.files import Use
from portal.models import User


def keeps_papers(user: User, meeting: Meeting) -> bool:
    """The business team of the partnership whose group met."""
    return access.runs_business_of(user, meeting.group.partnership)


def page_of_group(meeting: Meeting) -> str:
    return reverse("partners:group", kwargs={"group_id": meeting.group_id})


def papers(key: str, label: str) -> Use:
    return Use(
        key=f"partners.{key}",
        label=label,
        model="partners.Meeting",
        may_add=keeps_papers,
        may_remove=keeps_papers,
        page=page_of_group,
    )


EVIDENCE = Use(
    key="partners.evidence",
    label="Evidence",
    model="partners.Action",
    may_add=access.reports_on,
    may_remove=access.oversees,
    page=Action.get_absolute_url,
)
AGENDA = papers("agenda", "Agenda")
MINUTES = papers("minutes", "Minutes")
OTHER_PAPER = papers("paper", "Other paper")
PAPERS = {use.key: use for use in (AGENDA, MINUTES, OTHER_PAPER)}
