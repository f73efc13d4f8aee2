"""Evidence on an action owed, and papers of a meeting: sent with a form, listed on the page."""

from datetime import date

import pytest
from django.core.files.storage import InMemoryStorage
from django.urls import reverse

from partners.models import ActionNote, Role
from portal.files import actions
from portal.models import Event, StoredFile
from tests.factories.files import StoredFileFactory
from tests.factories.partners import (
    ActionFactory,
    GroupFactory,
    MeetingFactory,
    StandingFactory,
)
from tests.files import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """An agency lead of the agency that owes."""
    return StandingFactory(role=Role.AGENCY_LEAD)


@pytest.fixture
def action(held):
    return ActionFactory(partnership=held.partnership, owner=held.agency)


@pytest.fixture
def business(held):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=held.partnership).person


def note(browser, action, text="Policy agreed.", *uploads):
    address = reverse("partners:action_note", kwargs={"action_id": action.pk})
    return browser.post(address, {"text": text, "evidence": list(uploads)})


def test_evidence_comes_with_the_progress_note(held, action, sign_in):
    browser = sign_in(held.person)
    two = made.upload("Policy.pdf", made.pdf()), made.upload("table.csv", b"a,b\n1,2\n")

    response = note(browser, action, "Policy agreed.", *two)

    assert response.url == action.get_absolute_url()
    page = browser.get(response.url).content.decode()
    assert "Policy agreed." in page
    assert "Policy.pdf" in page
    assert "Evidence, PDF" in page
    assert f"Added by {held.person}" in page
    assert page.count("Checking for viruses") == 2
    assert page.count('hx-trigger="every 2s"') == 2
    assert page.count(">Remove<") == 2


def test_a_note_alone_needs_no_file(held, action, sign_in):
    note(sign_in(held.person), action)

    assert not StoredFile.objects.exists()
    assert action.notes.count() == 1


def test_a_refused_file_keeps_the_typed_note_and_adds_nothing(held, action, sign_in):
    response = note(
        sign_in(held.person),
        action,
        "Typed text",
        made.upload("macro.docm", b"x"),
        made.upload("a.txt", b"a"),
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "“macro.docm” cannot be added" in page
    assert "Select the files again" in page
    assert "Typed text" in page
    assert 'href="#id_evidence"' in page
    assert not ActionNote.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_missing_note_asks_for_the_files_again(held, action, sign_in):
    response = note(sign_in(held.person), action, "", made.upload("a.txt", b"a"))

    assert response.status_code == 422
    assert "Select the files again" in response.content.decode()


def test_a_full_disk_keeps_neither_note_nor_file_and_says_so(held, action, sign_in, monkeypatch):
    class Shut(InMemoryStorage):
        def _save(self, name, content):
            raise OSError(30, "Read-only file system")

    monkeypatch.setattr(actions, "default_storage", Shut())

    response = note(sign_in(held.person), action, "Typed text", made.upload("a.txt", b"a"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "the portal&#x27;s storage cannot be written to" in page
    assert "Typed text" in page
    assert not ActionNote.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Event.objects.about(action).exists()


def test_another_agency_adds_nothing(held, action, sign_in):
    other = StandingFactory(role=Role.AGENCY_LEAD, partnership=held.partnership).person

    assert note(sign_in(other), action, "x", made.upload("a.txt", b"a")).status_code == 403
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_an_action_with_files_costs_the_same_however_many(
    held, action, sign_in, count, django_assert_num_queries
):
    for _ in range(count):
        StoredFileFactory(subject=action)
    browser = sign_in(held.person)
    browser.get(action.get_absolute_url())

    with django_assert_num_queries(5):
        page = browser.get(action.get_absolute_url()).content.decode()

    assert page.count("app-files__item") == count


@pytest.fixture
def meeting(held):
    group = GroupFactory(partnership=held.partnership)
    return MeetingFactory(group=group, held_on=date(2020, 9, 1))


def papers(meeting) -> str:
    return reverse("partners:meeting_papers", kwargs={"meeting_id": meeting.pk})


def test_the_business_team_adds_minutes_and_everybody_finds_them_under_the_meeting(
    held, business, meeting, sign_in
):
    browser = sign_in(business)
    assert papers(meeting) in browser.get(meeting.group.get_absolute_url()).content.decode()
    asked = browser.get(papers(meeting))
    assert asked.status_code == 200
    assert "1 September 2020" in asked.content.decode()

    sent = {"use": "partners.minutes", "papers": [made.upload("minutes.pdf", made.pdf())]}
    response = browser.post(papers(meeting), sent)

    assert response.url == meeting.group.get_absolute_url()
    page = sign_in(held.person).get(response.url).content.decode()
    assert "minutes.pdf" in page
    assert "Minutes, PDF" in page
    assert papers(meeting) not in page
    (event,) = Event.objects.about(meeting)
    assert (event.what, event.facts["use"]) == ("meeting.papers_added", "partners.minutes")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Select what you add"),
        ({"use": "partners.minutes"}, "Select the files"),
        ({"use": "partners.evidence"}, "Select what do you add from the list"),
    ],
    ids=str,
)
def test_papers_that_are_not_sent_are_asked_for(business, meeting, sign_in, sent, sentence):
    response = sign_in(business).post(papers(meeting), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_papers_past_the_quota_are_refused_with_a_sentence(business, meeting, sign_in, settings):
    settings.FILES_ABOUT_A_SUBJECT = 1
    sent = {"use": "partners.agenda", "papers": [made.upload("a.txt", b"ab")]}

    response = sign_in(business).post(papers(meeting), sent)

    assert response.status_code == 422
    assert "The files here together would be larger than" in response.content.decode()


def test_the_business_team_of_another_partnership_finds_no_meeting(meeting, sign_in):
    elsewhere = StandingFactory(role=Role.BUSINESS_TEAM).person

    assert sign_in(elsewhere).get(papers(meeting)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_group_with_papers_costs_the_same_however_many(
    held, business, sign_in, count, django_assert_num_queries
):
    group = GroupFactory(partnership=held.partnership)
    for n in range(count):
        meeting = MeetingFactory(group=group, held_on=date(2020, 9, 1 + n))
        StoredFileFactory(subject=meeting, use="partners.minutes")
    browser = sign_in(business)
    browser.get(group.get_absolute_url())

    with django_assert_num_queries(10):
        page = browser.get(group.get_absolute_url()).content.decode()

    assert page.count("app-files__item") == count
    assert page.count(">Remove<") == count
