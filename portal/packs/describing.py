"""docs/packs.md, written from the readers' own declarations."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from portal.packs.kinds import KINDS
from portal.packs.readers import POINTED_AT, Reader, Rule, declared, reader_of

OPENING = """# Packs: how records come in and leave

This page is written by `manage.py document_packs` from what each app declares in `importing.py`.
Do not change it by hand.

A pack is a folder, or a zip of one, with a file `pack.json` and UTF-8 CSV files. Leave out the
files you do not need. Each file starts with a heading; the order of columns does not matter, and
columns that are not required may be left out.

```json
{"format": 1, "partnership": "pdscp", "period": {}, "title": "Records of 2019-20"}
```

- `manage.py import_pack PATH --check` says what would happen, and writes nothing.
- `manage.py import_pack PATH` keeps the whole pack, or nothing of it and lists every fault.
- A second import of the same pack changes nothing. A row with a known ref replaces that row.
- `manage.py export_pack PARTNERSHIP PATH` writes the same format, as a zip if PATH ends so.
- A ref names a row for ever. A reference is the ref of a row in the pack or in the portal.
- An empty cell means that nothing is recorded. It never means zero.

## Kinds of column
"""


def page() -> str:
    lines = [OPENING, "| kind | write |", "| --- | --- |"]
    lines += [f"| {name} | {kind.advice} |" for name, kind in KINDS.items()]
    lines += ["", "## Files", ""]
    lines += [f"- [`{file}`](#{anchor(file)})" for file in sorted(declared())]
    for _, reader in sorted(declared().items()):
        lines += section(reader)
    return "\n".join(lines) + "\n"


def anchor(file: str) -> str:
    return "".join(c for c in file.lower() if c.isalnum() or c in "_-")


def section(reader: Reader) -> Iterator[str]:
    yield from ("", f"### {reader.file}", "", f"{reader.title}. {leaving(reader)}", "")
    yield from ("| column | kind | required | meaning |", "| --- | --- | --- | --- |")
    for rule in reader.rules:
        yield f"| {rule.name} | {rule.kind} | {must(reader, rule)} | {meaning(rule)} |"


def must(reader: Reader, rule: Rule) -> str:
    return "yes" if rule.required or rule.field.name == reader.key else "no"


def columns(reader: Reader) -> list[tuple[str, str, str, str]]:
    """The same for a page, which needs no signs of Markdown."""
    return [(r.name, r.kind, must(reader, r), plain(meaning(r))) for r in reader.rules]


def plain(markdown: str) -> str:
    return markdown.replace("`", "").replace("\\|", "|")


def leaving(reader: Reader) -> str:
    return f"{leaves_with(reader)}{restriction(reader)}"


def restriction(reader: Reader) -> str:
    return f" Restricted: for the {reader.leads} only." if reader.role else ""


def leaves_with(reader: Reader) -> str:
    if reader.scope is None:
        return "Shared by every partnership: an export holds all of it."
    if reader.scope == POINTED_AT:
        return "An export holds the rows that others in it point at."
    return "An export holds the rows of its partnership."


def meaning(rule: Rule) -> str:
    help_text = rule.help or str(rule.field.help_text)
    said = [help_text.rstrip(".")] if help_text else []
    said += [pointing(rule)] if rule.points else []
    said += ["One of: " + ", ".join(f"`{choice}`" for choice in rule.choices)] * bool(rule.choices)
    said += [f"At most {rule.max_length} characters"] * bool(length_matters(rule))
    return ". ".join(said).replace("|", "\\|").replace("\n", " ")


def pointing(rule: Rule) -> str:
    home = reader_of(rule.to)
    return f"Points at `{home.file}`" if home else f"Points at a {rule.to._meta.verbose_name}"


def length_matters(rule: Rule) -> bool:
    return bool(rule.kind == "text" and rule.max_length)


def place() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "packs.md"
