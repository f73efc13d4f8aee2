"""Invitations that wait, somebody who asks to join, and a yearly review half done."""

from dataclasses import dataclass
from datetime import date

from demo import cast
from partners import actions
from partners.models import (
    AccessReview,
    AccessReviewLine,
    Agency,
    Claim,
    Invitation,
    Partnership,
    Role,
    Standing,
)
from portal.models import User

OURS = "pdscp"
REVIEW_DUE = date(2020, 10, 12)


@dataclass(frozen=True)
class Guest:
    """Somebody who is invited and has not answered yet."""

    name: str
    role: Role
    agency: str
    by: Role

    @property
    def address(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@invited.example"


GUESTS = (
    Guest("Sorrel Sample", Role.PRACTITIONER, "agency/bcp_council", Role.AGENCY_LEAD),
    Guest("Tarn Sample", Role.ANALYST, "agency/bcp_council", Role.AGENCY_LEAD),
    Guest("Ula Sample", Role.EXECUTIVE, "agency/dch", Role.ACCESS_OFFICER),
)


def bring() -> None:
    """Fill the pages about people. Twice is as good as once."""
    partnership = Partnership.objects.get(ref=OURS)
    if AccessReview.objects.filter(partnership=partnership).exists():
        return
    for guest in GUESTS:
        invite(guest, partnership)
    ask_to_join(partnership)
    review_access(partnership)


def somebody(role: Role) -> User:
    """The member of the cast who holds a role here."""
    one = next(one for one in cast.CAST if (one.role, one.place) == (role, "here"))
    return User.objects.get(email=one.email)


def invite(guest: Guest, partnership: Partnership) -> Invitation:
    return actions.invite(
        address=guest.address,
        name=guest.name,
        role=guest.role,
        agency=Agency.objects.get(ref=guest.agency),
        partnership=partnership,
        by=somebody(guest.by),
    )


def ask_to_join(partnership: Partnership) -> Claim:
    """The practitioner of a hospital also works for the council."""
    return actions.ask_to_join(
        agency=Agency.objects.get(ref="agency/bcp_council"),
        partnership=partnership,
        job="Paediatric nurse, two days a week with the council's early help team",
        by=somebody(Role.PRACTITIONER),
    )


def review_access(partnership: Partnership) -> None:
    """A review that one lead has begun to answer."""
    actions.start_access_review(
        partnership=partnership, due_on=REVIEW_DUE, by=somebody(Role.ACCESS_OFFICER)
    )
    lead = somebody(Role.AGENCY_LEAD)
    ours = Standing.objects.filter(
        agency__ref="agency/bcp_council", role__in=(Role.TRAINING_LEAD, Role.BUSINESS_TEAM)
    )
    for line in AccessReviewLine.objects.filter(standing__in=ours):
        actions.answer_line(line=line, answer="keep", reason="", by=lead)
