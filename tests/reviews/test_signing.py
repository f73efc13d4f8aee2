"""Signatures: who gives them, what they are under, and what makes them count no longer."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from partners.models import Role, Standing
from portal import clock
from portal.models import Event
from portal.seals import seal_of
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.models import Review, Signature
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewFactory,
    ReviewGrantFactory,
)
from tests.factories.reviews_rapid import SignatureFactory, signatory, statutory_partner
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
RAPID = Signature.Paper.RAPID
TEXT, CHANGED = seal_of({"text": "as read"}), seal_of({"text": "changed"})


def sign(review, by, seal=TEXT, seen=None, note=""):
    seen = seal if seen is None else seen
    return actions.sign(review=review, paper=RAPID, seal=seal, seen=seen, note=note, by=by)


@pytest.fixture
def council(review):
    return statutory_partner(review)


@pytest.fixture
def police(review):
    return statutory_partner(review)


@pytest.fixture
def executive(review, council):
    return signatory(review, council)


@pytest.fixture
def scrutineer(review):
    return signatory(review, role=Role.SCRUTINEER)


def names(left):
    return [one.name for one in left]


def test_every_partner_and_the_scrutineer_sign(review, council, police, executive, scrutineer):
    left = partial(access.unsigned, review, RAPID, TEXT)
    assert set(names(left())) == {council.name, police.name, "Independent scrutineer"}

    sign(review, executive, note="Read in full")
    sign(review, scrutineer)

    assert names(left()) == [police.name]
    given = Signature.objects.order_by("pk")
    assert [(one.of, one.by, one.seal) for one in given] == [
        (council.name, executive, TEXT),
        ("Independent scrutineer", scrutineer, TEXT),
    ]
    told = Event.objects.filter(what="review.signed").order_by("seq")
    assert [one.facts["agency"] for one in told] == [council.pk, None]
    assert {one.facts["seal"] for one in told} == {TEXT}


def test_signing_twice_is_as_good_as_once(review, executive):
    first, second = sign(review, executive), sign(review, executive)

    assert first == second
    assert Event.objects.filter(what="review.signed").count() == 1


def test_a_colleague_does_not_sign_a_second_time_for_the_same_partner(review, council, executive):
    sign(review, executive)
    colleague = signatory(review, council)

    assert not access.may_sign(colleague, review, RAPID, TEXT)
    sign(review, colleague)

    assert Signature.objects.get().by == executive


@pytest.mark.parametrize("seen", ["", CHANGED, "forged"])
def test_only_the_text_that_was_read_is_signed(review, executive, seen):
    with pytest.raises(MoveRefused, match="Read it again"):
        sign(review, executive, seen=seen)

    assert not Signature.objects.exists()


def test_a_signature_counts_no_longer_once_the_text_has_changed(review, council, executive):
    sign(review, executive)

    assert council.name in names(access.unsigned(review, RAPID, CHANGED))
    assert review.signatures.outdated(CHANGED).get().by == executive
    assert access.may_sign(executive, review, RAPID, CHANGED)

    sign(review, executive, seal=CHANGED)

    assert review.signatures.outdated(CHANGED).count() == 0
    assert [bool(one.withdrawn_at) for one in review.signatures.all()] == [True, False]


@pytest.mark.parametrize(
    "role", [Role.AGENCY_LEAD, Role.REVIEW_LEAD, Role.BUSINESS_TEAM, Role.PANEL_MEMBER]
)
def test_other_roles_sign_nothing(review, council, role):
    person = signatory(review, council, role)

    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, person)


def test_executives_of_other_agencies_and_places_sign_nothing(review, council):
    relevant = signatory(review, AgencyFactory())
    elsewhere = StandingFactory(role=Role.EXECUTIVE, agency=council).person
    ReviewGrantFactory(content_object=review, user=elsewhere)

    for person in (relevant, elsewhere):
        with pytest.raises(MoveRefused, match="You cannot sign"):
            sign(review, person)


def test_whoever_was_not_let_in_signs_nothing(review, council):
    person = StandingFactory(
        role=Role.EXECUTIVE, agency=council, partnership=review.partnership
    ).person

    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, person)


def test_reading_a_case_in_some_other_way_is_not_enough(review, council, monkeypatch):
    """Such as in an emergency: whoever signs was let in by name, or leads the case."""
    person = StandingFactory(
        role=Role.EXECUTIVE, agency=council, partnership=review.partnership
    ).person
    monkeypatch.setattr("reviews.access.signing.reviews", lambda user: Review.objects.all())

    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, person)
    StandingFactory(role=Role.REVIEW_LEAD, person=person, partnership=review.partnership)
    del person.__dict__["_footing"]

    assert sign(review, person)


def test_a_person_in_conflict_signs_nothing_and_what_they_signed_counts_no_longer(
    review, council, executive
):
    sign(review, executive)
    ConflictFactory(review=review, person=executive)

    assert council.name in names(access.unsigned(review, RAPID, TEXT))
    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, executive)

    colleague = signatory(review, council)
    assert access.may_sign(colleague, review, RAPID, TEXT)
    sign(review, colleague)
    assert council.name not in names(access.unsigned(review, RAPID, TEXT))
    assert review.signatures.standing().get().by == colleague


def test_an_agency_in_conflict_signs_nothing_and_is_not_waited_for(
    review, council, police, executive, scrutineer
):
    sign(review, executive)
    AgencyConflictFactory(review=review, agency=council)

    assert names(access.unsigned(review, RAPID, TEXT)) == [police.name, "Independent scrutineer"]
    assert not access.counting(review, RAPID, TEXT).exists()
    assert list(access.partners_shut_out(review)) == [council]
    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, executive)


def test_who_also_acts_for_an_agency_in_conflict_signs_for_none(review, council, police, executive):
    StandingFactory(person=executive, agency=police, partnership=review.partnership)
    AgencyConflictFactory(review=review, agency=police)

    with pytest.raises(MoveRefused, match="You cannot sign"):
        sign(review, executive)


def test_whoever_scrutinises_signs_for_no_partner(review, council, scrutineer):
    StandingFactory(
        person=scrutineer, agency=council, role=Role.EXECUTIVE, partnership=review.partnership
    )

    assert [one.of for one in sign(review, scrutineer)] == ["Independent scrutineer"]


def test_people_who_can_sign_are_named_without_those_shut_out(review, council, executive):
    shut = signatory(review, council)
    ConflictFactory(review=review, person=shut)

    found = {one.name: one.people for one in access.signatories(review)}

    assert found == {council.name: (executive,), "Independent scrutineer": ()}


def test_a_partner_is_one_today_and_not_when_the_case_began(review, council):
    status = council.statuses.get()
    status.until = clock.today() - clock.ONE_DAY
    status.save()

    assert list(access.statutory_partners(review)) == []


def test_signatures_are_taken_back_once_and_written_down(review, executive, lead):
    sign(review, executive)

    actions.take_back_signatures(review=review, paper=RAPID, by=lead)
    actions.take_back_signatures(review=review, paper=RAPID, by=lead)

    assert not review.signatures.standing().exists()
    assert Event.objects.filter(what="review.signatures_taken_back").count() == 1


def test_signatures_are_seen_by_whoever_sees_the_case(review, executive, lead):
    sign(review, executive)

    assert access.signatures(lead).get().by == executive
    assert not access.signatures(UserFactory()).exists()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"agency": None}, "a_partner_is_an_agency"),
        ({"capacity": "scrutineer"}, "a_partner_is_an_agency"),
        ({"seal": "made up"}, "has_a_seal"),
    ],
)
def test_database_refuses_a_signature_of_nobody_or_under_nothing(facts, constraint, db):
    with pytest.raises(IntegrityError, match=constraint):
        SignatureFactory(**facts)


def test_database_keeps_one_signature_for_each_partner(review, council):
    SignatureFactory(review=review, agency=council)

    with pytest.raises(IntegrityError, match="one_standing_per_partner"), transaction.atomic():
        SignatureFactory(review=review, agency=council)
    SignatureFactory(review=review, agency=None, capacity="scrutineer")
    with pytest.raises(IntegrityError, match="one_standing_per_partner"):
        SignatureFactory(review=review, agency=None, capacity="scrutineer")


@pytest.mark.django_db(transaction=True)
def test_two_executives_of_one_partner_at_once_give_one_signature():
    review = ReviewFactory()
    council = statutory_partner(review)
    first, second = signatory(review, council), signatory(review, council)

    meanwhile(partial(sign, review, first), partial(sign, review, second))

    assert review.signatures.get().by == first
    assert Standing.objects.count() == 2
