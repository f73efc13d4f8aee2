"""Asking agencies what they know, and what they answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from partners.models import Agency
from portal import audit, clock, deadlines, notices
from portal.access import insist
from portal.models import User
from portal.workflow import MoveRefused
from reviews import access
from reviews.actions.saving import save
from reviews.deadlines import INFORMATION, asked_leads
from reviews.models import ChronologyEntry, InformationRequest, RapidReview
from reviews.workflow import RAPID

audit.words(
    {
        "informationrequest.sent": "Asked an agency for information",
        "informationrequest.chased": "Reminded an agency of a request for information",
        "informationrequest.withdrawn": "Took back a request for information",
        "informationrequest.saved": "Saved a draft of an agency's answer",
        "informationrequest.answered": "Sent an agency's answer",
        "informationrequest.returned": "Gave an answer back to the agency to add to it",
        "informationrequest.entry_added": "Added an entry to a chronology",
        "informationrequest.entry_removed": "Took an entry out of a chronology",
    }
)

Status = InformationRequest.Status
OVER = "This request was answered or taken back meanwhile. Look at it again."


@transaction.atomic
def ask_for_information(
    *,
    rapid: RapidReview,
    agencies: Iterable[Agency],
    asked: str,
    told_by: str,
    due_on: date,
    by: User,
) -> list[InformationRequest]:
    """Ask each agency that was not asked yet. Refuses one that a conflict of interest shuts out.

    Its leads are told that there is a request, and never whom it is about.
    """
    insist(access.leads_rapid(by, rapid))
    held = RapidReview.objects.select_for_update().get(pk=rapid.pk)
    if held.has_ended:
        raise MoveRefused("This rapid review has ended. Nobody can be asked any more.")
    wanted = sorted(agencies, key=lambda agency: agency.name)
    for agency in wanted:
        if access.is_shut_out(held.review, agency.pk):
            raise MoveRefused(
                f"{agency} is shut out by a conflict of interest. Ask it outside the portal."
            )
    already = set(held.requests.standing().values_list("agency_id", flat=True))
    last = held.requests.aggregate(last=Max("number"))["last"] or 0
    new = [agency for agency in wanted if agency.pk not in already]
    facts = {"asked": asked, "told_by": told_by, "due_on": due_on}
    sent = [send(held, agency, last + n, facts, by) for n, agency in enumerate(new, start=1)]
    if sent and held.status == RapidReview.Status.OPEN:
        RAPID.make("ask", held, by=by)
    return sent


def send(
    rapid: RapidReview, agency: Agency, number: int, facts: dict[str, Any], by: User
) -> InformationRequest:
    request = InformationRequest.objects.create(
        rapid=rapid, agency=agency, number=number, asked_on=clock.today(), asked_by=by, **facts
    )
    audit.record("informationrequest.sent", request, by=by, agency=agency.pk)
    deadlines.start(INFORMATION, request, due_on=request.due_on, team=f"agency:{agency.pk}")
    for lead in asked_leads(request):
        notices.queue("information_asked", to=lead, about=request, at_once=True)
    return request


@transaction.atomic
def chase(*, request: InformationRequest, by: User) -> None:
    """Remind the agency today, beside the reminders that go out by themselves."""
    insist(access.leads_rapid(by, request.rapid))
    today = clock.today()
    still = InformationRequest.objects.open().filter(pk=request.pk)
    if still.update(chased_on=today) != 1:
        raise MoveRefused(OVER)
    audit.record("informationrequest.chased", request, by=by)
    for lead in asked_leads(request):
        notices.queue("information_chased", to=lead, about=request, once=today.isoformat())


@transaction.atomic
def withdraw(*, request: InformationRequest, by: User) -> None:
    """Take a request back: the agency no longer sees it, and what it had written counts not."""
    insist(access.leads_rapid(by, request.rapid))
    still = InformationRequest.objects.open().filter(pk=request.pk)
    if still.update(status=Status.WITHDRAWN) != 1:
        raise MoveRefused(OVER)
    audit.record("informationrequest.withdrawn", request, by=by)
    deadlines.meet(INFORMATION, request)


def held_open(request: InformationRequest, by: User) -> InformationRequest:
    """The row, locked, while it still waits for an answer of somebody who may give it."""
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    insist(access.writes_answer(by, held))
    if held.status != Status.ASKED:
        raise MoveRefused(OVER)
    return held


@transaction.atomic
def save_answer(
    *, request: InformationRequest, seen: int, answer: str, summary: str, by: User
) -> None:
    """Keep a draft to go on with later. Raises SavedMeanwhile when a colleague has saved since."""
    held = held_open(request, by)
    save(held, seen=seen, answer=answer, summary=summary)
    audit.record("informationrequest.saved", request, by=by)


@transaction.atomic
def send_answer(*, request: InformationRequest, by: User) -> None:
    """Give the answer as it is saved. "Known" needs a summary; "nothing known" has no chronology.

    Somebody who leads the review, and not the agency, enters what came outside the portal.
    """
    held = held_open(request, by)
    lacking = answer_lacks(held)
    if lacking:
        raise MoveRefused(lacking)
    outside = not access.requests_to_answer(by).filter(pk=held.pk).exists()
    InformationRequest.objects.filter(pk=held.pk).update(
        status=Status.ANSWERED,
        answered_on=clock.today(),
        answered_by=by,
        came_outside=outside,
    )
    audit.record("informationrequest.answered", request, by=by, answer=held.answer)
    deadlines.meet(INFORMATION, request)


@transaction.atomic
def save_and_send_answer(*, request: InformationRequest, by: User, **typed: Any) -> None:
    """Send what is typed, so that no word of it is left behind. As saving, then sending."""
    save_answer(request=request, by=by, **typed)
    send_answer(request=request, by=by)


def answer_lacks(request: InformationRequest) -> str:
    """What an answer still needs, in a sentence; nothing when it can be sent."""
    if not request.answer:
        return "Say first whether the child or family is known to you."
    if request.answer == InformationRequest.Answer.NOTHING:
        entries = request.entries.exists()
        return "Take out the entries of the chronology, or say that something is known." * entries
    return "" if request.summary.strip() else "Say in a few sentences what you know."


@transaction.atomic
def give_back(*, request: InformationRequest, due_on: date, by: User) -> None:
    """Let the agency add to an answer it has sent, until another day."""
    insist(access.leads_rapid(by, request.rapid))
    sent = InformationRequest.objects.filter(pk=request.pk, status=Status.ANSWERED)
    back = {"answered_on": None, "answered_by": None, "came_outside": False, "due_on": due_on}
    if sent.update(status=Status.ASKED, **back) != 1:
        raise MoveRefused(OVER)
    audit.record("informationrequest.returned", request, by=by)
    deadlines.start(INFORMATION, request, due_on=due_on, team=f"agency:{request.agency_id}")
    for lead in asked_leads(request):
        notices.queue("information_asked", to=lead, about=request, once=due_on.isoformat())


@transaction.atomic
def add_entry(
    *, request: InformationRequest, on: str, text: str, response: str, source: str, by: User
) -> ChronologyEntry:
    """Add one event to the agency's part of the chronology, before its answer is sent."""
    held = held_open(request, by)
    entry = ChronologyEntry.objects.create(
        request=held, on=on, text=text, response=response, source=source, written_by=by
    )
    audit.record("informationrequest.entry_added", request, by=by, entry=entry.pk)
    return entry


@transaction.atomic
def remove_entry(*, entry: ChronologyEntry, by: User) -> None:
    """Take an event out again, before the answer is sent. Twice is as good as once."""
    held_open(entry.request, by)
    gone, _ = ChronologyEntry.objects.filter(pk=entry.pk).delete()
    if gone:
        audit.record("informationrequest.entry_removed", entry.request, by=by, entry=entry.pk)
