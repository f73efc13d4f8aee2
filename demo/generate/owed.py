"""Actions owed on 14 September 2020. Invented from the work programme, to have work to do."""

from demo.cast import CAST
from demo.facts import Facts
from demo.generate.sheets import Sheets
from partners.models import Role

OVERDUE, THIS_WEEK, LATER = "2020-09-04", "2020-09-17", "2020-10-16"
TASKS = {
    Role.PRACTITIONER: (
        "Say which neglect tools the ward uses",
        "Read the refreshed neglect toolkit with the team",
        "Bring one question to the autumn practitioner event",
    ),
    Role.AGENCY_LEAD: (
        "Comment on the draft of the agency's part of the yearly report",
        "Write the paper on place-based arrangements",
        "Write into practice guidance how children's feedback is captured",
    ),
    Role.ANALYST: (
        "Add the police risks to the partnership's risk register",
        "Name the measures the agency can give to the multi-agency data set",
        "Send the first figures for the performance scorecard",
    ),
    Role.TRAINING_LEAD: (
        "Say which courses move online in the autumn",
        "Put the lessons of the neglect cycle in course materials",
        "Review the mix of online and face to face training",
    ),
    Role.TRAINER: (
        "Send the materials of the neglect course for observation",
        "Confirm the online dates of September",
        "Add safer sleep messages to the course on infants",
    ),
    Role.BUSINESS_TEAM: (
        "Merge the two risk registers into one",
        "Send out papers for the September leadership team",
        "Plan the first survey of staff",
    ),
    Role.REVIEW_LEAD: (
        "List the learning of exploitation reviews for the hub",
        "Brief the leadership on the national panel's advice",
        "Report on the action plan of the live audit",
    ),
    Role.CDOP_COORDINATOR: (
        "Circulate the terms of reference with Somerset",
        "Send papers for the learning event of September",
        "Plan safer sleep messages for the winter holidays",
    ),
    Role.PANEL_MEMBER: (
        "Return comments on the last panel's minutes",
        "Read the anonymised papers of the next panel",
        "Pass on the panel's learning in the agency",
    ),
    Role.EXECUTIVE: (
        "Agree the agency's share for 2020-21",
        "Decide on the future of place-based arrangements",
        "Take part in the six-month budget review",
    ),
    Role.SCRUTINEER: (
        "Write to the leadership on the speed of decisions",
        "Comment on the yearly report before sign-off",
        "Set out options for long-term chairing and scrutiny",
    ),
    Role.ACCESS_OFFICER: (
        "End the accounts of those who have left",
        "Check who holds the role of review lead",
        "Send the half-yearly list of roles to each agency lead",
    ),
}


def write(facts: Facts, sheets: Sheets) -> None:
    """Three for each role: one is late, one is due this week, one comes later."""
    for one in (player for player in CAST if player.place == "here"):
        dues = zip(TASKS[one.role], (OVERDUE, THIS_WEEK, LATER), strict=True)
        for n, (text, due) in enumerate(dues, start=1):
            sheets.add(
                "partners/actions",
                f"pdscp/action/{one.role.value}/{n}",
                partnership="pdscp",
                text=text,
                source_kind="work programme",
                source="Invented for the demonstration",
                owner=one.agency,
                owner_role=one.role.label,
                group="pdscp/group/leadership",
                due=due,
                status="open",
            )
