"""What became of registers: parts, corrections, people at the door, names to find. Invented."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

IN_PARTS = 3  # sessions
MARKS = {"attended": "attended", "absent": "absent"}
ONLINE = "pdscp/session/400"  # the first of summer 2020: no figure of 2019-20 counts it
AT_THE_DOOR = 5
UNKNOWN = (("dorset_council", "attended"), ("police", "attended"), ("dhc", "absent"))


def write(facts: Facts, sheets: Sheets) -> None:
    sheets.add(
        "training/certificate_policies",
        "pdscp/certificate-policy",
        partnership="pdscp",
        after_evaluation=False,
    )
    part_marks(sheets)
    corrections(sheets)
    walk_ins(sheets)
    unmatched(sheets)


def places(sheets: Sheets, session: str, *statuses: str) -> list[dict[str, str]]:
    rows = sheets.rows["training/bookings.csv"]
    return [row for row in rows if row["session"] == session and row["status"] in statuses]


def part_marks(sheets: Sheets) -> None:
    """Each day of the last courses of several days: nobody there missed a day and came to one."""
    parts: dict[str, list[str]] = {}
    for row in sheets.rows["training/session_parts.csv"]:
        parts.setdefault(row["session"], []).append(row["ref"])
    held = [session for session in sorted(parts) if places(sheets, session, *MARKS)]
    for session in held[-IN_PARTS:]:
        for place in places(sheets, session, *MARKS):
            for order, part in enumerate(parts[session], start=1):
                sheets.add(
                    "training/part_marks",
                    f"{place['ref']}/part/{order}",
                    booking=place["ref"],
                    part=part,
                    mark=MARKS[place["status"]],
                )


def corrections(sheets: Sheets) -> None:
    for session, because in (
        ("pdscp/session/125", "Signed the sheet at the door, and was not ticked."),
        ("pdscp/session/131", "Came under a colleague's name."),
    ):
        place = places(sheets, session, "attended")[0]
        sheets.add(
            "training/corrections",
            f"{place['ref']}/correction",
            booking=place["ref"],
            was="absent",
            became="attended",
            because=because,
            name="Training team",
            made_at="2020-04-02 09:10",
        )


def walk_ins(sheets: Sheets) -> None:
    for place in places(sheets, ONLINE, "attended")[:AT_THE_DOOR]:
        sheets.add(
            "training/walk_ins",
            f"{place['ref']}/walk-in",
            booking=place["ref"],
            at="2020-06-11 09:55",
        )


def unmatched(sheets: Sheets) -> None:
    """Booked elsewhere before the portal: two wait to be looked at, one is nobody we know."""
    for number, (agency, status) in enumerate(UNKNOWN, start=9801):
        place = sheets.add(
            "training/bookings",
            f"pdscp/booking/{number}",
            session=ONLINE,
            delegate=f"Delegate {number}",
            agency=f"agency/{agency}",
            status=status,
        )
    sheets.add(
        "training/matchings",
        f"{place}/matching",
        booking=place,
        found=False,
        name="Training team",
        made_at="2020-07-06 11:20",
    )
