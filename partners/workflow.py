"""What can happen to an action that is owed: done by its owner, closed by the business team."""

from partners.access import oversees, owes
from partners.deadlines import ACTION
from partners.models import Action
from partners.origins import confirms, to_be_confirmed
from portal import audit
from portal.workflow import Move, Workflow

audit.words(
    {
        "action.finish": "Marked an action as done",
        "action.close": "Closed an action",
        "action.reopen": "Reopened an action",
        "action.confirm": "Confirmed what was done about an action, and closed it",
        "action.send_back": "Sent an action back that was marked as done",
    }
)

Status = Action.Status


def what_was_done(action: Action) -> str:
    """The owner's word is not enough: a line on what was done comes first."""
    return "" if action.notes.exists() else "Write a progress note on what was done first."


OWED = Workflow(
    Move(
        name="finish",
        label="Mark as done",
        begins=(Status.OPEN,),
        ends=Status.DONE,
        who=owes,
        needs=(what_was_done,),
    ),
    Move(
        name="close",
        label="Close the action",
        begins=(Status.OPEN, Status.DONE),
        ends=Status.CLOSED,
        who=oversees,
        needs=(to_be_confirmed,),
        meets=(ACTION,),
    ),
    Move(
        name="reopen",
        label="Open the action again",
        begins=(Status.DONE, Status.CLOSED),
        ends=Status.OPEN,
        who=oversees,
    ),
)

# For whoever gave the action, where that was an app above: made there, and no button here.
CONFIRMED = Workflow(
    Move(
        name="confirm",
        label="Confirm the action",
        begins=(Status.OPEN, Status.DONE),
        ends=Status.CLOSED,
        who=confirms,
        meets=(ACTION,),
    ),
    Move(
        name="send_back",
        label="Send the action back",
        begins=(Status.DONE,),
        ends=Status.OPEN,
        who=confirms,
    ),
)
