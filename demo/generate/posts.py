"""Posts of the partnership and who held them, by role title."""

from collections.abc import Iterator

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

POST_KINDS = (
    ("post:chair", "scrutineer"),
    ("post:bm_", "business manager"),
    ("post:analyst", "analyst"),
    ("post:author_", "author"),
)


def write(facts: Facts, sheets: Sheets) -> None:
    posts(facts, sheets)
    delegates(facts, sheets)


def posts(facts: Facts, sheets: Sheets) -> None:
    people = facts["representatives"]
    for order, fact in enumerate(people["lead"], start=1):
        post = sheets.add(
            "partners/posts",
            str(ref(fact["ref"])),
            partnership="pdscp",
            agency=ref(fact["organisation"]),
            title=f"Lead representative, {fact['role_title'].rpartition(', ')[2]}",
            kind="lead",
            order=order,
            **told(fact),
        )
        holds(sheets, post, fact)
    for order, fact in enumerate(people["other_posts"], start=20):
        post = sheets.add(
            "partners/posts",
            str(ref(fact["ref"])),
            partnership="pdscp",
            agency=None if fact["organisation"] == "pship:pdscp" else ref(fact["organisation"]),
            title=fact["role_title"],
            kind=next(kind for part, kind in POST_KINDS if fact["ref"].startswith(part)),
            duties=fact.get("duties"),
            order=order,
            **told(fact),
        )
        holds(sheets, post, fact)


def holds(sheets: Sheets, post: str, fact: Facts, superseded_by: str | None = None) -> None:
    sheets.add(
        "partners/appointments",
        f"pdscp/held/{fact['ref'].replace(':', '_')}",
        post=post,
        holder_title=fact["role_title"],
        valid_from=fact.get("valid_from"),
        as_at=fact.get("as_at"),
        superseded_by=superseded_by,
        note=fact.get("note"),
        **told(fact),
    )


def delegates(facts: Facts, sheets: Sheets) -> None:
    """One post for each partner's delegate; whoever held it later follows in the same post."""
    powers = facts["representatives"]["delegated_powers"]
    for order, (lead, held) in enumerate(by_lead(facts), start=10):
        agency = held[0]["organisation"]
        post = sheets.add(
            "partners/posts",
            f"pdscp/post/delegate_{agency.removeprefix('org:')}",
            partnership="pdscp",
            agency=ref(agency),
            title=f"Delegated senior officer, {held[0]['role_title'].rpartition(', ')[2]}",
            kind="delegated",
            duties="; ".join(power["text"] for power in powers),
            accountable_to=ref(lead),
            order=order,
            **told(held[0]),
        )
        for fact, later in zip(held, [*held[1:], None], strict=True):
            following = f"pdscp/held/{later['ref'].replace(':', '_')}" if later else None
            holds(sheets, post, fact, following)


def by_lead(facts: Facts) -> Iterator[tuple[str, list[Facts]]]:
    delegated = facts["representatives"]["delegated"]
    for lead in dict.fromkeys(fact["lead"] for fact in delegated):
        held = [fact for fact in delegated if fact["lead"] == lead]
        yield lead, sorted(held, key=lambda fact: str(fact["as_at"]))
