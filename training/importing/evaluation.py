"""How schedules of evaluation, their rounds and who was asked come in, and leave again."""

from collections.abc import Iterable

from portal.packs import Column, Reader, register
from training.models import (
    EvaluationRequest,
    EvaluationRound,
    EvaluationSchedule,
    EvaluationStage,
)

Row = dict[str, object]
Faults = Iterable[tuple[str, str]]
HELD_BY = "session__course__partnership"


def ends_after_it_begins(row: Row) -> Faults:
    since, until = row.get("since"), row.get("until")
    if since and until and str(until) < str(since):
        yield "until", "The last day must be on or after the first."


def closes_after_it_opens(row: Row) -> Faults:
    if str(row.get("closes_on")) < str(row.get("opens_on")):
        yield "closes_on", "The last day must be on or after the day people are asked."


def is_answered_with_a_response(row: Row) -> Faults:
    answered = row.get("status") == EvaluationRequest.Status.ANSWERED
    if answered != bool(row.get("response")):
        yield "response", "Give the response of what was answered, and none for what was not."


register(
    Reader(
        file="training/evaluation_schedules.csv",
        title="When a partnership asks what training changed",
        model=EvaluationSchedule,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("since"),
            Column("until"),
            Column("open_days"),
            Column("conference", help="Questionnaire at the end of a conference."),
        ),
        checks=(ends_after_it_begins,),
    )
)
register(
    Reader(
        file="training/evaluation_stages.csv",
        title="The moments of a schedule, and what is asked then",
        model=EvaluationStage,
        scope="schedule__partnership",
        columns=(
            Column("ref"),
            Column("schedule"),
            Column("when"),
            Column("questionnaire"),
            Column("managers", help="What line managers are asked; empty where they are not."),
        ),
    )
)
register(
    Reader(
        file="training/evaluation_rounds.csv",
        title="Rounds: one moment for one session",
        model=EvaluationRound,
        scope=HELD_BY,
        columns=(
            Column("ref"),
            Column("session"),
            Column("stage"),
            Column("opens_on"),
            Column("closes_on"),
            Column("asked_at"),
        ),
        checks=(closes_after_it_opens,),
    )
)
register(
    Reader(
        file="training/evaluation_requests.csv",
        title="Who was asked in a round, and their response",
        model=EvaluationRequest,
        scope=f"round__{HELD_BY}",
        columns=(
            Column("ref"),
            Column("round"),
            Column("booking"),
            Column("asked"),
            Column("version"),
            Column("address", help="Where the link goes when the person has no account."),
            Column("status"),
            Column("remind_on"),
            Column("reminders"),
            Column("response"),
        ),
        checks=(is_answered_with_a_response,),
    )
)
