"""The words of a PDF in the order in which they were drawn."""

import re
from io import BytesIO

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def words(pdf: bytes) -> str:
    """All text with single spaces between the pieces."""
    return " ".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    """The words of each page. What stands in its margins comes last."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [" ".join(" ".join(drawn(page)).split()) for page in opened.pages]


def drawn(page):
    alphabets = {name: alphabet(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters, pieces = {}, [""]
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = alphabets[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces[-1] += "".join(spelled(said, letters) for said in strings(operands[0]))
        elif str(operator) == "ET":
            pieces.append("")
    return pieces


def strings(said):
    parts = said if isinstance(said, pikepdf.Array) else [said]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def spelled(glyphs: bytes, letters: dict[int, str]) -> str:
    codes = zip(glyphs[::2], glyphs[1::2], strict=True)
    return "".join(letters.get(high * 256 + low, "") for high, low in codes)


def alphabet(font) -> dict[int, str]:
    """Which letter each glyph stands for."""
    pairs = PAIR.findall(font.ToUnicode.read_bytes())
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
    }
