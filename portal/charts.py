"""Charts drawn on the server as SVG, each with a sentence and a table of the same facts.

One drawing serves the page and the PDF: no style attributes, shapes beside colours, a title that
says the finding. A value that may not be printed is a gap with a sign of its own, never a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from portal import drawing
from portal.drawing import Frame, Number, Values, known, said
from portal.figures import Table
from portal.spc import Analysis

FONT = "Paper,Arial,Helvetica,sans-serif"
GAP = "Not shown"


@dataclass(frozen=True)
class Chart:
    """A drawing with the same facts as a sentence and as a table."""

    ident: str
    svg: SafeString
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bar_line(ident: str, table: Table, bars: str, line: str = "", *, unit: str = "") -> Chart:
    """Columns for one column of a table, and a line for another on the same scale.

    Takes a `Table`, so that nothing is drawn that may not be printed.
    """
    labels = first_column(table)
    series = {head: table.column(head) for head in (bars, line) if head}
    scale = drawing.ticks(
        0, max((float(v) for values in series.values() for v in known(values)), default=1)
    )
    frame = Frame(len(labels), scale[0], scale[-1])
    sentence = "; ".join(change(head, labels, values, unit) for head, values in series.items())
    parts = [*drawing.axes(frame, scale, labels, unit), *drawing.columns(frame, series[bars])]
    parts.append(drawing.beside(frame, frame.top + 4, f"■ {bars}", drawing.BLUE))
    if line:
        parts += drawing.trace(frame, series[line], drawing.ORANGE)
        ends = [spot for spot in frame.spots(series[line]) if spot]
        parts.append(
            drawing.beside(frame, max(ends[-1][1], frame.top + 22) if ends else 60, f"○ {line}")
        )
    parts += drawing.gaps(frame, series[bars], series.get(line, ()))
    return finished(ident, frame, parts, f"{sentence}.", table)


def xmr(
    ident: str,
    name: str,
    labels: Sequence[str],
    analysis: Analysis,
    *,
    target: Number | None = None,
    unit: str = "",
) -> Chart:
    """A control chart. The form of a point says its nature: circle, square, triangle, diamond.

    Analyse the numbers of a `Table.column`, never raw counts of people.
    """
    values = [point.value for point in analysis.points]
    reach = [*values, analysis.lower, analysis.upper, *([target] if target is not None else [])]
    scale = drawing.ticks(float(min(reach)), float(max(reach)))
    frame = Frame(len(values), scale[0], scale[-1])
    parts = [
        *drawing.axes(frame, scale, labels, unit),
        *drawing.levels(frame, analysis, target, unit),
    ]
    parts.append(drawing.path(drawing.line_through(frame.spots(values)), drawing.GREY, 1.5))
    for place, point in enumerate(analysis.points):
        parts.append(drawing.shape(point.nature, frame.x(place), frame.y(point.value)))
    sentence = f"{change(name, labels, values, unit)}. {analysis.sentence}"
    rows = [
        (label, f"{said(point.value)}{unit}", point.rule or "usual")
        for label, point in zip(labels, analysis.points, strict=True)
    ]
    table = Table(name, ("Period", name, "What the rules say"), tuple(rows))
    return finished(ident, frame, parts, sentence, table, about=analysis.method)


def sparkline(ident: str, name: str, labels: Sequence[str], values: Values) -> Chart:
    """A small line for a table cell, with a dot at the latest value."""
    found = [float(value) for value in known(values)]
    low, high = min(found, default=0), max(found, default=1)
    frame = Frame(len(values), low, high if high > low else low + 1, 110, 26, 2, 2, 5, 5)
    spots = frame.spots(values)
    parts = [drawing.path(run, drawing.BLUE, 2) for run in drawing.runs(spots)]
    if spots and spots[-1]:
        parts.append(drawing.circle(*spots[-1], 3.5, drawing.BLUE))
    rows = tuple(
        (label, GAP if value is None else said(value))
        for label, value in zip(labels, values, strict=True)
    )
    table = Table(name, ("Period", name), rows)
    return finished(ident, frame, parts, f"{change(name, labels, values, '')}.", table)


def first_column(table: Table) -> tuple[str, ...]:
    cells = table.cells[:-1] if table.total_row else table.cells
    return tuple(row[0] for row in cells)


def change(name: str, labels: Sequence[str], values: Values, unit: str) -> str:
    """What happened, from the first number shown to the last."""
    shown = [(label, v) for label, v in zip(labels, values, strict=True) if v is not None]
    if not shown:
        return f"{name}: no number may be shown"
    (begin, first), (end, last) = shown[0], shown[-1]
    if len(shown) == 1:
        return f"{name}: {said(first)}{unit} in {begin}"
    if first == last:
        return f"{name}: {said(first)}{unit} both in {begin} and in {end}"
    verb = "rose" if last > first else "fell"
    return f"{name} {verb} from {said(first)}{unit} in {begin} to {said(last)}{unit} in {end}"


def finished(
    ident: str, frame: Frame, parts: list[str], sentence: str, table: Table, about: str = ""
) -> Chart:
    cells = table.cells
    note = f"{about or f'{table.caption}.'} The same numbers are in the table."
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {frame.width} '
        f'{frame.height}" width="{frame.width}" height="{frame.height}" font-family="{FONT}" '
        f'font-size="12" aria-labelledby="{escape(ident)}-t {escape(ident)}-d">'
        f'<title id="{escape(ident)}-t">{escape(sentence)}</title>'
        f'<desc id="{escape(ident)}-d">{escape(note)}</desc>{"".join(parts)}</svg>'
    )
    return Chart(ident, mark_safe(svg), sentence, table.head, cells)  # noqa: S308 - escaped above


def kept(svg: str) -> SafeString:
    """A drawing as it was published. Only what this module drew is ever kept."""
    return mark_safe(svg)  # noqa: S308 - escaped when it was drawn
