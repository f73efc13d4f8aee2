"""The people of the demonstration: every role of the house, here, in another agency, elsewhere.

All are invented. Their surnames say so, their accounts are marked, and nobody has a password.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from partners.models import Agency, Partnership, Role, Standing
from portal import audit
from portal.models import User

SURNAMES = {"here": "Sample", "other agency": "Specimen", "elsewhere": "Mockup"}
PLACES = {
    "here": "Pan-Dorset",
    "other agency": "Pan-Dorset, the same roles in another agency",
    "elsewhere": "Northmere, an invented partnership",
    "beside": "Pan-Dorset, who signs for the other statutory partners",
}
NORTHMERE = "agency/northmere_council"
# For each role: first names here, in another agency and elsewhere, and the two agencies here.
ROLES = (
    (Role.PRACTITIONER, ("Asha", "Bryn", "Cleo"), ("dch", "bcp_council")),
    (Role.AGENCY_LEAD, ("Dara", "Eamon", "Farah"), ("bcp_council", "dorset_council")),
    (Role.ANALYST, ("Gil", "Hana", "Idris"), ("police", "ccg")),
    (Role.TRAINING_LEAD, ("Jude", "Kezia", "Lorne"), ("dorset_council", "bcp_council")),
    (Role.TRAINER, ("Mina", "Noor", "Oren"), ("bu", "dhc")),
    (Role.BUSINESS_TEAM, ("Petra", "Quinn", "Rafe"), ("bcp_council", "dorset_council")),
    (Role.REVIEW_LEAD, ("Robin", "Sefa", "Tamsin"), ("ccg", "police")),
    (Role.CDOP_COORDINATOR, ("Uma", "Vero", "Wyn"), ("dorset_council", "ccg")),
    (Role.PANEL_MEMBER, ("Xanthe", "Yusra", "Zeb"), ("dhc", "phft")),
    (Role.EXECUTIVE, ("Alder", "Briar", "Cade"), ("police", "bcp_council")),
    (Role.SCRUTINEER, ("Dov", "Esme", "Flint"), ("bcp_council", "dorset_council")),
    (Role.ACCESS_OFFICER, ("Greer", "Hollis", "Ines"), ("dorset_council", "bcp_council")),
)
# A rapid review is signed for every statutory partner: for these by nobody of the roles above.
SIGNING = (("Jarrah", "dorset_council"), ("Lark", "ccg"))


@dataclass(frozen=True)
class Player:
    """One invented person and the standing they have."""

    name: str
    email: str
    role: Role
    agency: str
    partnership: str
    place: str
    since: date


def player(role: Role, first: str, place: str, agency: str) -> Player:
    elsewhere = place == "elsewhere"
    name = f"{first} {SURNAMES.get(place, SURNAMES['here'])}"
    return Player(
        name=name,
        email=f"{name.lower().replace(' ', '.')}@demo.example",
        role=role,
        agency=agency,
        partnership="northmere" if elsewhere else "pdscp",
        place=place,
        since=date(2019, 9, 1) if elsewhere else date(2019, 8, 1),
    )


def of_role(role: Role, names: tuple[str, str, str], agencies: tuple[str, str]) -> list[Player]:
    homes = (*(f"agency/{agency}" for agency in agencies), NORTHMERE)
    return [
        player(role, first, place, home)
        for first, place, home in zip(names, SURNAMES, homes, strict=True)
    ]


CAST = (
    *(one for role in ROLES for one in of_role(*role)),
    *(player(Role.EXECUTIVE, one, "beside", f"agency/{agency}") for one, agency in SIGNING),
)


@transaction.atomic
def appoint() -> None:
    """Give every member of the cast an account and a standing. Twice is as good as once."""
    agencies = Agency.objects.in_bulk({one.agency for one in CAST}, field_name="ref")
    partnerships = Partnership.objects.in_bulk({one.partnership for one in CAST}, field_name="ref")
    for one in CAST:
        person = account(one)
        standing, new = Standing.objects.get_or_create(
            person=person,
            agency=agencies[one.agency],
            partnership=partnerships[one.partnership],
            role=one.role,
            until=None,
            defaults={"since": one.since, "given_by": giver_of(one)},
        )
        if new:
            facts = {"role": one.role.value, "way": standing.came_by}
            audit.record("standing.given", standing, by=standing.given_by, **facts)


def giver_of(one: Player) -> User | None:
    """The access officer of the same partnership; whoever ran the server gave that officer."""
    officer = next(
        other
        for other in CAST
        if other.role == Role.ACCESS_OFFICER and other.partnership == one.partnership
    )
    return None if one == officer else account(officer)


def account(one: Player) -> User:
    known = User.objects.filter(email=one.email).first()
    return known or User.objects.create_user(one.email, one.name, generated=True)


def write_list() -> None:
    """Leave the cast where `./run` reads it."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    lines = [f"{one.name}: {one.role.label}, {PLACES[one.place]}" for one in CAST]
    (settings.VAR_DIR / "cast.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
