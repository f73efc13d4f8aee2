"""What can be done with the text of a review, and which of it comes next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from reviews.models import LocalReview, Publication

Status = LocalReview.Status
WRITES = {
    "publication_report": "Write the report",
    "publication_learning": "Write synopsis and guide",
}
PREPARES = {"anonymity_check": "Check anonymity"}
OF_FILE = {"plan_publication": "Plan publication", "record_copies": "Record copies"}
OUTCOME, WITHDRAW, TAKE_UP = "publication_outcome", "publication_withdraw", "publication_take_up"


@dataclass(frozen=True)
class Way:
    """A page to go to, or a move to make at once; the one that comes next stands first."""

    name: str
    label: str
    address: str
    at_once: bool = False
    is_next: bool = False


def ways(told: dict[str, Any]) -> list[Way]:
    """Of what the page says: all that this person can do, what comes next before the others."""
    found: Publication = told["publication"]
    names = [*writing(told), *preparing(told), *ending(told), *moving(told)]
    first = next_of(found, told) if names else ""
    here = {"publication_id": found.pk}
    made = [
        Way(name, label, address or reverse(f"reviews:{name}", kwargs=here), at_once, name == first)
        for name, label, address, at_once in names
    ]
    return sorted(made, key=lambda way: not way.is_next)


Named = tuple[str, str, str, bool]


def writing(told: dict[str, Any]) -> list[Named]:
    return [(name, label, "", False) for name, label in WRITES.items() if told["writes"]]


def preparing(told: dict[str, Any]) -> list[Named]:
    found: Publication = told["publication"]
    if not told["leads"] or found.status not in ("preparing", "sent"):
        return []
    file = {"review_id": found.review_id}
    return [
        *((name, label, "", False) for name, label in PREPARES.items()),
        *(
            (name, label, reverse(f"reviews:{name}", kwargs=file), False)
            for name, label in OF_FILE.items()
        ),
    ]


def ending(told: dict[str, Any]) -> list[Named]:
    moves = told["moves"]
    named: list[Named] = []
    if "publish" in moves or "defer" in moves:
        named.append((OUTCOME, "What becomes of the report", "", False))
    if "withdraw" in moves:
        named.append((WITHDRAW, "Withdraw", "", False))
    if "take_up" in moves:
        named.append((TAKE_UP, "Take the publication up again", "", True))
    return named


def moving(told: dict[str, Any]) -> list[Named]:
    local = told["local"]
    return [
        (move.name, move.label, to_move(local, move.name), True)
        for move in told["local_moves"]
        if move.name in told["move_names"]
    ]


def to_move(local: LocalReview, move: str) -> str:
    here = {"local_review_id": local.pk, "local_move": move}
    return reverse("reviews:local_move", kwargs=here)


def next_of(found: Publication, told: dict[str, Any]) -> str:
    """The name of what comes next; none while others have to sign or days have to pass."""
    if found.status == Publication.Status.SENT:
        return OUTCOME
    if found.status != Publication.Status.PREPARING:
        return ""
    return unwritten(found) or unsigned(told) or "record_copies"


def unwritten(found: Publication) -> str:
    if not found.report:
        return "publication_report"
    return "" if found.synopsis and found.guide_parts else "publication_learning"


def unsigned(told: dict[str, Any]) -> str:
    """Checked first, then put to the partners, then signed off."""
    cleared, local = told["clearance"], told["local"]
    if cleared is None or not cleared.is_clear:
        return "anonymity_check"
    if local is None or local.status == Status.SIGNED_OFF:
        return ""
    if local.status == Status.DRAFT:
        return "nothing" if told["unsigned"] else "sign_off"
    return "hand_in"
