"""The record, for whoever oversees people, and for operators."""

from django.http import HttpResponse

from portal import chronicle
from portal.access import door
from portal.chronicle import Place
from portal.http import PortalRequest
from portal.pages import show
from portal.record_forms import RecordFilter


@door("GET", to=chronicle.reads_record, proven=True)
def record(request: PortalRequest) -> HttpResponse:
    user = request.user
    form = RecordFilter(request.GET, people=chronicle.people(user))
    place = Place.read(request.GET.get("before", ""))
    links, ends = chronicle.page(form.narrow(chronicle.overseen(user)), place)
    context = {
        "lines": chronicle.lines(user, links),
        "ends": ends,
        "later": place is not None,
    }
    part = "portal/record_results.html" if request.htmx else "portal/record.html"
    return show(request, part, context, form=form)
