"""Training, walked on a telephone without JavaScript: agency leads, providers, who pays."""

import pytest

from tests.journeys.walking import ask, code_in_mail, link_in_mail
from training.models import Booking, Delivery, FreePlace, Requirement

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("agency walks"),
]
TEAM = """Anne O'Neill\tanne.oneill@agency.example.org\tSocial worker
"Smith, John"\tjohn.smith@agency.example.org\tSocial worker
Rae Onlyname
Lee Twice\tanne.oneill@agency.example.org\tSocial worker"""


def test_an_agency_lead_approves_a_place_that_waits(somebody):
    dara = somebody("Dara Sample")
    dara.follow("Training", "My training", "Bookings of your agency")
    dara.follow("Places that wait for approval", "Bryn Specimen")
    dara.tick("Yes, approve the place")
    dara.press("Save the answer")
    dara.reads("The place of Bryn Specimen is approved.")

    waiting = Booking.objects.filter(person__name="Bryn Specimen", status="applied")
    assert ask(waiting.count) == 0
    link_in_mail("bryn.specimen@demo.example", "/training/bookings/")


def test_an_agency_lead_books_a_team_from_a_list_with_faults(somebody):
    dara = somebody("Dara Sample")
    dara.follow("Training", "Dates to come", "Supervision", "book for a team")
    dara.type(size="4")
    dara.press("Hold the places")
    dara.type(names=TEAM)
    dara.press("Book for these people")
    dara.reads("Row 3: Enter the work email address", "Row 4: This address is on the list twice")
    dara.press("Book for these people")  # nothing was lost: it says the same again
    dara.reads("Row 3: Enter the work email address", "Row 4: This address is on the list twice")
    dara.tick("Leave out the rows with something wrong, and book the others")
    dara.press("Book for these people")
    dara.reads("2 with a place.", "2 left out.", "Smith, John", "Anne O'Neill")

    dara.follow("Smith, John", "Hand the place to a colleague")
    dara.type(name="Mary Smith", address="mary.smith@agency.example.org")
    dara.press("Hand the place on")
    dara.reads("Mary Smith")

    told = Booking.objects.filter(agency__ref="agency/bcp_council", session__places=12)
    names = ask(lambda: set(told.filter(status="booked").values_list("delegate", flat=True)))
    assert {"Anne O'Neill", "Mary Smith"} <= names
    assert not {"Smith, John", "Rae Onlyname", "Lee Twice"} & names


def test_an_agency_lead_sees_the_record_of_the_agency_and_who_is_due(somebody):
    dara = somebody("Dara Sample")
    dara.follow("Training", "My training", "Who must do which course", "Ask a course of people")
    dara.type(course="Supervision", job="Manager")
    dara.tick("Bryn Specimen")
    dara.press("Ask it of them")
    dara.reads("Bryn Specimen", "Supervision")
    assert ask(Requirement.objects.filter(job="Manager").count) == 1

    dara.follow("Back to the training of your people")
    dara.type(q="Delegate 0002")
    dara.press("Apply filters")
    dara.reads("1 course attended", "Neglect", "Renew by 13 January 2022")


def test_an_agency_lead_asks_for_free_places(somebody):
    dara = somebody("Dara Sample")
    dara.follow("Training", "Free places", "Ask for free places for BCP Council in PDSCP")
    dara.tick("Charity", "Not registered")
    dara.type(why="Our volunteers visit families.")
    dara.press("Ask for free places")
    dara.reads("BCP Council", "Waiting")
    assert ask(FreePlace.objects.filter(agency__ref="agency/bcp_council").count) == 1


def test_a_provider_is_under_contract_and_says_what_was_read_and_done(somebody):
    lead = somebody("Jude Sample")
    lead.follow("Training", "My training", "Providers", "Harbour Training (invented)")
    lead.follow("Enter a contract")
    lead.type(
        title="Supervision, four days",
        need="Leads ask for it.",
        why="Best on content.",
        awarded_on="1 9 2020",
        starts_on="1 10 2020",
        ends_on="30 9 2021",
        measures="90% of people rate it good or excellent",
    )
    lead.page.locator("main [name=route]").first.check()
    lead.press("Save contract")
    lead.reads("Supervision, four days")
    lead.follow("Back to providers", "Change notices", "Send a change notice")
    lead.type(title="New guidance on neglect", text="Use the tool of 2020.", due_on="30 11 2020")
    lead.page.locator("main [name=kind]").select_option(index=1)
    lead.tick("Harbour Training (invented)")
    lead.press("Send it")
    lead.reads("New guidance on neglect")
    notice = lead.page.url.removeprefix(lead.base)

    provider = somebody()
    provider.come(link_in_mail("harbour@provider.example", "/changes/answer/"))
    provider.press("We have read it")
    provider.type(note="Slides of the morning.")
    provider.press("Our courses follow it")
    provider.reads("Thank you")

    lead.come(notice)
    lead.reads("Slides of the morning.")
    [told] = ask(lambda: list(Delivery.objects.filter(change__title__contains="on neglect")))
    assert told.read_on
    assert told.done_on


def test_a_finance_contact_reads_an_invoice_and_has_it_on_paper(somebody, settings):
    settings.SIGN_UP_TAKES_SECONDS = 0
    pays = somebody()
    pays.come()
    pays.follow("Sign in", "Create an account")
    pays.type(name="Accounts payable", email="accounts.dhc@example.org")
    pays.press("Continue")
    pays.type(code=code_in_mail("accounts.dhc@example.org"))
    pays.press("Create the account")

    pays.follow("Training", "Invoices", "T00001")
    pays.reads("Still owed", "£100.00", "£50.00")
    pays.press("Make the PDF")
    pays.reads("Download")
    pays.follow("Training", "Invoices", "payments")
    pays.reads("£50.00", "Part payment")
