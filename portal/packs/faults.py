"""What is wrong with a pack, said so that its author can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `row` counts as a spreadsheet does: the heading is row 1."""

    file: str
    sentence: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = [self.file]
        place += [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.sentence}"


class PackRefused(Exception):
    """Nothing of the pack was kept. `faults` holds every reason, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column))
        super().__init__("\n".join(map(str, self.faults)))
