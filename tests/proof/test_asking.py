"""The question for a second factor in front of a restricted door."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal import proof
from portal.models import Event
from tests.proof.conftest import MOMENT, PASSWORD, code_at

REVIEWS = reverse("reviews:review_list")
NEEDED = reverse("proof:needed")
CONFIRM = reverse("proof:confirm")


@pytest.fixture
def review(world):
    return world.answer("review_id")


@pytest.fixture
def conflict(review):
    return reverse("reviews:declare_conflict", kwargs={"review_id": review})


def test_f22_nobody_without_a_second_factor_gets_past_the_page_that_asks_for_one(sign_in, lead):
    answer = sign_in(lead, proven=False).get(REVIEWS)

    assert answer.url == f"{NEEDED}?next=%2Freviews%2F"
    page = sign_in(lead, proven=False).get(answer.url).content.decode()
    assert "Add a second factor first" in page
    assert f"{reverse('proof:add_passkey')}?next=/reviews/" in page


def test_f22_what_somebody_without_a_second_factor_posts_changes_nothing(sign_in, lead, conflict):
    answer = sign_in(lead, proven=False).post(conflict, {"reason": "My sister works there"})

    assert answer.status_code == 302
    assert answer.url.startswith(NEEDED)
    assert not Event.objects.filter(what__contains="conflict").exists()


def test_an_enrolled_person_is_asked_and_comes_back(sign_in, lead_with_app):
    with time_machine.travel(MOMENT, tick=False):
        client = sign_in(lead_with_app, proven=False)
        asked = client.get(REVIEWS, {"page": 2})
        answered = client.post(
            asked.url, {"proof_code": code_at(MOMENT), "next": "/reviews/?page=2"}
        )

        assert asked.url == f"{CONFIRM}?next=%2Freviews%2F%3Fpage%3D2"
        assert answered.url == "/reviews/?page=2"
        assert client.get(REVIEWS).status_code == 200


def test_a_wrong_code_says_what_to_do_and_opens_nothing(sign_in, lead_with_app):
    client = sign_in(lead_with_app, proven=False)

    answer = client.post(CONFIRM, {"proof_code": "abc"})

    assert answer.status_code == 422
    assert "Wait for the next one" in answer.content.decode()
    assert client.get(REVIEWS).status_code == 302


def test_an_empty_answer_is_asked_again(sign_in, lead_with_app):
    answer = sign_in(lead_with_app, proven=False).post(CONFIRM, {"proof_code": ""})

    assert answer.status_code == 422
    assert "Enter the code your authenticator app shows" in answer.content.decode()


def test_a_garbled_passkey_is_refused_with_a_sentence(sign_in, lead_with_app):
    for garbled in ("[]", '"x"', "{}", '{"id": 1, "response": {}}', "null", "no json"):
        answer = sign_in(lead_with_app, proven=False).post(
            CONFIRM, {"proof_credential": garbled, "proof_code": ""}
        )
        assert answer.status_code == 422


def test_the_way_back_never_leaves_the_portal(sign_in, lead_with_app):
    with time_machine.travel(MOMENT, tick=False):
        answer = sign_in(lead_with_app, proven=False).post(
            CONFIRM, {"proof_code": code_at(MOMENT), "next": "https://elsewhere.example/"}
        )

    assert answer.url == reverse("portal:my_work")


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (15, 302)])
def test_a_proof_lasts_fifteen_minutes(sign_in, lead_with_app, minutes, status):
    with time_machine.travel(MOMENT, tick=False) as clock:
        client = sign_in(lead_with_app)
        clock.shift(timedelta(minutes=minutes))

        assert client.get(REVIEWS).status_code == status


def test_f24_who_came_by_single_sign_on_only_is_asked_like_everybody(sign_in, lead):
    """allauth waives its own question for people who have neither password nor authenticator."""
    lead.set_unusable_password()
    lead.save()

    assert sign_in(lead, proven=False).get(REVIEWS).url.startswith(NEEDED)


def test_f24_an_old_sign_on_that_carried_a_factor_is_asked_again(rf, lead_with_app):
    request = rf.get("/")
    request.user, request.session = lead_with_app, {}
    with time_machine.travel(MOMENT, tick=False) as clock:
        proof.note(request, "single_sign_on")
        assert proof.is_fresh(request)
        clock.shift(timedelta(minutes=15))
        assert not proof.is_fresh(request)


def test_a_proof_serves_nobody_else(rf, lead, somebody):
    request = rf.get("/")
    request.user, request.session = somebody, {}

    proof.note(request, "totp", lead)

    assert not proof.is_fresh(request)


def test_what_was_typed_is_not_lost_when_the_proof_ran_out(sign_in, lead_with_app, conflict):
    typed = {"reason": 'She said: "my <sister>\r\nworks there"', "again": ["one", "two"]}
    with time_machine.travel(MOMENT, tick=False) as clock:
        client = sign_in(lead_with_app)
        clock.shift(timedelta(minutes=20))
        asked = client.post(conflict, typed)

        assert asked.status_code == 422
        assert asked.context["carried"] == [
            ("reason", typed["reason"]),
            ("again", "one"),
            ("again", "two"),
        ]
        assert "&lt;sister&gt;" in asked.content.decode()
        wrong = client.post(conflict, {**typed, "proof_code": "000"})
        assert wrong.context["carried"] == asked.context["carried"]
        assert not Event.objects.filter(what__contains="conflict").exists()

        right = client.post(
            conflict, {**typed, "proof_code": code_at(MOMENT + timedelta(minutes=20))}
        )

    assert right.status_code == 302
    assert Event.objects.filter(what__contains="conflict").count() == 1


def test_a_chosen_file_cannot_travel_and_the_page_says_so(sign_in, lead_with_app, conflict):
    file = SimpleUploadedFile("paper.pdf", b"%PDF")
    asked = sign_in(lead_with_app, proven=False).post(conflict, {"paper": file})

    assert "Choose it again on the next page" in asked.content.decode()


def test_htmx_takes_the_whole_page_to_the_question(sign_in, lead_with_app):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/reviews/?year=2019"}
    asked = sign_in(lead_with_app, proven=False).get(REVIEWS, headers=headers)

    assert asked.status_code == 204
    assert asked["HX-Redirect"] == f"{CONFIRM}?next=%2Freviews%2F%3Fyear%3D2019"


def test_htmx_puts_the_question_in_place_of_the_page_that_posted(sign_in, lead_with_app, conflict):
    client = sign_in(lead_with_app, proven=False)
    asked = client.post(conflict, {"reason": "x"}, headers={"HX-Request": "true"})

    assert asked["HX-Retarget"] == asked["HX-Reselect"] == "#main-content"


def test_who_is_not_let_in_is_not_asked(sign_in, somebody):
    assert sign_in(somebody, proven=False).get(REVIEWS).status_code == 403


def login_paths(client, person):
    """Each way into a session that a person types: a password, and a code by email."""
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def test_f22_a_password_alone_does_not_sign_in_who_has_a_factor(client, lead_with_app):
    answer = login_paths(client, lead_with_app)

    assert answer.url == reverse("mfa_authenticate")
    assert client.get(REVIEWS).url.startswith(reverse("account_login"))


def test_f22_a_password_and_a_code_open_what_is_restricted(client, lead_with_app):
    with time_machine.travel(MOMENT, tick=False):
        login_paths(client, lead_with_app)
        page = client.get(reverse("mfa_authenticate"))
        wrong = client.post(reverse("mfa_authenticate"), {"code": "1"})
        client.post(reverse("mfa_authenticate"), {"code": code_at(MOMENT)})

        assert "You are not signed in yet" in page.content.decode()
        assert "Use a passkey" not in page.content.decode()  # this person has none
        assert "Wait for the next one" in wrong.content.decode()
        assert client.get(REVIEWS).status_code == 200


def test_f22_a_code_by_email_is_no_factor(client, lead_with_app, mailoutbox):
    client.post(reverse("account_request_login_code"), {"email": lead_with_app.email})
    code = re.search(r"^[A-Z0-9-]{6,12}$", mailoutbox[0].body, re.MULTILINE).group()
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert answer.url == reverse("mfa_authenticate")
    assert client.get(REVIEWS).url.startswith(reverse("account_login"))


def test_f22_a_new_password_by_mail_opens_no_session(client, lead_with_app, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": lead_with_app.email})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/" in word)
    page = client.get(link.partition("localhost:8000")[2], follow=True)
    new = "another three random words"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    answer = client.post(reverse("account_login"), {"login": lead_with_app.email, "password": new})

    assert answer.url == reverse("mfa_authenticate")
    assert client.get(REVIEWS).url.startswith(reverse("account_login"))


def test_signing_in_gives_the_session_a_new_name(client, somebody):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key

    login_paths(client, somebody)

    assert client.session.session_key != session.session_key


def test_f26_six_bad_passwords_leave_the_second_factor_alone(client, lead_with_app):
    """A stranger elsewhere cannot lock out the person, not even out of their password."""
    for _ in range(6):
        client.post(
            reverse("account_login"),
            {"login": lead_with_app.email, "password": "guess"},
            REMOTE_ADDR="203.0.113.9",
        )
    shut = client.post(
        reverse("account_login"),
        {"login": lead_with_app.email, "password": PASSWORD},
        REMOTE_ADDR="203.0.113.9",
    )

    assert "too many times" in shut.content.decode()
    assert client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    assert login_paths(client, lead_with_app).url == reverse("mfa_authenticate")
