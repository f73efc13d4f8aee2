"""What a review recommends: written without names, decided on, given to agencies, confirmed."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from partners.access import actions_owed
from partners.actions import move_action, note_progress
from partners.models import Action, Role
from partners.workflow import OWED
from portal import clock
from portal.models import Deadline, Event, Notice, Sighting
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.actions.saving import SavedMeanwhile
from reviews.models import RecommendationAction, RecommendationDecision, ReviewRecommendation
from tests.factories.partners import AgencyStatusFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ConflictFactory, ReviewGrantFactory, review_lead
from tests.factories.reviews_files import ChildFactory, identified
from tests.factories.reviews_learning import (
    DecisionOnFactory,
    GivenActionFactory,
    RecommendationFactory,
)
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = Action.Status


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, status="relevant agency").agency


@pytest.fixture
def nurse(agency, partnership):
    """A lead of the agency that owes an action."""
    return StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership).person


@pytest.fixture
def business(partnership):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=partnership).person


@pytest.fixture
def recommended(review):
    return RecommendationFactory(review=review, number=1, text="Ask who lives in the home")


def write(review, by, text="Ask who lives in the home", agencies=()):
    return actions.write_recommendation(
        review=review, text=text, to_partnership=not agencies, agencies=agencies, by=by
    )


def decide(recommendation, by, answer="accepted", **facts):
    facts = {"reasons": "", "deciders": "The executive", "decided_on": clock.today()} | facts
    return actions.decide_on_recommendation(
        recommendation=recommendation, answer=answer, by=by, **facts
    )


def give(recommendation, agency, by, **facts):
    facts = {
        "text": "Ask at every visit",
        "owner_role": "",
        "due": clock.today() + timedelta(60),
    } | facts
    return actions.give_recommendation_action(
        recommendation=recommendation, owner=agency, by=by, **facts
    )


@pytest.fixture
def given(recommended, agency, nurse, lead):
    decide(recommended, lead)
    give(recommended, agency, lead)
    return RecommendationAction.objects.get()


def confirm(given, by, outcome="shown", shown_by="The audit of May"):
    actions.confirm_recommendation_action(given=given, outcome=outcome, shown_by=shown_by, by=by)


def words(thing):
    return list(Event.objects.about(thing).order_by("seq").values_list("what", flat=True))


class TestWriting:
    def test_it_gets_the_next_number_and_its_addressees(self, review, lead, agency):
        first, second = write(review, lead), write(review, lead, agencies=[agency])

        assert [first.number, second.number] == [1, 2]
        assert first.addressees == "The partnership"
        assert second.addressees == agency.name
        assert words(first) == ["reviewrecommendation.written"]

    def test_only_a_lead_of_the_review_writes(self, review, nurse, business):
        let_in = ReviewGrantFactory(content_object=review).user
        for person in (nurse, business, let_in, review_lead(RecommendationFactory().partnership)):
            with pytest.raises(PermissionDenied):
                write(review, person)

    def test_it_is_rewritten_until_somebody_decided_on_it(self, recommended, lead, agency):
        facts = {"text": "Ask, and write it down", "to_partnership": False, "agencies": [agency]}
        change = partial(
            actions.rewrite_recommendation, recommendation=recommended, by=lead, **facts
        )
        change(seen=1)
        with pytest.raises(SavedMeanwhile):
            change(seen=1)

        decide(recommended, lead)
        with pytest.raises(MoveRefused, match="was decided on"):
            change(seen=2)

        recommended.refresh_from_db()
        assert (recommended.text, recommended.addressees) == (facts["text"], agency.name)

    def test_its_words_are_searched_for_who_the_children_are(self, review, lead):
        identified(ChildFactory(review=review), name="Quill Quarrymead")

        found = partial(actions.names_in, review=review, by=lead)

        assert found(text="Quarrymead was seen, Quarrymead was heard") == ["Quarrymead"]
        assert found(text="The child was seen") == []
        assert Sighting.objects.filter(what="review.identity_searched").count() == 2

    def test_where_nothing_is_recorded_nothing_is_searched(self, review, lead):
        assert actions.names_in(review=review, text="Anybody", by=lead) == []
        assert not Sighting.objects.filter(what="review.identity_searched").exists()

    def test_nobody_else_searches(self, review, nurse):
        with pytest.raises(PermissionDenied):
            actions.names_in(review=review, text="Quarrymead", by=nurse)


class TestDeciding:
    def test_a_later_decision_leaves_the_earlier_to_be_read(self, recommended, lead):
        decide(recommended, lead, "not accepted", reasons="Too early")
        decide(recommended, lead)

        every = RecommendationDecision.objects.filter(recommendation=recommended)
        assert [one.answer for one in every] == ["not accepted", "accepted"]
        assert [one.answer for one in every.in_force()] == ["accepted"]

    def test_not_on_a_day_to_come(self, recommended, lead):
        with pytest.raises(PermissionDenied):
            decide(recommended, lead, decided_on=clock.today() + timedelta(1))

    def test_less_than_accepted_needs_reasons(self, recommended):
        with pytest.raises(IntegrityError, match="less_needs_reasons"):
            DecisionOnFactory(recommendation=recommended, answer="in part")

    @pytest.mark.django_db(transaction=True)
    def test_two_decisions_at_once_leave_one_in_force(self, recommended, lead):
        second = partial(decide, recommended, lead, "in part", reasons="Money")

        meanwhile(partial(decide, recommended, lead), second)

        assert recommended.decisions.count() == 2
        assert recommended.decisions.in_force().count() == 1


class TestActions:
    def test_it_is_given_in_the_tracker_and_leads_nowhere(self, given, nurse, agency, review):
        action = given.action

        assert (action.owner, action.status, action.source_kind) == (agency, "open", "review")
        assert action.source == "A practice review: Ask who lives in the home"
        assert Deadline.objects.open().about(action).exists()
        assert Notice.objects.get().to == nurse
        assert list(actions_owed(nurse)) == [action]
        assert not access.reviews(nurse).exists()
        assert not access.recommendation_actions(nurse).exists()
        for model_field in (action.source, action.text):
            assert review.title not in model_field
        facts = Event.objects.get(what="reviewrecommendation.action_given").facts
        assert facts == {}

    def test_long_words_are_cut_where_the_tracker_has_no_room(self, review):
        long = RecommendationFactory(review=review, text="word " * 90)

        origin = actions.origin_of(long)

        assert len(origin) <= 200
        assert origin.endswith("word…")

    @pytest.mark.parametrize("answer", [None, "not accepted"])
    def test_only_what_is_accepted_is_acted_on(self, recommended, lead, agency, answer):
        if answer:
            decide(recommended, lead, answer, reasons="No")

        with pytest.raises(MoveRefused, match="is accepted"):
            give(recommended, agency, lead)

        assert not Action.objects.exists()

    def test_nobody_closes_it_before_the_review_lead_confirms(self, given, business, nurse, lead):
        note_progress(action=given.action, text="Every team was told", by=nurse)
        with pytest.raises(MoveRefused, match="confirms first"):
            move_action(action=given.action, move="close", by=business)

        move_action(action=given.action, move="finish", by=nurse)
        with pytest.raises(MoveRefused, match="confirms first"):
            move_action(action=given.action, move="close", by=business)
        confirm(given, lead)

        given.refresh_from_db()
        assert (given.action.status, given.action.closed_by) == (Status.CLOSED, lead)
        assert (given.outcome, given.confirmed_by) == ("shown", lead)
        assert not Deadline.objects.open().about(given.action).exists()
        assert words(given.action)[-1] == "action.confirm"

    def test_other_actions_are_closed_as_before(self, business, partnership):
        action = GivenActionFactory(
            recommendation__review__partnership=partnership,
            confirmed_at=clock.now(),
            confirmed_by=business,
            outcome="shown",
            shown_by="Seen",
        ).action

        move_action(action=action, move="close", by=business)

        assert action.status == Status.CLOSED

    def test_a_review_lead_has_no_button_in_the_tracker(self, given, lead):
        assert OWED.open_to(lead, given.action) == []

    def test_done_needs_a_note_of_the_agency(self, given, lead):
        with pytest.raises(MoveRefused, match="progress note"):
            confirm(given, lead)

        confirm(given, lead, "not needed", "The service has ended")

        assert Action.objects.get().status == Status.CLOSED

    def test_it_is_confirmed_once(self, given, lead, nurse):
        note_progress(action=given.action, text="Done", by=nurse)
        confirm(given, lead)

        with pytest.raises(MoveRefused, match="meanwhile"):
            confirm(given, lead)

    def test_what_is_not_enough_goes_back_with_a_line(self, given, lead, nurse):
        note_progress(action=given.action, text="Done", by=nurse)
        move_action(action=given.action, move="finish", by=nurse)

        actions.send_recommendation_action_back(
            given=given, reason="Two teams are missing", by=lead
        )

        given.action.refresh_from_db()
        assert given.action.status == Status.OPEN
        assert [note.text for note in access.notes_of(lead, given)] == [
            "Done",
            "Two teams are missing",
        ]
        assert Deadline.objects.open().about(given.action).count() == 1
        with pytest.raises(MoveRefused):
            actions.send_recommendation_action_back(given=given, reason="Again", by=lead)

    def test_nobody_else_confirms_or_sends_back(self, given, nurse, business):
        away = review_lead(RecommendationFactory().partnership)
        for person in (nurse, business, away, UserFactory()):
            with pytest.raises(PermissionDenied):
                confirm(given, person)
            with pytest.raises(PermissionDenied):
                actions.send_recommendation_action_back(given=given, reason="No", by=person)
        reader = ReviewGrantFactory(content_object=given.recommendation.review).user
        assert not access.confirms(reader, given.action)
        assert access.confirms(review_lead(given.recommendation.partnership), given.action)

    def test_a_conflict_of_interest_shuts_it_to_a_lead(self, given, lead, review):
        ConflictFactory(review=review, person=lead)

        with pytest.raises(PermissionDenied):
            confirm(given, lead)

    def test_the_database_wants_evidence(self, given):
        with pytest.raises(IntegrityError, match="confirmed_with_evidence"):
            RecommendationAction.objects.update(
                confirmed_at=clock.now(), confirmed_by=given.given_by
            )


def test_all_is_seen_through_the_file(recommended, given, lead, nurse, business):
    reader = ReviewGrantFactory(content_object=recommended.review).user
    for keeper in (
        access.recommendations,
        access.recommendation_decisions,
        access.recommendation_actions,
    ):
        assert keeper(reader).exists()
        for person in (nurse, business, review_lead(RecommendationFactory().partnership)):
            assert not keeper(person).filter(pk__gt=0, **about(keeper, recommended)).exists()
    assert not access.led_recommendations(reader).exists()
    assert not access.led_actions(reader).exists()
    assert access.led_recommendations(lead).get() == recommended
    assert ReviewRecommendation.objects.count() > 1


def about(keeper, recommended):
    own = keeper is access.recommendations
    return {"pk": recommended.pk} if own else {"recommendation": recommended}


def test_the_day_of_a_decision_is_kept(recommended, lead):
    decide(recommended, lead, decided_on=date(2020, 9, 1))

    assert recommended.decisions.get().decided_on == date(2020, 9, 1)
