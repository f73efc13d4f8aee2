"""The text of a report: searched for who the children are, written, signed, signed off."""

from datetime import date
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from partners.models import Role
from portal.models import Event, Sighting
from portal.workflow import MoveRefused
from reviews import actions
from reviews.clearance import clearance
from reviews.models import AcceptedWords, LocalReview, ReportCopy, Review, Signature
from tests.factories.reviews import AgencyConflictFactory, ReviewGrantFactory
from tests.factories.reviews_files import ChildFactory, IncidentFactory, identified
from tests.factories.reviews_local import LocalReviewFactory, ReviewerFactory
from tests.factories.reviews_publication import PublicationFactory
from tests.factories.reviews_rapid import signatory, statutory_partner
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = LocalReview.Status
SENT = date(2020, 9, 14)


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review, status=Status.DRAFT)


@pytest.fixture
def text(local):
    return PublicationFactory(review=local.review)


def to_all(day=SENT):
    return dict.fromkeys(ReportCopy.To.values, day)


def check(text, by, also="Quarrymead"):
    return actions.check_anonymity(publication=text, also=also, by=by)


def words(thing):
    return list(Event.objects.about(thing).order_by("seq").values_list("what", flat=True))


def write(text, by, report, **more):
    text.refresh_from_db()
    facts = {"title": text.title, "seen": text.version} | more
    actions.save_report(publication=text, report=report, by=by, **facts)
    text.refresh_from_db()


class TestAnonymity:
    def test_who_the_children_are_is_opened_as_a_noted_look_and_found(self, lead, text):
        child = ChildFactory(review=text.review, harm="died", death_known_on=date(2020, 1, 7))
        IncidentFactory(review=text.review, happened_on=date(2020, 1, 3))
        identified(
            child, name="Zoe Sample", born="3 March 2017", addresses="Quarrymead", school="Elmstead"
        )
        write(
            text,
            lead,
            "Zoe's home in Quarrymead, Elmstead school, born on 3.3.17, 3 January, 7 January 2020",
        )

        made = check(text, lead, also="")

        kinds = [one.kind for one in clearance(text).open]
        assert sorted(kinds) == ["Date", "Date", "Date", "Name", "Place", "School"]
        assert Sighting.objects.about(text.review).get().what == "review.identity_searched"
        assert "Zoe" not in str(made.found)
        assert words(text)[-1] == "publication.checked"

    def test_nothing_to_search_for_is_no_clean_bill(self, lead, text):
        with pytest.raises(actions.NothingToSearch), transaction.atomic():
            check(text, lead, also="")

        assert not clearance(text).is_clear

    def test_each_finding_is_resolved_or_accepted_with_a_reason(self, lead, text):
        write(text, lead, "May was told in May. Rose was there.")
        made = check(text, lead, also="May Rose")
        may, rose = clearance(text).open
        assert (may.words, len(may.places), rose.words) == ("May", 2, "Rose")

        accept = partial(actions.accept_words, publication=text, by=lead, reason="The month")
        accept(check=made.pk, number=may.number)
        assert [one.words for one in clearance(text).open] == ["Rose"]
        with pytest.raises(actions.CheckAgain):
            accept(check=made.pk, number=may.number)
        write(text, lead, "May was told in May. The aunt was there.")
        assert not clearance(text).is_current
        with pytest.raises(actions.CheckAgain):
            accept(check=made.pk, number=rose.number)
        check(text, lead, also="May Rose")

        assert clearance(text).is_clear
        assert AcceptedWords.objects.get().by == lead

    def test_only_a_lead_checks_and_accepts(self, local, text):
        reviewer = ReviewerFactory(local_review=local).person
        with pytest.raises(PermissionDenied):
            check(text, reviewer)
        with pytest.raises(PermissionDenied):
            actions.accept_words(publication=text, check=1, number=0, reason="-", by=reviewer)


