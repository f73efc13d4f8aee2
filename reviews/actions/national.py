"""Logging what was published nationally, and saying where we stand on it."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from partners.access import standing
from partners.actions import give_action
from partners.models import Action, Agency, Partnership, Role
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import Deadline, User
from reviews import access
from reviews.actions.publishing import ReasonMissing
from reviews.actions.saving import save
from reviews.deadlines import DEPARTMENT_REPLY
from reviews.models import GapLine, NationalPublication

audit.words(
    {
        "nationalpublication.logged": "Logged a national publication",
        "nationalpublication.saved": "Changed what is logged of a national publication",
        "nationalpublication.replied": "Recorded the reply on a national publication",
        "gapline.added": "Added a recommendation of a national publication",
        "gapline.looked_at": "Said where the partnership stands on a recommendation",
        "gapline.action_given": "Gave an action because of a recommendation",
    }
)


class LoggedAlready(Exception):
    """The partnership has logged a publication with this title."""


class ActedOn(Exception):
    """An action stands already because of this recommendation."""


@transaction.atomic
def log_publication(*, partnership: Partnership, by: User, **facts: Any) -> NationalPublication:
    """Raises LoggedAlready."""
    insist(access.national.partnerships_logging(by).filter(pk=partnership.pk).exists())
    try:
        with transaction.atomic():
            logged = NationalPublication.objects.create(partnership=partnership, **facts)
    except IntegrityError as refusal:
        raise LoggedAlready from refusal
    audit.record("nationalpublication.logged", logged, by=by)
    run_clock(logged, "", by)
    return logged


def run_clock(publication: NationalPublication, reason: str, by: User) -> None:
    """To the day on which a department wants a reply: started, or moved with a reason."""
    due_on: date | None = publication.reply_due_on
    if due_on is None or publication.replied_on is not None:
        return
    running = Deadline.objects.open().about(publication).filter(kind=DEPARTMENT_REPLY.key).first()
    if running is None:
        deadlines.start(DEPARTMENT_REPLY, publication, due_on=due_on, owner=by)
    elif running.due_on != due_on:
        if not reason.strip():
            raise ReasonMissing
        deadlines.move(running, due_on=due_on, reason=reason, by=by)


@transaction.atomic
def save_publication(
    *, publication: NationalPublication, seen: int, reason: str, by: User, **facts: Any
) -> None:
    """Raises SavedMeanwhile, LoggedAlready; ReasonMissing when the day of the reply changes."""
    insist(access.national.writes_of(by, publication))
    try:
        with transaction.atomic():
            save(publication, seen=seen, **facts)
    except IntegrityError as refusal:
        raise LoggedAlready from refusal
    run_clock(publication, reason, by)
    audit.record("nationalpublication.saved", publication, by=by)


@transaction.atomic
def record_reply(
    *, publication: NationalPublication, seen: int, replied_on: date, reply: str, by: User
) -> None:
    """What was replied to the department. Its clock stops. Raises SavedMeanwhile."""
    insist(access.national.writes_of(by, publication) and replied_on <= clock.today())
    save(publication, seen=seen, replied_on=replied_on, reply=reply)
    deadlines.meet(DEPARTMENT_REPLY, publication)
    audit.record("nationalpublication.replied", publication, by=by)


@transaction.atomic
def add_gap(*, publication: NationalPublication, recommendation: str, by: User) -> GapLine:
    insist(access.national.writes_of(by, publication))
    NationalPublication.objects.select_for_update().get(pk=publication.pk)
    last = publication.lines.aggregate(last=Max("order"))["last"] or 0
    line = GapLine.objects.create(
        publication=publication, order=last + 1, recommendation=recommendation
    )
    audit.record("gapline.added", line, by=by)
    return line


@transaction.atomic
def look_at_gap(*, line: GapLine, seen: int, position: str, evidence: str, by: User) -> None:
    """Say where we stand, and how we know. Raises SavedMeanwhile."""
    insist(access.national.writes_of(by, line.publication))
    looked = {"looked_on": clock.today(), "looked_by": by}
    save(line, seen=seen, position=position, evidence=evidence, **looked)
    audit.record("gapline.looked_at", line, by=by, position=position)


@transaction.atomic
def act_on_gap(*, line: GapLine, owner: Agency, text: str, due: date, by: User) -> Action:
    """Give an agency an action in the one tracker. Raises ActedOn when one stands."""
    publication = line.publication
    insist(standing(by).holds_in(publication.partnership_id, Role.BUSINESS_TEAM))
    held = GapLine.objects.select_for_update().get(pk=line.pk)
    if held.action_id is not None:
        raise ActedOn
    action = give_action(
        partnership=publication.partnership,
        by=by,
        text=text,
        owner=owner,
        due=due,
        source_kind=Action.Source.REVIEW,
        source=publication.title,
    )
    GapLine.objects.filter(pk=line.pk).update(action=action)
    audit.record("gapline.action_given", line, by=by, action=action.pk)
    return action
