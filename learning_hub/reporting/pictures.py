"""An indicator drawn: one place at a time, so that no two areas make one line."""

from decimal import Decimal
from typing import cast

from learning_hub.models import Indicator
from learning_hub.reporting.scorecard import Line
from learning_hub.reporting.series import Reading
from portal import charts, spc
from portal.charts import Chart
from portal.figures import Figure, Table

ENOUGH_FOR_A_SPARK = 3
ENOUGH_FOR_A_CHART = 2
ENOUGH_FOR_LIMITS = 12


def drawn(line: Line) -> Chart | None:
    """Columns, or a control chart once there are twelve values. None when there is no series."""
    table = drawable(line)
    values = table.column("Value")
    known = [float(value) for value in values if value is not None]
    unit = "%" if line.indicator.unit == Indicator.Unit.PERCENT else ""
    ident = f"indicator-{line.indicator.pk}"
    if len(known) < ENOUGH_FOR_A_CHART:
        return None
    if len(known) < ENOUGH_FOR_LIMITS or len(known) < len(values):
        return charts.bar_line(ident, table, "Value", unit=unit)
    labels = [row[0] for row in table.cells]
    analysis = spc.analyse(known, better=cast(spc.Better, line.indicator.polarity))
    return charts.xmr(ident, line.indicator.name, labels, analysis, unit=unit)


def spark(line: Line) -> Chart | None:
    table = drawable(line)
    values = table.column("Value")
    if len([value for value in values if value is not None]) < ENOUGH_FOR_A_SPARK:
        return None
    labels = [row[0] for row in table.cells]
    return charts.sparkline(f"spark-{line.indicator.pk}", line.indicator.name, labels, values)


def drawable(line: Line) -> Table:
    """The readings of the place that was measured last."""
    place = line.latest.place if line.latest else ""
    shown = [reading for reading in line.readings if reading.place == place]
    return Table(
        caption=f"{line.indicator.name}{', ' if place else ''}{place}",
        head=("Period", "Value"),
        rows=tuple((reading.period, number(reading)) for reading in shown),
    )


def number(reading: Reading) -> Figure | Decimal | int | None:
    """What the table may show and the chart may draw; a share as printed is a plain number."""
    return reading.number if reading.figure.unit == "text" else reading.figure
