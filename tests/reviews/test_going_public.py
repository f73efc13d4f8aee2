"""From the signed text to the public: copied, published, deferred, taken up, withdrawn."""

from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from learning_hub.models import Resource
from portal.models import Deadline, Document, Event
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.models import GUIDE_PARTS, LocalReview, ReportCopy, Review
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewGrantFactory, review_lead
from tests.factories.reviews_files import ChildFactory
from tests.factories.reviews_local import LocalReviewFactory
from tests.factories.reviews_publication import PublicationFactory
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

    def test_a_text_changed_since_the_check_is_checked_again(self, lead, signed):
        facts = {"seen": signed.version, "guide": signed.guide, "by": lead}
        actions.save_learning(publication=signed, synopsis="Ask Quarrymead.", **facts)

        with pytest.raises(MoveRefused, match="changed since the check of anonymity"):
            actions.record_copies(review=signed.review, sent=to_all(), by=lead)

        assert not ReportCopy.objects.exists()

    def test_a_child_whose_identity_nobody_recorded_gives_nothing_to_search(self, lead, text):
        ChildFactory(review=text.review)

        with pytest.raises(actions.NothingToSearch):
            check(text, lead, also="")

        assert not text.checks.exists()

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

    def test_without_a_day_of_the_copies_nothing_is_published(self, lead, sent):
        Review.objects.update(copies_sent_on=None)

        with pytest.raises(MoveRefused, match="Record first on which day the copies were sent"):
            publish(sent, lead)

        assert not access.published().exists()

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

    def test_a_clock_that_still_runs_is_not_started_again(self, lead, signed):
        actions.plan_publication(review=signed.review, on=date(2020, 10, 12), reason="", by=lead)
        clocks = Deadline.objects.about(signed.review).filter(kind="reviews.publication_copies")
        running = clocks.get()
        actions.defer(publication=signed, reason="Inquest", by=lead)

        actions.take_up(publication=signed, by=lead)

        assert clocks.get() == running
        assert Deadline.objects.open().filter(pk=running.pk).exists()

    def test_it_is_withdrawn_after_a_year_and_a_line_remains(self, lead, sent, september):
        september.move_to("2020-09-23T09:00:00+00:00")
        publish(sent, lead)
        september.move_to("2021-09-23T09:00:00+00:00")
        withdraw = partial(actions.withdraw_publication, publication=sent, remains="NSPCC", by=lead)
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
def test_of_two_who_publish_at_once_one_does(lead, sent, partnership, september):
    september.move_to("2020-09-23T09:00:00+00:00")
    other = review_lead(partnership)

    with pytest.raises(MoveRefused, match="already moved on"):
        meanwhile(partial(publish, sent, lead), partial(publish, sent, other))

    assert Resource.objects.count() == 2
