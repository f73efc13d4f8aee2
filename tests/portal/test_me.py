"""Pages about oneself."""

import pytest
from django.urls import reverse

from portal import audit, clock, deadlines, me, notices
from portal.models import Event, Notice
from reviews.deadlines import COPIES
from tests.factories.partners import ActionFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, review_lead

pytestmark = pytest.mark.django_db
PROFILE = reverse("portal:profile")
MESSAGES = reverse("portal:my_notices")


@pytest.fixture
def person():
    return StandingFactory().person


@pytest.fixture
def browser(sign_in, person):
    return sign_in(person)


def sent(person, about, heading="Your agency has a new action", **facts):
    return Notice.objects.create(
        to=person,
        subject=about,
        template="action_given",
        key=f"{person.pk}-{about.pk}-{Notice.objects.count()}",
        heading=heading,
        queued_at=clock.wall_time(),
        wait_until=clock.wall_time(),
        status=Notice.Status.SENT,
        sent_at=clock.wall_time(),
        **facts,
    )


def test_a_name_is_changed_and_the_record_keeps_neither(browser, person):
    old = person.name

    page = browser.post(PROFILE, {"name": "Robin Vale"}, follow=True).content.decode()

    assert "Name changed." in page
    person.refresh_from_db()
    assert person.name == "Robin Vale"
    event = Event.objects.about(person).get()
    assert (event.what, event.by, event.facts) == ("user.renamed", person, {})
    assert old not in event.signed


def test_the_same_name_is_no_change(browser, person):
    browser.post(PROFILE, {"name": person.name})

    assert not Event.objects.exists()


def test_nothing_but_the_name_is_taken(browser, person):
    browser.post(PROFILE, {"name": "Robin", "is_staff": "on", "email": "x@example.org"})

    person.refresh_from_db()
    assert (person.is_staff, person.email == "x@example.org") == (False, False)


@pytest.mark.parametrize(
    ("name", "told"), [(" ", "Enter your full name"), ("x" * 121, "120 characters or fewer")]
)
def test_a_wrong_name_is_said_beside_the_box(browser, name, told):
    answer = browser.post(PROFILE, {"name": name})

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_pages_about_oneself_lead_to_one_another(browser):
    for name in ("portal:profile", "portal:my_notices", "portal:my_record"):
        page = browser.get(reverse(name)).content.decode()
        assert f'href="{reverse(name)}"\n                   aria-current="page"' in page
        for other in me.pages(""):
            assert f'href="{other.href}"' in page
    assert f'href="{PROFILE}">Your account</a>' in page


def test_a_page_of_an_app_that_is_not_there_is_left_out(monkeypatch):
    monkeypatch.setattr(me, "PAGES", (("Profile", "portal:profile"), ("Other", "other:page")))

    assert [page.label for page in me.pages(PROFILE)] == ["Profile"]


def test_messages_are_my_own_with_a_link_while_i_may_see_the_thing(browser, person):
    mine = ActionFactory(partnership=person.standings.get().partnership)
    theirs = ActionFactory(partnership=PartnershipFactory())
    sent(person, mine)
    sent(person, theirs, "No longer yours")
    sent(UserFactory(), mine, "Somebody else")

    page = browser.get(MESSAGES).content.decode()

    assert f'<a class="govuk-link" href="{mine.get_absolute_url()}">Your agency has' in page
    assert "No longer yours" in page
    assert theirs.get_absolute_url() not in page
    assert "Somebody else" not in page


def test_a_reminder_leads_to_its_case_until_a_conflict_shuts_it(sign_in):
    review = ReviewFactory()
    lead = review_lead(review.partnership)
    due = deadlines.start(COPIES, review, due_on=clock.today(), owner=lead)
    sent(lead, due, "Something is due")
    browser = sign_in(lead)
    assert review.get_absolute_url() in browser.get(MESSAGES).content.decode()

    ConflictFactory(review=review, person=lead)

    assert review.get_absolute_url() not in browser.get(MESSAGES).content.decode()


def test_a_waiting_message_and_no_message_are_said(browser, person):
    assert "You have had no message yet." in browser.get(MESSAGES).content.decode()

    notices.queue("action_given", to=person, about=ActionFactory())

    page = browser.get(MESSAGES).content.decode()
    assert "A message that has not been sent yet" in page
    assert "Waiting since" in page


@pytest.mark.parametrize(
    ("pace", "weekly", "kept"),
    [("daily", "", (True, False)), ("at_once", "on", (False, True))],
)
def test_when_to_be_written_to_is_chosen(browser, person, pace, weekly, kept):
    page = browser.post(MESSAGES, {"pace": pace, "weekly": weekly}, follow=True)

    person.refresh_from_db()
    assert (person.digest, person.weekly) == kept
    assert "Your choice is kept." in page.content.decode()
    assert audit.verify() == []


def test_no_choice_or_an_unknown_one_is_said(browser, person):
    for pace in ("", "hourly"):
        answer = browser.post(MESSAGES, {"pace": pace})
        assert answer.status_code == 422
        assert "Select when you want your messages" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_messages_cost_the_same_however_many(browser, person, count, django_assert_num_queries):
    for _ in range(count):
        action = ActionFactory(partnership=person.standings.get().partnership)
        sent(person, action)
        sent(person, deadlines.start(COPIES, ReviewFactory(), owner=person, due_on=clock.today()))
    browser.get(MESSAGES)

    with django_assert_num_queries(6):
        browser.get(MESSAGES)
