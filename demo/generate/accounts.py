"""The training account of Northmere, which is invented altogether, and an open one for Pan-Dorset.

No cost is made up for Pan-Dorset: the papers of 2019-20 tell none.
"""

from demo.facts import Facts
from demo.generate.sheets import Sheets

OURS = "northmere"
COSTS = (
    (2019, "trainer", 180_000, "2019-10-14", "Four days of training"),
    (2019, "venue", 42_000, "2019-10-21", "Room hire, autumn"),
    (2019, "coordinator", 250_000, "2020-03-31", "Coordination, half a year"),
    (2020, "platform", 36_000, "2020-04-20", "Booking platform for a year"),
    (2020, "trainer", 90_000, "2020-07-13", "Two days of training online"),
    (2020, "materials", 6_500, "2020-07-20", "Workbooks, charged to us twice"),
)
TWICE = COSTS[-1]


def write(facts: Facts, sheets: Sheets) -> None:
    """A year that was closed and carried forward, the one after it, and who hosts."""
    sheets.add(
        "training/training_hosts",
        f"{OURS}/training-host/1",
        partnership=OURS,
        agency="agency/northmere_council",
        since="2019-09-01",
        note="Agreed by the executive for a year, and kept on since",
    )
    sheets.add(
        "training/training_accounts",
        account(2019),
        partnership=OURS,
        year=2019,
        brought_forward=610_000,
        decision="carry forward",
        decided_by=f"{OURS}/group/executive",
        decided_on="2020-06-10",
        words="Keep it for the programme online, and look again in the autumn.",
        surplus=610_000 - sum(pence for year, _, pence, _, _ in COSTS if year == 2019),
        closed_on="2020-06-12",
    )
    for partnership in (OURS, "pdscp"):
        sheets.add(
            "training/training_accounts",
            account(2020, partnership),
            partnership=partnership,
            year=2020,
        )
    for number, told in enumerate(COSTS, start=1):
        cost(sheets, number, *told)
    year, heading, pence, day, text = TWICE
    cost(
        sheets,
        len(COSTS) + 1,
        year,
        heading,
        -pence,
        day,
        text,
        corrects=f"{OURS}/training-cost/{len(COSTS)}",
        reason="The printer had charged them in June already",
        recorded_on="2020-08-03",
    )


def account(year: int, partnership: str = OURS) -> str:
    return f"{partnership}/training-account/{year}"


def cost(
    sheets: Sheets,
    number: int,
    year: int,
    heading: str,
    pence: int,
    day: str,
    text: str,
    **more: str,
) -> None:
    sheets.add(
        "training/training_costs",
        f"{OURS}/training-cost/{number}",
        account=account(year),
        heading=heading,
        amount=pence,
        spent_on=day,
        text=text,
        **{"recorded_on": day, **more},
    )
