"""What stands at the end of a report: the dashboard, the work programme, how it was counted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard.models import (
    DashboardNote,
    Legend,
    ProgrammeRow,
    ReportEdition,
    Tile,
    WorkProgramme,
)
from dashboard.reporting.blocks import Block, figures_in
from dashboard.reporting.board import Board, TileState, board
from dashboard.reporting.programme import programme_rows

Kind = DashboardNote.Kind


def dashboard(partnership_id: int, day: date, when: str) -> list[Block]:
    """The tiles with the colours in force when the dashboard was taken."""
    shown = board_of(partnership_id, day)
    notes = DashboardNote.objects.filter(
        partnership=partnership_id, in_report=True, kind__in=[Kind.AGGREGATE_RULE, Kind.AIM]
    )
    return [
        {"kind": "paragraph", "text": f"{when}: {shown.line}."},
        {"kind": "tiles", "tiles": [tile(state) for state in shown.states]},
        {"kind": "legend", "colours": [colour(one) for one in shown.counts]},
        *({"kind": "paragraph", "text": said(note)} for note in notes.order_by("-kind")),
    ]


def said(note: DashboardNote) -> str:
    return f"{note.get_kind_display()}: {note.text[:1].lower()}{note.text[1:].rstrip('.')}."


def board_of(partnership_id: int, day: date) -> Board:
    tiles = Tile.objects.filter(partnership=partnership_id, in_report=True).live_on(day)
    legend = Legend.objects.filter(partnership=partnership_id)
    rows = ProgrammeRow.objects.filter(programme__partnership=partnership_id)
    worked = rows.filter(kind=ProgrammeRow.Kind.WORK).values_list("tile_id", flat=True)
    return board(tiles.with_ratings(), legend=legend, day=day, worked=frozenset(worked))


def colour(counted: tuple[str, str, int]) -> dict[str, Any]:
    shade, word, number = counted
    return {"colour": shade, "word": word, "number": number}


def tile(state: TileState) -> dict[str, Any]:
    return {
        "number": state.tile.order,
        "name": state.tile.name,
        "colour": state.colour,
        "word": state.word,
        "hint": state.hint,
        "mix": state.mix,
        "reason": state.rating.reason if state.rating else "",
    }


def work_programme(edition: ReportEdition) -> list[Block]:
    """The programme that follows on the dashboard, whole."""
    programmes = WorkProgramme.objects.filter(
        partnership=edition.partnership_id, date_from__lte=f"{edition.as_at.last_day}"
    )
    programme = programmes.newest_first().first()
    if programme is None:
        return []
    state = programme.get_status_display().lower()
    title = f"{programme.title}, {programme.period} ({state})"
    rows = ProgrammeRow.objects.filter(programme=programme).whole()
    return [{"kind": "programme", "title": title, "rows": programme_rows(rows)}]


def how_counted(sections: Iterable[dict[str, Any]]) -> list[Block]:
    """Every figure and table printed before, with its definition, in the order of the report."""
    groups = []
    for section in sections:
        counted = [one for block in section["blocks"] for one in definitions(block)]
        if counted:
            groups.append({"title": section["title"], "figures": counted})
    return [{"kind": "counted", "groups": groups}]


GLANCE = (
    "cdop.deaths",
    "cdop.reviewed",
    "audits",
    "training.sessions",
    "training.attendances",
    "training.occupancy",
)


def at_a_glance(sections: Iterable[dict[str, Any]]) -> list[Block]:
    """A few figures of the chapters once more, for the first page. Those without one stay out."""
    printed = {f["key"]: f for section in sections for f in figures_in(section["blocks"])}
    chosen = [printed[key] for key in GLANCE if key in printed]
    return [{"kind": "glance", "figures": chosen}] if chosen else []


def definitions(block: Block) -> list[dict[str, str]]:
    if block["kind"] == "figures":
        return list(block["figures"])
    if block.get("definition"):
        facts = {name: block[name] for name in ("definition", "period", "note")}
        return [{"label": block["caption"], "text": "Table", "base_label": "", **facts}]
    return []
