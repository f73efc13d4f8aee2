"""A pack is opened within limits, and no name in it is trusted."""

import json
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

from portal.packs import opening
from portal.packs.exporting import zipped as in_memory
from portal.packs.faults import PackRefused
from portal.packs.opening import open_pack
from tests.portal.packing import COVER, write_pack

PARTNERSHIPS = "partners/partnerships.csv"


def refusal(path) -> str:
    with pytest.raises(PackRefused) as refused:
        open_pack(path)
    return str(refused.value)


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def faults_of(folder, files, cover=COVER) -> list[str]:
    return [str(fault) for fault in open_pack(write_pack(folder, files, cover)).faults]


def test_a_zip_of_a_folder_opens_like_the_folder(tmp_path):
    files = {"golden/pack.json": json.dumps(COVER), "golden/partners/a.csv": "ref\none\n"}
    pack = open_pack(zipped(tmp_path / "golden.zip", {**files, "__MACOSX/golden/._a": "?"}))

    assert pack.partnership == "pdscp"
    assert [(t.file, t.rows) for t in pack.tables] == [("partners/a.csv", ((2, {"ref": "one"}),))]


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a\\..\\..\\out.csv", "C:/a.csv"])
def test_a_zip_that_climbs_out_is_refused(tmp_path, name):
    path = zipped(tmp_path / "bad.zip", {"pack.json": json.dumps(COVER), name: "ref\n"})

    assert refusal(path).endswith("The name leads out of the pack. Make the zip again.")


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("ref\n")
    folder = write_pack(tmp_path / "pack", {})
    (folder / "partners" / "link.csv").symlink_to(secret)

    assert refusal(folder) == "partners/link.csv: The file lies outside the pack. Copy it in."


def test_what_is_no_pack_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("not a zip")

    assert "no pack.json. Add one" in refusal(tmp_path / "empty")
    assert refusal(tmp_path / "gone") == "gone: There is no such folder or zip. Check the path."
    assert refusal(tmp_path / "text.zip").endswith("Make the zip again.")


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("BY_OPERATOR", opening.Limits(file=20), "larger than 0 MB. Split it in two packs."),
        ("BY_OPERATOR", opening.Limits(pack=20), "too large. Send it in several packs."),
        ("BY_OPERATOR", opening.Limits(lines=1), "more than 1 lines. Split it in two packs."),
        ("LONGEST_LINE", 2, "The row has 4 cells. Take out what is no column."),
        ("MOST_FILES", 1, "The pack is too large. Send it in several packs."),
    ],
)
def test_a_pack_past_its_limits_is_refused(tmp_path, monkeypatch, limit, value, said):
    monkeypatch.setattr(opening, limit, value)

    assert refusal(write_pack(tmp_path, {})).endswith(said)


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        ({"format": 2, "partnership": "x"}, ['Write "format": 1. This portal reads no other.']),
        ({"format": 1}, ['Name the partnership by its ref, such as "partnership": "pdscp".']),
        ([], ["Write one object in braces, as docs/packs.md shows."]),
    ],
)
def test_the_cover_is_checked(tmp_path, cover, said):
    assert faults_of(tmp_path, {}, cover) == [f"pack.json: {sentence}" for sentence in said]


def test_a_cover_that_is_not_json_is_told(tmp_path):
    folder = write_pack(tmp_path, {})
    (folder / "pack.json").write_text("{")

    assert "This is not JSON" in str(open_pack(folder).faults[0])


def test_files_that_are_no_csv_are_told_with_their_row(tmp_path):
    folder = write_pack(tmp_path, {"a.csv": "", "b.csv": 'ref\n"open\n', "d.csv": "ref,name\nx\n"})
    (folder / "c.csv").write_bytes(b"ref,name\none,Caf\xe9\n")

    assert [str(fault) for fault in open_pack(folder).faults] == [
        "a.csv, row 1: The file is empty. Give it at least its heading.",
        "b.csv: This is not a CSV file (unexpected end of data). Save it again as CSV UTF-8.",
        "c.csv, row 2: The file is not UTF-8. Save it again as CSV UTF-8.",
        "d.csv, row 2: The row has 1 cells and the heading 2. "
        "Put quotation marks round text that holds a comma.",
    ]


def test_a_mark_of_byte_order_empty_rows_and_a_readme_do_no_harm(tmp_path):
    folder = write_pack(tmp_path, {"a.csv": "\ufeffref , name\n\n one ,x\n,\n", "README.md": "hi"})

    [table] = [table for table in open_pack(folder).tables if table.file == "a.csv"]
    assert table.head == ("ref", "name")
    assert table.rows == ((3, {"ref": "one", "name": "x"}),)


def test_the_command_speaks_of_one_fault_in_the_singular(tmp_path):
    with pytest.raises(CommandError, match=r"^Nothing was kept: 1 fault\.$"):
        call_command("import_pack", str(tmp_path / "gone"))


BOMBS = {
    "one huge file": {"partners/areas.csv": "a" * 30_000_000},
    "many huge files": {f"partners/{n}.csv": "a" * 19_000_000 for n in range(4)},
    "nothing but lines": {"partners/areas.csv": "\n" * 5_000_000},
    "nothing but cells": {"partners/areas.csv": "," * 5_000_000},
    "many files": {f"partners/{n}.csv": "ref\n" for n in range(300)},
}


@pytest.mark.parametrize("files", BOMBS.values(), ids=BOMBS)
def test_a_small_zip_that_holds_far_too_much_is_refused_while_it_is_read(files):
    content = in_memory({"pack.json": json.dumps(COVER), **files})
    assert len(content) < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(PackRefused):
            opening.open_zip(BytesIO(content), "bomb.zip", opening.ON_A_PAGE)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 200_000_000
