"""A case is referred, screened, and the Panel is notified."""

import re
from datetime import date

NAME = "Quillan Thistledown"
PRACTITIONER, LEAD = "Asha Sample", "Robin Sample"


def refer(company, case):
    asha = company[PRACTITIONER]
    asha.menu("Refer a case")
    asha.follow("Refer a case")
    asha.choose("Why do you refer the case?", "A child died or was seriously harmed")
    asha.fill("What happened, in short?", "A toddler was taken to hospital with serious injuries.")
    asha.day("When did it happen?", date(2020, 9, 10))
    asha.pick("In which area did it happen?", "BCP")
    asha.day("When did the local authority become aware of it?", date(2020, 9, 11))
    asha.fill("Full name", NAME)
    asha.fill("Date of birth", "2 March 2019")
    asha.pick("Age", "1 to 5 years")
    asha.pick("What happened to the child", "Seriously harmed")
    asha.press("Refer the case")
    case["number"] = re.search(r"reference (\d{4}-\d\d)", asha.says)[1]


TESTS = (
    ("It is known or suspected", "A bruise that nobody could explain"),
    ("The child died or was seriously harmed", "A fracture, and surgery"),
    ("It happened in the local authority's area", "At home, in the area of the council"),
)


def file_of(company, case):
    """The review lead, at the file of the case, as on any other day."""
    robin = company[LEAD]
    robin.menu("Reviews")
    robin.follow(case["number"])
    return robin


def closed_file_of(company, case):
    """The file with all that was done in it, when nobody works on it any more."""
    robin = company[LEAD]
    robin.menu("Reviews")
    robin.fill("Reference", case["number"])
    robin.press("Apply filters")
    robin.follow(case["number"])
    robin.follow("Show all that was done")
    return robin


def screen(company, case):
    robin = file_of(company, case)
    robin.follow("Screen the referral")
    for number, (test, why) in enumerate(TESTS):
        robin.choose(test, "Yes")
        robin.main.get_by_label("Why", exact=True).nth(number).fill(why)
    robin.fill("Reasons for the decision", "All three tests of section 16C are met.")
    robin.choose("Decision", "Notify the national Panel")
    robin.press("Decide")


def notify(company, case):
    """Two working days later, so in time."""
    company.wait_until(date(2020, 9, 16))
    robin = file_of(company, case)
    robin.follow("Record the notification")
    for to, whom in (("The national Panel", ""), ("The safeguarding partners", "All four")):
        robin.choose("Who was told?", to)
        robin.fill("Which of them", whom)
        robin.day("When was it sent?", company.today)
        robin.fill("Who sent it?", "Head of service, council")
        robin.fill("What was sent?", "The online form with all its sections")
        robin.press("Record")
        if not whom:
            robin.follow("Record who was told")
