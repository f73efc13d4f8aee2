"""The question answered with files: how many, which, and what is said when they do not serve."""

from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from portal.files import UploadField, UploadForm
from portal.files.names import LONGEST, cleaned
from portal.files.receiving import NoMoreThan
from tests.files import made


class Asked(UploadForm):
    """A text and files."""

    text = forms.CharField()
    papers = UploadField(note="None may name a child.")


def sent(text: str, *uploads: SimpleUploadedFile) -> Asked:
    return Asked({"text": text}, MultiValueDict({"papers": list(uploads)}))


NOTE = made.upload("note.txt", b"Done.")


def test_several_files_are_taken_together():
    form = sent("x", NOTE, made.upload("a.pdf", made.pdf()))

    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["papers"]] == ["note.txt", "a.pdf"]


def test_the_box_says_what_is_taken_and_offers_nothing_else():
    html = str(Asked())

    assert 'type="file"' in html
    assert 'accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.csv,.txt"' in html
    assert " multiple" in html
    assert "up to 25 MB each. Up to 10 files at once. None may name a child." in html


def test_each_refused_file_has_its_own_sentence_and_the_rest_must_be_selected_again():
    form = sent("x", NOTE, made.upload("a.svg", b"<svg/>"), made.upload("b.txt", b""))

    first, second, again = form.errors["papers"]
    assert "“a.svg” cannot be added" in first
    assert "“b.txt” cannot be added" in second
    assert "Select the files again" in again


def test_a_fault_elsewhere_asks_for_the_files_again():
    form = sent("", NOTE)

    assert "text" in form.errors
    assert form.errors["papers"] == ["Select the files again: the browser does not keep them."]


def test_a_fault_elsewhere_without_files_does_not():
    assert "again" not in str(sent("").errors.get("papers"))


def test_eleven_files_are_one_too_many():
    form = sent("x", *[made.upload(f"{n}.txt", b"a") for n in range(11)])

    assert form.errors["papers"] == ["Select no more than 10 files at once"]


def test_one_file_only():
    class One(UploadForm):
        paper = UploadField(most=1)

    form = One({}, MultiValueDict({"paper": [NOTE, NOTE]}))
    assert " multiple" not in str(One())

    assert form.errors["paper"] == ["Select one file only"]


def test_files_may_be_demanded():
    assert sent("x").errors["papers"] == ["Select papers"]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\plan.docx", "plan.docx"),
        ("turned\u202efdp.exe", "turnedfdp.exe"),
        ("zero\u200bwidth\ufeff.txt", "zerowidth.txt"),
        ("line\r\nbreak\x00.txt", "linebreak.txt"),
        ('a<b>:"|?*.csv', "a b.csv"),
        (" . hidden.txt. ", "hidden.txt"),
        (".txt", "txt"),
        ("", "file"),
        ("Ŵ naïve.txt", "Ŵ naïve.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert cleaned(given_name) == kept


HARD = [
    "\u202e",
    "..",
    "/",
    "a/..",
    "\0",
    "x" * 500,
    "." * 200,
    " " * 9,
    "é" * 300 + ".txt",
    "a.b.",
]


@pytest.mark.parametrize("name", HARD, ids=ascii)
def test_no_name_hides_turns_climbs_or_grows(name):
    kept = cleaned(name)

    assert 0 < len(kept) <= LONGEST
    assert not set(kept) & set('\\/:*?"<>|\r\n\0\u202e\u2066')
    assert kept not in (".", "..")
    assert cleaned(kept) == kept


def received(size: int):
    """What is left of a file of so many bytes once it has come in."""
    request = RequestFactory().post("/", {"f": SimpleUploadedFile("a.txt", b"x" * size)})
    body = request.body
    handlers = [NoMoreThan(request), MemoryFileUploadHandler(request)]
    parser = MultiPartParser(request.META, BytesIO(body), handlers, "utf-8")
    _, files = parser.parse()
    return files["f"].size


def test_no_more_than_the_limit_and_one_byte_is_written_down(settings):
    settings.RECEIVED_LARGEST = 1000

    assert received(1000) == 1000
    assert received(900_000) == 1001
