"""How a learning point gets from a draft to every partner, past a second pair of eyes."""

from learning_hub.access import may_check, may_move
from learning_hub.models import LearningPoint
from portal import audit
from portal.workflow import Move, Workflow

audit.words(
    {
        "learningpoint.check": "Checked a learning point",
        "learningpoint.share": "Shared a learning point with all partners",
        "learningpoint.send_back": "Sent a learning point back",
    }
)

Status = LearningPoint.Status


def has_a_theme(point: LearningPoint) -> str:
    return "" if point.themes.exists() else "Add a theme before you share it."


LEARNING_POINTS = Workflow(
    Move(
        name="check",
        label="Record that it is checked",
        begins=(Status.DRAFT,),
        ends=Status.CHECKED,
        who=may_check,
    ),
    Move(
        name="share",
        label="Share with all partners",
        begins=(Status.CHECKED,),
        ends=Status.SHARED,
        who=may_move,
        needs=(has_a_theme,),
    ),
    Move(
        name="send_back",
        label="Send back to the writer",
        begins=(Status.CHECKED, Status.SHARED),
        ends=Status.DRAFT,
        who=may_move,
    ),
)
