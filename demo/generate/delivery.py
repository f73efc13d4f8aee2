"""Providers and their contracts, what was observed, registers that were closed. Invented."""

from hashlib import sha256

from demo.facts import Facts
from demo.generate.sheets import Sheets

TOGETHER, HARBOUR = "pdscp/provider/learning-together", "pdscp/provider/harbour"
GIVES = {"neglect": TOGETHER, "cse": TOGETHER, "self_harm": HARBOUR}
CLOSED = range(120, 140)
CERTIFIED = 30
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def provider_of(course: str) -> str | None:
    """Who was commissioned to give the sessions of a course."""
    return GIVES.get(course.rpartition("/")[2])


def write(facts: Facts, sheets: Sheets) -> None:
    providers(sheets)
    contracts(sheets)
    observations(sheets)
    improvements(sheets)
    change(sheets)
    registers(sheets)
    certificates(sheets)
    alone(sheets)


def providers(sheets: Sheets) -> None:
    for ours, name, contact in (
        (TOGETHER, "Learning Together (invented)", "Bookings office"),
        (HARBOUR, "Harbour Training (invented)", "Training manager"),
    ):
        sheets.add(
            "training/providers",
            ours,
            partnership="pdscp",
            name=name,
            contact=contact,
            address=f"{ours.rpartition('/')[2]}@provider.example",
        )


def contracts(sheets: Sheets) -> None:
    for provider, title, route, bids, measures in (
        (
            TOGETHER,
            "Neglect and exploitation, 24 days over two years",
            "framework",
            4,
            (
                ("90% of people rate it good or excellent", "met", "92% over the year"),
                ("Handouts reach people a week before", "partly", "Late for three sessions"),
                ("Content follows new guidance within 28 days", None, None),
            ),
        ),
        (
            HARBOUR,
            "Self-harm, eight days a year",
            "quotes",
            3,
            (("No session is cancelled by the provider", "met", None),),
        ),
    ):
        ours = sheets.add(
            "training/contracts",
            provider.replace("/provider/", "/training-contract/"),
            provider=provider,
            title=title,
            route=route,
            need="Reviews and audits found that it is seen late, and said later.",
            bids=bids,
            why="Best on content, and second on price.",
            run_by="Training coordinator, Dorset Council",
            awarded_on="2019-02-14",
            starts_on="2019-04-01",
            ends_on="2021-03-31",
        )
        for order, (text, outcome, note) in enumerate(measures, start=1):
            measure = sheets.add(
                "training/measures", f"{ours}/{order}", contract=ours, order=order, text=text
            )
            if outcome:
                sheets.add(
                    "training/measure_checks",
                    f"{measure}/2020",
                    measure=measure,
                    checked_on="2020-04-22",
                    outcome=outcome,
                    note=note,
                )


def observations(sheets: Sheets) -> None:
    given = [row for row in sheets.rows["training/sessions.csv"] if row.get("provider")]
    for number, (provider, score, well, improve) in enumerate(
        (
            (TOGETHER, 4, "Everybody took part.", None),
            (HARBOUR, 2, "Good examples.", "Leave time for questions."),
        ),
        start=1,
    ):
        session = next(row for row in given if row["provider"] == provider)
        sheets.add(
            "training/observations",
            f"pdscp/observation/{number}",
            session=session["ref"],
            provider=provider,
            role="Member of the training group",
            observed_on=session["starts_at"][:10],
            score=score,
            well=well,
            improve=improve,
        )


def improvements(sheets: Sheets) -> None:
    sheets.add(
        "training/improvements",
        "pdscp/improvement/1",
        partnership="pdscp",
        provider=HARBOUR,
        course="pdscp/course/self_harm",
        kind="delivery",
        text="Leave a quarter of the day for questions and practice",
        because="An observation in 2019, and ratings of the pace.",
        raised_on="2019-06-03",
        due_on="2019-09-30",
        settled_on="2019-09-20",
        outcome="The plan of the day was changed.",
    )
    sheets.add(
        "training/improvements",
        "pdscp/improvement/2",
        partnership="pdscp",
        course="pdscp/course/neglect",
        kind="content",
        text="Use the neglect tool of 2020 in every exercise",
        because="People say eight weeks later that they have not used the tool.",
        raised_on="2020-07-02",
        due_on="2020-10-30",
    )


def change(sheets: Sheets) -> None:
    sheets.add(
        "training/changes",
        "pdscp/training-change/1",
        partnership="pdscp",
        kind="law",
        title="Working online with families",
        text="Say how to see and hear a child when visits are by telephone or video.",
        sent_on="2020-06-10",
        due_on="2020-07-08",
    )


def registers(sheets: Sheets) -> None:
    """The last registers of the year were closed by the training team the same day."""
    days = {row["ref"]: row["starts_at"][:10] for row in sheets.rows["training/sessions.csv"]}
    for number in CLOSED:
        session = f"pdscp/session/{number:03}"
        sheets.add(
            "training/closings",
            f"{session}/closed",
            session=session,
            name="Training team",
            closed_at=f"{days[session]} 17:05",
        )


def certificates(sheets: Sheets) -> None:
    """A few of those who came to the last sessions hold a certificate."""
    last = {f"pdscp/session/{number:03}" for number in CLOSED}
    sessions = {row["ref"]: row for row in sheets.rows["training/sessions.csv"]}
    titles = {row["ref"]: row["title"] for row in sheets.rows["training/courses.csv"]}
    came = [
        row
        for row in sheets.rows["training/bookings.csv"]
        if row["session"] in last and row["status"] == "attended"
    ]
    for number, row in enumerate(came[:CERTIFIED]):
        session = sessions[row["session"]]
        day = session["starts_at"][:10]
        sheets.add(
            "training/certificates",
            row["ref"].replace("/booking/", "/certificate/"),
            booking=row["ref"],
            code=code(number),
            name=row["delegate"],
            course=titles[session["course"]],
            held_on=day,
            issued_at=f"{day} 17:05",
        )


def code(number: int) -> str:
    """Twelve letters and digits, the same ones each time."""
    digest = sha256(f"certificate {number}".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:12])


def alone(sheets: Sheets) -> None:
    for number, (agency, title, day, hours, people) in enumerate(
        (
            ("police", "Voice of the child, for response officers", "2019-10-08", 3, 64),
            ("dhc", "Level 2 update", "2019-11-20", 2, 118),
            ("dorset_council", "Recording what a child says", "2020-02-05", 2.5, 31),
            ("dhc", "Level 2 update, online", "2020-07-14", 2, 96),
        ),
        start=1,
    ):
        sheets.add(
            "training/agency_training",
            f"pdscp/agency-training/{number}",
            partnership="pdscp",
            agency=f"agency/{agency}",
            title=title,
            held_on=day,
            hours=hours,
            people=people,
            given_by="Own safeguarding team",
        )
