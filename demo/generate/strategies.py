"""Training strategies of agencies, what they aim at and what they reached. Invented."""

from typing import Any

from demo.facts import Facts
from demo.generate.sheets import Sheets

HEALTH = (
    "Level 1",
    "All staff, volunteers and board members",
    95,
    "2020-03-31",
    (("2019-09-30", 3412, 3890), ("2020-03-31", 3731, 3902)),
    ("2020-04-22", "Reached. It is asked of new staff in their first month."),
)
MIDWIVES = (
    "Level 3",
    "Health visitors, midwives and school nurses",
    90,
    "2021-03-31",
    (("2019-09-30", 214, 301), ("2020-03-31", 249, 304), ("2020-06-30", None, None)),
    None,
)
NAMED = ("Level 4", "Named professionals", 100, "2020-12-31", (("2020-03-31", 9, 11),), None)
SCHOOLS = (
    "Lead safeguarding training",
    "Designated safeguarding leads of schools",
    100,
    "2020-07-31",
    (("2019-12-20", 251, 284), ("2020-07-20", 268, 281)),
    None,
)
NOT_COUNTED = {None: "Not counted while staff were moved to other wards."}


def write(facts: Facts, sheets: Sheets) -> None:
    strategy(
        sheets,
        "health",
        (HEALTH, MIDWIVES, NAMED),
        agency="agency/dhc",
        title="Safeguarding children training strategy, 2019 to 2022",
        written_by="Safeguarding team, Dorset HealthCare",
        about="Who needs which level of the intercollegiate document, how it is given, "
        "and how each ward hears who is due.",
        link="https://www.example.org/health-training-strategy",
        starts_on="2019-04-01",
        ends_on="2022-03-31",
    )
    strategy(
        sheets,
        "schools",
        (SCHOOLS,),
        sector="education",
        title="Training of designated safeguarding leads",
        written_by="Education advisers of both councils",
        about="Formal training every two years, and updates each autumn.",
        starts_on="2019-09-01",
        ends_on="2021-08-31",
    )


def strategy(sheets: Sheets, name: str, targets: tuple[tuple[Any, ...], ...], **told: str) -> None:
    ours = f"pdscp/training-strategy/{name}"
    sheets.add("training/strategies", ours, partnership="pdscp", **told)
    for number, (level, staff, share, due_on, counts, settled) in enumerate(targets, start=1):
        settled_on, outcome = settled or (None, None)
        aim = sheets.add(
            "training/strategy_targets",
            f"{ours}/{number}",
            strategy=ours,
            level=level,
            staff=staff,
            share=share,
            due_on=due_on,
            settled_on=settled_on,
            outcome=outcome,
        )
        for day, reached, needed in counts:
            sheets.add(
                "training/target_counts",
                f"{aim}/{day}",
                target=aim,
                counted_on=day,
                reached=reached,
                needed=needed,
                note=NOT_COUNTED.get(reached),
            )
