"""Groups, priorities, milestones and money of the partnership."""

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref, refs

CADENCES = {"monthly": (1, "months"), "quarterly": (3, "months")}


def write(facts: Facts, sheets: Sheets) -> None:
    for part in (groups, priorities, milestones, money):
        part(facts, sheets)


def groups(facts: Facts, sheets: Sheets) -> None:
    for fact in facts["groups"]:
        number, unit = CADENCES.get(fact.get("meets", ""), (None, None))
        reports_to = fact.get("reports_to", "")
        sheets.add(
            "partners/groups",
            str(ref(fact["ref"])),
            partnership="pdscp",
            name=fact["name"],
            kind=fact["kind"],
            purpose=fact.get("purpose"),
            scope=ref(fact["scope"]),
            cadence=number,
            cadence_unit=unit,
            first_meeting=fact.get("first_meeting"),
            reports_to=ref(reports_to) if reports_to.startswith("group:") else None,
            members=refs(fact.get("members", [])),
            chair_role=fact.get("chair_role"),
            as_at=fact.get("as_at"),
            note=note_on(fact),
            **told(fact),
        )


def note_on(fact: Facts) -> str | None:
    said = [fact[key] for key in ("note",) if key in fact]
    for key, label in (("focus", "Focus"), ("governing_documents", "Governing documents")):
        said += [f"{label}: {'; '.join(fact[key])}"] if key in fact else []
    return ". ".join(said) or None


def priorities(facts: Facts, sheets: Sheets) -> None:
    known = facts["priorities"]
    for period in ("2019-20", "2020-21"):
        for fact in known[period]:
            priority(sheets, str(ref(fact["ref"])), fact, period, fact["order"])
    for order, fact in enumerate(known["2019-20_detail"], start=1):
        theme = priority(sheets, f"pdscp/prio/detail_{order}", fact, "2019-20", order + 3)
        for place, name in enumerate(fact["parts"], start=1):
            part = {"name": name, "source": fact["source"], "in_report": fact["in_report"]}
            ours = f"{theme}_{place}"
            priority(sheets, ours, part, "2019-20", place, parent=theme)


def priority(
    sheets: Sheets, ours: str, fact: Facts, period: str, order: int, parent: str | None = None
) -> str:
    return sheets.add(
        "partners/priorities",
        ours,
        partnership="pdscp",
        parent=parent,
        name=fact["name"],
        period=period,
        order=order,
        note=fact.get("note"),
        **told(fact),
    )


def milestones(facts: Facts, sheets: Sheets) -> None:
    for kind, known in (
        ("milestone", facts["milestones"]),
        ("governance", facts["governance_timeline"]),
    ):
        for order, fact in enumerate(known, start=1):
            sheets.add(
                "partners/milestones",
                f"pdscp/{kind}/{order:02}",
                partnership="pdscp",
                kind=fact.get("kind", kind),
                date=fact["date"],
                date_to=fact.get("date_to"),
                open_ended=fact.get("open_ended", False),
                as_printed=fact.get("date_as_printed"),
                text=fact["text"],
                priorities=refs(fact.get("priorities", [])),
                **told(fact),
            )


def money(facts: Facts, sheets: Sheets) -> None:
    """What the four partners paid together. The split between them is not recorded."""
    review, paid, share, rule = facts["funding"]
    sheets.add(
        "partners/budget_years",
        "pdscp/budget/2019-20",
        partnership="pdscp",
        label="2019-20",
        sharing_rule="historic",
        statutory_share=share["value"],
        note=f"{paid['note']}. {share['text']}.",
        **told(paid),
    )
    sheets.add(
        "partners/contributions",
        "pdscp/contribution/2019-20",
        budget_year="pdscp/budget/2019-20",
        payer=paid["payer"],
        amount=paid["amount"],
        kind="cash",
        **told(paid),
    )
    sheets.add(
        "partners/budget_years",
        "pdscp/budget/2020-21",
        partnership="pdscp",
        label="2020-21",
        sharing_rule="equal",
        share_per_partner=rule["value"],
        note=review["text"],
        **told(rule),
    )
    names = {fact["ref"]: fact["name"] for fact in facts["organisations"]}
    for agency in rule["partners"]:
        sheets.add(
            "partners/contributions",
            f"pdscp/contribution/2020-21/{agency.removeprefix('org:')}",
            budget_year="pdscp/budget/2020-21",
            payer=names[agency],
            agency=ref(agency),
            kind="cash",
            note="An equal share. The amount is not recorded.",
            **told(rule),
        )
