"""Areas, agencies, the boards before, the partnership and the two after it."""

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref, refs

AREA_KINDS = {
    "unitary council area": "council area",
    "partnership area": "partnership area",
    "child death review area": "child death review area",
    "council area (death review only)": "council area",
    "former council area": "former council area",
}
AGENCY_KINDS = {
    "local authority": ("local authority", "council"),
    "clinical commissioning group": ("NHS commissioner", "health"),
    "police force": ("police force", "police"),
    "NHS provider": ("NHS provider", "health"),
    "university": ("university", "education"),
    "domestic abuse provider": ("voluntary sector", "voluntary"),
    "local safeguarding children board": ("local safeguarding children board", "other"),
}
STATUSES = {
    "statutory partner": "statutory partner",
    "provider under NHS partner": "provider",
    "provider": "provider",
    "project partner": "other",
    "predecessor": "predecessor",
}
COUNCILS_BEGAN = "2019-04-01"
WENT_LIVE = "2019-08-01"
BOARDS_ENDED = "2019-07-31"
SPLIT = "2024-08-01"
ENDED = "2024-07-31"
LATER = "Report to a council scrutiny committee, 6 February 2025"
AFTER = (
    ("bcp-scp", "BCP Safeguarding Children Partnership", "BCP SCP", "area/bcp"),
    ("dorset-scp", "Dorset Safeguarding Children Partnership", "Dorset SCP", "area/dorset"),
)
SERVICES = (
    ("training", "training", "Multi-agency training", "pdscp", "2019-08-01"),
    ("cdop", "child death", "Child Death Overview Panel with Somerset", "pdscp", "2019-08-01"),
    ("website", "website", "Website and multi-agency procedures", "pdscp", "2020-03-01"),
)


def write(facts: Facts, sheets: Sheets) -> None:
    for part in (areas, agencies, partnerships, services, categories):
        part(facts, sheets)


def areas(facts: Facts, sheets: Sheets) -> None:
    for fact in facts["areas"]:
        sheets.add(
            "partners/areas",
            str(ref(fact["ref"])),
            name=fact["name"],
            short_name=fact.get("short_name"),
            kind=AREA_KINDS[fact["kind"]],
            members=refs(fact.get("members", [])),
            live_from=fact.get("valid_from"),
            live_to=fact.get("valid_to"),
            note=fact.get("note") or fact.get("valid_from_note"),
            **told(fact),
        )
        for after in refs(fact.get("successors", [])):
            sheets.add(
                "partners/area_changes",
                f"{ref(fact['ref'])}>{after.removeprefix('area/')}",
                predecessor=ref(fact["ref"]),
                successor=after,
                on=COUNCILS_BEGAN,
                passed="Christchurch" if is_christchurch(fact, after) else None,
                **told(fact),
            )
    for fact in facts["area_profiles"]:
        if "value" in fact:
            sheets.add(
                "partners/populations",
                "population/pan_dorset/2019",
                area=ref(fact["area"]),
                band=fact["age_band"],
                measure=fact["measure"],
                value=fact["value"],
                as_at=fact["as_at"],
                note=fact["note"],
                **told(fact),
            )


def is_christchurch(fact: Facts, after: str) -> bool:
    return fact["ref"] == "area:former_dorset_county" and after == "area/bcp"


def agencies(facts: Facts, sheets: Sheets) -> None:
    for fact in facts["organisations"]:
        kind, sector = AGENCY_KINDS[fact["kind"]]
        sheets.add(
            "partners/agencies",
            str(ref(fact["ref"])),
            name=fact["name"],
            kind=kind,
            sector=sector,
            parent=ref(fact.get("parent")),
            area=ref(fact.get("area")),
            live_to=fact.get("valid_to"),
            note=fact.get("valid_to_note"),
            **told(fact),
        )
        before = fact["partner_status"] == "predecessor"
        sheets.add(
            "partners/agency_statuses",
            f"pdscp/status/{fact['ref'].removeprefix('org:')}",
            agency=ref(fact["ref"]),
            partnership="pdscp",
            status=STATUSES[fact["partner_status"]],
            since=None if before else WENT_LIVE,
            until=BOARDS_ENDED if before else ENDED,
            **told(fact),
        )


def partnerships(facts: Facts, sheets: Sheets) -> None:
    [fact] = facts["partnerships"]
    sheets.add(
        "partners/partnerships",
        "pdscp",
        name=fact["name"],
        short_name=fact["short_name"],
        colour="#14505c",
        live_from=fact["live_from"],
        live_to=ENDED,
        vocabulary="WT2018",
        generated=False,
        **told(fact),
    )
    for area in refs(fact["areas"]):
        covers(sheets, "pdscp", area, WENT_LIVE, ENDED, told(fact))
    for board in refs(fact["predecessors"]):
        sheets.add(
            "partners/partnership_changes",
            f"pdscp/from/{board.removeprefix('agency/')}",
            predecessor_body=board,
            successor="pdscp",
            on=WENT_LIVE,
            **told(fact),
        )
    for successor in AFTER:
        split(sheets, *successor)


def covers(
    sheets: Sheets, ours: str, area: str, since: str, until: str | None, paper: Facts
) -> None:
    sheets.add(
        "partners/partnership_areas",
        f"{ours}/covers/{area.removeprefix('area/')}",
        partnership=ours,
        area=area,
        since=since,
        until=until,
        **paper,
    )


def split(sheets: Sheets, ours: str, name: str, short_name: str, area: str) -> None:
    paper = {"in_report": False, "paper": LATER}
    sheets.add(
        "partners/partnerships",
        ours,
        name=name,
        short_name=short_name,
        colour="#14505c",
        live_from=SPLIT,
        vocabulary="WT2023",
        generated=False,
        **paper,
    )
    covers(sheets, ours, area, SPLIT, None, paper)
    sheets.add(
        "partners/partnership_changes",
        f"{ours}/from/pdscp",
        predecessor="pdscp",
        successor=ours,
        on=SPLIT,
        **paper,
    )


def services(facts: Facts, sheets: Sheets) -> None:
    """Three services outlive the partnership that began them."""
    for key, kind, name, first, since in SERVICES:
        service = sheets.add(
            "partners/shared_services", f"service/{key}", name=name, kind=kind, paper=LATER
        )
        spans = [(first, since, ENDED), *((after[0], SPLIT, None) for after in AFTER)]
        for ours, begun, until in spans:
            sheets.add(
                "partners/service_shares",
                f"{ours}/shares/{key}",
                service=service,
                partnership=ours,
                since=begun,
                until=until,
                paper=LATER,
            )


def categories(facts: Facts, sheets: Sheets) -> None:
    for fact in facts["relevant_agencies"]:
        sheets.add(
            "partners/relevant_agency_categories",
            str(ref(fact["ref"])),
            partnership="pdscp",
            category=fact["category"],
            order=fact["order"],
            note=fact.get("note"),
            **told(fact),
        )
