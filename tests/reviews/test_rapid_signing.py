"""From a written rapid review to the final decision: signatures, the Panel, three decisions."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from partners.models import Role
from portal.documents import render, request_document
from portal.models import Deadline, Document, Notice
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.deadlines import PANEL_REPLY
from reviews.models import RapidReview, Review, ReviewDecision, Signature
from reviews.rapid_paper import seal_of_rapid
from reviews.reporting import RAPID_PACK
from reviews.workflow import RAPID
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ConflictFactory
from tests.factories.reviews_rapid import (
    AttendanceFactory,
    ChronologyEntryFactory,
    CriterionTestFactory,
    DecisionFactory,
    InformationRequestFactory,
    RapidReviewFactory,
    RapidSectionFactory,
    SafetyActionFactory,
    answered,
    signatory,
    statutory_partner,
)
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = RapidReview.Status
REASONS = {"deciders": "The partners", "reasons": "As written", "scrutineer_said": "Agreed"}


@pytest.fixture
def council(review):
    return statutory_partner(review)


@pytest.fixture
def executive(review, council):
    return StandingFactory(
        role=Role.EXECUTIVE, agency=council, partnership=review.partnership
    ).person


@pytest.fixture
def scrutineer(review):
    return StandingFactory(role=Role.SCRUTINEER, partnership=review.partnership).person


@pytest.fixture
def rapid(review, council):
    """Written in full, and decided locally."""
    rapid = RapidReviewFactory(review=review, status=Status.MET)
    AttendanceFactory(meeting__rapid=rapid, agency=council)
    RapidSectionFactory(rapid=rapid, covered="yes", text="What happened")
    CriterionTestFactory(rapid=rapid, met="no", reasons="Nothing recurs")
    DecisionFactory(review=review)
    return rapid


@pytest.fixture
def signing(rapid, lead, executive, scrutineer):
    actions.put_to_partners(rapid=rapid, people=[executive, scrutineer], by=lead)
    return rapid


@pytest.fixture
def signed(signing, lead, executive, scrutineer):
    for person in (executive, scrutineer):
        sign(signing, person)
    actions.sign_off(rapid=signing, by=lead)
    return signing


@pytest.fixture
def sent(signed, lead):
    actions.record_sent(rapid=signed, on=date(2020, 9, 18), late_reason="", by=lead)
    return signed


@pytest.fixture
def heard(sent, lead):
    view = {"outcome": "disagrees", "decided_on": date(2020, 10, 5), "reasons": "Look again"}
    actions.record_view(rapid=sent, by=lead, **view)
    return sent


def sign(rapid, by, seen=None):
    seen = seal_of_rapid(rapid) if seen is None else seen
    return actions.sign_rapid(rapid=rapid, seen=seen, note="", by=by)


def decide(rapid, by, outcome="local review", on=date(2020, 10, 6)):
    actions.decide_finally(rapid=rapid, outcome=outcome, decided_on=on, by=by, **REASONS)


def test_those_asked_are_let_in_and_told_and_nobody_else(signing, executive, scrutineer, review):
    assert access.reviews(executive).get() == review
    assert access.reviews(scrutineer).get() == review
    told = Notice.objects.filter(template="signature_asked")
    assert {notice.to for notice in told} == {executive, scrutineer}
    grant = review.grants.get(user=executive)
    assert grant.reason == "To read and sign the rapid review"


def test_nobody_is_asked_who_could_not_sign_and_then_nothing_happens(rapid, lead, review):
    with pytest.raises(PermissionDenied):
        actions.put_to_partners(rapid=rapid, people=[UserFactory()], by=lead)

    rapid.refresh_from_db()
    assert rapid.status == Status.MET
    assert not review.grants.exists()


@pytest.mark.parametrize("lacking", ["sections", "criteria", "decisions"])
def test_what_is_not_written_tested_or_decided_goes_to_nobody(rapid, lead, lacking, review):
    if lacking == "sections":
        RapidSectionFactory(rapid=rapid, code="why")
    elif lacking == "criteria":
        CriterionTestFactory(rapid=rapid, code="local.panel")
    else:
        review.decisions.all().delete()

    with pytest.raises(MoveRefused, match=r"not written|not tested|local decision"):
        actions.put_to_partners(rapid=rapid, people=[], by=lead)


def test_it_is_signed_off_when_everybody_has_signed(signing, lead, executive, scrutineer):
    sign(signing, executive)
    with pytest.raises(MoveRefused, match="Still to sign: Independent scrutineer"):
        actions.sign_off(rapid=signing, by=lead)
    sign(signing, scrutineer)
    signing.refresh_from_db()

    actions.sign_off(rapid=signing, by=lead)

    signing.refresh_from_db()
    assert (signing.status, signing.seal) == (Status.SIGNED, seal_of_rapid(signing))


def test_it_is_signed_only_while_it_is_with_the_partners(rapid, executive, review):
    signatory(review)
    with pytest.raises(MoveRefused, match="not open to be signed"):
        sign(rapid, executive)


def test_an_answer_that_comes_meanwhile_takes_the_signatures_their_force(
    signing, executive, lead, scrutineer
):
    asked = InformationRequestFactory(rapid=signing)
    seen = seal_of_rapid(signing)
    sign(signing, executive)
    sign(signing, scrutineer)

    answered(asked)

    with pytest.raises(MoveRefused, match="Read it again"):
        sign(signing, executive, seen=seen)
    with pytest.raises(MoveRefused, match="Still to sign"):
        actions.sign_off(rapid=signing, by=lead)


@pytest.mark.parametrize(
    "change",
    [
        lambda rapid: rapid.sections.update(text="Other"),
        lambda rapid: rapid.criteria.update(reasons="Other"),
        lambda rapid: rapid.meetings.update(decided="Other"),
        lambda rapid: AttendanceFactory(meeting=rapid.meetings.get()),
        lambda rapid: SafetyActionFactory(rapid=rapid),
        lambda rapid: rapid.review.decisions.update(reasons="Other"),
        lambda rapid: RapidReview.objects.filter(pk=rapid.pk).update(aware_on=None),
        lambda rapid: ChronologyEntryFactory(
            request=answered(InformationRequestFactory(rapid=rapid))
        ),
    ],
)
def test_every_part_of_the_text_is_under_the_seal(rapid, change):
    before = seal_of_rapid(rapid)

    change(rapid)

    assert seal_of_rapid(RapidReview.objects.get(pk=rapid.pk)) != before


def test_what_goes_on_by_itself_is_not_under_the_seal(rapid, lead):
    action = SafetyActionFactory(rapid=rapid)
    before = seal_of_rapid(rapid)

    actions.finish_safety_action(action=action, on=date(2020, 9, 14), evidence="Seen", by=lead)
    RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNED)

    assert seal_of_rapid(RapidReview.objects.get(pk=rapid.pk)) == before


def test_taken_back_no_signature_stands(signed, lead):
    actions.take_back(rapid=signed, by=lead)

    assert (signed.status, signed.seal) == (Status.MET, "")
    assert not Signature.objects.standing().exists()


def test_sent_in_time_stops_one_clock_and_starts_the_soft_one(sent):
    assert (sent.status, sent.sent_on) == (Status.SENT, date(2020, 9, 18))
    reply = Deadline.objects.open().about(sent.review).get()
    assert (reply.kind, reply.due_on) == (PANEL_REPLY.key, date(2020, 10, 9))


def test_sent_late_says_why(signed, lead):
    send = partial(actions.record_sent, rapid=signed, on=date(2020, 9, 22), by=lead)

    with pytest.raises(actions.LateWithoutReason):
        send(late_reason=" ")
    send(late_reason="The inquest opened")

    assert signed.late_reason == "The inquest opened"


def test_what_changed_after_the_sign_off_is_not_sent(signed, lead):
    SafetyActionFactory(rapid=signed)

    with pytest.raises(MoveRefused, match="not the rapid review that was signed"):
        actions.record_sent(rapid=signed, on=date(2020, 9, 18), late_reason="", by=lead)


def test_a_signatory_in_conflict_after_signing_stops_the_sending(signed, lead, executive, review):
    ConflictFactory(review=review, person=executive)

    with pytest.raises(MoveRefused, match="not the rapid review that was signed"):
        actions.record_sent(rapid=signed, on=date(2020, 9, 18), late_reason="", by=lead)


def test_three_decisions_are_kept_apart(heard, lead, review):
    assert not Deadline.objects.open().about(heard.review).exists()

    decide(heard, lead)

    heard.refresh_from_db(), review.refresh_from_db()
    assert heard.status == Status.LOCAL_REVIEW
    assert review.kind == Review.Kind.LOCAL
    made = access.decisions_of(lead, review)
    assert [(one.whose, one.outcome, one.deciders) for one in made] == [
        ("local", "no review", "The three delegated safeguarding partners"),
        ("panel", "disagrees", "Child Safeguarding Practice Review Panel"),
        ("final", "local review", "The partners"),
    ]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("no review", Status.CLOSED),
        ("other learning", Status.CLOSED),
        ("national review", Status.NATIONAL),
        ("not met", Status.NOT_MET),
    ],
)
def test_each_final_decision_leads_somewhere(heard, lead, review, outcome, status):
    decide(heard, lead, outcome)

    heard.refresh_from_db(), review.refresh_from_db()
    assert heard.status == status
    assert review.kind != Review.Kind.LOCAL
    assert heard.end_reason == ("As written" if outcome == "not met" else "")


def test_nothing_is_decided_before_the_panel_or_earlier_than_it(sent, lead):
    with pytest.raises(MoveRefused):
        decide(sent, lead)
    assert not ReviewDecision.objects.filter(whose="final").exists()

    view = {"outcome": "agrees", "decided_on": date(2020, 10, 5), "reasons": "Good"}
    actions.record_view(rapid=sent, by=lead, **view)
    with pytest.raises(MoveRefused, match="earlier than the view"):
        decide(sent, lead, on=date(2020, 10, 4))


def test_a_local_decision_made_again_keeps_the_earlier(rapid, lead, review):
    facts = {"outcome": "local review", "decided_on": date(2020, 9, 11), **REASONS}

    actions.decide_locally(rapid=rapid, by=lead, **facts)

    assert access.decisions_of(lead, review).get().outcome == "local review"
    assert [bool(one.replaced_at) for one in review.decisions.all()] == [True, False]
    assert [str(one) for one in review.decisions.in_force()] == [
        "Local decision: A local review is needed"
    ]


def test_opened_again_it_is_signed_and_sent_again_and_the_first_day_stays(
    heard, lead, executive, scrutineer
):
    actions.reopen(rapid=heard, by=lead)
    assert not Signature.objects.standing().exists()
    actions.put_to_partners(rapid=heard, people=[executive, scrutineer], by=lead)
    for person in (executive, scrutineer):
        sign(heard, person)
    actions.sign_off(rapid=heard, by=lead)

    actions.record_sent(rapid=heard, on=date(2020, 10, 20), late_reason="", by=lead)

    heard.refresh_from_db()
    assert (heard.sent_on, heard.sent_again_on) == (date(2020, 9, 18), date(2020, 10, 20))


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"scrutineer_said": ""}, "heard_the_scrutineer"),
        ({"reasons": ""}, "has_reasons"),
        ({"outcome": "agrees"}, "fits_who_decided"),
        ({"whose": "panel"}, "fits_who_decided"),
    ],
)
def test_database_refuses_half_a_decision(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        DecisionFactory(**facts)


@pytest.mark.parametrize(
    "move",
    [
        lambda rapid, by: actions.record_sent(
            rapid=rapid, on=date(2020, 9, 18), late_reason="", by=by
        ),
        lambda rapid, by: actions.take_back(rapid=rapid, by=by),
        lambda rapid, by: actions.sign_off(rapid=rapid, by=by),
        lambda rapid, by: actions.reopen(rapid=rapid, by=by),
        lambda rapid, by: actions.put_to_partners(rapid=rapid, people=[], by=by),
        lambda rapid, by: RAPID.make("answer", rapid, by=by),
    ],
)
def test_an_executive_who_may_sign_makes_no_move(signing, executive, move):
    with pytest.raises(PermissionDenied):
        move(signing, executive)


def test_the_pack_on_paper_is_marked_restricted_and_for_readers_of_the_case(
    signing, executive, lead
):
    sign(signing, executive)
    with pytest.raises(PermissionDenied):
        request_document(RAPID_PACK, signing, by=UserFactory())

    paper = request_document(RAPID_PACK, signing, by=lead)

    paper = Document.objects.get(pk=paper.pk)
    assert RAPID_PACK.restricted
    assert paper.status == "ready" or render(paper.pk)
    assert access.papers_of(executive, signing).get() == paper
    assert not access.papers_of(UserFactory(), signing).exists()


@pytest.mark.django_db(transaction=True)
def test_a_signature_waits_for_a_text_that_is_being_taken_back(review, council, lead):
    rapid = RapidReviewFactory(review=review, status=Status.SIGNING)
    person = signatory(review, council)

    with pytest.raises(MoveRefused, match="not open to be signed"):
        meanwhile(
            partial(actions.take_back, rapid=rapid, by=lead),
            partial(sign, rapid, person, seal_of_rapid(rapid)),
        )

    assert not Signature.objects.exists()
