"""Makes the demonstration pack: the facts as recorded, and rows behind every printed figure."""

from demo.facts import load
from demo.generate import (
    accounts,
    afterwards,
    answering,
    board,
    bodies,
    cases,
    conferences,
    deaths,
    delivery,
    evaluations,
    hub,
    money,
    northmere,
    owed,
    particulars,
    plans,
    posts,
    programme,
    questionnaires,
    queues,
    report,
    reviews,
    story,
    strategies,
    training,
)
from demo.generate.sheets import Sheets

PARTS = (
    bodies,
    posts,
    plans,
    story,
    reviews,
    cases,
    deaths,
    conferences,
    hub,
    questionnaires,
    training,
    queues,
    money,
    particulars,
    programme,
    delivery,
    strategies,
    answering,
    evaluations,
    afterwards,
    board,
    report,
    owed,
    northmere,
    accounts,
)


def pack() -> dict[str, str]:
    """Every file of the pack by name, the same bytes every time."""
    facts, sheets = load(), Sheets()
    for part in PARTS:
        part.write(facts, sheets)
    return sheets.texts()
