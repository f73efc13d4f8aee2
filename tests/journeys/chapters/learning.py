"""What the review recommended is accepted, done by an agency, shown, confirmed; the case ends."""

from datetime import date

from tests.files.made import pdf
from tests.journeys.chapters.opening import file_of
from tests.journeys.chapters.rapid import AGENCY_LEADS, COUNCIL

POINT = "Put together what each agency hears before the next visit."
ACTION = "Write down who else lives in the home at every first visit"
TEAM = "Petra Sample"
EVIDENCE = "audit-of-may.pdf"


def share(company, case):
    """A learning point goes to the hub, where somebody else reads it before others see it."""
    robin = file_of(company, case)
    robin.follow("Share learning")
    robin.fill("What was learned", POINT)
    robin.tick("Child neglect")
    robin.press("Send to the learning hub")
    petra = company[TEAM]
    petra.menu("Learning hub")
    petra.follow(POINT)
    petra.press("Record that it is checked")
    petra.press("Share")
    assert POINT in petra.says


def recommend(company, case):
    robin = file_of(company, case)
    robin.follow("Go on with the recommendations")
    robin.follow("Add the first recommendation")
    robin.fill("What is recommended", "Agencies ask at every first visit who lives in the home.")
    robin.tick(COUNCIL)
    robin.press("Add this recommendation")
    robin.follow("Record the decision on recommendation 1")
    robin.choose("Is it accepted?", "Accepted")
    robin.fill("Who decided", "The executive of the partnership")
    robin.day("Date of the decision", company.today)
    robin.press("Record the decision")
    robin.follow("Give an action for recommendation 1")
    robin.fill("What is to be done", ACTION)
    robin.pick("Agency that owes it", COUNCIL)
    robin.day("Due date", date(2021, 6, 30))
    robin.press("Give this action")


def act(company, case):
    """The agency's lead marks it as done, with what shows it."""
    company.wait_until(date(2021, 6, 7))
    dara = company[AGENCY_LEADS[COUNCIL]]
    dara.menu("My work")
    dara.follow(ACTION)
    dara.fill("Progress note", "The form asks it since May. An audit found it in 18 of 20.")
    dara.add_file("Evidence", EVIDENCE, pdf())
    dara.press("Add progress note")
    dara.press("Mark as done")
    assert "The action is now done." in dara.says


def confirm(company, case):
    """The review lead looks at it, and only then it is closed."""
    robin = file_of(company, case)
    robin.follow("Go on with the recommendations")
    robin.follow("Look at what was done about recommendation 1")
    robin.choose("What do you confirm?", "It is done, and something shows it")
    robin.fill("What shows it, or why it is no longer needed", "The audit of May, added as a file")
    robin.press("Confirm and close the action")
    assert "Confirmed. The action is closed." in robin.says


def close(company, case):
    """What is still open needs a reason; it stays with the case."""
    robin = file_of(company, case)
    robin.follow("Go on with the recommendations")
    robin.follow("Close the case")
    robin.fill("Why it can be closed all the same", "The quality group looks at impact in autumn.")
    robin.press("Close the case")
    assert "The case is closed." in robin.says


def action_of(company):
    """The action, as the agency sees it in the tracker."""
    dara = company[AGENCY_LEADS[COUNCIL]]
    dara.menu("Actions")
    dara.pick("Status", "Closed")
    dara.press("Apply")
    dara.follow(ACTION)
    return dara.says
