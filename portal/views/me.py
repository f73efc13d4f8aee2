"""Pages about oneself: name, messages, and what is recorded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from portal import access, actions, chronicle, notices
from portal.access import door
from portal.chronicle import Place
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.me_forms import MailForm, NameForm
from portal.outbox import keeping, told
from portal.pages import paged, posted, show


@door("GET", "POST", to=access.signed_in)
def profile(request: PortalRequest) -> HttpResponse:
    form = NameForm(posted(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(person=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, "Name changed.")
        return redirect("portal:profile")
    return show(request, "portal/profile.html", {}, form=form)


NOTICES = Export(
    key="portal.notices",
    title="Messages",
    rows=lambda ask: notices.of(ask.user),
    lines=lambda ask, rows: told.lines(ask.user, rows),
    columns=(
        ("Message", lambda line: line.heading),
        ("Sent", lambda line: line.notice.sent_at),
        ("Waiting since", lambda line: line.notice.queued_at),
    ),
)


@door("GET", "POST", to=access.signed_in)
@offers(NOTICES)
def my_notices(request: PortalRequest) -> HttpResponse:
    form = MailForm.of(request.user, posted(request))
    if request.method == "POST" and form.is_valid():
        keeping.choose_digest(person=request.user, by=request.user, **form.chosen)
        messages.success(request, "Your choice is kept.")
        return redirect("portal:my_notices")
    page = paged(request, NOTICES.found(request))
    context = {"page": page, "lines": NOTICES.shown(request, page)}
    return show(request, "portal/my_notices.html", context, form=form)


@door("GET", to=access.signed_in)
def my_record(request: PortalRequest) -> HttpResponse:
    place = Place.read(request.GET.get("before", ""))
    links, ends = chronicle.page(chronicle.own(request.user), place)
    context = {
        "lines": chronicle.lines(request.user, links),
        "ends": ends,
        "later": place is not None,
    }
    return show(request, "portal/my_record.html", context)
