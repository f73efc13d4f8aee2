"""The outbox, for operators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import access
from portal.access import door
from portal.http import PortalRequest
from portal.outbox import keeping, looking
from portal.outbox.forms import DropForm, OutboxFilter
from portal.pages import paged, posted, show

TOO_LATE = "It has been sent, dropped or taken by a sender meanwhile. Look at the list again."


@door("GET", to=access.operates, proven=True)
def outbox(request: PortalRequest) -> HttpResponse:
    narrow = OutboxFilter(request.GET)
    state = narrow.cleaned_data["state"] if narrow.is_valid() else ""
    rows = looking.outbox(request.user)
    page = paged(request, looking.listed(rows, state))
    context = {
        "filter": narrow,
        "page": page,
        "lines": [looking.line(notice) for notice in page],
        "counts": looking.counts(rows),
        "runs": looking.runs(),
    }
    template = "portal/outbox_results.html" if request.htmx else "portal/outbox.html"
    return show(request, template, context)


@door("POST", to=access.operates, proven=True)
def outbox_retry(request: PortalRequest, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(looking.outbox(request.user), pk=notice_id)
    if keeping.retry(notice=notice, by=request.user):
        messages.success(request, f"Notice {notice.pk} is tried again now.")
    else:
        messages.error(request, TOO_LATE)
    return redirect("portal:outbox")


@door("POST", to=access.operates, proven=True)
def outbox_retry_dead(request: PortalRequest) -> HttpResponse:
    number = keeping.retry_dead(by=request.user)
    some = f"{number} notice{'' if number == 1 else 's'}"
    messages.success(request, f"{some} that had been given up: tried again from now on.")
    return redirect("portal:outbox")


@door("GET", "POST", to=access.operates, proven=True)
def outbox_drop(request: PortalRequest, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(
        looking.outbox(request.user).select_related("subject_type"), pk=notice_id
    )
    form = DropForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if keeping.drop(notice=notice, by=request.user, **form.cleaned_data):
            messages.success(request, f"Notice {notice.pk} is dropped and will not be sent.")
        else:
            messages.error(request, TOO_LATE)
        return redirect("portal:outbox")
    context = {"line": looking.line(notice), "form": form}
    return show(request, "portal/outbox_drop.html", context, form=form)
