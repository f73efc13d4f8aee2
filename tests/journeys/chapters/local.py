"""The local review: commissioned, written by a reviewer from outside, read in drafts."""

from datetime import date

from tests.journeys.chapters.opening import LEAD, file_of
from tests.journeys.chapters.rapid import AGENCY_LEADS, COUNCIL, DORSET, SCRUTINEER

REVIEWER = "Zeb Mockup"


def local_of(company, case, name=LEAD):
    """Somebody at the local review, who finds the file among the cases or on My work."""
    window = company[name]
    window.menu("Reviews" if name == LEAD else "My work")
    window.follow(case["number"])
    window.follow("Go on with the local review")
    return window


def commission(company, case):
    """The scrutineer has a say first, and agencies declare whether they have a conflict."""
    robin = file_of(company, case)
    robin.follow("Record the decision to hold a local review")
    robin.press("Record the decision")
    robin.follow("No agency has been asked yet")
    robin.tick(COUNCIL, DORSET)
    robin.fill("What the agencies are told", "A review of work with a young child in 2020.")
    robin.press("Ask these agencies")
    for name in AGENCY_LEADS.values():
        lead = company[name]
        lead.menu("My work")
        lead.follow("conflict of interest?")
        lead.choose("Does the agency have a conflict of interest?", "No conflict of interest")
        lead.press("Declare")
    dov = local_of(company, case, SCRUTINEER)
    dov.follow("Scrutineer's entry")
    dov.choose("Your view", "Content with how it is commissioned")
    dov.fill("Your reasons", "The reviewer comes from outside.")
    dov.press("Record your entry")
    robin = local_of(company, case)
    robin.follow("Commission the review")
    robin.choose("What is meant to be published?", "The full report")
    robin.press("Commission")


def appoint(company, case):
    company.wait_until(date(2020, 11, 2))
    robin = local_of(company, case)
    robin.follow("No reviewer is appointed")
    robin.fill("Email address of the reviewer", "zeb.mockup@demo.example")
    robin.fill("Terms of the engagement", "Twenty days, a draft in January.")
    robin.fill("Knowledge and skills", "Led reviews in three areas.")
    robin.fill("Why there is no conflict of interest", "Lives and works elsewhere.")
    robin.day("First day of the engagement", company.today)
    robin.day("Last day of the engagement", date(2021, 6, 30))
    robin.press("Appoint and let in")
    robin.follow("No key line of enquiry")
    robin.fill("Key line of enquiry", "What did each agency hear, and what did it do then?")
    robin.press("Add it")
    robin.back_to("Local review")
    robin.press("Begin the work")


def draft(company, case):
    """The reviewer writes a version, the review lead comments, the reviewer answers."""
    company.wait_until(date(2021, 1, 18))
    zeb = local_of(company, case, REVIEWER)
    zeb.follow("Drafts")
    zeb.fill("Text of the draft", "# What was seen\n\nEach agency saw a part.")
    zeb.press("Add this version")
    robin = local_of(company, case)
    robin.follow("Version 1")
    robin.press("I have read this version")
    robin.fill("Section", "What was seen")
    robin.fill("Your comment", "Say who could have put the parts together.")
    robin.press("Add the comment")
    zeb = local_of(company, case, REVIEWER)
    zeb.follow("Version 1")
    zeb.follow("Answer the comment on What was seen")
    zeb.fill("Your answer", "It says so now.")
    zeb.press("Send the answer")


def write(company, case):
    company.wait_until(date(2021, 2, 22))
    zeb = local_of(company, case, REVIEWER)
    zeb.follow("Go on with the report and its publication")
    zeb.follow("Write the report")
    zeb.fill("Title for the public", "Rowan: a review of work with a toddler")
    zeb.fill("Report", "# What was learned\n\nNobody put together what was heard of Quillan.")
    zeb.press("Save")
    zeb.follow("Write synopsis and guide")
    zeb.fill("Synopsis of learning", "Put together what each agency hears.")
    for box in zeb.main.get_by_label("7-minute guide").all():
        box.fill("Ask who else lives in the home.")
    zeb.press("Save")
