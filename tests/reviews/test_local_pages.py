"""Pages of a local review: what each shows, asks, refuses and leads to."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partners.models import Role
from portal.models import Sighting
from reviews import actions
from reviews.models import AgencyDeclaration, LocalReview, ProgressRequest, Reviewer
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_local import (
    AgencyDeclarationFactory,
    KeyLineFactory,
    LocalReviewFactory,
    PauseFactory,
    ProgressRequestFactory,
    ReviewerFactory,
    ready_to_commission,
    scrutineer_let_in,
)

pytestmark = pytest.mark.django_db
Status = LocalReview.Status


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def review(partnership):
    """One that a referral opened: of the archive no local review is decided any more."""
    return ReviewFactory(partnership=partnership, title="SCR 22", kind="rapid review")


@pytest.fixture
def local(review):
    return LocalReviewFactory(review=review)


def at(name, thing):
    parameter = {"local_decide": "review_id"}.get(name, "local_review_id")
    return reverse(f"reviews:{name}", kwargs={parameter: thing.pk})


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def text(response):
    return " ".join(response.content.decode().split())


def stands(local):
    local.refresh_from_db()
    return local.status


def test_the_way_from_the_decision_to_the_work(sign_in, lead, review, partnership):
    page = sign_in(lead).post(
        at("local_decide", review), day("on", date(2020, 9, 1)) | {"reason": "Recurrent themes"}
    )
    local = LocalReview.objects.get()
    assert page.headers["Location"] == local.get_absolute_url()
    assert "Commission the review" not in text(sign_in(lead).get(local.get_absolute_url()))

    scrutineer = scrutineer_let_in(local)
    sign_in(scrutineer).post(
        at("local_scrutiny", local), {"view": "supports", "text": "Independent enough"}
    )
    agency = AgencyStatusFactory(partnership=partnership).agency
    asks = {"agencies": [agency.pk], "told": "Work with families"}
    sign_in(lead).post(at("local_ask_agencies", local), asks)
    declaration = AgencyDeclaration.objects.get()
    its_lead = StandingFactory(role=Role.AGENCY_LEAD, agency=agency, partnership=partnership)
    sign_in(its_lead.person).post(declaration.get_absolute_url(), {"answer": "none"})
    assert "Commission the review" in text(sign_in(lead).get(local.get_absolute_url()))
    sign_in(lead).post(at("local_commission", local), {"intent": "report"})
    person = UserFactory()
    terms = {"terms": "Thirty days", "knowledge": "Has led reviews", "independence": "None"}
    terms |= day("engaged_on", date(2020, 9, 21)) | day("ends_on", date(2020, 12, 31))
    sign_in(lead).post(at("local_reviewer", local), terms | {"person": person.email})
    sign_in(person).post(at("local_key_lines", local), {"text": "Who saw the home?"})
    assert stands(local) == Status.COMMISSIONED

    sign_in(lead).post(at("local_begin", local))

    assert stands(local) == Status.IN_PROGRESS
    told = text(sign_in(person).get(local.get_absolute_url()))
    assert "Who saw the home?" in told
    assert "Ask the reviewer" not in told


def test_opening_it_is_noted(sign_in, lead, local):
    sign_in(lead).get(local.get_absolute_url())

    assert Sighting.objects.about(local.review).get().by == lead


def test_a_decision_needs_a_day_that_was_and_a_reason(sign_in, lead, review):
    page = sign_in(lead).post(at("local_decide", review), day("on", date(2020, 9, 15)))

    assert page.status_code == 422
    assert "The date must be today or in the past" in text(page)
    assert "Enter why a local review is held" in text(page)
    assert 'value="15"' in text(page)


def test_the_second_of_two_decisions_is_told(sign_in, lead, review, monkeypatch):
    def too_late(**facts):
        raise actions.AlreadyDecided

    monkeypatch.setattr(actions, "decide_local_review", too_late)
    asks = day("on", date(2020, 9, 1)) | {"reason": "Recurrent themes"}

    page = sign_in(lead).post(at("local_decide", review), asks)

    assert page.status_code == 422
    assert "was decided on in this file meanwhile" in text(page)


def test_a_commission_says_all_that_lacks_and_why_less_is_published(sign_in, lead, local):
    page = sign_in(lead).get(at("local_commission", local))
    assert "The scrutineer has not written an entry yet." in text(page)

    refused = sign_in(lead).post(at("local_commission", local), {"intent": "learning"})
    assert "Enter why the full report is not meant to be public" in text(refused)
    asks = {"intent": "learning", "intent_reason": "A small place"}
    refused = sign_in(lead).post(at("local_commission", local), asks)
    assert refused.status_code == 422
    assert "No agency has been asked yet" in text(refused)

    ready_to_commission(local)
    sign_in(lead).post(at("local_commission", local), asks)
    assert stands(local) == Status.COMMISSIONED


def test_a_move_that_lacks_something_says_so_on_the_page(sign_in, lead, local):
    LocalReview.objects.update(status=Status.COMMISSIONED)

    page = sign_in(lead).post(at("local_begin", local), follow=True)

    assert "No reviewer is appointed" in text(page)
    assert stands(local) == Status.COMMISSIONED


def test_pausing_and_going_on(sign_in, lead, local):
    LocalReview.objects.update(status=Status.IN_PROGRESS)
    asks = {"proceedings": "criminal", "reason": "A trial"}
    early = sign_in(lead).post(at("local_pause", local), asks | day("on", date(2020, 3, 1)))
    assert "must begin on or after 2 March 2020" in text(early)

    page = sign_in(lead).post(
        at("local_pause", local), asks | day("on", date(2020, 9, 1)), follow=True
    )
    assert "The Panel has not been told" in text(page)
    assert stands(local) == Status.PAUSED
    early = sign_in(lead).post(at("local_resume", local), day("on", date(2020, 8, 31)))
    assert "The pause began on 1 September 2020" in text(early)
    page = sign_in(lead).post(at("local_resume", local), day("on", date(2020, 9, 11)), follow=True)

    assert "10 days of pauses" in text(page)
    page = sign_in(lead).post(at("local_resume", local), follow=True)
    assert "The review is not paused" in text(page)


def test_a_form_to_resume_says_since_when(sign_in, lead, local):
    PauseFactory(local_review=local)

    assert "Paused since 1 April 2020" in text(sign_in(lead).get(at("local_resume", local)))


def test_what_the_panel_was_told_is_shown(sign_in, lead, local):
    late = sign_in(lead).post(at("local_delay", local), day("on", date(2020, 9, 15)))
    assert "Enter what is learned and done meanwhile" in text(late)
    asks = {"reasons": "The trial", "meanwhile": "Training"} | day("on", date(2020, 9, 14))

    page = sign_in(lead).post(at("local_delay", local), asks, follow=True)

    assert "were told on 14 September 2020" in text(page)


def test_the_scrutineer_page_is_for_the_scrutineer(sign_in, lead, local):
    assert sign_in(lead).get(at("local_scrutiny", local)).status_code == 404
    assert sign_in(scrutineer_let_in(local)).get(at("local_scrutiny", local)).status_code == 200


def test_an_agency_that_was_asked_is_not_offered_again(sign_in, lead, local, partnership):
    asked = AgencyDeclarationFactory(local_review=local).agency
    AgencyStatusFactory(agency=asked, partnership=partnership)

    page = sign_in(lead).post(
        at("local_ask_agencies", local), {"agencies": [asked.pk], "told": "Work"}
    )

    assert "Select agencies of the partnership" in text(page)


@pytest.fixture
def declaration(local):
    return AgencyDeclarationFactory(local_review=local)


@pytest.fixture
def agency_lead(declaration, partnership):
    held = {"agency": declaration.agency, "partnership": partnership}
    return StandingFactory(role=Role.AGENCY_LEAD, **held).person


def test_the_narrow_door_shows_the_question_and_no_way_into_the_file(
    sign_in, agency_lead, declaration
):
    page = text(sign_in(agency_lead).get(declaration.get_absolute_url()))

    assert "Work with families in 2019" in page
    assert declaration.local_review.review.title not in page
    assert declaration.local_review.review.get_absolute_url() not in page
    assert "Who answered for the agency" not in page


def test_a_conflict_needs_its_words_and_shuts_the_file(sign_in, agency_lead, lead, declaration):
    address = declaration.get_absolute_url()
    refused = sign_in(agency_lead).post(address, {"answer": "conflict"})
    assert refused.status_code == 422
    assert "Enter what the conflict of interest is" in text(refused)

    page = sign_in(agency_lead).post(
        address, {"answer": "conflict", "reason": "Its own work"}, follow=True
    )

    assert "is shut to everybody who acts for" in text(page)
    assert "Conflict: shut out" in text(
        sign_in(lead).get(declaration.local_review.get_absolute_url())
    )


def test_a_review_lead_writes_down_who_answered(sign_in, lead, declaration):
    address = declaration.get_absolute_url()
    assert "Enter who answered" in text(sign_in(lead).post(address, {"answer": "none"}))

    page = sign_in(lead).post(
        address, {"answer": "none", "heard_from": "The director, by phone"}, follow=True
    )

    assert "As told by: The director, by phone" in text(page)


def test_a_lead_who_shuts_out_the_own_agency_is_led_away(sign_in, lead, local, partnership):
    own = lead.standings.get().agency
    declaration = AgencyDeclarationFactory(local_review=local, agency=own)
    asks = {"answer": "conflict", "reason": "Its own work", "heard_from": "The director"}
    refused = sign_in(lead).post(declaration.get_absolute_url(), asks)
    assert "No review lead would be left" in text(refused)
    StandingFactory(role=Role.REVIEW_LEAD, partnership=partnership, agency=AgencyFactory())

    page = sign_in(lead).post(declaration.get_absolute_url(), asks)

    assert page.headers["Location"] == reverse("portal:my_work")


def test_who_answers_second_is_told_that_the_first_stands(
    sign_in, agency_lead, declaration, monkeypatch
):
    def too_late(**facts):
        raise actions.AlreadyAnswered

    monkeypatch.setattr(actions, "answer_declaration", too_late)

    page = sign_in(agency_lead).post(
        declaration.get_absolute_url(), {"answer": "none"}, follow=True
    )

    assert "Their answer stands" in text(page)


def test_somebody_let_in_reads_a_declaration_and_does_not_answer_it(sign_in, declaration):
    guest = ReviewGrantFactory(content_object=declaration.local_review.review).user

    page = sign_in(guest).post(declaration.get_absolute_url(), {"answer": "none"})

    assert "This has not been answered yet" in text(page)
    assert AgencyDeclaration.objects.get().answer == ""


def test_a_reviewer_is_appointed_on_terms_with_days_that_fit(sign_in, lead, local):
    person = UserFactory()
    asks = {"person": person.email, "terms": "Thirty days"}
    asks |= day("engaged_on", date(2021, 1, 4)) | day("ends_on", date(2020, 12, 31))
    page = text(sign_in(lead).post(at("local_reviewer", local), asks))
    assert "First day must be no later than the last day" in page
    assert "Enter why there is no conflict of interest" in page
    asks |= day("ends_on", date(2022, 1, 1)) | {"person": "nobody@example.org"}
    page = text(sign_in(lead).post(at("local_reviewer", local), asks))
    assert "Last day must be between today and 14 September 2021" in page
    assert "There is no open account with this email address" in page


def test_a_reviewer_is_appointed_once_and_ended_on_the_page(sign_in, lead, local):
    reviewer = ReviewerFactory(local_review=local)
    asks = {"person": reviewer.person.email, "terms": "-", "knowledge": "-", "independence": "-"}
    asks |= day("engaged_on", date(2020, 9, 21)) | day("ends_on", date(2020, 12, 31))
    page = sign_in(lead).post(at("local_reviewer", local), asks)
    assert "This person can open the review already" in text(page)

    ending = reverse("reviews:reviewer_end", kwargs={"reviewer_id": reviewer.pk})
    page = sign_in(lead).post(ending, follow=True)

    assert "can no longer open this review" in text(page)
    assert "Access has ended" in text(page)
    assert sign_in(reviewer.person).get(local.get_absolute_url()).status_code == 404
    assert Reviewer.objects.count() == 1


def test_a_question_is_dropped_with_a_reason(sign_in, lead, local):
    line = KeyLineFactory(local_review=local)
    address = reverse("reviews:key_line_drop", kwargs={"key_line_id": line.pk})
    assert "Enter why it is dropped" in text(sign_in(lead).post(address, {"reason": ""}))

    page = sign_in(lead).post(address, {"reason": "Answered by the court"}, follow=True)

    assert "Answered by the court" in text(page)


def test_the_reviewer_is_asked_and_answers(sign_in, lead, local):
    reviewer = ReviewerFactory(local_review=local).person
    early = day("due_on", date(2020, 9, 13)) | {"asked": "How far?"}
    assert "cannot be needed before today" in text(
        sign_in(lead).post(at("local_ask_progress", local), early)
    )
    sign_in(lead).post(at("local_ask_progress", local), early | day("due_on", date(2020, 9, 21)))
    asked = ProgressRequest.objects.get()
    address = reverse("reviews:progress_answer", kwargs={"progress_request_id": asked.pk})
    assert address in text(sign_in(reviewer).get(local.get_absolute_url()))
    assert sign_in(lead).get(address).status_code == 404

    page = sign_in(reviewer).post(address, {"answer": "Two interviews to come"}, follow=True)

    assert "Two interviews to come" in text(page)


def test_an_answer_that_came_second_is_not_taken(sign_in, local, monkeypatch):
    def too_late(**facts):
        raise actions.AlreadyAnswered

    monkeypatch.setattr(actions, "answer_progress", too_late)
    asked = ProgressRequestFactory(local_review=local)
    address = reverse("reviews:progress_answer", kwargs={"progress_request_id": asked.pk})

    page = sign_in(ReviewerFactory(local_review=local).person).post(
        address, {"answer": "Done"}, follow=True
    )

    assert "This was answered meanwhile" in text(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_is_said(
    sign_in, lead, local, count, django_assert_max_num_queries
):
    for _ in range(count):
        AgencyDeclarationFactory(local_review=local, answered=True)
        KeyLineFactory(local_review=local)
        ReviewerFactory(local_review=local)
        ProgressRequestFactory(local_review=local, answer="")
    client = sign_in(lead)

    with django_assert_max_num_queries(48):
        client.get(local.get_absolute_url())
