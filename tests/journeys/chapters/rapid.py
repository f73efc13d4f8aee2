"""The rapid review: agencies answer, partners meet, write, decide and sign, the Panel answers."""

from datetime import date

from tests.journeys.chapters.opening import file_of

COUNCIL, DORSET = "BCP Council", "Dorset Council"
POLICE, NHS = "Dorset Police", "NHS Dorset Clinical Commissioning Group"
PARTNERS = (COUNCIL, DORSET, POLICE, NHS)
AGENCY_LEADS = {COUNCIL: "Dara Sample", DORSET: "Eamon Specimen"}
EXECUTIVES = ("Alder Sample", "Briar Specimen", "Jarrah Sample", "Lark Sample")
SCRUTINEER = "Dov Sample"


def rapid_of(company, case):
    """The review lead, at the rapid review of the case."""
    robin = file_of(company, case)
    robin.follow("Go on with the rapid review")
    return robin


def ask(company, case):
    robin = file_of(company, case)
    robin.follow("Open the rapid review")
    robin.press("Open the rapid review")
    robin.follow("Ask agencies what they know")
    robin.tick(COUNCIL, DORSET)
    robin.choose("How the agency is told whom it is about", "By telephone")
    robin.day("Answer due on", date(2020, 9, 23))
    robin.press("Ask")
    assert "0 of 2 answered" in robin.says


def answer(company, case):
    """One agency knows the family, with a chronology; the other knows nothing."""
    company.wait_until(date(2020, 9, 21))
    dara = company[AGENCY_LEADS[COUNCIL]]
    dara.follow(case["number"])
    dara.choose("Does your agency know the child or the family?", "The child or family is known")
    dara.fill("What your agency knows", "Seen by a health visitor; a social worker visited once.")
    dara.press("Save and come back later")
    dara.follow("Add to the chronology")
    dara.fill("Month", "3")
    dara.fill("Year", "2020")
    dara.fill("What happened", "A neighbour heard crying at night.")
    dara.fill("What your agency did", "Visited two days later.")
    dara.fill("Which record says so", "Case notes")
    dara.press("Add")
    dara.press("Send the answer")
    eamon = company[AGENCY_LEADS[DORSET]]
    eamon.follow(case["number"])
    eamon.choose("Does your agency know the child or the family?", "Nothing is known to us")
    eamon.press("Save and come back later")
    eamon.press("Send the answer")


def meet(company, case):
    company.wait_until(date(2020, 9, 25))
    robin = rapid_of(company, case)
    robin.follow("Chronology")
    assert "A neighbour heard crying at night." in robin.says
    robin.back_to("Rapid review")
    robin.follow("Record the meeting")
    robin.choose("Kind of meeting", "Rapid review meeting")
    robin.day("Date of the meeting", company.today)
    robin.fill("Who was in the chair", "Independent chair")
    robin.fill("What was decided", "To ask for a local review.")
    robin.press("Record")
    for agency in PARTNERS:
        robin.pick("Agency", agency)
        robin.fill("Name", "Somebody Specimen")
        robin.fill("Post", "Head of service")
        robin.choose("Was the person there?", "Attended")
        robin.press("Add to the attendance")
    assert "There was a quorum" in robin.says
    robin.press("The meeting was held")


def write(company, case):
    """Every heading, each criterion, what was done at once; then the local decision."""
    robin = rapid_of(company, case)
    robin.follow("Write the rapid review")
    while robin.offers("Write the next heading"):
        robin.follow("Write the next heading")
        robin.main.get_by_label("Yes", exact=True).check()
        robin.fill("What the rapid review says", "Agencies saw a part each, and not the whole.")
        robin.press("Save")
    robin.follow("Go on with the rapid review")
    robin.follow("Actions for the safety of children")
    robin.follow("Add an action")
    robin.fill("What is done so that a child is safe", "The child lives with a carer.")
    robin.pick("Agency that does it", COUNCIL)
    robin.fill("Post of the person who answers for it", "Service manager")
    robin.day("Due date", company.today)
    robin.press("Add")
    robin.follow("Record that it is done")
    robin.day("The day it was done", company.today)
    robin.fill("What shows it", "Placement record")
    robin.press("Record")
    robin.back_to("Rapid review")
    robin.follow("Test the criteria")
    while robin.offers("Test the next criterion"):
        robin.follow("Test the next criterion")
        robin.choose("Is it met?", "Yes")
        robin.fill("Reasons", "Two agencies knew of the same danger.")
        robin.press("Save")
    robin.follow("Go on with the rapid review")
    robin.follow("Record the local decision")
    decide(robin, company.today, "Record the decision")


def decide(robin, today, button):
    robin.choose("What was decided", "A local review is needed")
    robin.day("Date of the decision", today)
    robin.fill("Who decided", "The delegated partners")
    robin.fill("Reasons", "The rapid review could not answer why.")
    robin.fill("What the independent scrutineer said", "Agreed")
    robin.press(button)


def sign(company, case):
    robin = rapid_of(company, case)
    robin.follow("Put it to the partners to sign")
    robin.tick(*EXECUTIVES, SCRUTINEER)
    robin.press("Ask them to sign")
    company.wait_until(date(2020, 9, 28))
    for name in (*EXECUTIVES, SCRUTINEER):
        person = company[name]
        person.menu("My work")
        person.follow(case["number"])
        person.follow("Go on with the rapid review")
        person.follow("Read and sign the rapid review")
        assert "Agencies saw a part each" in person.says
        person.fill("Comment", "Read")
        person.press("Sign this rapid review")
    robin = rapid_of(company, case)
    robin.follow("See who has signed")
    robin.press("Mark as signed off")
    robin.follow("Record that it was sent")
    robin.day("The day it was sent to the Panel", company.today)
    robin.press("Record")


def hear(company, case):
    """The Panel answers; the partners decide in the end."""
    company.wait_until(date(2020, 10, 19))
    robin = rapid_of(company, case)
    robin.follow("Record the view of the Panel")
    robin.choose("View of the Panel", "The Panel agrees")
    robin.day("Date of its answer", company.today)
    robin.fill("What it wrote", "We agree with the local decision.")
    robin.press("Record")
    robin.follow("Record the final decision")
    decide(robin, company.today, "Record the final decision")
