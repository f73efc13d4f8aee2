"""The report is checked, signed and published, and what it taught leaves the case."""

from datetime import date

from tests.journeys.chapters.local import local_of
from tests.journeys.chapters.opening import file_of
from tests.journeys.chapters.rapid import EXECUTIVES, SCRUTINEER

REPORT = "Go on with the report and its publication"
TITLE = "Rowan: a review of work with a toddler"
SYNOPSIS = "Put together what each agency hears."


def text_of(company, case):
    robin = local_of(company, case)
    robin.follow(REPORT)
    return robin


def check(company, case):
    """A name that was left in is found; the text is put right and checked again."""
    robin = text_of(company, case)
    robin.follow("Check anonymity")
    robin.press("Check now")
    assert "Places found: 1." in robin.says
    robin.follow("Back to the publication")
    robin.follow("Write the report")
    robin.fill("Report", "# What was learned\n\nNobody put together what was heard.")
    robin.press("Save")
    robin.follow("Check anonymity")
    robin.press("Check now")
    assert "Places found: 0." in robin.says
    robin.follow("Back to the publication")
    robin.press("Put the report to the partners to sign")


def sign(company, case):
    company.wait_until(date(2021, 3, 8))
    for name in (*EXECUTIVES, SCRUTINEER):
        person = company[name]
        person.menu("My work")
        person.follow(case["number"])
        person.follow("Go on with the local review")
        person.follow("Read and sign the report")
        person.press("Sign")
    robin = text_of(company, case)
    robin.press("Mark the report as signed off")
    robin.follow("Plan publication")
    robin.day("Planned day of publication", date(2021, 3, 22))
    robin.press("Plan publication")
    robin.follow("Record copies")
    for one in ("the Child Safeguarding Practice Review Panel", "the Secretary of State", "Ofsted"):
        robin.day(f"Sent to {one}", company.today)
    robin.press("Record copies")


def publish(company, case):
    """Seven working days after the copies."""
    company.wait_until(date(2021, 3, 22))
    robin = file_of(company, case)
    robin.follow("Go on with the publication")
    robin.follow("What becomes of the report")
    robin.choose("What becomes of the report?", "Publish the full report today")
    robin.press("Record it")
    robin.follow("See the page the public sees")
    assert SYNOPSIS in robin.says


def anybody_reads(company):
    """Somebody who is not signed in reads what was learned."""
    public = company.passer_by()
    public.follow("Published reviews")
    public.follow(TITLE)
    assert SYNOPSIS in public.says
    return public.says


def read(company, case):
    anybody_reads(company)
