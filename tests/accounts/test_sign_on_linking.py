"""Linking an agency's sign-on to one's own account."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal.models import Event
from tests.accounts.going import RETURN, come_back, go, linked, signed_in
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def by_password(client):
    sent = {"login": "ada@example.org", "password": "three random words"}
    client.post(reverse("account_login"), sent)


def test_a_signed_in_person_links_it_and_is_told(client, ada, anytown, mailoutbox):
    by_password(client)

    answer = come_back(client, anytown)

    html = client.get(answer.url).content.decode()
    assert "You can sign in with Anytown Council now" in html
    assert "Take away" in html
    assert SocialAccount.objects.get().user == ada
    assert Event.objects.filter(what="sign_on.linked", by=ada).count() == 1


def test_linking_twice_is_as_good_as_once(client, ada, anytown):
    by_password(client)

    come_back(client, anytown)
    come_back(client, anytown)

    assert SocialAccount.objects.count() == 1
    assert Event.objects.filter(what="sign_on.linked").count() == 1


def test_a_sign_on_of_somebody_else_is_not_taken_over(client, ada, anytown):
    linked(UserFactory(), anytown)
    by_password(client)

    answer = come_back(client, anytown)

    assert "opens another account already" in client.get(answer.url).content.decode()
    assert SocialAccount.objects.get().user != ada


def test_who_signed_out_on_the_way_links_nothing(client, ada, anytown):
    by_password(client)
    back = anytown.authorize(go(client).url)
    session = client.session
    del session["_auth_user_id"]
    session.save()

    assert client.get(RETURN, back).url == reverse("account_login")
    assert not SocialAccount.objects.exists()


def long_ago(client):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 1000
    session.save()


def test_linking_asks_again_who_it_is_after_a_while(client, ada, anytown):
    by_password(client)
    long_ago(client)

    assert go(client).url.startswith(reverse("account_reauthenticate"))


def test_who_has_no_password_signs_in_again(client, ada, anytown):
    by_password(client)
    long_ago(client)
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)

    assert go(client).url.startswith(reverse("account_login"))
    assert signed_in(client) is None


def test_a_link_is_taken_away_by_its_holder_only(client, ada, anytown):
    mine, theirs = linked(ada, anytown), linked(UserFactory(), anytown, id="elsewhere")
    by_password(client)

    def take_away(link):
        return client.post(reverse("portal:sign_on_unlink", kwargs={"link_id": link.pk}))

    assert take_away(theirs).status_code == 404
    assert take_away(mine).url == reverse("portal:sign_ons")
    assert list(SocialAccount.objects.all()) == [theirs]
    assert Event.objects.filter(what="sign_on.unlinked", by=ada).count() == 1


def test_a_link_to_an_agency_that_left_is_still_shown(client, ada, anytown, settings):
    linked(ada, anytown)
    settings.SIGN_ON_TENANTS = []
    by_password(client)

    assert "anytown" in client.get(reverse("portal:sign_ons")).content.decode()


def test_an_agency_nobody_knows_leads_nowhere(client, db):
    assert client.get("/accounts/sign-on/nowhere/return/").status_code == 404
