"""Tables that come in as CSV or workbook: read row by row, and never more than is meant.

Everything is counted while it is read, because what a file says of its own size may be a lie.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import openpyxl
from openpyxl import load_workbook

if not openpyxl.DEFUSEDXML:  # without it a few hundred bytes of workbook become gigabytes
    raise ImportError("openpyxl does not use defusedxml. Install it; see pyproject.toml.")

MEGABYTE = 1024 * 1024
PIECE = 65_536
Value = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[int, tuple[Value, ...]]

SMALLER = "Send it in parts, each with the same heading."
TOO_LARGE = f"The file is larger than {{most}} MB. {SMALLER}"
BOMB = f"The workbook unpacks to more than {{most}} MB. {SMALLER}"
TOO_MANY_ROWS = f"The table has more than {{most:,}} rows. {SMALLER}"
TOO_MANY_COLUMNS = (
    "Row {row} has more than {most} columns. Delete what stands to the right of the table, then "
    "save the file again."
)
TOO_MANY_CELLS = f"The table has more than {{most:,}} cells. {SMALLER}"
NO_WORKBOOK = "This is not a workbook that can be opened. Save it again as .xlsx or CSV UTF-8."
NO_CSV = "This is not a CSV file. Save it again as CSV UTF-8."
NO_TABLE = "The file is empty. It must have a heading and rows."
NEITHER = "Select a file that ends in .xlsx or .csv."
AS_WINDOWS = (
    "The file was not saved as UTF-8, so it was read as Windows text. Look whether names with "
    "accents are right; if not, save it again as CSV UTF-8."
)


class SheetRefused(Exception):
    """The table is not read, or not read to its end. The sentence says what to do."""


@dataclass(frozen=True)
class Limits:
    """How much of a table is read."""

    file: int = 25 * MEGABYTE
    unpacked: int = 20 * MEGABYTE
    rows: int = 20_000
    columns: int = 200
    cells: int = 200_000

    @property
    def tags(self) -> int:
        """Marks of XML in a workbook: four for a cell with a value, and what stands around it."""
        return 6 * self.cells + 20_000


@dataclass(frozen=True)
class SheetIn:
    """A table on its way in. `rows` is read once, and may raise SheetRefused half way.

    `head` is the first row; each row comes with its number in the file. `note`: what whoever sent
    the file should look at.
    """

    head: tuple[str, ...]
    rows: Iterator[Row]
    note: str = ""


def read_sheet(name: str, stream: BinaryIO, limits: Limits = Limits()) -> SheetIn:
    """Open a table by the ending of its name. Raises SheetRefused."""
    data = stream.read(limits.file + 1)
    if len(data) > limits.file:
        raise SheetRefused(TOO_LARGE.format(most=limits.file // MEGABYTE))
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        return headed(counted(rows_of_workbook(data, limits), limits))
    if ending == "csv":
        text, note = as_text(data)
        return headed(counted(rows_of_csv(text), limits), note)
    raise SheetRefused(NEITHER)


def headed(rows: Iterator[Row], note: str = "") -> SheetIn:
    """Take the first row that holds anything as the heading."""
    for _, cells in rows:
        return SheetIn(tuple("" if c is None else str(c).strip() for c in cells), rows, note)
    raise SheetRefused(NO_TABLE)


def counted(rows: Iterator[tuple[Value, ...]], limits: Limits) -> Iterator[Row]:
    """Number the rows, leave out empty ones, and stop at the first limit."""
    cells = 0
    for number, row in enumerate(rows, start=1):
        if number > limits.rows + 1:  # the heading is no row of the table
            raise SheetRefused(TOO_MANY_ROWS.format(most=limits.rows))
        if len(row) > limits.columns:
            raise SheetRefused(TOO_MANY_COLUMNS.format(row=number, most=limits.columns))
        cells += len(row)
        if cells > limits.cells:
            raise SheetRefused(TOO_MANY_CELLS.format(most=limits.cells))
        if any(cell not in (None, "") for cell in row):
            yield number, row


def as_text(data: bytes) -> tuple[str, str]:
    """The text of a CSV, and what to say of the way it was read."""
    if b"\0" in data:
        raise SheetRefused(NO_CSV)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), AS_WINDOWS


def rows_of_csv(text: str) -> Iterator[tuple[Value, ...]]:
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield tuple(cell.strip() for cell in cells)
    except csv.Error as refusal:
        raise SheetRefused(NO_CSV) from refusal


def rows_of_workbook(data: bytes, limits: Limits) -> Iterator[tuple[Value, ...]]:
    """The first sheet, as values: formulas are read as what they last came to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            weigh(archive, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations we have no use for
            yield from first_sheet(data)
    except SheetRefused:
        raise
    except Exception as broken:  # the parsers meet a hostile file in many ways
        raise SheetRefused(NO_WORKBOOK) from broken


def weigh(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every part once, to nowhere, and stop at the first limit.

    The parser walks through a whole sheet before it gives the first row: so count before it does.
    """
    too_heavy = SheetRefused(BOMB.format(most=limits.unpacked // MEGABYTE))
    if sum(entry.file_size for entry in archive.infolist()) > limits.unpacked:
        raise too_heavy
    weight = tags = 0
    for piece in pieces(archive):
        weight, tags = weight + len(piece), tags + piece.count(b"<")
        if weight > limits.unpacked:
            raise too_heavy
        if tags > limits.tags:
            raise SheetRefused(TOO_MANY_CELLS.format(most=limits.cells))


def pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while piece := part.read(PIECE):
                yield piece


def first_sheet(data: bytes) -> Iterator[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # What the sheet says of its own size would have every row filled up to it.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)
    finally:
        book.close()
