"""The numbers of a report as lines of a spreadsheet: figures, tables and charts, as printed."""

from collections.abc import Iterator
from typing import Any

from dashboard.reporting.blocks import Block

HEAD = ("Section", "Figure, table or chart", "Line", "Column", "As printed", "How it was counted")
Line = tuple[str, ...]


def lines(told: dict[str, Any]) -> Iterator[Line]:
    """One line for each number of an assembled report. Nothing is in it that is not printed."""
    for section in told["sections"]:
        for block in section["blocks"]:
            for line in of_block(block):
                yield (section["title"], *line)


def of_block(block: Block) -> Iterator[Line]:
    if block["kind"] == "figures":
        for one in block["figures"]:
            yield (one["label"], "", "", one["text"], one["definition"])
    elif block["kind"] == "table":
        yield from of_grid(block["caption"], block["head"], block["cells"], block["definition"])
    elif block["kind"] == "chart":
        yield from of_grid(block["sentence"], block["head"], block["rows"], "")


def of_grid(name: str, head: list[str], rows: list[list[str]], how: str) -> Iterator[Line]:
    for row in rows:
        for heading, cell in zip(head[1:], row[1:], strict=True):
            yield (name, str(row[0]), heading, str(cell), how)
