"""The record, for whoever oversees people, and for operators."""

from collections.abc import Iterator

from django.http import HttpResponse

from portal import audit, chronicle
from portal.access import door
from portal.chronicle import Place
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models.record import Link
from portal.pages import show
from portal.record_forms import RecordFilter


def filtered(ask: Ask) -> RecordFilter:
    return RecordFilter(ask.asked, people=chronicle.people(ask.user))


def links_found(ask: Ask) -> Iterator[Link]:
    return chronicle.every(filtered(ask).narrow(chronicle.overseen(ask.user)))


RECORD = Export(
    key="portal.record",
    title="Record",
    marking="For access officers and operators. Do not pass on.",
    filters=filtered,
    rows=links_found,
    lines=lambda ask, links: chronicle.lines(ask.user, links),
    columns=(
        ("When", lambda line: line.link.at),
        ("Who", lambda line: str(line.link.by or "The portal")),
        ("Kind", lambda line: chronicle.KINDS[audit.STREAMS[type(line.link)]]),
        ("What", lambda line: audit.sentence(line.link.what)),
        ("About", lambda line: line.about or None),
        ("More", lambda line: line.more or None),
    ),
)


@door("GET", to=chronicle.reads_record, proven=True)
@offers(RECORD)
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
