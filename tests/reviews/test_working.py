"""Who was heard, drafts and comments: who reads them, what is kept, and the pages."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from portal import keys
from portal.models import Event, Sighting, StoredFile
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.models import Contact, Draft, DraftComment, DraftReading
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewGrantFactory
from tests.factories.reviews_local import LocalReviewFactory, ReviewerFactory
from tests.factories.reviews_publication import (
    ContactFactory,
    DraftCommentFactory,
    DraftFactory,
    DraftReadingFactory,
)

pytestmark = pytest.mark.django_db
SAID = "Nobody asked my grandchild"


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review, status="in progress")


@pytest.fixture
def reviewer(local):
    return ReviewerFactory(local_review=local).person


@pytest.fixture
def guest(local):
    """Somebody let in to the file, who neither leads nor carries out the review."""
    return ReviewGrantFactory(content_object=local.review).user


def at(name, local):
    return reverse(f"reviews:{name}", kwargs={"local_review_id": local.pk})


def text(response):
    return " ".join(response.content.decode().split())


def add_contact(local, by, on=date(2020, 9, 1)):
    facts = {"who": "family", "role": "Grandmother", "how": "meeting", "outcome": "took part"}
    return actions.add_contact(local=local, on=on, said=SAID, by=by, **facts)


def test_what_a_family_said_lies_under_seal_and_in_no_line_of_the_record(lead, local):
    contact = add_contact(local, lead)

    assert contact.said == SAID
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM reviews_contact")
        assert SAID not in cursor.fetchone()[0]
    assert SAID not in str(list(Event.objects.values_list("facts", flat=True)))
    elsewhere = ContactFactory(sealed=contact.sealed)
    with pytest.raises(keys.Unreadable):
        assert elsewhere.said


def test_contacts_are_narrower_than_the_file(lead, local, reviewer, guest):
    contact = add_contact(local, reviewer)

    assert list(access.contacts(lead)) == list(access.contacts(reviewer)) == [contact]
    assert access.local_reviews(guest).exists()
    assert not access.contacts(guest).exists()
    with pytest.raises(PermissionDenied):
        add_contact(local, guest)
    with pytest.raises(PermissionDenied):
        add_contact(local, lead, on=date(2020, 9, 15))


def test_the_page_of_contacts_is_noted_and_hidden_from_others(sign_in, lead, local, guest):
    asks = {"who": "family", "role": "Grandmother", "how": "call", "outcome": "declined"}
    asks |= {"on_0": "1", "on_1": "9", "on_2": "2020", "said": SAID}
    page = sign_in(lead).post(at("local_contacts", local), {"said": SAID})
    assert page.status_code == 422
    assert "Enter the relation or role" in text(page)
    assert SAID in text(page)

    page = sign_in(lead).post(at("local_contacts", local), asks, follow=True)

    assert SAID in text(page)
    assert Sighting.objects.filter(what="localreview.contacts_seen").exists()
    assert sign_in(guest).get(at("local_contacts", local)).status_code == 404
    told = text(sign_in(guest).get(local.get_absolute_url()))
    assert "Not shown to you" in told
    assert str(Contact.objects.get()).startswith("Family")


def test_a_seal_can_be_renewed_like_every_other(local, lead):
    contact = add_contact(local, lead)
    shelf = next(one for one in keys.shelves if one.name == "reviews_contact")
    (row,) = shelf.rows()
    anew = keys.seal(SAID, "reviews.Contact", local.pk)

    assert shelf.texts(row) == [contact.sealed]
    assert shelf.replace(row, contact.sealed, anew)
    assert Contact.objects.get().said == SAID
    assert shelf.texts(local) == []
    assert not shelf.replace(local, "", "")


def test_versions_count_up_and_none_is_lost(lead, local, reviewer, guest):
    add = {"local": local, "note": "", "uploads": []}
    first = actions.add_draft(text="One", by=reviewer, **add)
    second = actions.add_draft(text="Two", by=lead, **add)
    with pytest.raises(PermissionDenied):
        actions.add_draft(text="Three", by=guest, **add)

    assert (first.number, second.number) == (1, 2)
    assert list(Draft.objects.values_list("text", flat=True)) == ["Two", "One"]
    assert str(second) == "Version 2"


def test_a_draft_is_a_text_or_a_file(sign_in, local, reviewer):
    page = sign_in(reviewer).post(at("local_draft_add", local), {"note": "First"})
    assert page.status_code == 422
    assert "Enter the text of the draft, or select a file" in text(page)
    upload = SimpleUploadedFile("draft.csv", b"section,text\nFindings,Nobody asked\n", "text/csv")

    page = sign_in(reviewer).post(at("local_draft_add", local), {"uploads": [upload]}, follow=True)

    assert StoredFile.objects.get().use == "reviews.draft"
    assert "draft.csv" in text(page)


def test_a_draft_without_room_is_not_kept_in_part(sign_in, local, reviewer, settings):
    settings.FILES_OF_A_PERSON = 1
    upload = SimpleUploadedFile("draft.csv", b"section,text\nFindings,Nobody asked\n", "text/csv")

    page = sign_in(reviewer).post(at("local_draft_add", local), {"uploads": [upload]})

    assert page.status_code == 422
    assert "Your files together would be larger" in text(page)
    assert not Draft.objects.exists()


def test_whoever_sees_the_file_reads_and_comments_and_the_reviewer_answers(
    sign_in, local, reviewer, guest
):
    draft = DraftFactory(local_review=local)
    browser = sign_in(guest)
    assert "What was seen" in text(browser.get(draft.get_absolute_url()))
    browser.post(reverse("reviews:draft_read", args=[draft.pk]))
    browser.post(reverse("reviews:draft_read", args=[draft.pk]))
    refused = browser.post(draft.get_absolute_url(), {"section": ""})
    assert "Enter the section your comment is about" in text(refused)
    browser.post(draft.get_absolute_url(), {"section": "Findings", "text": "By whom?"})
    comment = DraftComment.objects.get()
    address = reverse("reviews:comment_answer", kwargs={"draft_comment_id": comment.pk})
    assert browser.get(address).status_code == 404

    assert address in text(sign_in(reviewer).get(draft.get_absolute_url()))
    page = sign_in(reviewer).post(address, {"answer": "By the health visitor"}, follow=True)

    assert "By the health visitor" in text(page)
    assert DraftReading.objects.get().person == guest
    assert Sighting.objects.filter(what="draft.seen").count() >= 2
    assert sign_in(reviewer).get(address).status_code == 404


def test_an_answer_stands(sign_in, local, reviewer, lead, monkeypatch):
    comment = DraftCommentFactory(draft__local_review=local)
    with pytest.raises(PermissionDenied):
        actions.answer_comment(comment=comment, answer="-", by=lead)
    actions.answer_comment(comment=comment, answer="Done", by=reviewer)
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_comment(comment=comment, answer="Not done", by=reviewer)

    def too_late(**facts):
        raise actions.AlreadyAnswered

    monkeypatch.setattr(actions, "answer_comment", too_late)
    other = DraftCommentFactory(draft__local_review=local)
    address = reverse("reviews:comment_answer", kwargs={"draft_comment_id": other.pk})
    page = sign_in(reviewer).post(address, {"answer": "Done"}, follow=True)
    assert "This was answered meanwhile" in text(page)


def test_nobody_outside_the_file_reads_or_comments(local):
    draft = DraftFactory(local_review=local)
    DraftReadingFactory(draft=draft)
    DraftCommentFactory(draft=draft)
    stranger = UserFactory()

    for keeper in (access.drafts, access.readings, access.draft_comments, access.contacts):
        assert not keeper(stranger).exists()
    with pytest.raises(PermissionDenied):
        actions.mark_read(draft=draft, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.comment_on_draft(draft=draft, section="-", quote="", text="-", by=stranger)


def test_there_is_a_report_to_write_once_a_local_review_is_decided(lead, review):
    local = actions.decide_local_review(
        review=review, on=date(2020, 9, 1), reason="Recurrent themes", by=lead
    )

    assert access.publications(lead).get().review == review
    with pytest.raises(MoveRefused):
        actions.hand_in(local=local, by=lead)
