"""The data set: a scorecard, and one indicator with all its values."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from learning_hub import access
from learning_hub.forms import IndicatorFilter
from learning_hub.reporting import Line, drawn, lines, spark, values_table
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from portal.sheets import Cell, csv_response


def latest(line: Line) -> Cell:
    """The last value as a number where it may be printed, and else the words for it."""
    if line.latest is None:
        return None
    number = line.latest.figure.shown
    return line.latest.figure.text if number is None else number


INDICATORS = Export(
    key="learning_hub.indicators",
    title="Data set",
    filters=lambda ask: IndicatorFilter(ask.asked),
    rows=lambda ask: IndicatorFilter(ask.asked).found(access.indicators(ask.user)),
    lines=lambda ask, rows: lines(rows),
    columns=(
        ("Indicator", lambda line: str(line.indicator)),
        ("Good performance is", lambda line: line.indicator.get_polarity_display()),
        ("Period", lambda line: line.latest and line.latest.period),
        ("Area", lambda line: line.latest and line.latest.place),
        ("Latest", latest),
        ("Status", lambda line: line.latest and line.latest.status),
    ),
)


@door("GET", to=access.is_partner)
@offers(INDICATORS)
def indicator_list(request: PortalRequest) -> HttpResponse:
    narrow = IndicatorFilter(request.GET)
    page = paged(request, INDICATORS.found(request))
    rows = [(line, spark(line)) for line in INDICATORS.shown(request, page.object_list)]
    context = {"filter": narrow, "page": page, "rows": rows}
    name = "indicator_list_results" if request.htmx else "indicator_list"
    return show(request, f"learning_hub/{name}.html", context)


@door("GET", to=access.is_partner)
def indicator(request: PortalRequest, indicator_id: int) -> HttpResponse:
    line = line_of(request, indicator_id)
    context = {
        "indicator": line.indicator,
        "line": line,
        "chart": drawn(line),
        "table": values_table(line),
    }
    return show(request, "learning_hub/indicator.html", context)


@door("GET", to=access.is_partner)
def indicator_csv(request: PortalRequest, indicator_id: int) -> HttpResponse:
    line = line_of(request, indicator_id)
    table = values_table(line)
    return csv_response(line.indicator.name, table.head, table.values)


def line_of(request: PortalRequest, indicator_id: int) -> Line:
    indicators = access.indicators(request.user).select_related("source")
    return lines([get_object_or_404(indicators, pk=indicator_id)])[0]
