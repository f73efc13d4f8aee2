"""PDF: it opens, and it does nothing by itself."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from portal.opening.refused import Refused

MOST_OBJECTS = 200_000
TAIL = 2048

ANEW = "Print it to a new PDF, then select that."
NOT_PDF = "It is not a PDF inside. Save it as PDF again, then select it."
LOCKED = "It is locked with a password. Save it without the password, then select it."
SCRIPT = f"It holds a script. {ANEW}"
CARRIES = f"It carries other files or media inside it. {ANEW}"
ACTS = f"It starts something by itself when it is opened. {ANEW}"
TOO_MUCH = f"It is too complicated to be looked through. {ANEW}"

# What gives a thing away, by the name of an entry, and by (entry, value).
BY_NAME = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/XFA": SCRIPT,
    "/EF": CARRIES,
    "/EmbeddedFiles": CARRIES,
    "/RichMedia": CARRIES,
}
BY_VALUE = {
    ("/S", "/JavaScript"): SCRIPT,
    ("/S", "/Rendition"): CARRIES,
    ("/S", "/Launch"): ACTS,
    ("/S", "/ImportData"): ACTS,
    ("/S", "/SubmitForm"): ACTS,
    ("/S", "/GoToE"): ACTS,
    ("/S", "/GoToR"): ACTS,
    ("/Type", "/EmbeddedFile"): CARRIES,
    ("/Subtype", "/FileAttachment"): CARRIES,
    ("/Subtype", "/RichMedia"): CARRIES,
    ("/Subtype", "/3D"): CARRIES,
}


def look_through(data: bytes) -> None:
    """Raise Refused unless this is a plain PDF from its first byte to its last."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-TAIL:]:
        raise Refused(NOT_PDF)
    if data.rpartition(b"%%EOF")[2].strip(b"\r\n\t \0"):
        raise Refused(NOT_PDF)  # something hangs on behind, such as a zip
    try:
        look_at_all(PdfReader(BytesIO(data)))
    except Refused:
        raise
    except Exception as broken:  # the parser meets a hostile file in many ways
        raise Refused(NOT_PDF) from broken


def look_at_all(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise Refused(LOCKED)
    if not len(reader.pages):
        raise Refused(NOT_PDF)
    for found in dictionaries(reader):
        fault = fault_of(found)
        if fault:
            raise Refused(fault)


def dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, whether a page leads to it or not."""
    numbers = {(n, gen) for gen, places in reader.xref.items() for n in places}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise Refused(TOO_MUCH)
    yield from inside(reader.trailer)
    for number, generation in sorted(numbers):
        yield from inside(reader.get_object(IndirectObject(number, generation, reader)))


def inside(thing: Any) -> Iterator[DictionaryObject]:
    """A thing and what it holds. References are not followed: each object has its own turn."""
    left = [thing]
    while left:
        one = left.pop()
        if isinstance(one, DictionaryObject):
            yield one
            left += [one.raw_get(name) for name in one]
        elif isinstance(one, ArrayObject):
            left += list.__iter__(one)


def fault_of(found: DictionaryObject) -> str:
    for name in found:
        if name in BY_NAME:
            return BY_NAME[name]
        value = found.raw_get(name)
        if isinstance(value, str) and (name, value) in BY_VALUE:
            return BY_VALUE[name, value]
    return ""
