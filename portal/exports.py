"""Lists as files: the rows a person sees in a list, under the same filters, for a spreadsheet.

A list declares its `Export` beside its view, shows what `found` gives, and answers `?as=csv` and
`?as=xlsx` at its own address: whoever may open the list may take it along, and nobody else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from portal import audit, clock
from portal.http import PortalRequest
from portal.models import User
from portal.sheets import Cell, csv_response, xlsx_response

MOST_ROWS = 5_000  # a second or two while somebody waits
FORMATS = ("csv", "xlsx")
FOR_PARTNERS = "For partners. Do not publish."
FOR_ANYBODY = "Public."
RESTRICTED = "Restricted. Only for people who work on these cases. Do not pass on."

exports: dict[str, "Export"] = {}
audit.words({"list.exported": "Took a list along as a file"})


@dataclass(frozen=True)
class Ask:
    """Who asks for a list, what its filters say, and the parameters of its address."""

    user: User
    asked: QueryDict
    at: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, request: PortalRequest, **at: Any) -> "Ask":
        return cls(request.user, request.GET, at)


def as_they_are(ask: Ask, rows: Iterable[Any]) -> Iterable[Any]:
    return rows


@dataclass(frozen=True, kw_only=True)
class Export:
    """One list: its rows and its columns.

    `rows` asks a keeper. `lines` adds what a column needs beyond its row, to a page of rows or to
    all. `seen_as` is the word of the sighting that is due when somebody takes restricted rows;
    each of them names its `partnership`. `scope` says what beside the filters bounds the list.
    `to` says who may take it along, where not everybody may who sees it.
    """

    key: str
    title: str
    columns: tuple[tuple[str, Callable[[Any], Cell]], ...]
    rows: Callable[[Ask], Iterable[Any]]
    lines: Callable[[Ask, Iterable[Any]], Iterable[Any]] = as_they_are
    filters: Callable[[Ask], BaseForm] | None = None
    scope: Callable[[Ask], str] | None = None
    to: Callable[[Ask], bool] | None = None
    marking: str = FOR_PARTNERS
    seen_as: str = ""

    def __post_init__(self) -> None:
        exports[self.key] = self

    @property
    def head(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def found(self, request: PortalRequest, **at: Any) -> Any:
        """The rows this request asks for, as its page shows them."""
        return self.rows(Ask.of(request, **at))

    def shown(self, request: PortalRequest, rows: Iterable[Any], **at: Any) -> list[Any]:
        """A page of rows, with what its columns need."""
        return list(self.lines(Ask.of(request, **at), rows))

    def cells(self, line: Any) -> tuple[Cell, ...]:
        return tuple(cell(line) for _, cell in self.columns)

    def fits(self, ask: Ask) -> bool:
        """Whether the filters make sense. If not, the list says what is wrong, and no file does."""
        return self.filters is None or self.filters(ask).is_valid()


class TooLong(Exception):
    """The list has more rows than a file may have."""


def taken(export: Export, ask: Ask) -> list[Any]:
    """All rows of the list. Raises TooLong before more are read than a file may have."""
    found = export.rows(ask)
    part = found[: MOST_ROWS + 1] if isinstance(found, QuerySet) else islice(found, MOST_ROWS + 1)
    rows = list(part)
    if len(rows) > MOST_ROWS:
        raise TooLong
    return rows


@transaction.atomic
def written_down(export: Export, rows: Sequence[Any], form: str, *, by: User) -> None:
    """No file without its line in the record. What is public, a visitor may take unnoted."""
    if export.seen_as:
        audit.listed({row.partnership for row in rows}, by=by, what=export.seen_as)
    if by.is_authenticated:
        facts = {"list": export.key, "format": form, "rows": len(rows)}
        audit.record("list.exported", by, by=by, **facts)


def answer(export: Export, ask: Ask, form: str) -> HttpResponse:
    """The list as a file. Raises TooLong."""
    rows = taken(export, ask)
    written_down(export, rows, form, by=ask.user)
    cells = [export.cells(line) for line in export.lines(ask, rows)]
    if form == "csv":
        return csv_response(export.title, export.head, cells)
    return xlsx_response(export.title, export.head, cells, about(export, ask, len(cells)))


def about(export: Export, ask: Ask, count: int) -> list[tuple[str, Cell]]:
    """What the second sheet of a workbook says of the first."""
    known = ask.user.is_authenticated
    return [
        ("What", export.title),
        *([("Of", export.scope(ask))] if export.scope else []),
        ("Filters", "; ".join(narrowed(export, ask)) or "None"),
        ("Asked for by", ask.user.name if known else "A visitor"),
        ("When", clock.now()),
        ("Rows", count),
        ("Marking", export.marking if known else FOR_ANYBODY),
    ]


def narrowed(export: Export, ask: Ask) -> Iterator[str]:
    """The filters in words: "Status: Open"."""
    form = export.filters(ask) if export.filters else None
    for bound in form.visible_fields() if form else ():
        words = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
        for name in sorted(name for name in ask.asked if name.split("_")[0] == bound.html_name):
            said = [words.get(value, value) for value in ask.asked.getlist(name) if value]
            if said:
                yield f"{bound.label}: {', '.join(said)}"


def offers(export: Export) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a list answer `?as=csv` and `?as=xlsx` too. Stands below the door of the list."""

    def hang(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def listed(request: PortalRequest, **at: Any) -> HttpResponse:
            form, ask = request.GET.get("as", ""), Ask.of(request, **at)
            if request.method != "GET" or form not in FORMATS or not export.fits(ask):
                return view(request, **at)
            if export.to is not None and not export.to(ask):
                view(request, **at)  # who sees no list is told that there is none
                raise PermissionDenied
            try:
                return answer(export, ask, form)
            except TooLong:
                return too_long(request)

        listed.export = export  # type: ignore[attr-defined]
        return listed

    return hang


def too_long(request: PortalRequest) -> HttpResponse:
    text = f"This list is too long for one file, which holds {MOST_ROWS:,} rows."
    messages.error(request, f"{text} Narrow the list with its filters, then download it again.")
    left = request.GET.copy()
    left.pop("as")
    return redirect(f"{request.path}?{left.urlencode()}")
