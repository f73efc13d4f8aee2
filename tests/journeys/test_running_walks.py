"""Training, walked on a telephone without JavaScript: those who run it, and who teach it."""

from datetime import date

import pytest
from django.core import mail

from tests.journeys.walking import ask
from training.models import Booking, Charge, FeeTable, Invoice, Session, TrainingReport

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("running walks"),
]


def told(words):
    """To whom mails went whose subject or text says this."""
    held = [sent for sent in mail.outbox if words in f"{sent.subject} {sent.body}"]
    return sorted(address for sent in held for address in sent.to)


def reachable(session):
    """Addresses of those with a place on a session."""
    held = Booking.objects.filter(session=session, status="booked")
    return sorted(held.exclude(person=None).values_list("person__email", flat=True))


def test_a_training_lead_plans_a_session_and_moves_it(somebody):
    jude = somebody("Jude Sample")
    jude.follow("Training", "Neglect", "Plan a session")
    jude.type(starts_on="19 11 2020", starts_at="10am", ends_at="1pm", places="12")
    jude.tick("Online")
    jude.press("Plan session")
    jude.reads("Session planned.", "Thursday 19 November 2020, 10:00am to 1:00pm")
    jude.follow("Change it")
    jude.type(starts_on="23 11 2020")
    jude.press("Save session")
    jude.reads("Session changed.", "Monday 23 November 2020, 10:00am to 1:00pm")

    jude.follow("Back to sessions")
    jude.follow("Child Sexual Exploitation")
    held = ask(lambda: Session.objects.get(course__title="Child Sexual Exploitation", places=12))
    expected = ask(lambda: reachable(held))
    mail.outbox.clear()
    jude.follow("Change it")
    jude.type(starts_on="27 10 2020")
    jude.press("Save session")
    jude.reads("Tuesday 27 October 2020")
    assert told("27 October 2020") == expected != []


def test_a_training_lead_sees_low_numbers_and_cancels_as_the_last_resort(somebody):
    jude = somebody("Jude Sample")
    jude.follow("Training", "Low numbers")
    jude.reads("Supervision", "1 of 12", "It needs 4")
    held = ask(lambda: Session.objects.get(course__title="Supervision", status="planned"))
    expected = ask(lambda: reachable(held))
    jude.within("Supervision", "See options")
    jude.reads("Give it more time.", "Offer another date first.")
    jude.follow("Cancel session")
    jude.type(reason="The trainer is ill")
    jude.press("Cancel session")
    jude.reads("Session cancelled. People with a place have been told.", "The trainer is ill")

    assert told("The trainer is ill") == expected != []
    assert ask(Booking.objects.filter(session=held, status="booked").count) == 0


def test_a_fee_table_goes_from_draft_to_approval(somebody):
    jude = somebody("Jude Sample")
    jude.follow("Training", "Money", "Tables of fees", "Fees of 2020-21")
    jude.follow("Raise these fees in a new table")
    jude.type(name="Fees of autumn 2021", since="1 10 2021", uplift="5", step="50p")
    jude.press("Draft the raised table")
    jude.reads("Look at each fee", "Statutory partners", "£49.50", "£52.00")
    jude.press("Propose to the groups")
    address = jude.page.url.removeprefix(jude.base)

    kezia = somebody("Kezia Specimen")
    kezia.come(address)
    for group in ("Operational Training group", "Strategic Training Group"):
        kezia.follow("Record an approval")
        kezia.type(group=group, met_on="10 9 2020")
        kezia.press("Record the approval")
    kezia.reads("Approved", "Operational Training group, 10 September 2020")

    reader = somebody()
    reader.come()
    reader.follow("Training courses", "What training costs", "Fees of autumn 2021")
    reader.reads("£52.00")
    [table] = ask(lambda: list(FeeTable.objects.filter(name="Fees of autumn 2021")))
    assert table.status == "approved"


