"""Three online sessions of summer 2020, invented, and what people who came made of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.facts import Facts
from demo.generate.questionnaires import END, LATER, OURS, SCORES
from demo.generate.sheets import Sheets

PLACES = 16
AGENCIES = ("bcp_council", "dorset_council", "police", "dhc", "dch", "ccg")
CHANGED = (
    ("I ask more often who else lives at home.", "under-one"),
    ("I use the neglect toolkit in supervision.", None),
    ("I bring exploitation up with foster carers earlier.", "exploitation"),
    ("The whole team now writes down the voice of the child.", None),
    ("I know whom to ring when I am worried about a disabled child.", "disability"),
)


@dataclass(frozen=True)
class Held:
    """One session: its course and day, how many came, and how many answered which time."""

    course: str
    day: date
    came: int
    at_the_end: int
    later: int


HELD = (
    Held("neglect", date(2020, 6, 11), 14, 12, 9),
    Held("cse", date(2020, 7, 2), 13, 11, 7),
    Held("supervision", date(2020, 7, 16), 12, 9, 4),
)


def write(facts: Facts, sheets: Sheets) -> None:
    random = Random("evaluations")
    for number, held in enumerate(HELD, start=400):
        session(random, sheets, number, held)


def session(random: Random, sheets: Sheets, number: int, held: Held) -> None:
    ours = sheets.add(
        "training/sessions",
        f"pdscp/session/{number}",
        course=f"pdscp/course/{held.course}",
        starts_at=f"{held.day} 10:00",
        mode="virtual",
        places=PLACES,
        status="delivered",
        generated=True,
    )
    for n in range(held.came + 1):
        place = sheets.add(
            "training/bookings",
            f"pdscp/booking/{number}{n:02}",
            session=ours,
            delegate=f"Delegate {number}{n:02}",
            agency=f"agency/{AGENCIES[n % len(AGENCIES)]}",
            status="attended" if n < held.came else "absent",
            generated=True,
        )
        if n < held.at_the_end:
            at_the_end(random, sheets, place, held.day)
        if n < held.later:
            afterwards(random, sheets, place, held.day + timedelta(weeks=8))


def response(sheets: Sheets, place: str, asked: str, day: date, **said: object) -> str:
    """The answers of one person; `said` by the key of the question, with - written as _."""
    version = f"{OURS}/{asked}/1"
    ours = sheets.add(
        "learning_hub/responses",
        place.replace("/booking/", f"/response/{asked}/"),
        version=version,
        given_on=day,
    )
    for name, value in said.items():
        key = name.replace("_", "-")
        column = "text" if isinstance(value, str) else "option"
        sheets.add(
            "learning_hub/answers",
            f"{ours}/{key}",
            response=ours,
            question=f"{version}/{key}",
            **{column: value},
        )
    return ours


def at_the_end(random: Random, sheets: Sheets, place: str, day: date) -> None:
    score = random.choice((2, 3, 3, 4, 4, 4))
    online = random.choice((1, 1, 1, 2))
    before = random.choice((1, 2, 2, 3))
    response(
        sheets,
        place,
        END,
        day,
        overall=score,
        confidence_before=before,
        confidence_after=min(before + random.choice((1, 1, 2)), 5),
        online=online,
    )
    sheets.add(
        "training/ratings",
        place.replace("/booking/", "/rating/"),
        booking=place,
        score=SCORES[score - 1].lower(),
        would_train_online=online == 1,
        returned_on=day,
    )


def afterwards(random: Random, sheets: Sheets, place: str, day: date) -> None:
    used = random.choice((1, 2, 3, 3))
    number = int(place[-2:])
    said: dict[str, object] = {"used": used, "confidence_after": random.choice((3, 4, 4, 5))}
    if used == 3:
        said["helped"] = random.choice((1, 2, 3, 3, 4))
    words, theme = CHANGED[number % len(CHANGED)]
    ours = response(
        sheets, place, LATER, min(day + timedelta(days=number), date(2020, 9, 13)), **said
    )
    answer = sheets.add(
        "learning_hub/answers",
        f"{ours}/change",
        response=ours,
        question=f"{OURS}/{LATER}/1/change",
        text=words,
        themes=[f"theme/{theme}"] if theme else None,
        coded_on="2020-09-10" if theme else None,
    )
    if number < 2:
        sheets.add(
            "learning_hub/quotes",
            f"{answer}/quote",
            answer=answer,
            text=words,
            cleared_on="2020-09-11",
        )
