"""The dashboard of July 2020, the work programme and the risks, as printed."""

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

PROGRAMME = "pdscp/programme/2020"


def write(facts: Facts, sheets: Sheets) -> None:
    dashboard(facts["dashboard"], sheets)
    programme(facts["work_programme"], sheets)
    risks(facts["risk_register"], sheets)


def dashboard(known: Facts, sheets: Sheets) -> None:
    for order, fact in enumerate(known["legend"], start=1):
        sheets.add(
            "dashboard/legend",
            f"pdscp/legend/{fact['colour']}",
            partnership="pdscp",
            order=order,
            colour=fact["colour"],
            meaning=fact["meaning"],
            **told(fact),
        )
    for key in ("aim", "aggregate_rule", "loose_heading"):
        note(sheets, key.replace("_", " "), known[key], known["as_at"])
    for fact in known["tiles"]:
        tile = sheets.add(
            "dashboard/tiles",
            str(ref(fact["ref"])),
            partnership="pdscp",
            order=fact["order"],
            name=fact["name"],
            note=fact["note"],
            **told(fact),
        )
        sheets.add(
            "dashboard/ratings",
            f"{tile}/{known['as_at']}",
            tile=tile,
            colour=fact["colour"],
            colour_hint=fact["colour_hint"],
            on=known["as_at"],
            **told(fact),
        )


def note(sheets: Sheets, kind: str, fact: Facts, as_at: str | None) -> None:
    sheets.add(
        "dashboard/notes",
        f"pdscp/note/{kind.replace(' ', '-')}",
        partnership="pdscp",
        kind=kind,
        version=1,
        text=fact["text"],
        note=fact.get("note"),
        live_from=as_at,
        **told(fact),
    )


def programme(known: Facts, sheets: Sheets) -> None:
    sheets.add(
        "dashboard/work_programmes",
        PROGRAMME,
        partnership="pdscp",
        title=known["title"],
        status=known["status"],
        date_from=known["date_from"],
        date_to=known["date_to"],
        **told(known),
    )
    for fact in known["rows"]:
        row = sheets.add(
            "dashboard/programme_rows",
            str(ref(fact["ref"])),
            programme=PROGRAMME,
            tile=ref(fact["tile"]),
            order=fact["order"],
            heading=fact["heading"],
            kind=fact.get("kind", "work"),
            reason=fact.get("reason"),
            next_review=fact.get("next_review"),
            **told(fact),
        )
        lists(sheets, row, fact)


def lists(sheets: Sheets, row: str, fact: Facts) -> None:
    """Outcomes, actions and milestones number on their own: their lists differ in length."""
    paper = told(fact)
    for file, key in (("outcomes", "impact_outcomes"), ("programme_actions", "actions")):
        for item in fact[key]:
            ours = f"{row}/{key}/{item['n']}"
            cells = {"row": row, "n": item["n"], "text": item["text"]}
            sheets.add(f"dashboard/{file}", ours, **cells, **paper)
    for item in fact["milestones"]:
        same = item.get("same_as")
        sheets.add(
            "dashboard/programme_milestones",
            f"{row}/milestones/{item['n']}",
            row=row,
            n=item["n"],
            text=item["text"],
            due=item["due"],
            meeting=item.get("meeting"),
            same_as=milestone_ref(same) if same else None,
            **paper,
        )
    for place, item in enumerate(fact["lead_roles"], start=1):
        sheets.add(
            "dashboard/lead_roles",
            f"{row}/lead/{place}",
            row=row,
            n=item.get("n"),
            role=item["role"],
            **paper,
        )
    if fact["progress"]:
        cells = {"row": row, "on": "2020-07", "text": fact["progress"]}
        sheets.add("dashboard/progress_notes", f"{row}/progress/1", **cells, **paper)


def milestone_ref(said: str) -> str:
    """`wp:1 milestone 2` names a milestone of another row."""
    row, _, number = said.split(" ")
    return f"{ref(row)}/milestones/{number}"


def risks(known: Facts, sheets: Sheets) -> None:
    note(sheets, "risk definition", known["definition"], None)
    note(sheets, "risk status", known["status"], None)
    for fact in known["risks"]:
        sheets.add(
            "dashboard/risks",
            str(ref(fact["ref"])),
            partnership="pdscp",
            title=fact["title"],
            kind=fact["kind"],
            rating_recorded=fact["rating"],
            origin="Register of the former boards",
            status="open",
            **told(fact),
        )
