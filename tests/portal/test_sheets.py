"""Files for spreadsheets: right, readable in Excel, and never a formula."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from portal import sheets

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|calc",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\xa0=1",
    "\ufeff=1",
    "\u200b=1",
    "\x00=1",
    "\x0b=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "\ufeff\uff1d1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
]


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_no_text_in_a_csv_begins_like_a_formula(text):
    (cell,) = read_csv(sheets.csv_bytes(("A",), [(text,)]))[1]

    assert cell.startswith("'")


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_no_text_in_a_workbook_is_a_formula(text):
    book = load_workbook(BytesIO(sheets.xlsx_bytes("T", (text,), [(text,)], [(text, text)])))

    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row if cell.value}
    assert kinds == {"s"}


def test_harmless_text_and_numbers_stay_as_they_are_in_a_csv():
    row = ("Ŵ ● £", -5, Decimal("-1.5"), True, date(2020, 3, 1), None, "a-b", "")
    moment = datetime(2020, 7, 1, 12, 30, tzinfo=UTC)

    data = sheets.csv_bytes(("A", "=B"), [row, (moment, datetime(2020, 1, 1, 9, 0))])  # noqa: DTZ001

    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [
        ["A", "'=B"],
        ["Ŵ ● £", "-5", "-1.5", "True", "2020-03-01", "Not available", "a-b", ""],
        ["2020-07-01 13:30", "2020-01-01 09:00"],
    ]


def test_a_workbook_keeps_numbers_and_london_times_and_says_what_it_is():
    moment = datetime(2020, 7, 1, 12, 30, tzinfo=UTC)
    rows = [("Core\x01", 12, Decimal("1.5"), date(2020, 3, 1), moment, None)]
    data = sheets.xlsx_bytes(
        "Attendance: by course [2019/20]", ("A", "B", "C", "D", "E", "F"), rows,
        [("Made by", "Business team")],
    )  # fmt: skip

    sheet, about = load_workbook(BytesIO(data))

    assert sheet.title == "Attendance  by course  2019 20"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert [cell.value for cell in sheet[2]] == [
        "Core",
        12,
        1.5,
        datetime(2020, 3, 1),  # noqa: DTZ001
        datetime(2020, 7, 1, 13, 30),  # noqa: DTZ001
        "Not available",
    ]
    assert about.title == "About"
    assert [cell.value for cell in about[2]] == ["Made by", "Business team"]


def test_a_sheet_always_has_a_name():
    assert sheets.sheet_title("[]") == "Table"


@pytest.mark.parametrize(
    ("answer", "name", "kind"),
    [
        (sheets.csv_response("By course\r\nX: y", ("A",), []), "by-course-x-y.csv", "text/csv"),
        (sheets.xlsx_response("By course", ("A",), [], []), "by-course.xlsx", "application/vnd"),
    ],
)
def test_files_are_saved_and_never_run(answer, name, kind):
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"].startswith(kind)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Length"] == str(len(answer.content))
