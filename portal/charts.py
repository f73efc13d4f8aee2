"""Charts drawn on the server as SVG, each with a sentence and a table of the same facts."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Chart:
    """A drawing with the same facts as a sentence and as a table."""

    ident: str
    svg: SafeString
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
