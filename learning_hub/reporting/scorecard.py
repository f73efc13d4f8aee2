"""The data set as a scorecard: the latest of each indicator, and all values of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning_hub.models import Indicator, written
from learning_hub.reporting.series import Reading, series
from portal.figures import Chapter, Scope, Table


@dataclass(frozen=True)
class Line:
    """One indicator of the scorecard with its readings, oldest first."""

    indicator: Indicator
    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading | None:
        return self.readings[-1] if self.readings else None


def lines(indicators: Iterable[Indicator]) -> list[Line]:
    wanted = list(indicators)
    found = series(wanted)
    return [Line(indicator, tuple(found.get(indicator.pk, ()))) for indicator in wanted]


def values_table(line: Line) -> Table:
    """Every value of one indicator, for its page and for a spreadsheet."""
    return Table(
        caption=line.indicator.name,
        head=("Period", "From", "To", "Area", "Value", "Status"),
        rows=tuple(
            (r.period, r.starts_on, r.ends_on, r.place or "Not recorded", r.figure, r.status)
            for r in line.readings
        ),
        definition=line.indicator.how,
    )


def indicators(scope: Scope) -> Chapter:
    """What each indicator stood at when the scope ended."""
    measured = Indicator.objects.filter(partnership=scope.partnership_id)
    rows = []
    for line in lines(measured):
        until = [reading for reading in line.readings if reading.ends_on <= scope.end]
        if until:
            last = until[-1]
            place = last.place or "Not recorded"
            rows.append((line.indicator.name, last.period, place, last.figure, last.status))
    table = Table(
        caption=f"Indicators up to {written(scope.end)}",
        head=("Indicator", "Period", "Area", "Latest", "Status"),
        rows=tuple(rows),
        key="indicators",
        definition="The last value on or before the end of the period, for each indicator.",
    )
    return Chapter(key="indicators", title="Data set", tables=(table,))
