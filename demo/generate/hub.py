"""The Learning Hub: its cycles, audits, resources and what was learned, as the papers give it."""

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

RESOURCES = (("strategy", "strategy"), ("audio", "audio"), ("mind map", "map"))
THEMES = {
    "neglect": "Child neglect",
    "exploitation": "Child exploitation",
    "permanence": "Permanence",
    "disability": "Children with disabilities",
    "under-one": "Children under one",
}
POINTS = (
    ("audit:bcp_ce", "audit", "exploitation"),
    ("audit:bcp_perm", "audit", "permanence"),
    ("audit:dorset_ce", "audit", "exploitation"),
)


def write(facts: Facts, sheets: Sheets) -> None:
    hub = facts["learning_hub"]
    for key, name in THEMES.items():
        sheets.add("learning_hub/themes", f"theme/{key}", name=name)
    notes(facts, sheets)
    cycles(hub, sheets)
    events(hub, sheets)
    resources(hub, sheets)
    for fact in facts["audits"]:
        audit(fact, sheets)
    points(facts, sheets)


def notes(facts: Facts, sheets: Sheets) -> None:
    hub = facts["learning_hub"]
    for kind, known in (
        ("purpose", hub["purpose"]),
        ("source", hub["sources_of_learning"]),
        ("forward", hub["looking_forward"]),
        ("exploitation", facts["child_exploitation_work"]),
    ):
        for order, fact in enumerate(known, start=1):
            sheets.add(
                "learning_hub/notes",
                f"pdscp/hub-note/{kind}/{order}",
                partnership="pdscp",
                kind=kind,
                order=order,
                text=fact["text"],
                **told(fact),
            )


def cycles(hub: Facts, sheets: Sheets) -> None:
    for fact in hub["cycles"]:
        cycle = sheets.add(
            "learning_hub/cycles",
            str(ref(fact["ref"])),
            partnership="pdscp",
            order=fact["order"],
            theme=fact["theme"],
            lens=fact.get("lens"),
            status=fact["status"],
            note=fact.get("note"),
            actual_from=fact.get("date_from"),
            actual_to=fact.get("date_to"),
            **told(fact),
        )
        for stage in hub["cycle_model"]:
            sheets.add(
                "learning_hub/stages",
                f"{cycle}/stage/{stage['stage']}",
                cycle=cycle,
                number=stage["stage"],
                month=stage["month"],
                name=stage["name"],
            )


def events(hub: Facts, sheets: Sheets) -> None:
    for order, fact in enumerate(hub["events"], start=1):
        sheets.add(
            "learning_hub/events",
            f"pdscp/cycle/1/event/{order}",
            cycle="pdscp/cycle/1",
            held=fact["date"],
            title=fact["title"],
            places=fact["places"],
            outputs=[text.replace(";", ",") for text in fact["outputs"]],
            **told(fact),
        )


def resources(hub: Facts, sheets: Sheets) -> None:
    for order, fact in enumerate(hub["products"], start=1):
        title = fact["title"]
        sheets.add(
            "learning_hub/resources",
            f"pdscp/resource/{order}",
            partnership="pdscp",
            title=title,
            kind=next(kind for word, kind in RESOURCES if word in title.lower()),
            partner=ref(fact.get("partner")),
            status=fact["status"],
            published=fact.get("date"),
            note=fact.get("note"),
            public=fact["status"] == "published",
            **told(fact),
        )


def audit(fact: Facts, sheets: Sheets) -> None:
    place = str(ref(fact["scope"]))
    ours = sheets.add(
        "learning_hub/audits",
        str(ref(fact["ref"])),
        partnership="pdscp",
        title=fact["title"],
        kind=fact["kind"],
        method=fact.get("method"),
        aim=fact.get("aim"),
        area=place if place.startswith("area/") else None,
        agency=place if place.startswith("agency/") else None,
        year=fact["year"],
        status=fact["status"],
        count=fact.get("count"),
        **told(fact),
    )
    for order, found in enumerate(fact["findings"], start=1):
        sheets.add(
            "learning_hub/findings",
            f"{ours}/finding/{order}",
            audit=ours,
            order=order,
            kind="finding",
            text=found["text"],
            value=found.get("value"),
            unit=found.get("unit"),
            base=found.get("base"),
            **told({"in_report": found.get("in_report", True), "source": fact["source"]}),
        )
    for order, asked in enumerate(fact["recommendations"], start=1):
        sheets.add(
            "learning_hub/recommendations",
            f"{ours}/recommendation/{order}",
            partnership="pdscp",
            audit=ours,
            text=asked["text"],
            count=asked["count"],
            qualifier=asked["qualifier"],
            **told({"in_report": asked.get("in_report", True), "source": fact["source"]}),
        )


def points(facts: Facts, sheets: Sheets) -> None:
    """What the report itself says was learned. None of it comes from one case."""
    audits = {fact["ref"]: fact for fact in facts["audits"]}
    for fact_ref, kind, theme in POINTS:
        fact = audits[fact_ref]
        text = fact["findings"][0]["text"]
        point(sheets, fact_ref, text, kind, theme, fact, area=ref(fact["scope"]))
    [event] = facts["learning_hub"]["events"]
    point(sheets, "event:neglect", event["outputs"][0], "practice", "neglect", event)


def point(
    sheets: Sheets,
    fact_ref: str,
    text: str,
    kind: str,
    theme: str,
    fact: Facts,
    area: str | None = None,
) -> None:
    sheets.add(
        "learning_hub/learning_points",
        f"pdscp/learning/{fact_ref.replace(':', '_')}",
        partnership="pdscp",
        text=text,
        source_kind=kind,
        year="2019-20",
        area=area,
        themes=[f"theme/{theme}"],
        status="shared",
        **told(fact),
    )
