"""Tables that come in: read as they are, numbered, and stopped at every limit. F-21."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl import Workbook

from portal import sheets_in
from portal.sheets_in import Limits, SheetRefused, read_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(name: str, data: bytes, **limits: int):
    sheet = read_sheet(name, io.BytesIO(data), Limits(**limits))
    return sheet, list(sheet.rows)


def workbook(*rows) -> bytes:
    book, paper = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(paper)
    return paper.getvalue()


def with_sheet(xml: str | bytes) -> bytes:
    """A workbook whose one sheet holds this."""
    paper = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["a"]))) as good,
        zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for entry in good.infolist():
            own = entry.filename == "xl/worksheets/sheet1.xml"
            bad.writestr(entry.filename, xml if own else good.read(entry))
    return paper.getvalue()


def sheet_of(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_workbook_gives_numbered_rows_and_leaves_out_empty_ones():
    held = datetime(2020, 3, 1)  # noqa: DTZ001
    sheet, rows = read(
        "t.xlsx", workbook(["Name ", "Held", 3], ["A", held, 1.5], [], ["B", None, 2])
    )

    assert sheet.head == ("Name", "Held", "3")
    assert rows == [(2, ("A", held, 1.5)), (4, ("B", None, 2))]
    assert sheet.note == ""


def test_a_csv_gives_the_same():
    sheet, rows = read("T.CSV", '\ufeffName,Town\r\n\r\n Ŵ ,"a,\nb"\r\n,\r\n'.encode())

    assert sheet.head == ("Name", "Town")
    assert rows == [(3, ("Ŵ", "a,\nb"))]


def test_a_csv_of_windows_is_read_with_a_warning():
    sheet, rows = read("t.csv", "Name\nZoë £\n".encode("cp1252"))

    assert rows == [(2, ("Zoë £",))]
    assert "read as Windows text" in sheet.note


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("t.csv", "Näme".encode("utf-16"), "not a CSV file"),
        ("t.csv", b'a,"b', "not a CSV file"),
        ("t.csv", b"a," + b"x" * 140_000, "not a CSV file"),
        ("t.csv", b"", "The file is empty"),
        ("t.xlsx", b"PK", "not a workbook"),
        ("t.xlsx", workbook(), "The file is empty"),
        ("t.xls", b"x", "ends in .xlsx or .csv"),
        ("t.xlsx", with_sheet("<worksheet"), "not a workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(name, data, sentence):
    with pytest.raises(SheetRefused, match=sentence):
        read(name, data)


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ({"rows": 2}, "more than 2 rows"),
        ({"columns": 2}, "Row 1 has more than 2 columns"),
        ({"cells": 8}, "more than 8 cells"),
        ({"file": 10}, "larger than 0 MB"),
    ],
    ids=str,
)
def test_each_limit_holds(name, limit, sentence):
    table = [["a", "b", "c"]] * 4
    data = workbook(*table) if name == "t.xlsx" else b"a,b,c\n" * 4

    with pytest.raises(SheetRefused, match=sentence):
        read(name, data, **limit)


def test_a_table_at_its_limits_is_read():
    _, rows = read("t.csv", b"a,b\n" * 4, rows=3, columns=2, cells=8, file=16)

    assert len(rows) == 3


ROW = "<row><c><v>1</v></c></row>"


class Endless(io.BytesIO):
    """A part of an archive that never ends, and counts what was taken from it."""

    taken = 0

    def __init__(self, piece: bytes) -> None:
        super().__init__()
        self.piece = piece

    def read(self, most=-1):
        self.taken += most
        return (self.piece * most)[:most]


class Lying:
    """An archive whose list says that its parts are empty."""

    def __init__(self, piece: bytes = b"x") -> None:
        self.part = Endless(piece)

    def infolist(self):
        return [zipfile.ZipInfo("xl/worksheets/sheet1.xml")]

    def open(self, entry):
        return self.part


def test_a_bomb_that_declares_its_size_is_not_unpacked_at_all(monkeypatch):
    bomb = with_sheet(sheet_of(ROW * 2_000_000))
    assert len(bomb) < 300_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)

    with pytest.raises(SheetRefused, match="unpacks to more than 20 MB"):
        read("bomb.xlsx", bomb)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked():
    bomb = Lying()

    with pytest.raises(SheetRefused, match="unpacks to more than 20 MB"):
        sheets_in.weigh(bomb, Limits())

    assert bomb.part.taken <= 20 * sheets_in.MEGABYTE + sheets_in.PIECE


def test_a_sheet_of_too_many_cells_is_refused_before_it_is_parsed(monkeypatch):
    crowd = with_sheet(sheet_of(ROW * 250_000))
    monkeypatch.setattr(sheets_in, "load_workbook", None)

    with pytest.raises(SheetRefused, match="more than 200,000 cells"):
        read("crowd.xlsx", crowd)


def test_marks_are_counted_while_they_are_unpacked():
    bomb = Lying(b"<")

    with pytest.raises(SheetRefused, match="more than 200,000 cells"):
        sheets_in.weigh(bomb, Limits())

    assert bomb.part.taken <= Limits().tags + sheets_in.PIECE


def test_a_lie_in_the_list_of_the_archive_is_refused():
    book = bytearray(with_sheet(sheet_of(ROW * 100_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(book))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lied = bytes(book).replace(size, (1000).to_bytes(4, "little"))

    with pytest.raises(SheetRefused, match="not a workbook"):
        read("lie.xlsx", lied)


def test_one_cell_at_the_far_corner_does_not_fill_the_sheet():
    far = with_sheet(sheet_of(f'<row r="1048576">{cell("A1048576", "x")}</row>'))

    sheet = read_sheet("far.xlsx", io.BytesIO(with_sheet(sheet_of(ROW + ROW))))
    assert len(list(sheet.rows)) == 1
    with pytest.raises(SheetRefused, match="more than 20,000 rows"):
        read("far.xlsx", far)


def test_a_sheet_that_says_it_is_wide_is_not_filled_up():
    said = sheet_of(ROW + ROW).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    _, rows = read("wide.xlsx", with_sheet(said))

    assert rows == [(2, (1,))]


def test_one_cell_in_the_last_column_is_too_wide():
    wide = with_sheet(sheet_of(f'<row r="1">{cell("XFD1", "x")}</row>'))

    with pytest.raises(SheetRefused, match="Row 1 has more than 200 columns"):
        read("wide.xlsx", wide)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 8))


@pytest.mark.parametrize(
    "inside",
    [
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>',
        '<!DOCTYPE x [<!ENTITY e7 SYSTEM "file:///etc/hostname">]>',
    ],
    ids=["grows", "reads a file"],
)
def test_entities_are_refused(inside):
    rows = f"<row>{cell('A1', '&e7;')}</row>"

    with pytest.raises(SheetRefused, match="not a workbook"):
        read("entities.xlsx", with_sheet(sheet_of(rows, before=inside)))


def test_workbooks_are_parsed_by_defusedxml():
    assert openpyxl.DEFUSEDXML
    assert "defusedxml" in openpyxl.worksheet._reader.iterparse.__module__


def test_rows_are_read_one_by_one_and_stop_with_the_reader():
    asked = []

    def rows():
        for number in range(1_000_000):
            asked.append(number)
            yield ("x",)

    with pytest.raises(SheetRefused, match="more than 5 rows"):
        list(sheets_in.counted(rows(), Limits(rows=5)))

    assert len(asked) == 7
