"""From the text to the public: checked, signed, copied, published, deferred, withdrawn."""

from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from learning_hub.models import Resource
from partners.models import Role
from portal.models import Deadline, Document, Event, Sighting
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.clearance import clearance
from reviews.models import GUIDE_PARTS, AcceptedWords, LocalReview, ReportCopy, Review, Signature
from tests.factories.portal import UserFactory
from tests.factories.reviews import AgencyConflictFactory, ReviewGrantFactory, review_lead
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
                actions.sign_off(local=local, by=lead)

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
            actions.sign_off(local=local, by=lead)

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
            actions.sign_off(local=local, by=lead)
        LocalReview.objects.update(status=Status.SIGNED_OFF)
        local.refresh_from_db()
        actions.reopen_report(local=local, by=lead)
        actions.send_back(local=local, by=lead)
        with pytest.raises(MoveRefused, match="not written yet"):
            actions.hand_in(local=local, by=lead)


@pytest.fixture
def signed(lead, local, text):
    """Signed off and checked: ready for the copies."""
    LocalReview.objects.update(status=Status.SIGNED_OFF)
    check(text, lead)
    return text


def publish(text, by, move="publish", **more):
    facts = {"reason": "", "regard": ""} | more
    actions.publish(publication=text, move=move, by=by, **facts)


class TestCopies:
    def test_no_copy_goes_out_before_everything_is_ready(self, lead, text):
        type(text).objects.update(synopsis="", guide=[])

        with pytest.raises(MoveRefused) as refusal:
            actions.record_copies(review=text.review, sent=to_all(), by=lead)

        assert "not signed off yet" in str(refusal.value)
        assert "check of anonymity has not been made" in str(refusal.value)
        assert "synopsis of learning is not written" in str(refusal.value)
        assert not ReportCopy.objects.exists()

    def test_a_guide_is_needed_too(self, lead, signed):
        type(signed).objects.update(guide=[])
        check(signed, lead)

        with pytest.raises(MoveRefused, match="7-minute guide is not written"):
            actions.record_copies(review=signed.review, sent=to_all(), by=lead)

    def test_the_text_is_shut_with_the_last_of_the_three(self, lead, signed):
        send = partial(actions.record_copies, review=signed.review, by=lead)
        send(sent={"panel": date(2020, 9, 10), "minister": date(2020, 9, 11)})
        signed.refresh_from_db()
        assert (signed.status, Review.objects.get().copies_sent_on) == ("preparing", None)

        send(sent={"ofsted": SENT})

        signed.refresh_from_db()
        assert (signed.status, Review.objects.get().copies_sent_on) == ("sent", SENT)
        assert words(signed)[-1] == "publication.send"

    def test_a_day_put_right_replaces_the_one_before_and_both_can_be_read(self, lead, signed):
        send = partial(actions.record_copies, review=signed.review, by=lead)
        send(sent=to_all(date(2020, 9, 10)))
        send(sent=to_all(date(2020, 9, 10)) | {"ofsted": date(2020, 9, 11)})

        assert Review.objects.get().copies_sent_on == date(2020, 9, 11)
        assert ReportCopy.objects.count() == 4

    def test_nobody_sends_in_advance_or_without_leading(self, lead, signed):
        with pytest.raises(PermissionDenied):
            actions.record_copies(review=signed.review, sent=to_all(date(2020, 9, 15)), by=lead)
        with pytest.raises(PermissionDenied):
            actions.record_copies(review=signed.review, sent=to_all(), by=UserFactory())


@pytest.fixture
def sent(lead, signed):
    actions.record_copies(review=signed.review, sent=to_all(), by=lead)
    signed.refresh_from_db()
    return signed


