"""What happens to actions owed."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from partners.deadlines import ACTION, owner_leads
from partners.files import EVIDENCE
from partners.models import Action, ActionNote, Partnership
from partners.workflow import CONFIRMED, OWED
from portal import audit, clock, deadlines, files, notices
from portal.files import Opened
from portal.models import Deadline, User

audit.words(
    {
        "action.given": "Gave an agency an action",
        "action.noted": "Noted progress of an action",
        "partnership.changed": "Changed the settings of a partnership",
    }
)


@transaction.atomic
def give_action(*, partnership: Partnership, by: User, **facts: Any) -> Action:
    """Write down what an agency owes, start its clock and tell the agency's leads."""
    action = Action.objects.create(partnership=partnership, given_on=clock.today(), **facts)
    audit.record("action.given", action, by=by, owner=action.owner_id)
    start_clock(action)
    for lead in owner_leads(action):
        notices.queue("action_given", to=lead, about=action)
    return action


def start_clock(action: Action) -> None:
    """Run the deadline of an open action that has a due date, unless it runs already."""
    running = Deadline.objects.open().about(action).filter(kind=ACTION.key).exists()
    if action.due is not None and not running:
        team = f"agency:{action.owner_id}"
        deadlines.start(ACTION, action, due_on=action.due, team=team)


def start_clocks() -> int:
    """Start the clock of every open action that has a due date and none runs, as after a pack."""
    kind = ContentType.objects.get_for_model(Action)
    running = Deadline.objects.open().filter(kind=ACTION.key, subject_type=kind)
    silent = Action.objects.unfinished().exclude(pk__in=running.values("subject_id"))
    waiting = list(silent.filter(due__isnull=False))
    for action in waiting:
        start_clock(action)
    return len(waiting)


@transaction.atomic
def note_progress(
    *, action: Action, text: str, by: User, evidence: Sequence[Opened] = ()
) -> ActionNote:
    """Write a line of progress, with the files that show it. Raises files.NotKept."""
    note = ActionNote.objects.create(action=action, text=text, written_by=by)
    audit.record("action.noted", action, by=by, note=note.pk)
    files.keep(files=evidence, use=EVIDENCE, about=action, by=by)
    return note


@transaction.atomic
def move_action(*, action: Action, move: str, by: User) -> None:
    """Finish, close or open again. Raises MoveRefused or PermissionDenied as the workflow does."""
    closes = move == "close"
    facts = {"closed_at": clock.now() if closes else None, "closed_by": by if closes else None}
    OWED.make(move, action, by=by, **facts)
    if move == "reopen":
        start_clock(action)


@transaction.atomic
def confirm_action(*, action: Action, by: User) -> None:
    """Close an action that an app above gave: it has seen what shows that it is done."""
    CONFIRMED.make("confirm", action, by=by, closed_at=clock.now(), closed_by=by)


@transaction.atomic
def send_action_back(*, action: Action, reason: str, by: User) -> ActionNote:
    """Open it again with a line that everybody in the partnership reads: what is missing."""
    CONFIRMED.make("send_back", action, by=by, closed_at=None, closed_by=None)
    note = ActionNote.objects.create(action=action, text=reason, written_by=by)
    audit.record("action.noted", action, by=by, note=note.pk)
    start_clock(action)
    return note
