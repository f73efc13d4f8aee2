"""Opening a pack: a folder or a zip, read within limits and without trusting any name in it."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from portal.packs.faults import Fault, PackRefused

MEGABYTE = 1024 * 1024
MOST_FILES = 200
LONGEST_LINE = 1000  # cells
COVER = "pack.json"
FORMAT = 1
NOT_A_ZIP = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error)
NOT_READ = {"README.md", "README.txt"}


@dataclass(frozen=True)
class Limits:
    """How much is read before a pack is refused: counted on the way, whatever the zip declares."""

    file: int = 40 * MEGABYTE
    pack: int = 200 * MEGABYTE
    lines: int = 1_000_000


BY_OPERATOR = Limits()
ON_A_PAGE = Limits(file=20 * MEGABYTE, pack=60 * MEGABYTE, lines=200_000)


@dataclass(frozen=True)
class Table:
    """One file as text: its heading, and its rows with their numbers."""

    file: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass
class Pack:
    """What was found. `faults` fills up while the pack is read."""

    cover: dict[str, Any] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def partnership(self) -> str:
        return str(self.cover.get("partnership", ""))


def open_pack(path: Path) -> Pack:
    """Read every file. Raises PackRefused when there is nothing to look at."""
    if not path.exists():
        raise PackRefused([Fault(path.name, "There is no such folder or zip. Check the path.")])
    if path.is_dir():
        return read_pack(in_folder(path, BY_OPERATOR), BY_OPERATOR)
    with path.open("rb") as stream:
        return open_zip(stream, path.name, BY_OPERATOR)


def open_zip(stream: IO[bytes], name: str, limits: Limits) -> Pack:
    """Read every file of a zip. `name` is what its author calls it."""
    return read_pack(in_zip(stream, name, limits), limits)


def read_pack(found: Iterator[tuple[str, bytes]], limits: Limits) -> Pack:
    files = dict(within(found, limits))
    if COVER not in files:
        raise PackRefused(
            [Fault(COVER, "The pack has no pack.json. Add one as docs/packs.md shows.")]
        )
    pack = Pack()
    read_cover(pack, files.pop(COVER))
    for name, content in sorted(files.items()):
        read_table(pack, name, content, limits)
    return pack


def within(found: Iterator[tuple[str, bytes]], limits: Limits) -> Iterator[tuple[str, bytes]]:
    total = 0
    for count, (name, content) in enumerate(found, start=1):
        total += len(content)
        if total > limits.pack or count > MOST_FILES:
            raise PackRefused([Fault(name, "The pack is too large. Send it in several packs.")])
        yield name, content


def in_folder(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    root = path.resolve()
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        if ignored(name) or file.is_dir():
            continue
        if not file.resolve().is_relative_to(root):
            raise PackRefused([Fault(name, "The file lies outside the pack. Copy it in.")])
        with file.open("rb") as stream:
            yield name, limited(name, stream.read(limits.file + 1), limits)


def in_zip(stream: IO[bytes], called: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Nothing is ever unpacked to disk, and names that climb out are refused all the same."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            top = top_folder(names)
            for name in names:
                refuse_climbing(name)
                inner = name.removeprefix(top)
                if not ignored(inner):
                    with archive.open(name) as packed:
                        yield inner, limited(inner, packed.read(limits.file + 1), limits)
    except NOT_A_ZIP as refusal:
        sentence = "This is neither a folder nor a zip that can be opened. Make the zip again."
        raise PackRefused([Fault(called, sentence)]) from refusal


def top_folder(names: list[str]) -> str:
    """A zip made from a folder holds that folder: `golden/pack.json`."""
    covers = [name for name in names if PurePosixPath(name).name == COVER]
    return min(covers, key=len).removesuffix(COVER) if covers else ""


def refuse_climbing(name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in name:
        raise PackRefused([Fault(name, "The name leads out of the pack. Make the zip again.")])


def ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in NOT_READ or any(p.startswith(".") or p == "__MACOSX" for p in parts)


def limited(name: str, content: bytes, limits: Limits) -> bytes:
    if len(content) > limits.file:
        sentence = f"The file is larger than {limits.file // MEGABYTE} MB. Split it in two packs."
        raise PackRefused([Fault(name, sentence)])
    return content


def read_cover(pack: Pack, content: bytes) -> None:
    try:
        cover = json.loads(content)
    except ValueError:
        pack.faults.append(Fault(COVER, "This is not JSON. Compare it with docs/packs.md."))
        return
    if not isinstance(cover, dict):
        pack.faults.append(Fault(COVER, "Write one object in braces, as docs/packs.md shows."))
        return
    pack.cover = cover
    pack.faults += cover_faults(cover)


def cover_faults(cover: dict[str, Any]) -> Iterator[Fault]:
    if cover.get("format") != FORMAT:
        yield Fault(COVER, f'Write "format": {FORMAT}. This portal reads no other.')
    if not isinstance(cover.get("partnership"), str) or not cover["partnership"].strip():
        yield Fault(COVER, 'Name the partnership by its ref, such as "partnership": "pdscp".')


def read_table(pack: Pack, name: str, content: bytes, limits: Limits) -> None:
    try:
        text = content.decode("utf-8-sig")
        lines = list(counted(name, csv.reader(io.StringIO(text, newline=""), strict=True), limits))
    except UnicodeDecodeError as refusal:
        row = content[: refusal.start].count(b"\n") + 1
        sentence = "The file is not UTF-8. Save it again as CSV UTF-8."
        pack.faults.append(Fault(name, sentence, row))
        return
    except csv.Error as refusal:
        sentence = f"This is not a CSV file ({refusal}). Save it again as CSV UTF-8."
        pack.faults.append(Fault(name, sentence))
        return
    if not lines:
        pack.faults.append(Fault(name, "The file is empty. Give it at least its heading.", 1))
        return
    pack.tables.append(table(pack, name, lines))


def counted(name: str, lines: Iterable[list[str]], limits: Limits) -> Iterator[list[str]]:
    """Lines, as long as they are few and short enough to be told from an attack."""
    for number, cells in enumerate(lines, start=1):
        if number > limits.lines:
            sentence = f"The file has more than {limits.lines:,} lines. Split it in two packs."
            raise PackRefused([Fault(name, sentence, number)])
        if len(cells) > LONGEST_LINE:
            sentence = f"The row has {len(cells):,} cells. Take out what is no column."
            raise PackRefused([Fault(name, sentence, number)])
        yield cells


def table(pack: Pack, name: str, lines: list[list[str]]) -> Table:
    head = tuple(cell.strip() for cell in lines[0])
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            sentence = (
                f"The row has {len(cells)} cells and the heading {len(head)}. "
                "Put quotation marks round text that holds a comma."
            )
            pack.faults.append(Fault(name, sentence, number))
            continue
        rows.append((number, dict(zip(head, (cell.strip() for cell in cells), strict=True))))
    return Table(name, head, tuple(rows))
