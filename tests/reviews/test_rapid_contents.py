"""Sections, criteria, actions for safety, meetings and their quorum."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from portal.models import Deadline, Event
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.actions.saving import SavedMeanwhile
from reviews.deadlines import SAFETY
from reviews.models import RapidReview, SafetyAction
from reviews.quorum import quorum_of
from reviews.workflow import RAPID
from tests.factories.partners import AgencyFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import AgencyConflictFactory
from tests.factories.reviews_rapid import (
    AttendanceFactory,
    CriterionTestFactory,
    RapidMeetingFactory,
    RapidReviewFactory,
    RapidRuleFactory,
    RapidSectionFactory,
    SafetyActionFactory,
    statutory_partner,
)
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
Status = RapidReview.Status


@pytest.fixture
def rapid(review):
    return RapidReviewFactory(review=review)


def write(section, by, seen=1, text="What happened"):
    actions.write_section(section=section, seen=seen, covered="yes", text=text, by=by)


def test_a_section_is_saved_with_who_and_when(rapid, lead):
    section = RapidSectionFactory(rapid=rapid)

    write(section, lead)

    section.refresh_from_db()
    assert (section.covered, section.written_by, section.version) == ("yes", lead, 2)
    assert Event.objects.about(rapid).get().facts == {"section": "incident"}


def test_a_second_writer_overwrites_nothing(rapid, lead):
    section = RapidSectionFactory(rapid=rapid)
    write(section, lead)

    with pytest.raises(SavedMeanwhile):
        write(section, lead, seen=1, text="Something else")

    section.refresh_from_db()
    assert section.text == "What happened"


def test_a_criterion_is_tested_with_reasons(rapid, lead):
    test = CriterionTestFactory(rapid=rapid)

    actions.answer_criterion(test=test, seen=1, met="no", reasons="Nothing recurs", by=lead)

    test.refresh_from_db()
    assert (test.met, test.reasons, test.written_by) == ("no", "Nothing recurs", lead)


@pytest.mark.parametrize("status", sorted(set(Status) - set(RapidReview.WRITING)))
def test_nothing_is_written_once_it_is_with_the_partners(rapid, lead, status):
    RapidReview.objects.filter(pk=rapid.pk).update(status=status)
    section = RapidSectionFactory(rapid=rapid)

    with pytest.raises(MoveRefused, match="Take it back"):
        write(section, lead)


def test_nobody_else_writes(rapid):
    with pytest.raises(PermissionDenied):
        write(RapidSectionFactory(rapid=rapid), UserFactory())


def test_database_refuses_a_section_that_says_nothing(rapid):
    with pytest.raises(IntegrityError, match="says_something"):
        RapidSectionFactory(rapid=rapid, covered="no")


def test_database_refuses_a_criterion_without_reasons(rapid):
    with pytest.raises(IntegrityError, match="has_reasons"):
        CriterionTestFactory(rapid=rapid, met="no")


def add_action(rapid, by):
    facts = {"text": "Seen every day", "agency": AgencyFactory(), "owner_role": "Team manager"}
    return actions.add_safety_action(rapid=rapid, due_on=date(2020, 9, 15), by=by, **facts)


def test_a_safety_action_has_a_clock_until_it_is_done_with_evidence(rapid, lead):
    action = add_action(rapid, lead)
    assert Deadline.objects.open().about(action).get().due_on == date(2020, 9, 15)
    assert SAFETY.people(action) == [lead]
    assert action.is_overdue

    actions.finish_safety_action(action=action, on=date(2020, 9, 14), evidence="Seen", by=lead)

    action.refresh_from_db()
    assert (action.done_by, action.is_overdue) == (lead, False)
    assert not Deadline.objects.open().about(action).exists()
    with pytest.raises(MoveRefused, match="already"):
        actions.finish_safety_action(action=action, on=date(2020, 9, 14), evidence="Seen", by=lead)


def test_safety_actions_are_seen_with_the_case_only(rapid, lead):
    action = SafetyActionFactory(rapid=rapid)

    assert list(access.safety_actions(lead)) == [action]
    assert not access.safety_actions(UserFactory()).exists()
    with pytest.raises(IntegrityError, match="done_with_evidence"):
        SafetyAction.objects.filter(pk=action.pk).update(done_on="2020-09-14", done_by=lead)


def record_meeting(rapid, by):
    facts = {"purpose": "rapid review", "chair": "Independent chair", "decided": "To ask again"}
    return actions.record_meeting(rapid=rapid, held_on=date(2020, 9, 8), by=by, **facts)


def test_nothing_is_added_after_the_end(rapid, lead):
    actions.end_unmet(rapid=rapid, reason="Withdrawn", by=lead)

    for late in (add_action, record_meeting):
        with pytest.raises(MoveRefused, match="has ended"):
            late(rapid, lead)


def test_attendance_is_added_and_taken_off(rapid, lead):
    meeting = record_meeting(rapid, lead)
    facts = {"person": "Robin", "post": "Head", "presence": "came", "in_place_of": ""}
    who = actions.add_attendance(meeting=meeting, agency=None, by=lead, **facts)

    actions.remove_attendance(attendance=who, by=lead)
    actions.remove_attendance(attendance=who, by=lead)

    assert not meeting.attendances.exists()
    assert [e.what for e in Event.objects.about(rapid)].count("rapidreview.attendance_removed") == 1


def attend(meeting, *agencies, presence="came"):
    more = {"in_place_of": "the director"} if presence == "substitute" else {}
    for agency in agencies:
        AttendanceFactory(meeting=meeting, agency=agency, presence=presence, **more)


def test_a_quorum_needs_every_partner_and_a_substitute_counts(rapid):
    council, police = statutory_partner(rapid.review), statutory_partner(rapid.review)
    meeting = RapidMeetingFactory(rapid=rapid)
    attend(meeting, council)
    attend(meeting, police, presence="apologies")
    assert quorum_of(meeting).sentence == f"No quorum. Missing: {police.name}."

    attend(meeting, police, presence="substitute")

    assert quorum_of(meeting).reached


def test_a_partner_in_conflict_is_not_waited_for(rapid):
    council, police = statutory_partner(rapid.review), statutory_partner(rapid.review)
    meeting = RapidMeetingFactory(rapid=rapid)
    attend(meeting, council)
    AgencyConflictFactory(review=rapid.review, agency=police)

    assert quorum_of(meeting).reached


def test_two_partners_are_enough_where_the_rule_says_so(rapid):
    partners = [statutory_partner(rapid.review) for _ in range(3)]
    RapidRuleFactory(partnership=rapid.review.partnership, quorum="two")
    meeting = RapidMeetingFactory(rapid=rapid)
    attend(meeting, partners[0])
    assert not quorum_of(meeting).reached

    attend(meeting, partners[1])

    assert quorum_of(meeting).reached


def test_the_scrutineer_is_needed_where_the_rule_says_so(rapid):
    council = statutory_partner(rapid.review)
    RapidRuleFactory(partnership=rapid.review.partnership, scrutineer_attends=True)
    meeting = RapidMeetingFactory(rapid=rapid)
    attend(meeting, council)
    assert "the independent scrutineer" in quorum_of(meeting).sentence

    attend(meeting, None)

    assert quorum_of(meeting).reached


def test_without_any_partner_there_is_no_quorum(rapid):
    meeting = RapidMeetingFactory(rapid=rapid)

    assert quorum_of(meeting).sentence == ("No quorum. Missing: a statutory safeguarding partner.")


def test_the_meeting_is_held_only_with_a_quorum(rapid, lead):
    council = statutory_partner(rapid.review)
    meeting = RapidMeetingFactory(rapid=rapid)
    with pytest.raises(MoveRefused, match="No meeting with a quorum"):
        RAPID.make("hold", rapid, by=lead)

    attend(meeting, council)
    rapid.refresh_from_db()
    RAPID.make("hold", rapid, by=lead)

    assert rapid.status == Status.MET


def test_asking_begins_only_when_somebody_was_asked(rapid, lead):
    with pytest.raises(MoveRefused, match="Ask the agencies first"):
        RAPID.make("ask", rapid, by=lead)


def test_database_refuses_a_substitute_for_nobody():
    with pytest.raises(IntegrityError, match="substitute_for_somebody"):
        AttendanceFactory(presence="substitute")


@pytest.mark.django_db(transaction=True)
def test_a_text_saved_while_it_is_put_to_the_partners_is_refused(rapid, lead):
    section = RapidSectionFactory(rapid=rapid)

    def put_to_partners():
        RapidReview.objects.filter(pk=rapid.pk).update(status=Status.SIGNING)

    with pytest.raises(MoveRefused, match="Take it back"):
        meanwhile(put_to_partners, partial(write, section, lead))
