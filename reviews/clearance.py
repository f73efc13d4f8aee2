"""What the last check of anonymity found in the present texts, and what of it is still open."""

from dataclasses import dataclass

from reviews import anonymity
from reviews.models import AcceptedWords, AnonymityCheck, Publication


@dataclass(frozen=True)
class Finding:
    """One set of words that could tell who a child is, with every place where they stand."""

    number: int
    kind: str
    words: str
    places: tuple[tuple[str, str, str, str], ...]
    accepted: AcceptedWords | None


@dataclass(frozen=True)
class Clearance:
    """The last check, whether it read the texts as they are now, and what it found."""

    check: AnonymityCheck | None
    is_current: bool
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.accepted is None)

    @property
    def is_clear(self) -> bool:
        """Nothing is left that could tell who a child is, as far as a search can say."""
        return self.is_current and not self.open


def clearance(publication: Publication) -> Clearance:
    check = publication.checks.first()
    if check is None or check.seal != publication.text_seal:
        return Clearance(check, False, ())
    accepted = {one.mark: one for one in publication.accepted.select_related("by")}
    grouped: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
    texts = publication.texts
    for text, start, end, kind in check.found:
        before, words, after = anonymity.around(texts[text], start, end)
        grouped.setdefault((kind, words.casefold()), []).append((text, before, words, after))
    findings = [
        Finding(
            number,
            anonymity.KINDS[kind],
            places[0][2],
            tuple(places),
            accepted.get(anonymity.mark_of(words)),
        )
        for number, ((kind, words), places) in enumerate(grouped.items())
    ]
    return Clearance(check, True, tuple(findings))
