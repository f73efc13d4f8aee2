"""A case is closed once it taught what it had to teach; what is open wants a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal import clock
from portal.models import Event
from portal.workflow import MoveRefused
from reviews import access, actions
from reviews.models import Incident, Publication
from tests.factories.reviews import ReviewGrantFactory
from tests.factories.reviews_files import IncidentFactory
from tests.factories.reviews_learning import DecisionOnFactory, RecommendationFactory
from tests.factories.reviews_local import LocalReviewFactory
from tests.factories.reviews_publication import PublicationFactory
from tests.factories.reviews_rapid import RapidReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(review):
    return IncidentFactory(review=review, status="rapid review")


@pytest.fixture
def taught(incident, review):
    """A synopsis and a guide, and one recommendation that nobody accepted."""
    made = RecommendationFactory(review=review)
    DecisionOnFactory(recommendation=made, answer="not accepted", reasons="Done already")
    return PublicationFactory(review=review)


def close(review, by, because=""):
    actions.close_file(review=review, because=because, by=by)


def test_it_is_closed_with_its_synopsis_and_nothing_open(taught, review, incident, lead):
    close(review, lead)

    incident.refresh_from_db()
    assert (incident.status, incident.closed_on) == ("closed", clock.today())
    assert not access.closable(lead).exists()
    assert Event.objects.filter(what="incident.close").exists()
    with pytest.raises(MoveRefused):
        close(review, lead)


def test_it_is_not_closed_without_a_synopsis_and_a_guide(taught, review, lead):
    Publication.objects.update(synopsis="")
    with pytest.raises(MoveRefused, match="synopsis of learning is not written"):
        close(review, lead)
    Publication.objects.update(synopsis="Ask", guide=[])
    with pytest.raises(MoveRefused, match="guide is not written"):
        close(review, lead)
    Publication.objects.all().delete()
    with pytest.raises(MoveRefused, match="synopsis of learning is not written"):
        close(review, lead)


def test_it_is_not_closed_while_a_review_runs(taught, review, lead):
    LocalReviewFactory(review=review)
    with pytest.raises(MoveRefused, match="report of the local review is not decided"):
        close(review, lead)
    Publication.objects.update(status="not published", reason="Somebody could be known")
    rapid = RapidReviewFactory(review=review)
    with pytest.raises(MoveRefused, match="rapid review has not ended"):
        close(review, lead)

    type(rapid).objects.update(status="closed")
    close(review, lead)


def test_what_is_open_wants_a_reason_and_refuses_nothing(taught, review, lead, incident):
    RecommendationFactory(review=review)
    with pytest.raises(MoveRefused, match="still open"):
        close(review, lead)

    close(review, lead, "The quality group goes on with it")

    incident.refresh_from_db()
    assert incident.closed_because == "The quality group goes on with it"


def test_nobody_else_closes(taught, review):
    with pytest.raises(PermissionDenied):
        close(review, ReviewGrantFactory(content_object=review).user)


def test_a_file_without_a_local_review_has_texts_too(review, lead):
    made = actions.begin_learning(review=review, by=lead)

    assert actions.begin_learning(review=review, by=lead) == made
    assert Event.objects.filter(what="review.learning_begun").count() == 1
    with pytest.raises(PermissionDenied):
        actions.begin_learning(review=review, by=ReviewGrantFactory(content_object=review).user)


def at(name, review):
    return reverse(f"reviews:{name}", kwargs={"review_id": review.pk})


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_warns_of_what_is_open_and_says_what_lacks(incident, review, lead, sign_in):
    browser = sign_in(lead)

    told = text(browser.get(at("review_close", review)))
    assert "The synopsis of learning is not written yet." in told
    assert "No recommendation is recorded." in told
    assert browser.post(at("review_close", review)).status_code == 422
    refused = browser.post(at("review_close", review), {"because": "Others go on"})
    assert refused.status_code == 422
    assert "The synopsis of learning is not written yet." in text(refused)
    assert "Others go on" in text(refused)

    written = browser.post(at("learning_begin", review), follow=True)
    assert written.redirect_chain[-1][0].endswith("/learning/")
    assert Publication.objects.get().review == review


def test_the_page_closes(taught, review, lead, sign_in):
    told = text(sign_in(lead).get(at("review_close", review)))
    assert "Nothing is open of its recommendations." in told

    sign_in(lead).post(at("review_close", review))

    assert Incident.objects.get().status == "closed"
    assert sign_in(lead).get(at("review_close", review)).status_code == 404
    assert "Completed" in text(sign_in(lead).get(review.get_absolute_url()))


def test_a_case_in_which_nothing_has_begun_says_so(review, lead, sign_in):
    IncidentFactory(review=review)

    told = text(sign_in(lead).get(at("review_close", review)))

    assert "no review has begun yet" in told
