"""Which passwords are taken, and which are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories.partners import AgencyFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names():
    PartnershipFactory(name="Anytown Safeguarding Children Partnership", short_name="ASCP")
    AgencyFactory(name="Riverside Hospital Trust")


@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        "elephants wear woollen socks " * 4 + "on Sundays.",
        "Löwenzahn, 蒲公英 & пушинка",
        "the hospital cat sleeps at noon",
        "!!!! ???? ;;;; 7291",
    ],
    ids=len,
)
def test_long_ones_of_any_characters_are_taken(password):
    validate_password(password)


def test_one_of_128_characters_is_taken():
    validate_password("correct horse battery staple " * 4 + "x" * 12)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("eleven char", "at least 12 characters"),
        ("qwertyuiop123", "first that are guessed"),
        ("Password2026!", "first that are guessed"),
        ("2026-Passw0rd-2026", "first that are guessed"),
        ("Riverside2026!", "Anybody would guess these names here"),
        ("anytown-children-1", "Anybody would guess these names here"),
        ("SafeguardingPortal", "Anybody would guess these names here"),
        ("RiversideHospitalTrust99", "Anybody would guess these names here"),
    ],
)
def test_guessable_ones_are_refused(password, sentence):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert sentence in " ".join(refused.value.messages)