def test_a_fee_for_late_notice_is_shown_before_and_waived_with_a_reason(somebody):
    asha = somebody("Asha Sample")
    asha.follow("Training", "My training")
    asha.within("Supporting Young People Who Self-Harm", "See or change your booking")
    asha.follow("Give up the place")
    asha.reads("£25")
    asha.press("Give up the place")

    jude = somebody("Jude Sample")
    jude.follow("Training", "Money", "See these charges")
    jude.type(kind="Cancelled late")
    jude.press("Apply filters")
    jude.within("Asha Sample", "Waive")
    jude.type(reason="Her train was cancelled")
    jude.press("Waive the charge")
    jude.reads("Waived. The agency does not pay it.")

    sums = Charge.objects.filter(booking__person__name="Asha Sample", booking__status="late")
    assert sum(ask(lambda: list(sums.values_list("amount", flat=True)))) == 0


def test_invoices_of_a_month_are_drafted_and_sent(somebody, settings):
    settings.DEMO_TODAY = date(2021, 1, 4)
    jude = somebody("Jude Sample")
    jude.follow("Training", "Money", "Draft the invoices of a month")
    jude.type(month="December 2020")
    jude.press("Draft invoices")
    jude.reads("Look at each.")
    jude.within("Dorset HealthCare", "Draft invoice")
    jude.follow("Issue")
    jude.type(number="NO-SUCH-ORDER")
    jude.press("Issue")
    assert jude.page.locator("main [name=number]").input_value() == "NO-SUCH-ORDER"
    jude.type(number="TRN-2021")
    jude.press("Issue")
    jude.reads("Invoice T00004", "TRN-2021")
    [invoice] = ask(lambda: list(Invoice.objects.filter(number=4)))
    assert told("T00004") == ["accounts.dhc@example.org"]
    assert invoice.total > 0

    jude.follow("Record a payment")
    jude.type(amount="£10", paid_on="4 1 2021")
    jude.press("Record the payment")
    jude.reads("£10.00")
    jude.follow("Training", "Money", "See who owes what")
    jude.reads("More than 90 days late", "T00004")


def test_a_report_of_a_quarter_gives_figures_with_their_base(somebody):
    jude = somebody("Jude Sample")
    jude.follow("Training", "All sessions", "Reports of training", "Make a report")
    jude.type(year="2019-20", quarter="Q1, April to June")
    jude.press("Make report")
    jude.reads("Training report, Q1 2019-20", "Sessions delivered", "Occupancy", "% (")
    jude.press("Make a PDF")
    assert ask(TrainingReport.objects.filter(quarter=1).count) == 2


def test_a_trainer_takes_the_register_and_closes_it_under_their_name(somebody, settings):
    settings.DEMO_TODAY = date(2020, 9, 15)
    mina = somebody("Mina Sample")
    mina.follow("Training", "My training", "Sessions you teach")
    assert "Northmere" not in mina.text
    mina.within("Supporting Young People Who Self-Harm", "Register")
    mina.within("Asha Sample", "Came")
    mina.within("Bryn Specimen", "In part")
    mina.within("Dara Sample", "Absent")
    mina.follow("Add somebody without a booking")
    mina.type(name="Wren Walker", agency="Dorset Police")
    mina.press("Let them in")
    mina.type(because="There was a chair")
    mina.press("Let them in")
    mina.reads("Wren Walker is on the register, marked as here.")
    mina.press("Everybody left came")
    mina.press("Close the register")
    mina.reads("This register is closed.", "Mina Sample")

    held = ask(lambda: Session.objects.get(starts_at__date="2020-09-15"))
    marks = ask(lambda: dict(held.bookings.values_list("delegate", "status")))
    assert held.status == "delivered"
    assert marks["Asha Sample"] == marks["Wren Walker"] == "attended"
    assert marks["Bryn Specimen"] == "part attended"
    assert marks["Dara Sample"] == "absent"
