"""Codes of an app, recovery codes, and what changes on a person's factors."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse

from portal import keys
from portal.models import Event, Notice, SpentCode
from portal.outbox import writing
from portal.proof import actions, factors
from tests.factories.portal import SEED, UserFactory, with_app
from tests.proof.conftest import MOMENT, code_at
from tests.turns import meanwhile

RIGHT = code_at(MOMENT)


@pytest.mark.parametrize("seconds", [0, 15, 31, 300])
@pytest.mark.django_db
def test_f23_a_code_is_taken_once(seconds):
    person = UserFactory()
    with_app(person)
    with time_machine.travel(MOMENT, tick=False) as clock:
        assert actions.spend(person=person, code=RIGHT)
        clock.shift(timedelta(seconds=seconds))

        assert actions.spend(person=person, code=RIGHT) is None


@pytest.mark.django_db(transaction=True)
def test_f23_two_workers_take_one_code_once():
    person = UserFactory()
    with_app(person)
    with time_machine.travel(MOMENT, tick=False):
        told = []

        late = meanwhile(
            lambda: told.append(actions.spend(person=person, code=RIGHT)),
            lambda: actions.spend(person=person, code=RIGHT),
        )

    assert told[0] is not None
    assert late is None


@pytest.mark.django_db
def test_an_older_code_is_refused_after_a_newer_one():
    way = with_app(UserFactory())

    assert factors.advance(way, 7)
    assert not factors.advance(way, 6)
    assert not factors.advance(way, 7)
    assert SpentCode.objects.get(authenticator=way).step == 7


@pytest.mark.django_db
def test_the_code_of_the_half_minute_before_has_run_out():
    person = UserFactory()
    with_app(person)
    with time_machine.travel(MOMENT + timedelta(seconds=30), tick=False):
        assert actions.spend(person=person, code=RIGHT) is None


@pytest.mark.django_db
def test_the_database_holds_no_secret_in_the_clear():
    person = UserFactory()
    with_app(person)
    codes = actions.make_recovery_codes(person=person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        kept = cursor.fetchone()[0]

    assert SEED not in kept
    assert [code for code in codes if code in kept] == []


@pytest.mark.django_db
def test_a_secret_moved_to_another_person_opens_nothing():
    thief, owner = UserFactory(), UserFactory()
    way = with_app(owner)
    Authenticator.objects.create(user=thief, type="totp", data=way.data)

    with pytest.raises(keys.Unreadable, match="does not belong"):
        actions.spend(person=thief, code=RIGHT)


@pytest.mark.django_db
def test_a_recovery_code_works_once_and_its_owner_is_told():
    person = UserFactory()
    with_app(person)
    code = actions.make_recovery_codes(person=person)[3]

    assert actions.spend(person=person, code=code.upper().replace("-", " "))
    assert actions.spend(person=person, code=code) is None
    told = Notice.objects.get(template="recovery_code_used")
    assert (told.to, told.facts["left"]) == (person, 9)


@pytest.mark.django_db
def test_one_app_a_person():
    person = UserFactory()
    with_app(person)

    with pytest.raises(actions.AppTaken):
        with_app(person)


@pytest.mark.django_db
def test_with_the_last_factor_go_the_recovery_codes():
    person = UserFactory()
    app = with_app(person)
    key = actions.add_passkey(person=person, name="Key", credential={})
    actions.make_recovery_codes(person=person)

    actions.remove(way=app)
    assert factors.of(person).count() == 2
    actions.remove(way=key)
    assert factors.of(person).count() == 0


@pytest.mark.django_db
def test_f27_resetting_a_factor_ends_every_session_at_once_and_tells_the_person(client):
    person, officer = UserFactory(), UserFactory()
    with_app(person)
    actions.make_recovery_codes(person=person)
    client.force_login(person)
    assert client.get(reverse("portal:my_work")).status_code == 200

    actions.reset_factor(person=person, by=officer)

    assert client.get(reverse("portal:my_work")).status_code == 302
    assert factors.of(person).count() == 0
    assert Notice.objects.filter(template="factor_reset", to=person).count() == 1
    event = Event.objects.about(person).last()
    assert (event.what, event.by) == ("factor.reset", officer)


@pytest.mark.django_db
def test_each_change_tells_the_person_once():
    person = UserFactory()
    app = with_app(person)
    actions.make_recovery_codes(person=person)
    actions.remove(way=app)

    told = Notice.objects.filter(to=person).order_by("pk").values_list("template", flat=True)
    assert list(told) == ["factor_added", "recovery_codes_made", "factor_removed"]


@pytest.mark.parametrize(
    ("template", "facts", "said"),
    [
        ("factor_added", {"kind": "totp"}, "An authenticator app was added"),
        ("factor_added", {"kind": "webauthn"}, "A passkey was added"),
        ("factor_removed", {"kind": "totp"}, "The authenticator app of your account"),
        ("factor_removed", {"kind": "recovery_codes"}, "portal were removed"),
        ("factor_reset", {}, "You were signed out everywhere"),
        ("recovery_codes_made", {}, "Older ones no longer work"),
        ("recovery_code_used", {"left": 1}, "1 is left"),
    ],
)
def test_the_mails_say_in_plain_words_what_changed(template, facts, said):
    words = writing.words(Notice(template=template, facts=facts))

    assert said in words.text
    assert "http://localhost:8000/accounts/ways-in/" in words.text
