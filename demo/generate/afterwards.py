"""What became of registers: parts, corrections, people at the door, names to find. Invented."""

from demo.facts import Facts
from demo.generate import particulars
from demo.generate.sheets import Sheets

TWO_DAYS, DAYS = "pdscp/session/403", ("2020-06-16", "2020-06-17")
CAME = ("attended",) * 7 + ("part attended", "absent")
MARKS = {
    "attended": ("attended", "attended"),
    "part attended": ("attended", "absent"),
    "absent": ("absent", "absent"),
}
ONLINE = "pdscp/session/400"  # the first of summer 2020: no figure of 2019-20 counts it
AT_THE_DOOR = 5
ROOM_LEFT = "pdscp/session/402"  # the last of them: three more are as many as it has places
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
    """A course of two days in summer 2020: who came to which day."""
    sheets.add(
        "training/sessions",
        TWO_DAYS,
        course="pdscp/course/two_day",
        starts_at=f"{DAYS[0]} 09:30",
        ends_at=f"{DAYS[-1]} 16:00",
        mode="virtual",
        places=12,
        status="delivered",
        generated=True,
    )
    particulars.parts(sheets, TWO_DAYS, DAYS)
    for number, status in enumerate(CAME):
        place = sheets.add(
            "training/bookings",
            f"pdscp/booking/403{number:02}",
            session=TWO_DAYS,
            delegate=f"Delegate 403{number:02}",
            agency=f"agency/{('dorset_council', 'police', 'dhc')[number % 3]}",
            status=status,
            generated=True,
        )
        for order, mark in enumerate(MARKS[status], start=1):
            sheets.add(
                "training/part_marks",
                f"{place}/part/{order}",
                booking=place,
                part=f"{TWO_DAYS}/part/{order}",
                mark=mark,
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
            session=ROOM_LEFT,
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
