"""The moves of a handover: an offer is accepted, declined or taken back, once."""

from portal import audit, clock
from portal.clock import day_text
from portal.workflow import Move, Workflow
from reviews.access import answers_handover, gives_away
from reviews.models import Handover

audit.words(
    {
        "handover.accept": "Accepted a review that was handed over",
        "handover.decline": "Did not accept a review that was offered",
        "handover.take_back": "Took back the offer of a review",
    }
)
Status = Handover.Status


def its_day_has_come(handover: Handover) -> str:
    if handover.can_pass_on(clock.today()):
        return ""
    return f"It passes on {day_text(handover.from_day)} at the earliest. Accept it then."


HANDOVERS = Workflow(
    Move(
        name="accept",
        label="Accept",
        begins=(Status.OFFERED,),
        ends=Status.ACCEPTED,
        who=answers_handover,
        needs=(its_day_has_come,),
    ),
    Move(
        name="decline",
        label="Do not accept",
        begins=(Status.OFFERED,),
        ends=Status.DECLINED,
        who=answers_handover,
    ),
    Move(
        name="take_back",
        label="Take back the offer",
        begins=(Status.OFFERED,),
        ends=Status.WITHDRAWN,
        who=gives_away,
    ),
)
