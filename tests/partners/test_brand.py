from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import reverse

from partners.brand import brand
from partners.models import contrast_on_white
from tests.factories.partners import PartnershipFactory, StandingFactory

pytestmark = pytest.mark.django_db


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return brand(request)["brand"]


def test_a_page_that_prints_no_brand_asks_nothing(django_assert_num_queries):
    held = StandingFactory()

    with django_assert_num_queries(0):
        asked_by(held.person)


def test_a_person_reads_under_the_name_of_the_own_partnership():
    PartnershipFactory(live_from=date(2019, 1, 1))
    held = StandingFactory()

    seen = asked_by(held.person)

    assert seen.name == held.partnership.name
    assert seen.short_name == held.partnership.short_name
    assert seen.logo_url == ""
    assert seen.theme_url.startswith(f"/partners/{held.partnership_id}/theme.css?4b2e83")


def test_before_sign_in_the_live_partnership_gives_its_name():
    live = PartnershipFactory()
    PartnershipFactory(live_from=date(2010, 1, 1), live_to=date(2019, 7, 31))

    assert asked_by(AnonymousUser()).name == live.name


def test_with_no_partnership_the_portal_keeps_its_plain_look():
    seen = brand(RequestFactory().get("/"))["brand"]

    assert (seen.name, seen.theme_url) == ("Safeguarding Partnership Portal", "")


def test_a_logo_is_named_by_its_address():
    held = StandingFactory(partnership__logo="logos/one.png")

    assert asked_by(held.person).logo_url == f"/partners/{held.partnership_id}/logo?one"


def test_the_theme_is_a_style_sheet_that_browsers_may_keep(client):
    partnership = PartnershipFactory(colour="#12436d")

    response = client.get(reverse("partners:theme", kwargs={"partnership_id": partnership.pk}))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "--govuk-brand-colour: #12436d;" in response.content.decode()


def test_black_stands_out_most_and_the_default_colour_can_be_read():
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#4b2e83") > 4.5


def test_a_colour_that_cannot_be_read_on_white_is_refused_with_its_contrast():
    partnership = PartnershipFactory.build(colour="#ffdd00")

    with pytest.raises(ValidationError, match=r"1\.3 to 1 on white"):
        partnership.clean()


def test_the_database_refuses_a_colour_that_is_no_colour():
    with pytest.raises(IntegrityError, match="partners_partnership_colour_is_six_digits"):
        PartnershipFactory(colour="red")


def test_a_dark_colour_is_taken():
    PartnershipFactory.build(colour="#12436d").clean()
