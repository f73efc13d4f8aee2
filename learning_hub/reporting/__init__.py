"""What others may count and print of the learning hub."""

from learning_hub.reporting.chapters import chapter, exploitation, hub_chapter
from learning_hub.reporting.pictures import drawn, spark
from learning_hub.reporting.scorecard import Line, indicators, lines, values_table
from learning_hub.reporting.series import Reading, series

__all__ = [
    "Line",
    "Reading",
    "chapter",
    "drawn",
    "exploitation",
    "hub_chapter",
    "indicators",
    "lines",
    "series",
    "spark",
    "values_table",
]
