"""The link in an evaluation's mail opens without signing in, changes nothing, works once."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from learning_hub.models import Answer, Response
from portal import clock
from portal.models import Event
from tests.factories.learning_hub_questionnaires import QuestionFactory, publish
from tests.factories.partners import StandingFactory
from tests.factories.training import RatingFactory
from tests.factories.training_evaluation import RequestFactory
from training import actions
from training.models import EvaluationRequest, Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    made = RequestFactory()
    QuestionFactory(version=made.version, overall=True, key="overall")
    QuestionFactory(
        version=made.version, kind="choice", options=["Yes", "No"], measure="online", key="online"
    )
    QuestionFactory(version=made.version, key="change", measure="change")
    publish(made.version)
    return made


def name(request, key):
    return f"q{request.version.questions.get(key=key).pk}"


def typed(request, **given):
    said = {name(request, key): value for key, value in given.items()}
    return {"version": request.version_id, **said}


def test_opening_the_link_changes_nothing_and_names_nobody(client, request_):
    for _ in range(2):
        page = client.get(f"{request_.secret_path}?answer=4")

    request_.refresh_from_db()
    assert (page.status_code, request_.status) == (200, "open")
    assert not Response.objects.exists()
    assert not Event.objects.exists()
    assert re.search(r'value="4"[^>]*\bchecked\b', page.content.decode())
    assert page.content.decode().count(">Send<") == 1
    assert request_.booking.delegate not in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_link_with_an_answer_there_is_not_chooses_nothing(client, request_):
    page = client.get(f"{request_.secret_path}?answer=9").content.decode()

    assert "checked" not in page


def test_an_answer_is_kept_with_its_rating_and_the_link_is_used(client, request_):
    answer = client.post(
        request_.secret_path, typed(request_, overall="4", online="1", change="More questions")
    )

    assert answer.url == request_.secret_path
    request_.refresh_from_db()
    assert request_.status == "answered"
    assert set(Answer.objects.values_list("option", "text")) == {
        (4, ""),
        (1, ""),
        (None, "More questions"),
    }
    rating = Rating.objects.get()
    assert (rating.booking, rating.score, rating.would_train_online, rating.comment) == (
        request_.booking,
        "excellent",
        True,
        "",
    )
    event = Event.objects.get()
    assert (event.what, event.by) == ("evaluationrequest.answered", None)
    assert "Your answers about" in client.get(request_.secret_path).content.decode()


def test_a_used_link_says_so_and_changes_nothing(client, request_):
    client.post(request_.secret_path, typed(request_, overall="4"))

    again = client.post(request_.secret_path, typed(request_, overall="1"))

    assert again.status_code == 410
    assert "This link was used" in again.content.decode()
    assert Rating.objects.get().score == "excellent"
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("late", "The time to answer ended on"),
        ("lapsed", "The time to answer ended on"),
        ("withdrawn", "You are not asked any more"),
        ("tampered", "The link is not complete, or was changed on its way"),
    ],
)
def test_a_link_that_does_not_work_says_why(client, request_, spoil, sentence):
    path, rows = request_.secret_path, EvaluationRequest.objects.all()
    if spoil == "late":
        past = clock.today() - timedelta(days=1)
        type(request_.round).objects.update(opens_on=past, closes_on=past)
    elif spoil == "tampered":
        path = f"{path[:-2]}{'a' if path[-2] != 'a' else 'b'}/"
    else:
        rows.update(status=spoil)

    for answer in (client.get(path), client.post(path, typed(request_, overall="4"))):
        assert sentence in answer.content.decode()

    assert answer.status_code == 410
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Select an answer to “How was the session?”"),
        ({"overall": "7"}, "Select one of the answers"),
        ({"overall": "4", "change": "x" * 2001}, "Your answer must be 2,000 characters or fewer"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_loses_nothing(client, request_, given, sentence):
    answer = client.post(request_.secret_path, typed(request_, online="2", **given))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "checked" in page
    assert not Response.objects.exists()


def test_answers_to_another_version_are_asked_again(client, request_):
    answer = client.post(request_.secret_path, typed(request_, overall="4") | {"version": "999999"})

    assert answer.status_code == 422
    assert "These questions have changed" in answer.content.decode()


def test_a_rating_given_before_stays(client, request_):
    RatingFactory(booking=request_.booking, score="fair")

    client.post(request_.secret_path, typed(request_, overall="4"))

    assert Rating.objects.get().score == "fair"


@pytest.mark.parametrize("facts", [{"asked": "manager"}, {"round__stage__when": "8 weeks"}])
def test_only_the_delegates_view_at_the_end_is_a_rating(client, facts):
    made = RequestFactory(**facts)
    QuestionFactory(version=made.version, overall=True, key="overall")
    publish(made.version)

    client.post(made.secret_path, typed(made, overall="4"))

    assert Response.objects.count() == 1
    assert not Rating.objects.exists()


def test_a_scale_in_other_words_gives_no_rating(client):
    made = RequestFactory()
    QuestionFactory(version=made.version, overall=True, key="overall", options=["Low", "High"])
    publish(made.version)

    client.post(made.secret_path, typed(made, overall="2"))

    assert Response.objects.count() == 1
    assert not Rating.objects.exists()


def test_a_manager_reads_whom_it_is_about(client):
    made = RequestFactory(asked="manager")
    publish(made.version)

    page = client.get(made.secret_path).content.decode()

    assert f"{made.booking.delegate} came to this training" in page
    assert made.booking.delegate not in page.partition("</title>")[0]


def test_before_a_session_the_page_says_so(client):
    made = RequestFactory(round__stage__when="before")
    publish(made.version)

    assert "You are coming to this training" in client.get(made.secret_path).content.decode()


def test_somebody_signed_in_is_named_in_the_record(sign_in, request_):
    person = StandingFactory().person

    sign_in(person).post(request_.secret_path, typed(request_, overall="3"))

    assert Event.objects.get(what="evaluationrequest.answered").by == person


def test_my_training_leads_to_what_i_am_asked(sign_in, request_):
    standing = StandingFactory(partnership=request_.round.session.course.partnership)
    type(request_.booking).objects.update(person=standing.person)
    EvaluationRequest.objects.update(address="")
    browser = sign_in(standing.person)

    page = browser.get("/training/mine/").content.decode()

    assert request_.secret_path in page
    rated = browser.get(f"/training/mine/{request_.booking_id}/rate/")
    assert rated.url == request_.secret_path


@pytest.mark.django_db(transaction=True)
def test_one_link_followed_twice_at_once_is_answered_once():
    made = RequestFactory()
    question = QuestionFactory(version=made.version, overall=True)
    publish(made.version)
    together, said = Barrier(2), []

    def answer(option):
        together.wait()
        try:
            actions.answer_evaluation(request=made, given={question.pk: option}, by=None)
            said.append("kept")
        except actions.AlreadyGiven:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=answer, args=(option,)) for option in (1, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["kept", "refused"]
    assert Response.objects.count() == 1
