"""Tables as files for spreadsheets. Nothing a person typed ever becomes a formula."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as AnyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | Decimal | bool | date | datetime | None
Rows = Iterable[Sequence[Cell]]

LONDON = ZoneInfo("Europe/London")
READ_AS_MORE = ("=", "#")  # a text that openpyxl would write as a formula or as an error
FORMULA_STARTS = ("=", "+", "-", "@", "|", "\t", "\r", "\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY = "Not available"


def csv_response(name: str, head: Sequence[str], rows: Rows) -> HttpResponse:
    """A CSV to download. Put a `Table`'s head and `values` here, never its rows."""
    return attachment(csv_bytes(head, rows), CSV_TYPE, f"{slugify(name)}.csv")


def xlsx_response(
    name: str, head: Sequence[str], rows: Rows, about: Sequence[tuple[str, Cell]]
) -> HttpResponse:
    """A workbook to download. `about` fills its second sheet: filters, time, who, marking."""
    return attachment(xlsx_bytes(name, head, rows, about), XLSX_TYPE, f"{slugify(name)}.xlsx")


def attachment(data: bytes, content_type: str, filename: str) -> HttpResponse:
    """A file that browsers save and never run. Callers keep personal data out of its name."""
    return HttpResponse(
        data,
        headers={
            "Content-Type": content_type,
            "Content-Disposition": str(content_disposition_header(True, filename)),
            "Content-Length": str(len(data)),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store, private",
        },
    )


def csv_bytes(head: Sequence[str], rows: Rows) -> bytes:
    """UTF-8 with the mark at its start by which Excel knows it."""
    paper = StringIO()
    writer = csv.writer(paper, quoting=csv.QUOTE_ALL)
    writer.writerow([plain(cell) for cell in head])
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return paper.getvalue().encode("utf-8-sig")


def plain(cell: Cell) -> str:
    """A cell as text. A number may begin with a minus; a text may not begin like a formula."""
    if cell is None:
        return EMPTY
    if isinstance(cell, str):
        return disarmed(cell)
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    return str(cell)


def disarmed(text: str) -> str:
    """A quote before whatever a spreadsheet might take for a formula, blanks before it or not."""
    clean = CONTROL.sub("", text)
    looks = "".join(sign for sign in clean if unicodedata.category(sign) != "Cf").lstrip(" \xa0")
    return f"'{clean}" if looks.startswith(FORMULA_STARTS) or is_wide_formula(looks) else clean


def is_wide_formula(text: str) -> bool:
    """Full-width signs that some programs read as the narrow ones."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return first.startswith(FORMULA_STARTS)


def xlsx_bytes(
    title: str, head: Sequence[str], rows: Rows, about: Sequence[tuple[str, Cell]]
) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    fill(sheet, head, rows)
    fill(book.create_sheet("About"), ("About this file", ""), about)
    paper = BytesIO()
    book.save(paper)
    return paper.getvalue()


def fill(sheet: WriteOnlyWorksheet, head: Sequence[str], rows: Rows) -> None:
    sheet.append([written(sheet, name, bold=True) for name in head])
    for row in rows:
        sheet.append([written(sheet, cell) for cell in row])


def written(sheet: WriteOnlyWorksheet, cell: Cell, *, bold: bool = False) -> AnyCell | Cell:
    """A cell whose text is text, whatever it begins with, and whose dates are dates."""
    value = bare(cell)
    is_text = isinstance(value, str)
    if not bold and not (is_text and str(value).startswith(READ_AS_MORE)):
        return value
    made = WriteOnlyCell(sheet)
    made.value = value
    if is_text:
        made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made


def bare(cell: Cell) -> Cell:
    """What a workbook may hold: no control characters, no time zones, words for nothing."""
    if cell is None:
        return EMPTY
    if isinstance(cell, datetime):
        return local(cell).replace(tzinfo=None)
    return CONTROL.sub("", cell) if isinstance(cell, str) else cell


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON) if moment.tzinfo else moment


def sheet_title(title: str) -> str:
    """Excel takes 31 signs, and no brackets, slashes, colons or question marks."""
    return re.sub(r"[\[\]:*?/\\]", " ", CONTROL.sub("", title)).strip("' ")[:31] or "Table"
