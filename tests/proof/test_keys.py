"""The key ring: what it seals, what it refuses to open, and how keys are changed."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection

from portal import keys
from portal.proof import actions
from portal.proof.adapter import FactorAdapter
from tests.factories.portal import UserFactory, with_app

OLD, NEW = "an old long random text", "a new long random text"
PLACE = ("purpose", "table", "column", 7)


def shelf_of(name):
    return next(shelf for shelf in keys.shelves if shelf.name == name)


@pytest.fixture(autouse=True)
def ring(settings):
    settings.FIELD_KEYS = [OLD]
    return settings


def test_a_sealed_text_names_its_key_and_opens_where_it_belongs():
    sealed = keys.seal("secret", *PLACE)

    assert sealed.startswith(keys.key_id(OLD) + ".")
    assert "secret" not in sealed
    assert keys.unseal(sealed, *PLACE) == "secret"


def test_a_sealed_text_opens_nowhere_else():
    with pytest.raises(keys.Unreadable, match="does not belong"):
        keys.unseal(keys.seal("secret", *PLACE), "purpose", "table", "column", 8)


@pytest.mark.parametrize("at", [10, 40, -3])
def test_one_changed_byte_is_refused(at):
    sealed = keys.seal("secret", *PLACE)
    other = "A" if sealed[at] != "A" else "B"
    changed = sealed[:at] + other + sealed[at:][1:]

    with pytest.raises(keys.Unreadable):
        keys.unseal(changed, *PLACE)


def test_what_is_no_sealed_text_is_never_handed_on():
    with pytest.raises(keys.Unreadable):
        keys.unseal("plain words", *PLACE)


def test_f36_another_key_ring_raises(ring):
    sealed = keys.seal("secret", *PLACE)
    ring.FIELD_KEYS = [NEW]

    with pytest.raises(keys.UnknownKey):
        keys.unseal(sealed, *PLACE)
    with pytest.raises(keys.UnknownKey):
        keys.sealed_anew(sealed)


@pytest.mark.django_db
def test_f36_another_key_ring_overwrites_nothing(ring):
    person = UserFactory()
    with_app(person)
    before = list(Authenticator.objects.values_list("data", flat=True))
    ring.FIELD_KEYS = [NEW]

    with pytest.raises(keys.UnknownKey):
        actions.spend(person=person, code="123456")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("rotate_keys", stdout=StringIO())

    assert list(Authenticator.objects.values_list("data", flat=True)) == before


@pytest.mark.django_db
def test_f36_the_check_before_a_start_refuses_another_key_ring(ring):
    with_app(UserFactory())
    ring.FIELD_KEYS = [NEW]

    with pytest.raises(CommandError, match="FIELD_KEYS lacks a key"):
        call_command("check", databases=["default"], stderr=StringIO())


@pytest.mark.django_db
def test_keys_are_rotated_and_the_old_one_may_go(ring):
    person = UserFactory()
    way = with_app(person)
    codes = actions.make_recovery_codes(person=person)
    ring.FIELD_KEYS = [NEW, OLD]

    said = StringIO()
    call_command("rotate_keys", "--dry-run", stdout=said)
    assert f"{keys.key_id(OLD)}: 2" in said.getvalue()
    assert keys.count() == {keys.key_id(OLD): 2}
    call_command("rotate_keys", stdout=StringIO())
    assert keys.rotate() == 0  # twice is as good as once

    ring.FIELD_KEYS = [NEW]
    assert keys.count() == {keys.key_id(NEW): 2}
    assert actions.spend(person=person, code=codes[0])
    way.refresh_from_db()
    assert keys.unseal(way.data["secret"], "mfa", "secret", person.pk)


@pytest.mark.django_db
def test_a_rotation_begun_and_stopped_is_finished(ring):
    ways = [with_app(UserFactory()) for _ in range(3)]
    ring.FIELD_KEYS = [NEW, OLD]
    shelf = shelf_of("mfa_authenticator")
    first = ways[0].data["secret"]
    assert shelf.replace(ways[0], first, keys.sealed_anew(first))

    assert keys.rotate() == 2
    assert keys.count() == {keys.key_id(NEW): 3}


@pytest.mark.django_db
def test_a_text_that_changed_meanwhile_is_not_overwritten():
    way = with_app(UserFactory())

    assert not shelf_of("mfa_authenticator").replace(way, "what stood there before", "new")


def test_whatever_allauth_keeps_by_itself_is_sealed_too():
    adapter = FactorAdapter()
    sealed = adapter.encrypt("seed")

    assert "seed" not in sealed
    assert adapter.decrypt(sealed) == "seed"


@pytest.mark.django_db
def test_an_empty_database_is_checked_before_it_is_migrated(monkeypatch):
    with_app(UserFactory())
    assert keys.count()

    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self: [])

    assert not keys.count()
