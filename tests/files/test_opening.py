"""What people send: each kind opened by its parser, and all that is refused with a sentence."""

import subprocess
import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.files import opened
from portal.files.opened import open_upload
from portal.opening import office, pdf, pictures
from portal.opening.__main__ import main
from portal.opening.kinds import EVERY, PICTURES, in_words, kind_of
from portal.opening.refused import Refused
from tests.files import made

GOOD = {
    "minutes.pdf": made.pdf(),
    "letter.docx": made.office(),
    "table.XLSX": made.office(office.EXCEL),
    "slides.pptx": made.office(office.POWERPOINT),
    "linked.docx": made.office(
        word___rels__document_DOT_xml_DOT_rels=made.links("hyperlink", "https://example.org")
    ),
    "plan.png": made.picture(),
    "plan.jpeg": made.picture("JPEG"),
    "list.csv": "\ufeffname,count\r\nŴ,1\r\n".encode(),
    "note.txt": b"1 < 2, and 3 > 2",
}


@pytest.mark.parametrize(("name", "data"), GOOD.items(), ids=list(GOOD))
def test_every_kind_is_taken(name, data):
    found = open_upload(made.upload(name, data))

    assert name.lower().endswith(found.kind.endings)
    assert found.size == len(found.content.read())


def rels(**how) -> bytes:
    return made.office(word___rels__d_DOT_rels=made.links(**how))


WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
HOSTILE = {
    "script-in-pdf.pdf": (made.scripted_pdf(), "holds a script"),
    "hidden-name.pdf": (made.scripted_pdf().replace(b"/JS", b"/#4a#53"), "holds a script"),
    "attachment-in-pdf.pdf": (made.carrying_pdf(), "carries other files"),
    "locked.pdf": (made.locked_pdf(), "locked with a password"),
    "launch.pdf": (made.pdf(OpenAction=made.action("Launch", F="cmd.exe")), "starts something"),
    "sends.pdf": (made.pdf(OpenAction=made.action("SubmitForm", F="http://x")), "starts something"),
    "form.pdf": (
        made.pdf(
            AcroForm=DictionaryObject({NameObject("/XFA"): TextStringObject("<x/>")}),
        ),
        "holds a script",
    ),
    "polyglot-html.pdf": (b"<script>alert(1)</script>" + made.pdf(), "not a PDF inside"),
    "polyglot-zip.pdf": (made.pdf() + made.zipped({"a": b"b"}), "not a PDF inside"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj<<>>\n%%EOF", "not a PDF inside"),
    "gif-script.png": (b"GIF89a/*" + b"*/=1;alert(1)", "not a PNG picture inside"),
    "renamed.png": (made.picture("JPEG"), "not a PNG picture inside"),
    "drawing.jpg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a JPEG picture inside"),
    "macro-by-type.docx": (
        made.zipped({"[Content_Types].xml": made.types(WORD_MACROS)}),
        "holds macros",
    ),
    "macro-by-name.docx": (made.office(word__vbaProject_DOT_bin=b"x"), "holds macros"),
    "control.docx": (made.office(word__activeX__activeX1_DOT_xml="<a/>"), "holds macros"),
    "template-from-outside.docx": (
        rels(kind="attachedTemplate", target="http://example.org/t.dotm"),
        "fetches something from outside",
    ),
    "picture-from-outside.docx": (
        rels(kind="image", target="file:////share/x.png"),
        "fetches something from outside",
    ),
    "link-that-runs.docx": (
        rels(kind="hyperlink", target="ms-msdt:/id"),
        "fetches something from outside",
    ),
    "external-book.xlsx": (
        made.office(
            office.EXCEL,
            xl__d_DOT_rels=made.links("externalLink", "externalLinks/1.xml", "Internal"),
        ),
        "fetches something from outside",
    ),
    "many-parts.docx": (
        made.office(**{f"part{n}": b"" for n in range(1001)}),
        "unpacks to far more",
    ),
    "bomb.docx": (made.office(word__big_DOT_xml=b"0" * 2_000_000), "unpacks to far more"),
    "climbing.docx": (made.office(**{"..__..__etc__passwd": b"x"}), "not a Word file inside"),
    "absolute.docx": (made.office(__etc__passwd=b"x"), "not a Word file inside"),
    "zip-in-zip.docx": (
        made.office(word__embeddings__b_DOT_xlsx=made.office(office.EXCEL)),
        "holds another file inside it",
    ),
    "old-in-new.docx": (
        made.office(word__o_DOT_bin=office.OLD + b"x"),
        "holds another file inside it",
    ),
    "excel-as-word.docx": (made.office(office.EXCEL), "not a Word file inside"),
    "just-a-zip.docx": (made.zipped({"a.txt": b"a"}), "not a Word file inside"),
    "old-word.docx": (office.OLD + b"x" * 600, "has a password or an old format"),
    "text.docx": (b"Minutes", "not a Word file inside"),
    "no-page.pdf": (made.written(PdfWriter()), "not a PDF inside"),
    "no-zip.docx": (b"PK\x03\x04nothing", "not a Word file inside"),
    "entities.docx": (
        made.zipped({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>'}),
        "not a Word file inside",
    ),
    "page.txt": (b"  <!DOCTYPE html><script>alert(1)</script>", "not plain text inside"),
    "page.csv": (b"\n<ScRiPt>alert(1)</script>", "not plain text inside"),
    "run.txt": (b"#!/bin/sh\nrm", "not plain text inside"),
    "zero.csv": (b"a,b\x00,c", "not plain text inside"),
    "latin.csv": ("Ŵ,é".encode("utf-16"), "not saved as UTF-8"),
    "empty.pdf": (b"", "It is empty"),
    "drawing.svg": (b"<svg/>", "not a kind of file taken here"),
    "page.html": (b"<p>", "not a kind of file taken here"),
    "all.zip": (made.zipped({"a": b"a"}), "not a kind of file taken here"),
    "plan.docm": (made.office(), "not a kind of file taken here"),
    "tool.pdf.exe": (b"MZ", "not a kind of file taken here"),
    "turned\u202efdp.exe": (b"MZ", "not a kind of file taken here"),
    "pdf": (made.pdf(), "not a kind of file taken here"),
}


@pytest.mark.parametrize(("name", "case"), HOSTILE.items(), ids=[ascii(name) for name in HOSTILE])
def test_hostile_files_are_refused_and_the_sentence_says_what_to_do(name, case):
    data, sentence = case
    with pytest.raises(Refused, match="cannot be added") as refusal:
        open_upload(made.upload(name, data))

    said = str(refusal.value)
    assert sentence in said
    assert "select" in said.lower()
    assert said.endswith(".")


def test_a_file_past_the_limit_is_refused(settings):
    settings.FILE_LARGEST = settings.MEGABYTE
    open_upload(made.upload("a.txt", b"a" * settings.FILE_LARGEST))

    with pytest.raises(Refused, match=r"larger than 1 MB\. Select a smaller file"):
        open_upload(made.upload("a.txt", b"a" * (settings.FILE_LARGEST + 1)))


def test_two_entries_of_one_name_are_refused():
    paper = BytesIO()
    with zipfile.ZipFile(paper, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")

    with pytest.raises(Refused, match="not a Word file inside"):
        office.look_through(paper.getvalue(), office.WORD)


def test_what_is_unpacked_is_counted_and_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 100_000)
    read = []
    whole = zipfile.ZipExtFile.read
    monkeypatch.setattr(
        zipfile.ZipExtFile, "read", lambda self, n=-1: read.append(n) or whole(self, n)
    )
    book = made.zipped({f"word/{n}": b"x" * 90_000 for n in range(50)})

    with pytest.raises(Refused, match="unpacks to far more"):
        office.look_through(book, office.WORD)

    assert len(read) < 8


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 2)

    with pytest.raises(Refused, match="too complicated"):
        pdf.look_through(made.pdf())


def test_a_photo_loses_place_comment_and_tail_and_stands_upright():
    drawn = pictures.drawn_anew(made.photo() + b"TAIL-OF-NO-11", "JPEG", None)

    with Image.open(BytesIO(drawn)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
        assert not {"exif", "comment", "icc_profile"} & set(picture.info)
    assert b"NO-11" not in drawn


def test_a_picture_keeps_its_holes_and_drops_its_words():
    paper = BytesIO()
    info = Image.new("RGBA", (9, 9), (1, 2, 3, 0))
    info.save(paper, "PNG")

    drawn = pictures.drawn_anew(paper.getvalue(), "PNG", None)

    with Image.open(BytesIO(drawn)) as picture:
        assert picture.mode == "RGBA"
        assert picture.getpixel((0, 0)) == (1, 2, 3, 0)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)

    with pytest.raises(Refused, match="more than 50 million pixels"):
        pictures.drawn_anew(made.picture(), "PNG", None)


def test_a_logo_is_made_to_fit_and_is_a_png():
    found = open_upload(
        made.upload("logo.jpg", made.picture("JPEG", (1200, 300))), among=PICTURES, box=(600, 200)
    )

    with Image.open(found.content) as picture:
        assert (picture.format, picture.size) == ("PNG", (600, 150))


def test_only_the_kinds_asked_for_are_taken():
    with pytest.raises(Refused, match="Select a PNG or JPEG file"):
        open_upload(made.upload("minutes.pdf", made.pdf()), among=PICTURES)


def test_kinds_in_words():
    assert in_words(EVERY) == "PDF, Word, Excel, PowerPoint, PNG, JPEG, CSV or text"
    assert in_words(EVERY[:1]) == "PDF"
    assert kind_of("none") is None


def test_the_process_apart_says_the_same(settings):
    settings.OPEN_APART = True

    assert open_upload(made.upload("a.pdf", made.pdf())).kind.key == "pdf"
    with pytest.raises(Refused, match="holds a script"):
        open_upload(made.upload("a.pdf", made.scripted_pdf()))


def test_the_process_apart_knows_no_secret_and_draws(monkeypatch, settings):
    settings.OPEN_APART = True
    asked = {}

    def run(command, **how):
        asked.update(how, command=command)
        return subprocess.CompletedProcess([], 0, b"drawn\nPIXELS", b"")

    monkeypatch.setattr(subprocess, "run", run)

    found = open_upload(made.upload("a.png", b"x"), box=(6, 2))

    assert found.content.read() == b"PIXELS"
    assert set(asked["env"]) <= {"PATH", "HOME", "LANG"}
    assert asked["command"][-3:] == ["png", "6", "2"]


@pytest.mark.parametrize("late", [True, False], ids=["late", "killed"])
def test_a_file_that_takes_too_much_is_refused(monkeypatch, late):
    def run(*args, **how):
        if late:
            raise subprocess.TimeoutExpired("opening", 30)
        return subprocess.CompletedProcess([], -9, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(Refused, match="too large or too complicated"):
        opened.look_apart("pdf", b"x")


def test_the_process_limits_itself_and_speaks_to_its_pipe(monkeypatch, tmp_path):
    limits = {}
    monkeypatch.setattr("resource.setrlimit", lambda what, pair: limits.update({what: pair}))
    monkeypatch.setattr("sys.argv", ["opening", "txt"])
    source, result = tmp_path / "in", tmp_path / "out"
    source.write_bytes(b"Text")
    with source.open() as fed, result.open("w") as taken:
        monkeypatch.setattr("sys.stdin", fed)
        monkeypatch.setattr("sys.stdout", taken)
        main()

    assert sorted(limits.values()) == [(20, 20), (1_000_000_000, 1_000_000_000)]
    assert result.read_bytes() == b"same\n"