class TestPublishing:
    # 14 September + 7 working days; over Christmas two bank holidays and a weekend lie between;
    # Easter 2021 is 4 April; the clocks change on 25 October and move no day.
    @pytest.mark.parametrize(
        ("copies", "first"),
        [
            (date(2020, 9, 14), date(2020, 9, 23)),
            (date(2020, 12, 18), date(2020, 12, 31)),
            (date(2021, 3, 29), date(2021, 4, 9)),
            (date(2020, 2, 21), date(2020, 3, 3)),
            (date(2020, 10, 21), date(2020, 10, 30)),
        ],
    )
    def test_seven_working_days_on_worked_dates(self, lead, signed, september, copies, first):
        september.move_to(f"{copies}T09:00:00+00:00")
        actions.record_copies(review=signed.review, sent=to_all(copies), by=lead)
        signed.refresh_from_db()
        september.move_to(f"{first - timedelta(days=1)}T22:30:00+00:00")
        with pytest.raises(MoveRefused, match="7 working days later"), transaction.atomic():
            publish(signed, lead)

        september.move_to(f"{first}T00:30:00+00:00")
        publish(signed, lead)

        signed.refresh_from_db()
        assert (signed.status, signed.published_on) == ("published", first)

    def test_a_plan_cannot_name_an_earlier_day(self, lead, sent):
        plan = partial(actions.plan_publication, review=sent.review, reason="Printer", by=lead)

        with pytest.raises(actions.TooSoon, match="23 September 2020"):
            plan(on=date(2020, 9, 22))
        plan(on=date(2020, 9, 23))

    def test_it_is_public_for_a_year_and_its_learning_in_the_hub(
        self, lead, sent, september, django_capture_on_commit_callbacks
    ):
        september.move_to("2020-09-23T09:00:00+00:00")

        with django_capture_on_commit_callbacks(execute=True):
            publish(sent, lead)

        review = Review.objects.get()
        assert review.published == "2020-09-23"
        open_ones = Deadline.objects.open().about(review).values_list("kind", "due_on")
        assert list(open_ones) == [("reviews.public", date(2021, 9, 23))]
        synopsis, guide = Resource.objects.public().order_by("-kind")
        assert (synopsis.kind, synopsis.note) == ("synopsis", sent.synopsis)
        assert all(part in guide.note for part in GUIDE_PARTS)
        kinds = set(Document.objects.about(sent).values_list("kind", "status"))
        assert kinds == {
            ("reviews.published_report", "ready"),
            ("reviews.synopsis", "ready"),
            ("reviews.guide", "ready"),
        }

    def test_it_can_stay_longer_and_never_shorter(self, lead, sent, september):
        september.move_to("2020-09-23T09:00:00+00:00")
        with pytest.raises(PermissionDenied):
            publish(sent, lead, until=date(2021, 9, 22))

        publish(sent, lead, until=date(2022, 9, 23))

        sent.refresh_from_db()
        assert sent.until == date(2022, 9, 23)

    def test_where_only_learning_is_public_the_report_is_not(
        self, lead, sent, september, django_capture_on_commit_callbacks
    ):
        september.move_to("2020-09-23T09:00:00+00:00")
        why = {"reason": "A small place", "regard": "The Panel agreed"}

        with django_capture_on_commit_callbacks(execute=True):
            publish(sent, lead, "publish_learning", **why)

        sent.refresh_from_db()
        assert not sent.has_report
        assert access.public_file(sent, "synopsis")
        assert access.public_file(sent, "report") is None
        assert not Document.objects.filter(kind="reviews.published_report").exists()

    def test_not_published_is_justified_and_can_be_taken_up(self, lead, sent):
        actions.withhold(publication=sent, reason="Harm", regard="Considered", by=lead)
        assert not access.published().exists()

        actions.take_up(publication=sent, by=lead)

        sent.refresh_from_db()
        assert (sent.status, Review.objects.get().copies_sent_on) == ("preparing", None)
        assert not ReportCopy.objects.filter(replaced_at=None).exists()

    def test_taking_down_is_at_once_and_takes_the_resources_along(self, lead, sent, september):
        september.move_to("2020-09-23T09:00:00+00:00")
        publish(sent, lead)

        actions.defer(publication=sent, reason="Somebody was recognised", by=lead)

        assert not access.published().exists()
        assert not Resource.objects.public().exists()
        assert Review.objects.get().published is None
        with pytest.raises(MoveRefused, match="Take the publication up again"):
            actions.record_copies(review=sent.review, sent=to_all(), by=lead)

    def test_taken_up_again_the_clock_runs_to_a_day_still_planned(self, lead, sent):
        actions.plan_publication(review=sent.review, on=date(2020, 10, 12), reason="", by=lead)
        actions.defer(publication=sent, reason="Inquest", by=lead)

        actions.take_up(publication=sent, by=lead)

        due = Deadline.objects.open().about(sent.review).get(kind="reviews.publication_copies")
        assert due.due_on == date(2020, 10, 1)

    def test_it_is_withdrawn_after_a_year_and_a_line_remains(self, lead, sent, september):
        september.move_to("2020-09-23T09:00:00+00:00")
        publish(sent, lead)
        september.move_to("2021-09-23T09:00:00+00:00")
        withdraw = partial(actions.withdraw, publication=sent, remains="NSPCC", by=lead)
        with pytest.raises(MoveRefused, match="until 23 September 2021"), transaction.atomic():
            withdraw()
        september.move_to("2021-09-24T09:00:00+00:00")

        withdraw()

        sent.refresh_from_db()
        assert (sent.status, sent.is_readable) == ("withdrawn", False)
        assert access.published().get() == sent
        assert access.public_file(sent, "synopsis") is None
        assert Resource.objects.public().count() == 2

    def test_only_a_lead_of_the_file_decides(self, sent):
        for person in (UserFactory(), ReviewGrantFactory(content_object=sent.review).user):
            with pytest.raises(PermissionDenied):
                actions.defer(publication=sent, reason="-", by=person)


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


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does(lead, sent, partnership, september):
    september.move_to("2020-09-23T09:00:00+00:00")
    other = review_lead(partnership)

    with pytest.raises(MoveRefused, match="already moved on"):
        meanwhile(partial(publish, sent, lead), partial(publish, sent, other))

    assert Resource.objects.count() == 2
