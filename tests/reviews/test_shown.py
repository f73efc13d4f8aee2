"""Files that show what an agency says of its practice, and what a check of impact found."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import Role
from portal.files import quarantine
from portal.models import Sighting, StoredFile
from reviews import actions
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.reviews import ReviewGrantFactory
from tests.factories.reviews_learning import (
    AssuranceFactory,
    ImpactCheckFactory,
    RecommendationFactory,
)
from tests.reviews.typed import boxes, text

pytestmark = pytest.mark.django_db
FOUND = {
    "result": "changed",
    "found": "All ten ask it",
    "evidence": "The audit",
    "found_by": "The quality team",
}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def nurse(agency, partnership):
    return StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person


@pytest.fixture
def asked(review, agency):
    return AssuranceFactory(review=review, agency=agency)


@pytest.fixture
def chain(review):
    return reverse("reviews:chain", args=[review.pk])


def audit_file(name="audit.csv"):
    return SimpleUploadedFile(name, b"record,asked\n1,yes\n", "text/csv")


def save(browser, asked, **more):
    typed = {"answer": "embedded", "statement": "Audited in May", "seen": asked.version, **more}
    return browser.post(asked.get_absolute_url(), typed, follow=True)


def download(browser, file):
    """As soon as the scanner has looked at it."""
    quarantine.scan(file.pk)
    return browser.get(reverse("portal:file", args=[file.pk])).status_code


def remove(browser, file):
    return browser.post(reverse("portal:file_remove", args=[file.pk])).status_code


class TestAStatement:
    def test_its_files_come_with_a_draft_and_stay_when_it_is_signed(
        self, sign_in, nurse, lead, asked, chain
    ):
        browser = sign_in(nurse)
        assert "audit.csv" in text(save(browser, asked, uploads=[audit_file()]))
        file = StoredFile.objects.get()
        assert (file.use, file.uploaded_by) == ("reviews.assurance", nurse)
        assert "audit.csv" not in text(sign_in(lead).get(chain))

        asked.refresh_from_db()
        actions.sign_assurance(statement=asked, seen=asked.version, by=nurse)

        page = sign_in(lead)
        assert "audit.csv" in text(page.get(chain))
        assert "audit.csv" in text(page.get(reverse("reviews:assurance_judge", args=[asked.pk])))
        assert download(page, file) == 200
        assert Sighting.objects.about(asked).filter(by=lead).exists()
        assert remove(sign_in(nurse), file) == 403
        assert StoredFile.objects.present().exists()

    def test_who_may_open_its_files(self, sign_in, nurse, lead, review, partnership, asked):
        save(sign_in(nurse), asked, uploads=[audit_file()])
        file = StoredFile.objects.get()
        elsewhere = StandingFactory(role=Role.AGENCY_LEAD, partnership=partnership).person
        colleague = StandingFactory(agency=asked.agency, partnership=partnership).person
        reader = ReviewGrantFactory(content_object=review).user

        assert download(sign_in(nurse), file) == 200
        assert download(sign_in(lead), file) == 200
        assert download(sign_in(reader), file) == 404  # as with the words: a draft is not told of

        asked.refresh_from_db()
        actions.sign_assurance(statement=asked, seen=asked.version, by=nurse)

        assert download(sign_in(reader), file) == 200
        assert download(sign_in(elsewhere), file) == 404
        assert download(sign_in(colleague), file) == 404

    def test_the_agency_takes_a_file_out_of_a_draft_and_a_reader_does_not(
        self, sign_in, nurse, review, asked
    ):
        save(sign_in(nurse), asked, uploads=[audit_file()])
        file = StoredFile.objects.get()

        assert remove(sign_in(ReviewGrantFactory(content_object=review).user), file) == 404
        assert remove(sign_in(nurse), file) == 302
        assert not StoredFile.objects.present().exists()

    def test_without_room_nothing_is_kept_in_part(self, sign_in, nurse, asked, settings):
        settings.FILES_OF_A_PERSON = 1

        page = save(sign_in(nurse), asked, uploads=[audit_file()])

        asked.refresh_from_db()
        assert page.status_code == 422
        assert asked.statement == ""
        assert not StoredFile.objects.exists()

    def test_who_was_slower_sees_both_texts_and_no_files_beside(self, sign_in, nurse, asked):
        browser = sign_in(nurse)
        save(browser, asked)

        page = save(browser, asked, statement="Another", uploads=[audit_file()])

        assert page.status_code == 422
        assert [one.label for one in page.context["form"].both] == [
            "What shows it, and what is still to be done"
        ]
        assert not StoredFile.objects.exists()


class TestACheckOfImpact:
    def test_its_files_stand_with_what_it_found(self, sign_in, lead, review, chain):
        check = ImpactCheckFactory(recommendation=RecommendationFactory(review=review))
        address = reverse("reviews:impact_record", args=[check.pk])
        browser = sign_in(lead)
        assert 'enctype="multipart/form-data"' in browser.get(address).content.decode()
        days = boxes("found_on", check.due_on.replace(year=2020))

        browser.post(address, {**FOUND, **days, "uploads": [audit_file()]})

        file = StoredFile.objects.get()
        assert file.use == "reviews.impact"
        assert "audit.csv" in text(browser.get(chain))
        reader = sign_in(ReviewGrantFactory(content_object=review).user)
        assert download(reader, file) == 200
        assert remove(reader, file) == 403
        stranger = sign_in(StandingFactory(role=Role.AGENCY_LEAD).person)
        assert download(stranger, file) == 404
