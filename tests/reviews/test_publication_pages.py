"""Pages of the report: writing, checking, signing, copies, and what the public sees."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from partners.models import Role
from portal.models import Document, Sighting
from reviews import actions
from reviews.models import GUIDE_PARTS, AnonymityCheck, LocalReview, Publication, Signature
from tests.factories.reviews import ReviewGrantFactory
from tests.factories.reviews_files import ChildFactory, IncidentFactory, identified
from tests.factories.reviews_local import (
    KeyLineFactory,
    LocalReviewFactory,
    ReviewerFactory,
    ScrutineerEntryFactory,
)
from tests.factories.reviews_publication import ContactFactory, DraftFactory, PublicationFactory
from tests.factories.reviews_rapid import signatory, statutory_partner
from tests.leaks import SENTINEL
from tests.paper.pdfua import problems

pytestmark = pytest.mark.django_db
GUIDE = {f"part_{number}": f"Part {number}" for number in range(len(GUIDE_PARTS))}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review, status="in progress")


@pytest.fixture
def report(local):
    return PublicationFactory(review=local.review)


def at(name, report, **more):
    return reverse(f"reviews:{name}", kwargs={"publication_id": report.pk, **more})


def move(local, name):
    return reverse("reviews:local_move", kwargs={"local_review_id": local.pk, "local_move": name})


def text(response):
    return " ".join(response.content.decode().split())


def copies(day):
    parts = enumerate((day.day, day.month, day.year))
    return {f"{to}_{n}": part for n, part in parts for to in ("panel", "minister", "ofsted")}


def test_the_whole_way_to_the_public(
    client, sign_in, lead, review, local, report, september, django_capture_on_commit_callbacks
):
    council = statutory_partner(review)
    KeyLineFactory(local_review=local)
    browser = sign_in(lead)
    browser.post(
        at("publication_report", report),
        {"title": "Alder", "report": "# Findings\n\nNobody asked.", "seen": 1},
    )
    browser.post(at("publication_learning", report), {"synopsis": "Ask.", "seen": 2} | GUIDE)
    browser.post(at("anonymity_check", report), {"also": "Quarrymead"})
    browser.post(move(local, "hand_in"))
    for person in (signatory(review, council), signatory(review, role=Role.SCRUTINEER)):
        page = text(sign_in(person).get(at("publication_sign", report)))
        assert "Nobody asked." in page
        report.refresh_from_db()
        sign_in(person).post(at("publication_sign", report), {"seen": report.report_seal})
    browser = sign_in(lead)
    browser.post(move(local, "sign_off"))
    assert "The report is signed off." in text(browser.get(at("publication", report)))
    page = text(browser.get(reverse("reviews:plan_publication", args=[review.pk])))
    assert "First possible day: <strong>23 September 2020</strong>" in page
    browser.post(reverse("reviews:record_copies", args=[review.pk]), copies(date(2020, 9, 14)))
    early = browser.post(at("publication_outcome", report), {"outcome": "publish"})
    assert early.status_code == 422
    assert "23 September 2020 at the earliest" in text(early)
    assert client.get(reverse("reviews:published", args=[report.pk])).status_code == 404
    september.move_to("2020-09-23T09:00:00+00:00")

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(lead).post(at("publication_outcome", report), {"outcome": "publish"})

    client.logout()
    page = text(client.get(reverse("reviews:published", args=[report.pk])))
    assert "Alder" in page
    assert "Nobody asked." in page
    assert "Public until 23 September 2021 at least" in page
    assert "learning, not blame" in page
    for paper in ("report", "synopsis", "guide"):
        answer = client.get(reverse("reviews:published_file", args=[report.pk, paper]))
        assert list(problems(answer.content)) == []
    assert "Alder" in text(client.get(reverse("reviews:published_list")))
    for handed in report.resources.all():
        paper = "guide" if handed.resource.kind == "guide" else "synopsis"
        pdf = reverse("reviews:published_file", args=[report.pk, paper])
        assert pdf in text(client.get(handed.resource.get_absolute_url()))


@pytest.fixture
def secret(lead, review, local, report):
    """A file in which every restricted text carries a name no public page may say."""
    identified(ChildFactory(review=review), name=f"Kim {SENTINEL}")
    IncidentFactory(review=review)
    for factory in (KeyLineFactory, ScrutineerEntryFactory, ReviewerFactory, ContactFactory):
        factory(local_review=local)
    DraftFactory(local_review=local)
    return report


def test_nothing_restricted_leaves_with_what_is_public(
    client, lead, review, local, secret, september, django_capture_on_commit_callbacks
):
    LocalReview.objects.update(status="signed off")
    actions.check_anonymity(publication=secret, also="Quarrymead", by=lead)
    days = dict.fromkeys(("panel", "minister", "ofsted"), date(2020, 9, 14))
    actions.record_copies(review=review, sent=days, by=lead)
    september.move_to("2020-09-23T09:00:00+00:00")
    facts = {"reason": f"Not {SENTINEL}", "regard": f"Not {SENTINEL}", "move": "publish"}
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(publication=secret, by=lead, **facts)

    handed = [one.resource.get_absolute_url() for one in secret.resources.all()]
    public = [reverse("reviews:published", args=[secret.pk]), reverse("reviews:published_list")]
    public += [f"{public[1]}?as=csv", *handed]
    told = [text(client.get(address)) for address in public]
    for paper in Document.objects.about(secret):
        pages = PdfReader(BytesIO(paper.file.read())).pages
        told.append(" ".join(page.extract_text() for page in pages))

    assert len(told) == 8
    for words in told:
        assert SENTINEL not in words
        assert review.title not in words
        assert f"/reviews/{review.pk}/" not in words


def test_two_who_write_at_once_see_both_texts(sign_in, lead, report):
    browser = sign_in(lead)
    browser.post(at("publication_report", report), {"title": "A", "report": "Mine", "seen": 1})

    page = browser.post(
        at("publication_report", report), {"title": "A", "report": "Yours", "seen": 1}
    )

    assert page.status_code == 422
    assert "Saved meanwhile" in text(page)
    assert "Mine" in text(page)
    assert "Yours" in text(page)
    Publication.objects.update(guide=["One"] * 7, synopsis="S")
    page = browser.post(at("publication_learning", report), {"synopsis": "T", "seen": 1} | GUIDE)
    assert page.status_code == 422
    assert "Part 3" in text(page)


def test_a_text_that_is_shut_says_so_and_loses_nothing(sign_in, lead, report):
    LocalReview.objects.update(status="signed off")

    page = sign_in(lead).post(
        at("publication_report", report), {"title": "A", "report": "Kept", "seen": 1}
    )

    assert page.status_code == 422
    assert "The report is signed off" in text(page)
    assert "Kept" in text(page)


def test_a_learning_without_all_parts_names_them(sign_in, lead, report):
    page = text(sign_in(lead).post(at("publication_learning", report), {"seen": 1}))

    assert "Enter the synopsis of learning" in page
    assert "Enter questions for your team for the 7-minute guide" in page


def test_findings_are_shown_in_context_and_accepted_one_by_one(sign_in, lead, report):
    Publication.objects.update(report="It was told in May to the aunt.")
    browser = sign_in(lead)
    nothing = browser.post(at("anonymity_check", report), {"also": ""})
    assert "Nobody has recorded who the children are" in text(nothing)
    page = text(browser.post(at("anonymity_check", report), {"also": "May"}, follow=True))
    assert "It was told in <mark>May</mark> to the aunt." in page
    check = AnonymityCheck.objects.get()

    asks = {"check": check.pk, "number": 0}
    refused = browser.post(at("anonymity_accept", report), asks)
    assert refused.status_code == 422
    assert "Enter why these words may stay" in text(refused)
    outdated = browser.post(
        at("anonymity_accept", report), asks | {"number": 9, "reason": "-"}, follow=True
    )
    assert "The texts or the findings have changed" in text(outdated)
    page = browser.post(at("anonymity_accept", report), asks | {"reason": "The month"}, follow=True)

    assert "Nothing open" in text(page)
    assert "The month" in text(page)


def test_a_move_that_is_none_does_nothing(sign_in, lead, local, report):
    sign_in(lead).post(move(local, "begin"))
    page = sign_in(lead).post(move(local, "sign_off"), follow=True)

    assert "has already moved on" in text(page)


def test_who_may_not_sign_is_told_who_does(sign_in, review, local, report):
    LocalReview.objects.update(status="draft")
    guest = ReviewGrantFactory(content_object=review).user
    page = text(sign_in(guest).get(at("publication_sign", report)))
    assert "An executive of each statutory partner" in page

    page = sign_in(guest).post(
        at("publication_sign", report), {"seen": report.report_seal}, follow=True
    )

    assert "You cannot sign this" in text(page)
    assert not Signature.objects.exists()
    assert Sighting.objects.filter(what="publication.seen").exists()


def test_an_outcome_that_is_less_is_justified(sign_in, lead, report):
    Publication.objects.update(status="sent")
    browser = sign_in(lead)
    page = text(browser.post(at("publication_outcome", report), {"outcome": "withhold"}))
    assert "Enter the justification" in page
    assert "Enter what the Panel said" in page
    short = {"outcome": "publish", "until_0": "1", "until_1": "1", "until_2": "2021"}
    page = text(browser.post(at("publication_outcome", report), short))
    assert "It stays public for a year: 14 September 2021 or later" in page

    asks = {"outcome": "withhold", "reason": "Harm to a sibling", "regard": "Considered"}
    page = text(browser.post(at("publication_outcome", report), asks, follow=True))
    assert "Harm to a sibling" in page
    page = browser.post(at("publication_take_up", report), follow=True)
    assert "Taken up again" in text(page)
    asks = {"outcome": "defer", "reason": "Inquest"}
    browser.post(at("publication_outcome", report), asks)

    assert Publication.objects.get().status == "deferred"


def test_what_is_withdrawn_leaves_a_line(client, sign_in, lead, report, september):
    Publication.objects.update(
        status="published", published_on=date(2020, 9, 1), until=date(2021, 9, 1)
    )
    asks = {"remains": "Kept in the national repository"}
    early = sign_in(lead).post(at("publication_withdraw", report), asks)
    assert "It stays public until 1 September 2021" in text(early)
    september.move_to("2021-09-02T09:00:00+00:00")

    sign_in(lead).post(at("publication_withdraw", report), asks)

    client.logout()
    page = text(client.get(reverse("reviews:published", args=[report.pk])))
    assert "Kept in the national repository" in page
    assert "Nobody asked the child" not in page
    gone = client.get(reverse("reviews:published_file", args=[report.pk, "report"]))
    assert gone.headers["Location"] == reverse("reviews:published", args=[report.pk])


def test_copies_wait_for_what_is_missing(sign_in, lead, review, report):
    address = reverse("reviews:record_copies", args=[review.pk])

    page = sign_in(lead).post(address, copies(date(2020, 9, 14)))

    assert page.status_code == 422
    assert "The report is not signed off yet" in text(page)
    old_way = reverse("reviews:record_publication", args=[review.pk])
    assert sign_in(lead).get(old_way).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_list_costs_the_same_however_long(client, count, django_assert_max_num_queries):
    PublicationFactory.create_batch(count, out=True)

    with django_assert_max_num_queries(6):
        client.get(reverse("reviews:published_list"))
