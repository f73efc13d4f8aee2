"""A plain text as headings, paragraphs and lists: what pages and paper show of a report.

A line that begins with # is a heading, lines that begins with - are a list, an empty line ends a
paragraph. Nothing else is marked up, so nothing that is typed becomes markup.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A heading, a paragraph, or a list with its items."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


def passages(text: str) -> list[Passage]:
    return [
        passage
        for block in text.replace("\r\n", "\n").split("\n\n")
        for passage in of_block([line.strip() for line in block.split("\n") if line.strip()])
    ]


def of_block(lines: list[str]) -> list[Passage]:
    """One block between empty lines: runs of lines of one kind belong together."""
    told: list[Passage] = []
    for line in lines:
        kind, text = kind_of(line)
        last = told[-1] if told and told[-1].kind == kind and kind != "heading" else None
        if last is not None:
            told.pop()
        told.append(joined(last, kind, text))
    return told


def joined(last: Passage | None, kind: str, text: str) -> Passage:
    """The passage that ends with this line."""
    if kind == "list":
        return Passage(kind, "", (*(last.items if last else ()), text))
    return Passage(kind, f"{last.text}\n{text}" if last else text)


def kind_of(line: str) -> tuple[str, str]:
    if line.startswith("#"):
        return "heading", line.lstrip("# ")
    if line.startswith("- "):
        return "list", line[2:].strip()
    return "paragraph", line
