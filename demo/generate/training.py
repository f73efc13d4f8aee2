"""Courses as printed, and invented sessions, people and ratings behind the printed totals."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from demo.facts import Facts, told
from demo.generate import delivery, particulars
from demo.generate.sheets import Sheets, ref

DELIVERED, ATTENDED, PLACES, ABSENT = 140, 3637, 4041, 171
CANCELLED, PLANNED = 6, 12
RATED, GOOD = 2408, 0.926
ASKED, ONLINE = 1650, 0.724
YEAR_BEGAN = date(2019, 4, 1)
LOCKDOWN = (date(2020, 3, 23), date(2020, 3, 31))
AUTUMN = date(2020, 9, 15)
VENUES = (
    ("Training room one, Bournemouth", "area/bcp"),
    ("Training room two, Poole", "area/bcp"),
    ("Training room three, Dorchester", "area/dorset"),
    ("Training room four, Weymouth", "area/dorset"),
)
AGENCIES = ("bcp_council", "dorset_council", "police", "dhc", "dch", "rbch", "phft", "ccg")
SHARES = (28, 26, 10, 12, 8, 7, 6, 3)


@dataclass
class Session:
    """One generated session, until its people are written."""

    ref: str
    course: str
    day: date
    places: int
    people: list[str] = field(default_factory=list)


def write(facts: Facts, sheets: Sheets) -> None:
    random = Random("training")
    known = facts["training"]
    names = [course(fact, sheets) for fact in known["courses"]]
    held = delivered(random, sheets, names)
    attended(random, sheets, held)
    rated(random, sheets, held)
    cancelled(random, sheets, names)
    planned(random, sheets, names)
    notes(known, sheets)


def course(fact: Facts, sheets: Sheets) -> str:
    return sheets.add(
        "training/courses",
        str(ref(fact["ref"])),
        partnership="pdscp",
        title=fact["title"],
        kind=fact["kind"],
        kind_note=fact.get("kind_note"),
        fee=fact.get("fee"),
        fund=fact.get("fund"),
        days=fact.get("days"),
        follow_up_days=fact.get("follow_up_days"),
        published=True,
        **particulars.of_course(str(ref(fact["ref"]))),
        **told(fact),
    )


def session(
    sheets: Sheets, ours: str, course: str, day: date, places: int, **cells: Any
) -> Session:
    number = int(ours.rpartition("/")[2])
    venue, area = VENUES[number % len(VENUES)]
    virtual = cells.get("mode") == "virtual"
    at = datetime.combine(day, time(9 + number % 2, 30))
    sheets.add(
        "training/sessions",
        ours,
        course=course,
        starts_at=f"{at:%Y-%m-%d %H:%M}",
        venue=None if virtual else venue,
        area=None if virtual else area,
        places=places,
        generated=True,
        **cells,
    )
    return Session(ours, course, day, places)


def weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def delivered(random: Random, sheets: Sheets, names: list[str]) -> list[Session]:
    """140 sessions between April 2019 and the lockdown, 4,041 places in all."""
    sizes = shared_out(PLACES, DELIVERED)
    random.shuffle(sizes)
    gap = (LOCKDOWN[0] - timedelta(days=4) - YEAR_BEGAN).days / DELIVERED
    return [
        session(
            sheets,
            f"pdscp/session/{n:03}",
            names[n % len(names)],
            weekday(YEAR_BEGAN + timedelta(days=int(n * gap))),
            size,
            status="delivered",
            mode="face to face",
            provider=delivery.provider_of(names[n % len(names)]),
        )
        for n, size in enumerate(sizes)
    ]


def shared_out(total: int, among: int) -> list[int]:
    """Whole numbers as equal as can be, that add up to the total."""
    return [total * (n + 1) // among - total * n // among for n in range(among)]


def attended(random: Random, sheets: Sheets, held: list[Session]) -> None:
    """3,637 people came; no session held more than its places."""
    seats = [place for place in held for _ in range(place.places)]
    random.shuffle(seats)
    for number, place in enumerate(seats[: ATTENDED + ABSENT], start=1):
        status = "attended" if number <= ATTENDED else "absent"
        ours = person(random, sheets, place, number, status)
        if status == "attended":
            place.people.append(ours)


def person(random: Random, sheets: Sheets, place: Session, number: int, status: str) -> str:
    [agency] = random.choices(AGENCIES, SHARES)
    return sheets.add(
        "training/bookings",
        f"pdscp/booking/{number:04}",
        session=place.ref,
        delegate=f"Delegate {number:04}",
        agency=f"agency/{agency}",
        status=status,
        generated=True,
    )


def rated(random: Random, sheets: Sheets, held: list[Session]) -> None:
    """Two in three returned a rating; the share of good ones is even over courses and quarters."""
    came = [(place, who) for place in by_course(held) for who in sorted(place.people)]
    for n in range(RATED):
        place, who = came[n * len(came) // RATED]
        good = share_of(n, GOOD)
        scores = ("excellent", "excellent", "good") if good else ("fair", "fair", "poor")
        asked = n < ASKED
        sheets.add(
            "training/ratings",
            who.replace("/booking/", "/rating/"),
            booking=who,
            score=random.choice(scores),
            would_train_online=share_of(n, ONLINE) if asked else None,
            returned_on=place.day,
        )


def by_course(held: list[Session]) -> list[Session]:
    return sorted(held, key=lambda place: (place.course, place.day, place.ref))


def share_of(n: int, share: float) -> bool:
    """True for so large a share of any run of numbers, spread evenly."""
    return int((n + 1) * share) > int(n * share)


def cancelled(random: Random, sheets: Sheets, names: list[str]) -> None:
    """Dates at the end of March 2020, called off by the organiser under lockdown guidance."""
    number = 9000
    for n in range(CANCELLED):
        day = weekday(LOCKDOWN[0] + timedelta(days=n))
        place = session(
            sheets,
            f"pdscp/session/{200 + n}",
            names[n],
            day,
            30,
            status="cancelled",
            mode="face to face",
            cancelled_because="Lockdown guidance, end of March 2020",
        )
        for _ in range(18):
            number += 1
            person(random, sheets, place, number, "cancelled")


def planned(random: Random, sheets: Sheets, names: list[str]) -> None:
    """Online dates of autumn 2020, so that there is something to book."""
    number = 9500
    for n in range(PLANNED):
        day = weekday(AUTUMN + timedelta(days=8 * n))
        course, ends, days = names[n % len(names)], day, 1
        if course.endswith("two_day"):
            ends, days = weekday(day + timedelta(days=28)), 3
        place = session(
            sheets,
            f"pdscp/session/{300 + n}",
            course,
            day,
            12 if n % 4 else 6,
            status="planned",
            mode="virtual",
            ends_at=f"{ends} {'16:00' if days > 1 else '12:30'}",
            minimum=4,
            joining="Please be in the room ten minutes early, and keep your camera on.",
            link=f"https://meet.example.org/training-{300 + n}",
        )
        if days > 1:
            next_day = weekday(day + timedelta(days=1))
            particulars.parts(sheets, place.ref, (f"{day}", f"{next_day}", f"{ends}"))
        for _ in range(6 if n % 4 == 0 else n):
            number += 1
            person(random, sheets, place, number, "booked")


def notes(known: Facts, sheets: Sheets) -> None:
    nexus = known["booking_system"]
    system = {**nexus, "text": f"Bookings are taken in {nexus['name']}"}
    for kind, facts in (
        ("fact", known["facts"]),
        ("future", known["future"]),
        ("system", [system]),
    ):
        for order, fact in enumerate(facts, start=1):
            sheets.add(
                "training/notes",
                f"pdscp/training-note/{kind}/{order}",
                partnership="pdscp",
                kind=kind,
                order=order,
                text=fact["text"],
                **told(fact),
            )
    for order, fact in enumerate(known["evaluation_points"], start=1):
        sheets.add(
            "training/evaluation_points",
            f"pdscp/evaluation-point/{order}",
            partnership="pdscp",
            order=order,
            when=fact["when"],
            **told(fact),
        )
