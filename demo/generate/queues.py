"""Who waits for the full sessions of autumn 2020, and how booking works there. Invented."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

FULL = (300, 304, 308)
WAITING = ("dorset_council", "police", "dhc")


def write(facts: Facts, sheets: Sheets) -> None:
    sheets.add(
        "training/booking_rules",
        "pdscp/booking-rules/2020",
        partnership="pdscp",
        from_day="2020-04-01",
        remind_days=["14", "3"],
    )
    sheets.add(
        "training/agency_terms",
        "pdscp/agency-terms/bcp_council",
        agency="agency/bcp_council",
        partnership="pdscp",
        approval="agency lead",
        colleagues=True,
    )
    number = 9700
    for session in FULL:
        for day, agency in enumerate(WAITING, start=1):
            number += 1
            sheets.add(
                "training/bookings",
                f"pdscp/booking/{number}",
                session=f"pdscp/session/{session}",
                delegate=f"Delegate {number}",
                agency=f"agency/{agency}",
                status="waiting",
                waiting_since=f"2020-09-0{day} 10:15",
                booked_at=f"2020-09-0{day} 10:15",
                generated=True,
            )
