"""The blocks a report is printed from: plain data, so that a published report can be frozen.

The kind of a block is the name of its template in `dashboard/documents/blocks/`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from dashboard.models import Passage
from portal.charts import Chart
from portal.figures import Chapter, Table
from portal.figures.chapter import frozen_figure, frozen_table

Block = dict[str, Any]
NONE_DRAWN: Mapping[str, Chart] = {}


def prose(passages: Iterable[Passage]) -> list[Block]:
    """Paragraphs and headings as they come; bullets that follow one another as one list."""
    blocks: list[Block] = []
    for kind, together in groupby(passages, key=lambda passage: passage.kind):
        texts = [passage.text for passage in together]
        if kind == Passage.Kind.BULLET:
            blocks.append({"kind": "list", "title": "", "lines": texts})
        else:
            blocks += [{"kind": kind, "text": text} for text in texts]
    return blocks


def of_chapter(chapter: Chapter, drawn: Mapping[str, Chart] = NONE_DRAWN) -> list[Block]:
    """Figures first, then what is drawn, the tables, and the lists that are not empty.

    `drawn`: charts by the key of the table they show, which then stands under its chart only.
    """
    blocks: list[Block] = []
    if chapter.figures:
        figures = [printed(frozen_figure(figure)) for figure in chapter.figures]
        blocks.append({"kind": "figures", "figures": figures})
    blocks += [chart(one) for one in chapter.charts]
    for one in chapter.tables:
        if one.key in drawn:
            blocks.append({**table(one), **chart(drawn[one.key])})
        elif one.rows:
            blocks.append(table(one))
    blocks += [
        {"kind": "list", "title": one.title, "lines": list(one.items)}
        for one in chapter.lists
        if one.items
    ]
    return blocks


def printed(figure: dict[str, str]) -> dict[str, str]:
    """A figure whose text is set apart: the number large, what stands in brackets small."""
    big, _, small = figure["text"].partition(" (")
    return {**figure, "big": big, "small": small.removesuffix(")")}


def chart(drawn: Chart) -> Block:
    return {
        "kind": "chart",
        "ident": drawn.ident,
        "svg": str(drawn.svg),
        "sentence": drawn.sentence,
        "head": list(drawn.head),
        "rows": [list(row) for row in drawn.rows],
    }


def table(one: Table) -> Block:
    kept = frozen_table(one)
    cells = [list(row) for row in kept["cells"]]
    return {**kept, "kind": "table", "head": list(kept["head"]), "cells": cells}


def figures_in(blocks: Iterable[Block]) -> Iterator[dict[str, str]]:
    for block in blocks:
        if block["kind"] == "figures":
            yield from block["figures"]
