"""The moves of a session, of a table of fees, and of a year's programme."""

from portal import audit, clock
from portal.models import User
from portal.workflow import Move, Workflow
from training.access import (
    approves,
    keeps_register_of,
    runs_money_at,
    runs_training_at,
    runs_training_of,
)
from training.models import FeeTable, ProgrammeYear, Session

audit.words(
    {
        "session.deliver": "Recorded that a training session took place",
        "session.reopen": "Opened a closed register again",
        "session.cancel": "Cancelled a training session",
        "feetable.propose": "Proposed a table of fees",
        "feetable.approve": "A second group approved a table of fees",
        "feetable.withdraw": "Withdrew a table of fees",
        "programmeyear.commission": "Commissioned the training programme of a year",
        "programmeyear.start": "Started the training programme of a year",
        "programmeyear.close": "Closed the training programme of a year",
    }
)

Status = Session.Status


def register_is_kept(session: Session) -> str:
    """A session counts as delivered once nobody's place is left undecided."""
    open_places = session.bookings.filter(status="booked").count()
    if not open_places:
        return ""
    return f"Mark everybody first: {open_places} booked, and neither attended nor absent."


def day_has_come(session: Session) -> str:
    return "" if session.register_is_open else "The register opens on the day of the session."


def last_part_has_come(session: Session) -> str:
    """A session of several parts is over with the last of them."""
    last = session.parts.order_by("-starts_at").first()
    if last is None or last.register_is_open:
        return ""
    return f"The register closes on the day of the last part: {last}."


SESSIONS = Workflow(
    Move(
        name="deliver",
        label="Close the register",
        begins=(Status.PLANNED,),
        ends=Status.DELIVERED,
        who=keeps_register_of,
        needs=(day_has_come, last_part_has_come, register_is_kept),
    ),
    Move(
        name="reopen",
        label="Open the register again",
        begins=(Status.DELIVERED,),
        ends=Status.PLANNED,
        who=runs_training_of,
    ),
    Move(
        name="cancel",
        label="Cancel session",
        begins=(Status.PLANNED,),
        ends=Status.CANCELLED,
        who=runs_training_of,
    ),
)

Stage = FeeTable.Status


def has_fees(table: FeeTable) -> str:
    return "" if table.fees.exists() else "Set at least one fee before you propose the table."


def begins_later(table: FeeTable) -> str:
    if table.since >= clock.today():
        return ""
    return "This table was to begin on a day that is over. Withdraw it and begin another."


FEE_TABLES = Workflow(
    Move(
        name="propose",
        label="Propose to the groups",
        begins=(Stage.DRAFT,),
        ends=Stage.PROPOSED,
        who=runs_money_at,
        needs=(has_fees, begins_later),
    ),
    Move(
        name="approve",
        label="Approve",
        begins=(Stage.PROPOSED,),
        ends=Stage.APPROVED,
        who=approves,
    ),
    Move(
        name="withdraw",
        label="Withdraw",
        begins=(Stage.DRAFT, Stage.PROPOSED),
        ends=Stage.WITHDRAWN,
        who=runs_money_at,
    ),
)

YearStatus = ProgrammeYear.Status


def runs_year(user: User, year: ProgrammeYear) -> bool:
    return runs_training_at(user, year.partnership_id)


def has_courses(year: ProgrammeYear) -> str:
    return "" if year.courses.exists() else "Add at least one course first."


PROGRAMMES = Workflow(
    Move(
        name="commission",
        label="Record as commissioned",
        begins=(YearStatus.DRAFT,),
        ends=YearStatus.COMMISSIONED,
        who=runs_year,
        needs=(has_courses,),
    ),
    Move(
        name="start",
        label="Start the year",
        begins=(YearStatus.COMMISSIONED,),
        ends=YearStatus.RUNNING,
        who=runs_year,
    ),
    Move(
        name="close",
        label="Close the year",
        begins=(YearStatus.RUNNING,),
        ends=YearStatus.CLOSED,
        who=runs_year,
    ),
)
