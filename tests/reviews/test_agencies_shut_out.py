"""A conflict of interest of an agency shuts a review to everybody who acts for it today."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from partners.models import Role
from portal import clock, deadlines
from portal.access import sees
from portal.conflicts import AlreadyDeclared, NobodyLeft
from portal.models import Event
from reviews import access, actions
from reviews.deadlines import COPIES, review_leads
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewGrantFactory,
    ReviewLearningFactory,
    review_lead,
)

pytestmark = pytest.mark.django_db
YESTERDAY = {"since": clock.today() - timedelta(days=9), "until": clock.today() - timedelta(days=1)}


@pytest.fixture
def another(partnership):
    return review_lead(partnership)


@pytest.fixture
def agency(lead):
    """The agency for which the review lead acts."""
    return lead.standings.get().agency


def page_of(door, review):
    return reverse(f"reviews:{door}", kwargs={"review_id": review.pk})


def test_exclusion_beats_a_role_a_grant_and_being_superuser(lead, review, agency, sign_in):
    lead.is_superuser = lead.is_staff = True
    lead.save()
    ReviewGrantFactory(content_object=review, user=lead)
    ReviewLearningFactory(review=review)
    deadlines.start(COPIES, review, due_on=clock.today(), owner=lead)
    AgencyConflictFactory(review=review, agency=agency)

    assert not access.reviews(lead).exists()
    assert not sees(lead, review)
    assert access.reviews(lead).counted()["rows"] == 0
    assert not access.learning(lead).exists()
    assert not access.grants(lead).exists()
    assert not access.conflicts(lead).exists()
    assert not deadlines.open_to(lead).exists()
    assert not access.sightings(lead, review).exists()
    assert not access.list_sightings(lead, review).exists()
    assert review_leads(review) == []
    assert sign_in(lead).get(review.get_absolute_url()).status_code == 404
    assert sign_in(lead).get(page_of("let_in", review)).status_code == 404
    assert review.title not in sign_in(lead).get(reverse("reviews:review_list")).content.decode()


def test_what_somebody_is_shut_out_of_answers_and_counts_as_what_never_was(
    lead, review, agency, sign_in
):
    browser = sign_in(lead)
    shown = browser.get(reverse("reviews:review_list")).context["counts"]
    AgencyConflictFactory(review=review, agency=agency)

    shut = browser.get(review.get_absolute_url())
    never = browser.get(reverse("reviews:review", kwargs={"review_id": review.pk + 999}))
    listed = browser.get(reverse("reviews:review_list"))

    assert (shut.status_code, shut.content) == (never.status_code, never.content)
    assert shown["rows"] == 1
    assert listed.context["counts"]["rows"] == 0
    assert listed.context["page"].paginator.count == 0


def test_acting_for_a_second_agency_does_not_open_what_the_first_is_shut_out_of(lead, review):
    second = AgencyFactory()
    StandingFactory(person=lead, agency=second, role=Role.PRACTITIONER)
    AgencyConflictFactory(review=review, agency=second)

    assert not access.reviews(lead).exists()
    assert not sees(lead, review)


def test_who_was_let_in_by_name_is_shut_out_by_their_agency_too(review):
    person = StandingFactory(role=Role.PRACTITIONER).person
    ReviewGrantFactory(content_object=review, user=person)
    AgencyConflictFactory(review=review, agency=person.standings.get().agency)

    assert not sees(person, review)


def test_who_acts_for_the_agency_no_more_sees_it(lead, review):
    left = StandingFactory(person=lead, **YESTERDAY)
    AgencyConflictFactory(review=review, agency=left.agency)

    assert sees(lead, review)


def test_an_agency_is_shut_out_at_once_and_the_record_says_so(lead, review, another):
    theirs = another.standings.get().agency

    conflict = actions.shut_out_agency(review=review, agency=theirs, reason="Party", by=lead)

    assert not sees(another, review)
    assert sees(lead, review)
    (event,) = Event.objects.about(review)
    assert event.what == "review.agency_shut_out"
    assert event.facts == {"agency": theirs.pk, "conflict": conflict.pk}


def test_nobody_but_a_lead_of_this_review_shuts_out_an_agency(review, agency):
    elsewhere = StandingFactory(role=Role.REVIEW_LEAD).person
    for person in (elsewhere, ReviewGrantFactory(content_object=review).user):
        with pytest.raises(PermissionDenied):
            actions.shut_out_agency(review=review, agency=agency, reason="Party", by=person)


def test_an_agency_is_shut_out_once(lead, review, another):
    theirs = {"review": review, "agency": AgencyFactory(), "reason": "Party", "by": lead}
    actions.shut_out_agency(**theirs)

    with pytest.raises(AlreadyDeclared):
        actions.shut_out_agency(**theirs)


def test_the_last_lead_stays(lead, review, agency):
    with pytest.raises(NobodyLeft):
        actions.shut_out_agency(review=review, agency=agency, reason="Party", by=lead)

    assert sees(lead, review)
    assert not Event.objects.about(review).exists()


def test_an_agency_is_let_back_with_a_reason(lead, review, another):
    conflict = AgencyConflictFactory(review=review, agency=another.standings.get().agency)

    with pytest.raises(PermissionDenied):
        actions.lift_conflict(conflict=conflict, reason="I want to", by=another)
    actions.lift_conflict(conflict=conflict, reason="Over", by=lead)

    conflict.refresh_from_db()
    assert conflict.lift_reason == "Over"
    assert sees(another, review)
    assert Event.objects.about(review).get().what == "review.agency_let_back"


@pytest.mark.parametrize("whom", [{"agency": None}, {"declared_by": None}, {"person": "somebody"}])
def test_the_database_keeps_one_conflict_to_one_person_or_one_agency(review, whom):
    named = {name: UserFactory() if value else None for name, value in whom.items()}

    with pytest.raises(IntegrityError, match="reviews_conflict_of_a_person_or_an_agency"):
        AgencyConflictFactory(review=review, **named)


def test_a_lead_shuts_out_an_agency_on_the_page_and_lifts_it(lead, review, another, sign_in):
    theirs = another.standings.get().agency
    AgencyStatusFactory(agency=theirs, partnership=review.partnership)
    browser = sign_in(lead)

    answer = browser.post(
        page_of("shut_out_agency", review), {"agency": theirs.pk, "reason": "Party"}, follow=True
    )

    page = answer.content.decode()
    assert f"The review is shut to {theirs}." in page
    assert f"Everybody of {theirs}" in page
    assert "Would see it otherwise" in page
    lift = reverse(
        "reviews:lift_conflict", kwargs={"review_conflict_id": review.conflicts.get().pk}
    )
    assert browser.get(lift).status_code == 200
    assert browser.post(lift, {"reason": ""}).status_code == 422
    assert "Enter why the conflict of interest is lifted" in browser.post(lift).content.decode()
    assert browser.post(lift, {"reason": "Over"}, follow=True).status_code == 200
    assert sees(another, review)
    assert browser.get(lift).status_code == 404


def test_a_lead_who_shuts_out_their_own_agency_is_led_back_to_the_list(
    lead, review, another, agency, sign_in
):
    answer = sign_in(lead).post(
        page_of("shut_out_agency", review), {"agency": agency.pk, "reason": "Party"}
    )

    assert answer.headers["Location"] == reverse("reviews:review_list")


def test_wrong_input_is_said_beside_the_field_and_nothing_is_lost(lead, review, sign_in):
    door = page_of("shut_out_agency", review)
    far = AgencyFactory()
    AgencyConflictFactory(review=review, agency=far)
    StandingFactory(agency=far, partnership=review.partnership)
    browser = sign_in(lead)

    def told(**sent):
        answer = browser.post(door, {"reason": "Kept words", **sent})
        assert answer.status_code == 422
        assert "Kept words" in answer.content.decode()
        return answer.content.decode()

    assert "Select the agency to shut out" in told()
    assert "Select an agency of the partnership" in told(agency=AgencyFactory().pk)
    assert "This agency is shut out already" in told(agency=far.pk)
    assert "No review lead would be left" in told(agency=lead.standings.get().agency_id)


def test_everybody_who_sees_the_review_sees_who_else_can_and_only_leads_see_who_cannot(
    lead, review, another, sign_in
):
    AgencyConflictFactory(review=review, agency=another.standings.get().agency)
    ConflictFactory(review=review, reason="A reason for leads")
    guest = ReviewGrantFactory(content_object=review, reason="Wrote a report").user

    page = sign_in(guest).get(review.get_absolute_url()).content.decode()

    assert "Who can see this" in page
    assert lead.name in page
    for hidden in (another.name, "A reason for leads", "Wrote a report", "Who has looked"):
        assert hidden not in page
