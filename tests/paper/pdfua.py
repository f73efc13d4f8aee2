"""Whether a PDF can be read by everybody: an independent validator, and rules of the house.

`problems(pdf)` is empty for a good paper. `page-validation` tests the machine-checkable rules of
PDF/UA-1; pikepdf adds what no validator asks for.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PAGES_WITHOUT_BOOKMARKS = 5
OUR_FONTS = ("Paper", "Paper-Bold")  # the names that paper.css gives to Liberation Sans


def problems(pdf: bytes) -> list[str]:
    """Every fault once, as a sentence."""
    return list(dict.fromkeys([*validator(pdf), *house_rules(pdf)]))


def validator(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [f"PDF/UA {fault.rule_id}: {fault.message}" for fault in report.failures]


def house_rules(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield from of_the_file(opened)
        yield from of_the_outline(opened)
        yield from of_the_pages(opened)
        tree = opened.Root.get("/StructTreeRoot")
        if tree is None:
            yield "no tags"
            return
        elements = list(walk(tree))
        yield from of_the_headings(elements)
        yield from of_the_figures(elements)
        yield from of_the_tables(elements)


def of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata() as facts:
        if not facts.get("dc:title"):
            yield "no title"
        if facts.get("dc:creator") or facts.get("dc:contributor"):
            yield "a person is named in the facts about the file"
    if str(pdf.Root.get("/Lang", "")) != "en-GB":
        yield "language is not en-GB"
    if "/EmbeddedFiles" in pdf.Root.get("/Names", {}):
        yield "a file is attached"


def of_the_outline(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        if not outline.root and len(pdf.pages) >= PAGES_WITHOUT_BOOKMARKS:
            yield "no bookmarks"


def of_the_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for sheet in pdf.pages:
        if "/Annots" in sheet.obj and str(sheet.obj.get("/Tabs", "")) != "/S":
            yield "tab order is not the reading order"
        for font in (sheet.obj.get("/Resources", {}).get("/Font") or {}).values():
            name = str(font.get("/BaseFont", "none"))
            if name.rpartition("+")[2] not in OUR_FONTS:
                yield f"a font that is not ours: {name.rpartition('+')[2]}"


def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element in reading order."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def tag(element: pikepdf.Object) -> str:
    return str(element["/S"])[1:]


def of_the_headings(elements: list[pikepdf.Object]) -> Iterator[str]:
    level = 0
    for name in (tag(element) for element in elements if tag(element) in HEADINGS):
        if int(name[1]) > level + 1:
            yield f"heading level jumps from {level} to {name[1]}"
        level = int(name[1])
    if level == 0:
        yield "no heading"


def of_the_figures(elements: list[pikepdf.Object]) -> Iterator[str]:
    if any(tag(e) == "Figure" and not str(e.get("/Alt", "")).strip() for e in elements):
        yield "a figure without words"


def of_the_tables(elements: list[pikepdf.Object]) -> Iterator[str]:
    """A table over several pages is several tables here, and only the first has its caption."""
    tables = [Counter(tag(part) for part in walk(e)) for e in elements if tag(e) == "Table"]
    if any(not inside["TH"] for inside in tables):
        yield "a table without headings"
    if tables and not any(inside["Caption"] for inside in tables):
        yield "a table without a caption"
    cells = [element for element in elements if tag(element) == "TD"]
    if any(not len(cell.get("/A", {}).get("/Headers", [])) for cell in cells):
        yield "a cell that no heading explains"
