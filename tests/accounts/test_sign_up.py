"""Opening an account: the form, the code, and where one goes then."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse

from portal import clock
from portal.accounts import registering, sign_up_form
from portal.models import Event, User

pytestmark = pytest.mark.django_db
GRACE = {"name": "Grace Hopper", "email": "Grace@Example.org"}


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(minutes=11)`."""

    def let_pass(**time):
        moment = clock.wall_time() + timedelta(**time)
        monkeypatch.setattr(clock, "wall_time", lambda: moment)

    return let_pass


@pytest.fixture
def ask(client, later):
    """Fill in the form as a person does, who needs some seconds: `ask(email="...")`."""

    def asked(**facts):
        since = sign_up_form.stamp()
        later(seconds=5)
        return client.post(reverse("portal:sign_up"), GRACE | {"since": since} | facts)

    return asked


def enter(client, code):
    return client.post(reverse("portal:sign_up_code"), {"code": code})


def test_nobody_becomes_somebody_by_the_code_in_the_mail(client, ask, code, mailoutbox):
    assert ask().url == reverse("portal:sign_up_code")
    assert not User.objects.filter(email="grace@example.org").exists()

    done = enter(client, code().lower().replace("-", " "))

    grace = User.objects.get(email="grace@example.org")
    assert done.url == reverse("partners:my_agencies")
    assert client.get(done.url).status_code == 200
    assert grace.name == "Grace Hopper"
    assert not grace.has_usable_password()
    assert EmailAddress.objects.get(user=grace).verified
    assert client.session["_auth_user_id"] == str(grace.pk)
    assert Event.objects.filter(what="account.opened", by=grace).count() == 1
    assert mailoutbox[0].subject == "Your code for a new account"


def test_who_was_going_somewhere_goes_on(client, ask, code):
    ask(next="/training/")

    assert enter(client, code()).url == "/training/"


def test_nobody_is_led_off_the_portal(client, ask, code):
    ask(next="https://evil.example.org/")

    assert "evil" not in enter(client, code()).url


def test_the_number_of_the_session_changes(client, ask, code):
    ask()
    before = client.session.session_key

    enter(client, code())

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_wrong_code_is_counted_and_the_third_ends_it(client, ask, code):
    ask()
    right = code()

    assert enter(client, "BBBB-BBBB").status_code == 422
    assert "The code is not right" in enter(client, "BBBB-BBBB").content.decode()
    assert enter(client, "BBBB-BBBB").url == reverse("portal:sign_up")
    assert enter(client, right).url == reverse("portal:sign_up")
    assert not User.objects.filter(email="grace@example.org").exists()


def test_a_code_works_for_ten_minutes(client, ask, code, later):
    ask()
    later(minutes=10, seconds=1)

    assert enter(client, code()).url == reverse("portal:sign_up")


def test_a_new_code_replaces_the_one_before(client, ask, code):
    ask()
    first = code()

    again = client.post(reverse("portal:sign_up_again"))

    assert again.url == reverse("portal:sign_up_code")
    assert enter(client, first).status_code == 422
    assert enter(client, code()).status_code == 302


def test_codes_are_not_sent_without_end(client, ask, mailoutbox):
    ask()

    for _ in range(5):
        client.post(reverse("portal:sign_up_again"))

    assert len(mailoutbox) == 3


def test_one_address_is_not_written_to_without_end(client, ask, mailoutbox):
    told = [ask().status_code for _ in range(6)]

    assert told == [302] * 5 + [429]
    assert len(mailoutbox) == 5


def test_a_new_code_counts_as_a_try(client, ask, mailoutbox, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": "1/h/key"}
    ask()

    assert client.post(reverse("portal:sign_up_again")).status_code == 429
    assert len(mailoutbox) == 1


def test_a_new_code_needs_a_question_before(client):
    assert client.post(reverse("portal:sign_up_again")).url == reverse("portal:sign_up")


def test_somebody_was_faster(client, ask, code):
    ask()
    User.objects.create_user(email="grace@example.org", name="Grace")

    assert enter(client, code()).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_session_does_not_hold_the_code_itself(client, ask, code):
    ask()

    assert code() not in str(dict(client.session))
    assert code().replace("-", "").lower() not in str(dict(client.session))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"name": "x" * 121}, "Full name must be 120 characters or fewer"),
        ({"email": ""}, "Enter your work email address"),
        ({"email": "grace"}, "Enter an email address like name@example.gov.uk"),
    ],
)
def test_faults_say_what_to_do_and_nothing_typed_is_lost(ask, sent, sentence):
    answer = ask(**sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (GRACE | sent)["email"] in answer.content.decode()


def test_who_answers_faster_than_a_person_is_asked_again(client):
    sent = GRACE | {"since": sign_up_form.stamp()}

    answer = client.post(reverse("portal:sign_up"), sent)

    assert answer.status_code == 422
    assert "We could not tell that you are a person" in answer.content.decode()


@pytest.mark.parametrize("since", ["", "forged"])
def test_a_page_without_its_stamp_comes_back_with_one(client, since, later):
    first = client.post(reverse("portal:sign_up"), GRACE | {"since": since})
    later(seconds=5)
    stamp = first.context["form"]["since"].value()

    assert client.post(reverse("portal:sign_up"), GRACE | {"since": stamp}).status_code == 302


def test_a_machine_that_fills_in_the_hidden_box_gets_the_same_answer_and_no_mail(
    client, ask, mailoutbox
):
    assert ask(website="https://example.org").url == reverse("portal:sign_up_code")
    assert mailoutbox == []
    assert client.get(reverse("portal:sign_up_code")).status_code == 200
    assert enter(client, "BBBB-BBBB").status_code == 422


def test_with_registration_closed_nobody_signs_up_alone(client, ask, settings, mailoutbox):
    settings.OPEN_REGISTRATION = False

    assert "Accounts are by invitation" in ask().content.decode()
    assert mailoutbox == []
    assert "Create an account" not in client.get(reverse("account_login")).content.decode()


def test_somebody_invited_needs_no_code(client, settings, mailoutbox, ask, invited):
    settings.OPEN_REGISTRATION = False
    invited("grace@example.org")

    done = ask(email="somebody.else@example.org", next="/partners/")

    grace = User.objects.get(email="grace@example.org")
    assert done.url == "/partners/"
    assert client.session["_auth_user_id"] == str(grace.pk)
    assert Event.objects.get(what="account.opened").facts["how"] == "invitation"
    assert mailoutbox == []
    assert not User.objects.filter(email="somebody.else@example.org").exists()


def test_somebody_invited_who_has_an_account_is_not_let_into_it(client, ask, invited, ada):
    invited(ada.email)

    assert ask().url == reverse("portal:sign_up_code")
    assert "_auth_user_id" not in client.session


@pytest.fixture
def invited(client):
    """Have followed the link of an invitation: `invited(email)`."""

    def followed(email):
        session = client.session
        session["arriving"] = {"email": email, "since": clock.wall_time().isoformat()}
        session.save()

    return followed


def test_who_is_signed_in_has_an_account(client, ada):
    client.force_login(ada)

    assert client.get(reverse("portal:sign_up")).status_code == 302


def test_the_code_is_asked_for_on_a_page_of_the_house(client, ask):
    ask()

    html = client.get(reverse("portal:sign_up_code")).content.decode()

    assert "grace@example.org" in html
    assert html.count("<h1") == 1


def test_after_a_code_was_used_there_is_nothing_left_of_it(client, ask, code):
    ask()
    enter(client, code())

    assert registering.ASKED not in client.session
