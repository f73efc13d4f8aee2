"""Training, walked on a telephone without JavaScript: the public and somebody who books."""

from datetime import date

import pytest

from tests.journeys.walking import ask, link_in_mail
from training import tasks
from training.models import Booking, DateAlert, EvaluationRequest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("training walks"),  # one demonstration for all of them
]
ASHA = "asha.sample@demo.example"


def test_the_public_finds_a_course_and_is_told_of_new_dates(somebody):
    reader = somebody()
    reader.come()
    reader.follow("Training courses")
    reader.type(text="neglect")
    reader.press("Apply filters")
    reader.follow("Neglect", "Tell me when dates are added")
    reader.type(address="reader@example.org")
    reader.press("Send me the link")
    reader.reads("Check your email")
    reader.come(link_in_mail("reader@example.org", "confirm"))
    reader.press("Confirm")
    reader.reads("Confirmed.")

    [alert] = ask(lambda: list(DateAlert.objects.filter(address="reader@example.org")))
    assert alert.confirmed_at


def test_the_public_takes_dates_into_a_calendar(somebody):
    reader = somebody()
    reader.come()
    reader.follow("Training courses", "Dates to come")
    reader.type(course="neglect")
    reader.press("Apply filters")
    reader.reads("1 date")
    feed = reader.page.get_by_role("link", name="calendar").first.get_attribute("href")
    told = reader.page.request.get(reader.base + feed)
    assert "SUMMARY:Neglect" in told.text()

    reader.follow("Neglect", "Sign in to book")
    reader.reads("Sign in")


def book_neglect(walker, **details):
    walker.follow("Training", "Dates to come")
    walker.type(course="neglect")
    walker.press("Apply filters")
    walker.follow("Neglect")
    walker.press("Book a place")
    walker.reads("What it costs", "Cancelling", "Read the policy")
    walker.type(job="Nurse", **details)
    walker.press("Book the place")
    walker.reads("You have a place.")


def test_a_practitioner_books_changes_the_date_and_cancels(somebody):
    lead = somebody("Jude Sample")
    lead.follow("Training", "Neglect", "Mon 2 Nov 2020", "Plan it again on another day")
    lead.type(starts_on="12 11 2020")
    lead.press("Plan session")
    lead.reads("The same session is planned on another day.")

    asha = somebody("Asha Sample")
    book_neglect(asha, access="Step-free access")
    asha.reads("Step-free access")
    asha.follow("Training", "My training")
    asha.within("Neglect", "See or change your booking")
    asha.follow("Move to another date")
    asha.tick("12 November 2020 at 9:30am, online: 12 places left")
    asha.press("Move the place")
    asha.reads("Thursday 12 November 2020")
    asha.follow("Give up the place")
    asha.reads("Cancelling", "The place goes to whoever has waited longest for it.")
    asha.press("Give up the place")
    asha.reads("The place is given up.")

    places = Booking.objects.filter(person__email=ASHA, session__course__title="Neglect")
    told = ask(lambda: sorted(places.values_list("session__starts_at__day", "status")))
    assert told == [(2, "cancelled"), (12, "cancelled")]


def test_a_practitioner_waits_and_takes_the_place_that_comes_free(somebody):
    lead = somebody("Jude Sample")
    lead.follow("Training", "Neglect", "Plan a session")
    lead.type(starts_on="19 11 2020", starts_at="10am", ends_at="1pm", places="1")
    lead.tick("Online")
    lead.press("Plan session")
    address = lead.page.url.removeprefix(lead.base)

    first = somebody("Xanthe Sample")
    first.come(address)
    first.press("Book a place")
    first.type(job="Doctor")
    first.press("Book the place")

    asha = somebody("Asha Sample")
    asha.follow("Training", "Neglect", "Thu 19 Nov 2020")
    asha.reads("Every place is taken. Nobody waits for one yet.")
    asha.press("Join the waiting list")
    asha.reads("Number 1 on the waiting list")

    first.follow("Give up the place")
    first.press("Give up the place")

    asha.come(link_in_mail(ASHA, "/training/bookings/"))
    asha.reads("Offered")
    asha.press("Take the place")
    asha.reads("You have a place.", "Thursday 19 November 2020")
    [place] = ask(lambda: list(Booking.objects.filter(person__email=ASHA, session__places=1)))
    assert place.status == "booked"


def test_a_practitioner_evaluates_from_the_mail_and_gets_a_certificate(somebody, settings):
    settings.DEMO_TODAY = date(2020, 9, 15)
    trainer = somebody("Mina Sample")
    trainer.follow("Training", "My training", "Sessions you teach")
    trainer.within("Supporting Young People Who Self-Harm", "Register")
    trainer.press("Everybody left came")
    trainer.press("Close the register")
    trainer.reads("This register is closed")
    ask(tasks.evaluate)

    asha = somebody()
    asha.come(link_in_mail(ASHA, "/training/evaluate/"))
    answer_everything(asha)
    asha.press("Send")
    asha.reads("Thank you")
    asha.come(link_in_mail(ASHA, "/training/evaluate/"))
    asha.reads("This link was used")

    asha.sign_in("Asha Sample")
    asha.follow("Training", "My training", "My training record", "Certificate")
    asha.reads("Asha Sample", "15 September 2020", "Download the certificate (PDF)")
    answered = EvaluationRequest.objects.filter(booking__person__email=ASHA, status="answered")
    assert ask(answered.count) == 1


def answer_everything(walker):
    """The last choice of each question, and words where words are asked for."""
    names = walker.page.locator("main input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    )
    for name in names:
        walker.page.locator(f"main input[type=radio][name={name}]").last.check()
    for box in walker.page.locator("main textarea").all():
        box.fill("I will ask what a day is like for the child.")
