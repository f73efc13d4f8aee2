"""Word, Excel and PowerPoint of today: a zip, and we read its list before anybody opens it."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from portal.opening.refused import Refused

MOST_ENTRIES = 1000
MOST_RATIO = 100
SMALL = 100_000  # bytes; below this a high ratio harms nobody
MOST_UNPACKED = 200_000_000
PIECE = 65_536

WORD, EXCEL, POWERPOINT = "Word", "Excel", "PowerPoint"
MAIN = "application/vnd.openxmlformats-officedocument."
MAIN_PART = {
    WORD: f"{MAIN}wordprocessingml.document.main+xml",
    EXCEL: f"{MAIN}spreadsheetml.sheet.main+xml",
    POWERPOINT: f"{MAIN}presentationml.presentation.main+xml",
}
OLD = b"\xd0\xcf\x11\xe0"
PACKED = (b"PK\x03\x04", OLD, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"MZ", b"\xfd7zXZ")

AS_PDF = "Save it as PDF, then select that."
NOT_OFFICE = "It is not a {program} file inside. Save it again in {program}, then select it."
OLD_OR_LOCKED = (
    "It has a password or an old format. Save it again in {program} without a password, in "
    "today's format, then select it."
)
BOMB = f"It unpacks to far more than its size. {AS_PDF}"
MACROS = f"It holds macros or controls. {AS_PDF}"
NESTED = f"It holds another file inside it, such as the table behind a chart. {AS_PDF}"
OUTSIDE = f"It fetches something from outside, such as a linked picture or table. {AS_PDF}"

# A link somebody chooses to follow fetches nothing by itself.
FOLLOWED_BY_HAND = ("http://", "https://", "mailto:")
GIVES_MACROS_AWAY = ("macroenabled", "vbaproject", "activex", "oleobject")


def look_through(data: bytes, program: str) -> None:
    """Raise Refused unless this is a document of that program which does nothing by itself."""
    if data.startswith(OLD):
        raise Refused(OLD_OR_LOCKED.format(program=program))
    strange = Refused(NOT_OFFICE.format(program=program))
    if not data.startswith(b"PK\x03\x04"):
        raise strange
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            look_at_all(archive, program)
    except Refused:
        raise
    except Exception as broken:  # the parsers meet a hostile file in many ways
        raise strange from broken


def look_at_all(archive: zipfile.ZipFile, program: str) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or any(is_bomb(entry) for entry in entries):
        raise Refused(BOMB)
    if not all(is_well_named(entry.filename) for entry in entries) or twice(entries):
        raise Refused(NOT_OFFICE.format(program=program))
    unpack(archive, entries)
    look_at_types(archive, program)
    for entry in entries:
        if entry.filename.lower().endswith(".rels"):
            look_at_links(fromstring(archive.read(entry)))


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def is_well_named(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or ":" in name)


def twice(entries: list[zipfile.ZipInfo]) -> bool:
    """Two entries of one name: one program reads the first and another the last."""
    return any(count > 1 for count in Counter(entry.filename.lower() for entry in entries).values())


def unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, to nowhere, counting: what the list says may be a lie."""
    total = 0
    for entry in entries:
        with archive.open(entry) as stream:
            piece = stream.read(PIECE)
            if piece.startswith(PACKED):
                raise Refused(NESTED)
            while piece:
                total += len(piece)
                if total > MOST_UNPACKED:
                    raise Refused(BOMB)
                piece = stream.read(PIECE)


def look_at_types(archive: zipfile.ZipFile, program: str) -> None:
    """What the file says it is must be what its name says; macros have types of their own."""
    types = {one.lower() for one in types_named(fromstring(archive.read("[Content_Types].xml")))}
    names = {name.lower() for name in archive.namelist()}
    if any(word in one for word in GIVES_MACROS_AWAY for one in types | names):
        raise Refused(MACROS)
    if MAIN_PART[program].lower() not in types:
        raise Refused(NOT_OFFICE.format(program=program))


def types_named(root: Element) -> Iterator[str]:
    for one in root:
        yield one.get("ContentType", "")


def look_at_links(root: Element) -> None:
    for link in root:
        outside = link.get("TargetMode", "").lower() == "external"
        followed = link.get("Type", "").endswith("/hyperlink") and link.get(
            "Target", ""
        ).lower().startswith(FOLLOWED_BY_HAND)
        if link.get("Type", "").endswith("/externalLink") or (outside and not followed):
            raise Refused(OUTSIDE)
