"""Which groups have signed off a report of training, and which have not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training import access
from training.models import TrainingGroup, TrainingReport, TrainingSignOff


@dataclass(frozen=True)
class Signature:
    """One group that has read a report. `stands`: the report reads as it did then."""

    one: TrainingSignOff
    part: str
    stands: bool


@dataclass(frozen=True)
class Signed:
    """Who has signed, in the order they did, and whose signature is missing."""

    signatures: tuple[Signature, ...]
    owed: tuple[TrainingGroup, ...]


def of(report: TrainingReport, seal: str) -> Signed:
    """`seal`: of the report as it reads now. A group that signed it otherwise owes it again."""
    groups = list(access.signing(report))
    parts = {one.group_id: one.part for one in groups}
    made = report.sign_offs.select_related("group", "signed_by")
    signatures = tuple(
        Signature(one, parts.get(one.group_id, ""), one.seal == seal) for one in made
    )
    done = {line.one.group_id for line in signatures if line.stands}
    return Signed(signatures, tuple(one for one in groups if one.group_id not in done))


@dataclass(frozen=True)
class Listed:
    """A report in the list. Its seal is not asked: only whether a group has ever read it."""

    report: TrainingReport
    answering: Sequence[TrainingGroup]

    @property
    def read_by(self) -> str:
        return "; ".join(sorted({str(one.group) for one in self.report.sign_offs.all()}))

    @property
    def owed(self) -> str:
        done = {one.group_id for one in self.report.sign_offs.all()}
        asked = (one for one in self.answering if one.answers_on(self.report.end))
        return "; ".join(str(one) for one in asked if one.group_id not in done)


def listed(reports: Iterable[TrainingReport]) -> list[Listed]:
    """A page of reports, with one question for the groups of all of them."""
    rows = list(reports)
    groups = access.answering({one.partnership_id for one in rows})
    return [
        Listed(one, [each for each in groups if each.partnership_id == one.partnership_id])
        for one in rows
    ]
