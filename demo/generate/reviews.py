"""The archive of reviews exactly as the papers give it. What no paper says stays empty."""

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

KINDS = {
    "multi-agency case audit": "multi-agency case audit",
    "multi-agency learning event": "learning event",
}
YEAR = "2019-20"


def write(facts: Facts, sheets: Sheets) -> None:
    for fact in facts["reviews"]["historic_cases"]:
        review(fact, sheets)
    said(facts["reviews"], sheets)


def review(fact: Facts, sheets: Sheets) -> None:
    kind = next((ours for start, ours in KINDS.items() if fact["kind"].startswith(start)), None)
    ours = sheets.add(
        "reviews/reviews",
        str(ref(fact["ref"])),
        partnership="pdscp",
        title=fact["title"],
        kind=kind or fact["kind"],
        law="old" if fact["kind"] == "serious case review" else "none",
        board=ref(fact.get("board")),
        area=ref(fact.get("area")),
        commissioned=fact.get("commissioned"),
        completed=fact.get("completed"),
        planned_publication=fact.get("planned_publication"),
        published=fact.get("published"),
        status_recorded=fact.get("status"),
        events=fact.get("events"),
        count=fact.get("count"),
        note=fact.get("note"),
        **told(fact),
    )
    for file, texts in (("learning", fact.get("learning", [])), ("themes", fact.get("themes", []))):
        for order, text in enumerate(texts, start=1):
            sheets.add(
                f"reviews/{file}",
                f"{ours}/{file}/{order}",
                review=ours,
                order=order,
                text=text,
                **told(fact),
            )


def said(facts: Facts, sheets: Sheets) -> None:
    for kind, key in (
        ("route in", "routes_in"),
        ("theme", "themes"),
        ("learning route", "learning_routes"),
    ):
        for order, fact in enumerate(facts[key], start=1):
            tell(sheets, kind, order, fact["text"], fact)
    for order, fact in enumerate(facts["external_learning"], start=1):
        link = fact.get("local_link", False)
        tell(
            sheets,
            "external learning",
            order,
            fact["title"],
            fact,
            detail=fact["kind"],
            local_link=link,
        )
    for order, fact in enumerate(facts["rules"], start=1):
        tell(sheets, "rule", order, fact["rule"], fact, value=fact.get("days"))
    rapid, counts = facts["local_rapid_reviews"], facts["counts"]
    words = {"value": rapid["count"], "qualifier": rapid["qualifier"]}
    tell(sheets, "count", 1, f"Local rapid reviews on {rapid['theme']}", rapid, **words)
    for order, key in enumerate(("published", "under_way"), start=2):
        text = f"Reviews {key.replace('_', ' ')}"
        tell(sheets, "count", order, text, counts, value=counts[key], note=counts["note"])


def tell(
    sheets: Sheets, kind: str, order: int, text: str, fact: Facts, **more: str | int | bool | None
) -> None:
    sheets.add(
        "reviews/facts",
        f"pdscp/review-fact/{kind.replace(' ', '-')}/{order}",
        partnership="pdscp",
        year=YEAR,
        kind=kind,
        order=order,
        text=text,
        **more,
        **told(fact),
    )
