"""Programme years, training needs and conferences: invented, so that the pages can be tried."""

from demo.facts import Facts
from demo.generate.sheets import Sheets

YEARS = (("2019", "closed", "2019-03-21"), ("2020", "running", "2020-03-19"))
COURSES = (
    ("two_day", 6, None),
    ("neglect", 8, "Half of them in the west"),
    ("self_harm", 4, None),
    ("cse", 4, None),
    ("supervision", 2, None),
    ("supervising", 2, None),
    ("recruit", 3, None),
)
NEEDS: tuple[dict[str, object], ...] = (
    {
        "text": "Notice neglect early, and say what you see to the parents",
        "kind": "priority",
        "priority": "pdscp/prio/2020_neglect",
        "courses": ["neglect"],
    },
    {
        "text": "Share what you know of exploitation before it is certain",
        "kind": "audit",
        "audit": "pdscp/audit/ce",
        "courses": ["cse", "two_day"],
    },
    {
        "text": "See the child with a disability, and not only the disability",
        "kind": "audit",
        "audit": "pdscp/audit/cwd",
    },
    {
        "text": "Safe sleep: ask where a baby slept last night, and mean it",
        "kind": "national panel",
        "source": "National report on sudden unexpected death in infancy, July 2020",
    },
    {
        "text": "Work with families who keep services at the door",
        "kind": "practice",
        "source": "Asked for at practitioner events",
        "courses": ["supervising"],
    },
    {
        "text": "Hold a meeting online so that everybody is heard",
        "kind": "practice",
        "source": "Asked for by partners in spring 2020",
        "status": "met",
        "settled_because": "A one-page guide was sent round, and two short sessions were held",
        "settled_on": "2020-07-10",
    },
)


def write(facts: Facts, sheets: Sheets) -> None:
    years(sheets)
    needs(sheets)
    suggestions(sheets)
    conferences(sheets)


def years(sheets: Sheets) -> None:
    for year, status, commissioned in YEARS:
        ours = sheets.add(
            "training/programme_years",
            f"pdscp/training-year/{year}",
            partnership="pdscp",
            begins_on=f"{year}-04-01",
            status=status,
            commissioned_on=commissioned,
        )
        for course, sessions, note in COURSES:
            sheets.add(
                "training/programme_courses",
                f"{ours}/{course}",
                programme=ours,
                course=f"pdscp/course/{course}",
                sessions=sessions,
                note=note,
            )


def needs(sheets: Sheets) -> None:
    for number, need in enumerate(NEEDS, start=1):
        courses = [f"pdscp/course/{name}" for name in need.get("courses", ())]  # type: ignore[attr-defined]
        sheets.add(
            "training/needs",
            f"pdscp/training-need/{number}",
            **{
                "partnership": "pdscp",
                "status": "open",
                "raised_on": f"2020-0{number + 2}-12",
                **need,
                "courses": courses,
            },
        )


def suggestions(sheets: Sheets) -> None:
    for number, (asked_on, text, answered_on, answer) in enumerate(
        (
            (
                "2020-05-11",
                "Let me see at a glance which dates still have places",
                "2020-06-02",
                "Each date now says how many places are left.",
            ),
            ("2020-08-24", "Remind me a week before, not only the day before", None, None),
        ),
        start=1,
    ):
        sheets.add(
            "training/suggestions",
            f"pdscp/suggestion/{number}",
            partnership="pdscp",
            text=text,
            asked_on=asked_on,
            answer=answer,
            answered_on=answered_on,
        )


def conferences(sheets: Sheets) -> None:
    sheets.add(
        "training/conferences",
        "pdscp/conference/neglect",
        partnership="pdscp",
        title="Seeing neglect, hearing children",
        about="What the year's learning on neglect asks of all of us.",
        expected="2021-03",
        priorities=["pdscp/prio/2020_neglect"],
    )
    sheets.add(
        "training/conferences",
        "pdscp/conference/trauma",
        partnership="pdscp",
        title="Working through a trauma lens",
        expected="2021",
    )
    for number, (at, title, kind, speaker, consent) in enumerate(
        (
            ("09:30", "Welcome", "talk", "Chair of the partnership", None),
            ("09:45", "What the audits found", "talk", None, None),
            ("10:30", "What I wish somebody had asked", "lived experience", "A care leaver",
             "2020-08-20"),
            ("11:15", "Break", "break", None, None),
            ("11:30", "Using the neglect tool", "workshop", "Training team", None),
        ),
        start=1,
    ):  # fmt: skip
        sheets.add(
            "training/programme_items",
            f"pdscp/conference/neglect/item/{number}",
            conference="pdscp/conference/neglect",
            at=at,
            title=title,
            kind=kind,
            speaker=speaker,
            consent_on=consent,
        )
    sheets.add(
        "training/follow_ups",
        "pdscp/conference/neglect/follows/1",
        conference="pdscp/conference/neglect",
        title="7-minute guide to the neglect tool",
        status="planned",
        due="2021-05-31",
    )