class TestText:
    def test_leads_and_the_reviewer_write_it_and_nobody_else(self, lead, local, text):
        write(text, ReviewerFactory(local_review=local).person, "One")
        write(text, lead, "Two")
        guest = ReviewGrantFactory(content_object=local.review).user
        with pytest.raises(PermissionDenied):
            write(text, guest, "Three")
        with pytest.raises(PermissionDenied):
            actions.save_learning(publication=text, seen=3, synopsis="", guide=[], by=guest)

        assert text.report == "Two"

    def test_who_saves_second_overwrites_nothing(self, lead, text):
        write(text, lead, "One")

        with pytest.raises(actions.SavedMeanwhile):
            write(text, lead, "Two", seen=1)

    def test_a_signed_off_report_is_shut_until_it_is_opened_again(self, lead, local, text):
        LocalReview.objects.update(status=Status.SIGNED_OFF)
        with pytest.raises(MoveRefused, match="signed off"):
            write(text, lead, "Another text")
        local.refresh_from_db()

        actions.reopen_report(local=local, by=lead)

        write(text, lead, "Another text")
        assert text.report == "Another text"

    def test_copies_that_are_out_shut_every_text(self, lead, local, text):
        type(text).objects.update(status="sent")
        learning = {"synopsis": "-", "guide": [], "seen": 1}
        with pytest.raises(MoveRefused, match="copies have gone out"):
            write(text, lead, "Another text")
        with pytest.raises(MoveRefused, match="copies have gone out"):
            actions.save_learning(publication=text, by=lead, **learning)
        LocalReview.objects.update(status=Status.SIGNED_OFF)
        with pytest.raises(MoveRefused, match="copies have gone out"):
            actions.reopen_report(local=LocalReview.objects.get(), by=lead)


class TestSignOff:
    @pytest.fixture
    def council(self, review):
        return statutory_partner(review)

    @pytest.fixture
    def police(self, review):
        return statutory_partner(review)

    def sign(self, text, by):
        return actions.sign_report(publication=text, seen=text.report_seal, note="", by=by)

    def test_all_partners_and_the_scrutineer_sign_the_checked_text(
        self, lead, review, local, text, council, police
    ):
        def sign_off():
            with transaction.atomic():
                actions.sign_off_report(local=local, by=lead)

        with pytest.raises(MoveRefused, match="check of anonymity has not been made") as refusal:
            sign_off()
        assert f"Not yet signed by: {council.name}, {police.name}" in str(refusal.value)
        check(text, lead)
        for agency in (council, police):
            self.sign(text, signatory(review, agency))
        self.sign(text, signatory(review, role=Role.SCRUTINEER))

        sign_off()

        local.refresh_from_db()
        assert (local.status, local.signed_off_on) == (Status.SIGNED_OFF, SENT)
        assert Review.objects.get().completed == "2020-09-14"

    def test_a_text_changed_since_is_not_signed(self, lead, review, local, text, council):
        executive = signatory(review, council)
        seen = text.report_seal
        self.sign(text, executive)
        write(text, lead, "Another text")

        with pytest.raises(MoveRefused, match="has changed since you opened this page"):
            actions.sign_report(publication=text, seen=seen, note="", by=executive)
        with pytest.raises(MoveRefused, match=f"Not yet signed by: {council.name}"):
            actions.sign_off_report(local=local, by=lead)

    def test_an_agency_in_conflict_signs_nothing(self, review, local, text, council):
        executive = signatory(review, council)
        AgencyConflictFactory(review=review, agency=council)

        with pytest.raises(MoveRefused, match="You cannot sign this"):
            self.sign(text, executive)

        assert not Signature.objects.exists()

    def test_it_is_signed_only_while_it_is_out_for_signing(
        self, lead, review, local, text, council
    ):
        executive = signatory(review, council)
        actions.send_back(local=local, by=lead)

        with pytest.raises(MoveRefused, match="not out for signing"):
            self.sign(text, executive)

        actions.hand_in(local=local, by=lead)
        assert self.sign(text, executive)

    def test_opening_it_again_takes_back_what_was_signed(self, lead, review, local, text, council):
        self.sign(text, signatory(review, council))
        LocalReview.objects.update(status=Status.SIGNED_OFF)
        local.refresh_from_db()

        actions.reopen_report(local=local, by=lead)

        assert not Signature.objects.standing().exists()

    def test_without_a_text_nothing_is_handed_in_or_signed_off(self, lead, local):
        with pytest.raises(MoveRefused, match="not written yet"), transaction.atomic():
            actions.sign_off_report(local=local, by=lead)
        LocalReview.objects.update(status=Status.SIGNED_OFF)
        local.refresh_from_db()
        actions.reopen_report(local=local, by=lead)
        actions.send_back(local=local, by=lead)
        with pytest.raises(MoveRefused, match="not written yet"):
            actions.hand_in(local=local, by=lead)


@pytest.mark.django_db(transaction=True)
def test_a_text_saved_while_somebody_signs_is_not_what_was_signed(lead, review, local, text):
    executive = signatory(review, statutory_partner(review))
    save = partial(
        actions.save_report, publication=text, seen=1, title=text.title, report="New", by=lead
    )
    sign = partial(
        actions.sign_report, publication=text, seen=text.report_seal, note="", by=executive
    )

    with pytest.raises(MoveRefused, match="has changed since"):
        meanwhile(save, sign)

    assert not Signature.objects.exists()
