"""What each partner wrote of its year, and what was said when the partnership was planned."""

from collections.abc import Iterator

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

PARTS = {
    "developments": "developments",
    "developments_and_impact": "developments and impact",
    "impact": "impact",
    "future_plans": "future plans",
    "challenges_and_priorities": "challenges and priorities",
    "joint_commitments": "joint commitments",
}


def write(facts: Facts, sheets: Sheets) -> None:
    statements(facts, sheets)
    consultation(facts, sheets)


def statements(facts: Facts, sheets: Sheets) -> None:
    for order, fact in enumerate(facts["partner_progress"], start=1):
        name = fact["partner"].removeprefix("org:")
        statement = sheets.add(
            "partners/agency_statements",
            f"pdscp/statement/{name}",
            partnership="pdscp",
            agency=ref(fact["partner"]),
            year="2019-20",
            author_post=ref(fact["author"]),
            order=order,
            **told(fact),
        )
        for place, (part, provider, point) in enumerate(points(fact), start=1):
            sheets.add(
                "partners/statement_points",
                f"{statement}/{place:02}",
                statement=statement,
                part=part,
                provider=ref(provider),
                order=place,
                text=point["text"],
                **{**told(fact), **told(point), "paper": paper_of(point, fact)},
            )


def paper_of(point: Facts, fact: Facts) -> str | None:
    paper: str | None = told(point)["paper"] or told(fact)["paper"]
    return paper


def points(fact: Facts) -> Iterator[tuple[str, str | None, Facts]]:
    for block in fact.get("developments_by_provider", []):
        for point in block["developments"]:
            yield "developments", block["provider"], point
    for key, part in PARTS.items():
        for point in fact.get(key, []):
            yield part, None, point


def consultation(facts: Facts, sheets: Sheets) -> None:
    log = facts["engagement_log"]
    ours = sheets.add(
        "partners/consultations",
        "pdscp/consultation/plan",
        partnership="pdscp",
        title="Plan for the new partnership",
        **told(log[0]),
    )
    order = 0
    for entry in log:
        for said in entry["comments"]:
            order += 1
            sheets.add(
                "partners/comments",
                f"{ours}/{order:02}",
                consultation=ours,
                contributor=entry["contributor"],
                order=order,
                comment=said["comment"],
                response=said["response"],
                change=said["response"] if said["response"] == "Added to the list" else None,
                **told(entry),
            )
