"""The yearly review of access: who is asked, who answers, and what closing does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from partners import access, actions
from partners.actions.refusals import AlreadyAnswered, AlreadyRunning, LastOfficer
from partners.models import AccessReview, AccessReviewLine, Role, Standing
from portal import clock
from portal.models import Deadline, Event, Notice, User
from tests.factories.partners import (
    AccessReviewFactory,
    AccessReviewLineFactory,
    AccessReviewPartFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("partners:access_review_list")
START = reverse("partners:access_review_start")
DUE = date(2031, 3, 31)


@pytest.fixture
def review(officer, lead, held, stands, other_agency, partnership):
    """A running review of an agency with a lead and another without."""
    stands(agency=other_agency)
    return actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)


def line_of(standing) -> AccessReviewLine:
    return AccessReviewLine.objects.get(standing=standing)


def answer(line, by, said="keep", reason=""):
    actions.answer_line(line=line, answer=said, reason=reason, by=by)


def address(door, **at):
    return reverse(f"partners:{door}", kwargs=at)


def test_everybody_who_stands_today_is_asked_about_once(review, stands, held, lead, officer):
    over = Standing.objects.filter(until__lt=clock.today())
    assert not over.exists()
    assert AccessReviewLine.objects.count() == Standing.objects.current().count() == 4
    assert {part.agency.pk for part in review.parts.all()} == {
        one.agency_id for one in Standing.objects.all()
    }


def test_who_left_closed_or_stands_elsewhere_is_not_asked_about(officer, stands, partnership):
    stands(until=date(2019, 12, 31))
    closed = stands().person
    User.objects.filter(pk=closed.pk).update(is_active=False)
    StandingFactory()

    actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)

    assert [line.standing.person for line in AccessReviewLine.objects.all()] == [officer]


def test_leads_get_a_deadline_and_where_there_is_none_the_officer(
    review, lead, officer, agency, other_agency
):
    owners = {
        part.agency: Deadline.objects.open().about(part).get().owner for part in review.parts.all()
    }
    told = {one.to for one in Notice.objects.filter(template="access_review_started")}

    assert owners == {agency: lead, other_agency: officer}
    assert told == {lead, officer}
    assert set(Deadline.objects.values_list("due_on", flat=True)) == {DUE}


def test_two_leads_share_the_deadline(officer, lead, stands, partnership):
    stands(Role.AGENCY_LEAD)

    review = actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)

    assert Deadline.objects.open().about(review.parts.get()).get().owner is None


def test_one_review_runs_at_a_time_and_only_an_officer_starts_it(
    review, partnership, officer, lead
):
    with pytest.raises(AlreadyRunning):
        actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)
    with pytest.raises(PermissionDenied):
        actions.start_access_review(partnership=partnership, due_on=DUE, by=lead)


def test_keeping_changes_nothing_but_the_list(review, held, lead):
    answer(line_of(held), lead)

    line = line_of(held)
    assert (line.answer, line.answered_by) == ("keep", lead)
    assert Standing.objects.current().filter(pk=held.pk).exists()
    event = Event.objects.get(what="accessreview.keep")
    assert (event.subject_id, event.facts) == (held.pk, {"review": review.pk})
    with pytest.raises(AlreadyAnswered):
        answer(line_of(held), lead)


def test_ending_ends_it_now(review, held, lead):
    answer(line_of(held), lead, "end", "Moved away")

    assert not Standing.objects.current().filter(pk=held.pk).exists()
    assert Event.objects.filter(what="standing.ended", by=lead).count() == 1


def test_what_ended_elsewhere_is_answered_all_the_same(review, held, lead):
    actions.end_standing(standing=held, by=lead)

    answer(line_of(held), lead, "end", "Moved away")

    assert line_of(held).answer == "end"


def test_the_deadline_is_met_with_the_last_line(review, lead, officer, other_agency):
    part = review.parts.get(agency=other_agency)
    AccessReviewLineFactory(part=part)
    for line in part.lines.all():
        assert Deadline.objects.open().about(part).exists()
        answer(line, officer)

    assert not Deadline.objects.open().about(part).exists()


def test_f04_nobody_answers_for_themselves(review, lead, officer):
    for person in (lead, officer):
        with pytest.raises(PermissionDenied):
            answer(line_of(person.standings.get()), person)


def test_a_lead_answers_neither_for_another_lead_nor_for_another_agency(
    officer, lead, stands, other_agency, partnership
):
    other, away = stands(Role.AGENCY_LEAD), stands(agency=other_agency)
    actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)

    for held in (other, away):
        with pytest.raises(PermissionDenied):
            answer(line_of(held), lead)
    answer(line_of(other), officer, "end", "Two leads are enough")


def test_the_last_officer_stays_and_the_line_stays_open(partnership, agency, officer, stands):
    gone = stands(Role.ACCESS_OFFICER)
    actions.start_access_review(partnership=partnership, due_on=DUE, by=officer)
    User.objects.filter(pk=gone.person_id).update(is_active=False)
    by = gone.person  # as in a request that began before the account was closed

    with pytest.raises(LastOfficer):
        answer(line_of(officer.standings.get()), by, "end", "x")


def test_closing_ends_nothing_and_shows_what_was_not_answered(review, held, lead, officer, sign_in):
    answer(line_of(held), lead)

    actions.close_access_review(review=review, by=officer)

    assert Standing.objects.current().count() == 4
    assert not Deadline.objects.open().exists()
    assert Event.objects.get(what="accessreview.closed").facts == {"not_answered": 3}
    page = sign_in(officer).get(review.get_absolute_url()).content.decode()
    assert page.count("Not answered") == 3
    assert "1 of 4 roles" in page
    with pytest.raises(AlreadyAnswered):
        answer(line_of(lead.standings.get()), officer)
    with pytest.raises(AlreadyAnswered):
        actions.close_access_review(review=review, by=officer)
    with pytest.raises(PermissionDenied):
        actions.close_access_review(review=review, by=lead)


def test_a_lead_sees_the_own_agency_and_answers_on_the_page(review, held, lead, sign_in):
    client = sign_in(lead)
    page = client.get(review.get_absolute_url()).content.decode()
    assert "0 of 3 roles" in page
    assert page.count("Keep or end") == 1

    at = address("access_review_answer", access_review_line_id=line_of(held).pk)
    response = client.post(at, {"answer": "keep"}, follow=True)

    assert f"Answered for {held.person}" in response.content.decode()
    again = client.post(at, {"answer": "keep"})
    assert (again.status_code, "answered or closed meanwhile" in again.content.decode()) == (
        422,
        True,
    )
    assert "1 of 3" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Select whether it is kept or ended"),
        ({"answer": "perhaps"}, "Select whether it is kept or ended"),
        ({"answer": "end"}, "Enter the reason for ending it"),
    ],
)
def test_a_wrong_answer_is_put_right_beside_its_box(review, held, lead, sign_in, given, said):
    at = address("access_review_answer", access_review_line_id=line_of(held).pk)

    response = sign_in(lead).post(at, given)

    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert line_of(held).answer == ""


def boxes(day):
    return {"due_on_0": day.day, "due_on_1": day.month, "due_on_2": day.year}


def test_an_officer_starts_and_closes_on_the_page(officer, held, partnership, sign_in):
    client = sign_in(officer)
    given = {"partnership": partnership.pk}

    late = client.post(START, {**given, **boxes(clock.today())})
    assert (late.status_code, "must be after today" in late.content.decode()) == (422, True)
    response = client.post(START, {**given, **boxes(DUE)}, follow=True)
    assert "Every agency is asked" in response.content.decode()
    again = client.post(START, {**given, **boxes(DUE)})
    assert (again.status_code, "is running" in again.content.decode()) == (422, True)
    at = address("access_review_close", access_review_id=AccessReview.objects.get().pk)
    for said in ("What was not answered stays as it is", "answered or closed meanwhile"):
        assert said in client.post(at, follow=True).content.decode()


def test_a_review_is_due_in_four_weeks_unless_told_otherwise(officer, sign_in):
    due = clock.today() + timedelta(days=28)

    page = sign_in(officer).get(START).content.decode()

    assert f'value="{due.year}"' in page


def test_a_review_of_another_partnership_is_hidden(officer, lead, sign_in):
    line = AccessReviewLineFactory()
    review = line.part.review
    for person in (officer, lead):
        client = sign_in(person)
        assert client.get(review.get_absolute_url()).status_code == 404
        at = address("access_review_answer", access_review_line_id=line.pk)
        assert client.post(at, {"answer": "keep"}).status_code == 404
        assert str(review.partnership) not in client.get(LIST).content.decode()
    assert not access.access_review_parts(officer).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_review_costs_the_same_however_long(
    count, officer, agency, partnership, sign_in, django_assert_num_queries
):
    review = AccessReviewFactory(partnership=partnership)
    part = AccessReviewPartFactory(review=review, agency=agency)
    AccessReviewLineFactory.create_batch(count, part=part)
    client = sign_in(officer)
    client.get(review.get_absolute_url())

    with django_assert_num_queries(5):
        page = client.get(review.get_absolute_url()).content.decode()

    assert page.count("Keep or end") == count
