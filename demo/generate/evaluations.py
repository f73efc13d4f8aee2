"""Three online sessions of summer 2020, invented, and what people who came made of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.facts import Facts
from demo.generate.questionnaires import CONFERENCE, END, LATER, MANAGER, OURS, SCORES
from demo.generate.sheets import Sheets

PLACES = 16
TODAY = date(2020, 9, 14)
OPEN_DAYS = timedelta(days=28)
SCHEDULE = "pdscp/evaluation-schedule/2019"
STAGES = (("end", END, None), ("8 weeks", LATER, MANAGER), ("6 months", LATER, None))
MANAGERS = 7
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
    Held("cse", date(2020, 6, 25), 13, 11, 7),
    Held("supervision", date(2020, 6, 30), 12, 9, 6),
)


def write(facts: Facts, sheets: Sheets) -> None:
    schedule(sheets)
    reports(sheets)
    random = Random("evaluations")
    for number, held in enumerate(HELD, start=400):
        session(random, sheets, number, held)


def reports(sheets: Sheets) -> None:
    """The year that is over, and the first quarter of the one that runs."""
    for year, quarter in ((2019, None), (2020, 1)):
        sheets.add(
            "training/reports",
            f"pdscp/training-report/{year}{f'-q{quarter}' if quarter else ''}",
            partnership="pdscp",
            year=year,
            quarter=quarter,
        )


def schedule(sheets: Sheets) -> None:
    """As the plan of 2019 says: at the end, after 8 weeks, after 6 months."""
    sheets.add(
        "training/evaluation_schedules",
        SCHEDULE,
        partnership="pdscp",
        since="2019-08-01",
        open_days=OPEN_DAYS.days,
        conference=f"{OURS}/{CONFERENCE}",
    )
    for when, asked, managers in STAGES:
        sheets.add(
            "training/evaluation_stages",
            f"{SCHEDULE}/{when.replace(' ', '-')}",
            schedule=SCHEDULE,
            when=when,
            questionnaire=f"{OURS}/{asked}",
            managers=f"{OURS}/{managers}" if managers else None,
        )


def evaluation(sheets: Sheets, ours: str, when: str, opens: date) -> str:
    """The round of one moment; asked once its day has come."""
    moment = when.replace(" ", "-")
    return sheets.add(
        "training/evaluation_rounds",
        f"{ours}/{moment}",
        session=ours,
        stage=f"{SCHEDULE}/{moment}",
        opens_on=opens,
        closes_on=opens + OPEN_DAYS,
        asked_at=f"{opens} 17:00" if opens <= TODAY else None,
    )


def ask(sheets: Sheets, of: str, opens: date, place: str, asked: str, reply: str | None) -> None:
    """One person asked in a round, or their manager; `reply` is the response, if there was one."""
    late = opens + OPEN_DAYS < TODAY
    manager = asked == MANAGER
    sheets.add(
        "training/evaluation_requests",
        f"{of}/{'manager/' if manager else ''}{place.rpartition('/')[2]}",
        round=of,
        booking=place,
        asked="manager" if manager else "delegate",
        version=f"{OURS}/{asked}/1",
        status="answered" if reply else "lapsed" if late else "open",
        response=reply,
    )


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
    later_on = held.day + timedelta(weeks=8)
    end = evaluation(sheets, ours, "end", held.day)
    later = evaluation(sheets, ours, "8 weeks", later_on)
    evaluation(sheets, ours, "6 months", date(2020, held.day.month + 6, held.day.day))
    for n in range(held.came + 1):
        came = n < held.came
        place = sheets.add(
            "training/bookings",
            f"pdscp/booking/{number}{n:02}",
            session=ours,
            delegate=f"Delegate {number}{n:02}",
            agency=f"agency/{AGENCIES[n % len(AGENCIES)]}",
            status="attended" if came else "absent",
            generated=True,
        )
        if not came:
            continue
        said = at_the_end(random, sheets, place, held.day) if n < held.at_the_end else None
        ask(sheets, end, held.day, place, END, said)
        said = afterwards(random, sheets, place, later_on) if n < held.later else None
        ask(sheets, later, later_on, place, LATER, said)
        if n < MANAGERS:
            seen = manager_says(random, sheets, place, later_on) if n < MANAGERS - 1 else None
            ask(sheets, later, later_on, place, MANAGER, seen)


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


def manager_says(random: Random, sheets: Sheets, place: str, day: date) -> str:
    on = min(day + timedelta(days=3), date(2020, 9, 13))
    return response(sheets, place, MANAGER, on, used=random.choice((1, 2, 2, 3)))


def at_the_end(random: Random, sheets: Sheets, place: str, day: date) -> str:
    score = random.choice((2, 3, 3, 4, 4, 4))
    online = random.choice((1, 1, 1, 2))
    before = random.choice((1, 2, 2, 3))
    ours = response(
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
    return ours


def afterwards(random: Random, sheets: Sheets, place: str, day: date) -> str:
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
    return ours
