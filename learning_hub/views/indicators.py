"""The data set: a scorecard, and one indicator with all its values."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from learning_hub import access
from learning_hub.forms import IndicatorFilter
from learning_hub.reporting import Line, drawn, lines, spark, values_table
from portal.access import door
from portal.http import PortalRequest
from portal.pages import paged, show
from portal.sheets import csv_response


@door("GET", to=access.is_partner)
def indicator_list(request: PortalRequest) -> HttpResponse:
    narrow = IndicatorFilter(request.GET)
    page = paged(request, narrow.found(access.indicators(request.user)))
    rows = [(line, spark(line)) for line in lines(page.object_list)]
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
