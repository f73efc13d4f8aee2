"""Invitations on their pages: what a link shows and to whom, and what is sent from it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from partners.models import Invitation, Role, Standing
from portal import clock
from portal.accounts.arriving import expected
from tests.factories.partners import InvitationFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.people.links import link

pytestmark = pytest.mark.django_db
INVITE = reverse("partners:invite")


@pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn"])
def test_the_page_says_plainly_why_a_link_does_not_work(offered, client, status, lead):
    facts = {"status": status, "settled_at": clock.now(), "settled_by": lead}
    Invitation.objects.filter(pk=offered.pk).update(**facts)

    text = client.get(link(offered)).content.decode()

    assert f"This invitation was {status}" in text
    assert str(offered.agency) not in text


def test_the_page_of_a_lapsed_link_says_whom_to_ask(offered, client, time_machine, lead):
    time_machine.move_to(clock.wall_time() + timedelta(days=15), tick=False)

    assert f"has lapsed. Ask {lead}" in client.get(link(offered)).content.decode()


def test_a_guessed_link_shows_nothing_and_costs_what_a_dead_one_costs(client, offered):
    for guess in ("0" * 64, offered.token[:-1], offered.token_hash, offered.salt, str(offered.pk)):
        at = reverse("partners:invitation", kwargs={"invitation_token": guess})
        response = client.get(at)
        assert response.status_code == 200
        assert "The link is not complete" in response.content.decode()
        assert expected(response.wsgi_request) == ""


def test_a_guessed_link_is_accepted_by_nobody(client, kim):
    client.force_login(kim)
    at = reverse("partners:invitation_accept", kwargs={"invitation_token": "0" * 64})

    assert client.post(at).status_code == 404


def test_before_sign_in_the_page_leads_to_an_account_at_the_address(offered, client):
    response = client.get(link(offered))

    text = response.content.decode()
    assert expected(response.wsgi_request) == offered.address
    assert f"{reverse('account_signup')}?next=" in text
    assert f"{reverse('account_login')}?next=" in text
    assert "Accept" not in text.partition("<main")[2].replace("accept", "")
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_the_person_invited_accepts_on_the_page(offered, kim, client):
    client.force_login(kim)
    assert ">Accept<" in client.get(link(offered)).content.decode().replace(" ", "").replace(
        "\n", ""
    )

    response = client.post(link(offered, "invitation_accept"))

    assert response.url == reverse("partners:my_agencies")
    assert str(offered.agency) in client.get(response.url).content.decode()
    again = client.post(link(offered, "invitation_accept"), follow=True)
    assert "no longer open" in again.content.decode()


def test_the_person_invited_declines_on_the_page(offered, kim, client):
    client.force_login(kim)

    for said in ("You declined", "no longer open"):
        response = client.post(link(offered, "invitation_decline"), follow=True)
        assert said in response.content.decode()
    assert not kim.standings.exists()


def test_somebody_else_is_told_so_and_accepts_nothing(offered, client):
    other = UserFactory()
    client.force_login(other)

    text = client.get(link(offered)).content.decode()

    assert f"You are signed in as {other}" in text
    assert offered.address not in text
    assert client.post(link(offered, "invitation_accept")).status_code == 403
    assert client.post(link(offered, "invitation_decline")).status_code == 403
    assert not other.standings.exists()


def answers(agency, partnership, **more):
    said = {"name": "Kim Vale", "address": "kim@council.example", "role": "practitioner"}
    return said | {"agency": agency.pk, "partnership": partnership.pk} | more


def test_a_lead_invites_on_the_page(lead, agency, partnership, sign_in):
    client = sign_in(lead)

    response = client.post(INVITE, answers(agency, partnership), follow=True)

    assert "Kim Vale" in response.content.decode()
    assert Invitation.objects.get().until is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "kim"}, "Enter an email address in the correct format"),
        ({"address": "kim@council.example\nBcc: all@evil.example"}, "in the correct format"),
        ({"address": "kim@council.example\r\nSubject: x"}, "in the correct format"),
        ({"name": "Kim\r\n\r\nGo to evil.example"}, "Enter it on one line"),
        ({"name": "Kim \u202egnirps"}, "Enter it on one line"),
        ({"role": "access_officer"}, "Select the role"),
        ({"until_0": "1", "until_1": "1", "until_2": "2001"}, "must be today or later"),
    ],
)
def test_a_wrong_answer_is_put_right_beside_its_box(
    lead, agency, partnership, sign_in, wrong, said
):
    response = sign_in(lead).post(INVITE, answers(agency, partnership, **wrong))

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_of_one_place_is_not_offered_in_another(officer, lead, agency, partnership, sign_in):
    """Somebody who leads here and governs there gives officers' roles there alone."""
    there = StandingFactory(person=lead, role=Role.ACCESS_OFFICER)
    client = sign_in(lead)

    for place, said in (
        ((agency, partnership), "Select a role that you may give for this agency"),
        ((agency, there.partnership), f"Select an agency of {there.partnership}"),
    ):
        response = client.post(INVITE, answers(*place, role="executive"))
        assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not Invitation.objects.exists()


def test_nobody_invites_the_same_address_twice_on_the_page(
    offered, lead, agency, partnership, sign_in
):
    response = sign_in(lead).post(INVITE, answers(agency, partnership))

    assert response.status_code == 422
    assert "Send that one again instead" in response.content.decode()


def change(door, offered):
    return reverse(f"partners:{door}", kwargs={"invitation_id": offered.pk})


def test_a_lead_sends_again_and_withdraws_on_the_list(offered, lead, sign_in):
    client = sign_in(lead)

    assert (
        "with a new link"
        in client.post(change("invitation_resend", offered), follow=True).content.decode()
    )
    for said in ("Invitation withdrawn", "no longer open"):
        response = client.post(change("invitation_withdraw", offered), follow=True)
        assert said in response.content.decode()
    response = client.post(change("invitation_resend", offered), follow=True)
    assert "no longer open" in response.content.decode()


def test_what_is_open_elsewhere_is_hidden(lead, sign_in):
    away = InvitationFactory()
    client = sign_in(lead)

    for door in ("invitation_resend", "invitation_withdraw"):
        assert client.post(change(door, away)).status_code == 404
    assert away.name not in client.get(reverse("partners:invitation_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    count, lead, agency, partnership, sign_in, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory(agency=agency, partnership=partnership, invited_by=lead)
    client = sign_in(lead)
    client.get(reverse("partners:invitation_list"))

    with django_assert_num_queries(3):
        text = client.get(reverse("partners:invitation_list")).content.decode()

    assert text.count("Invited ") >= count


def test_somebody_without_an_account_follows_the_link_and_accepts(offered, client, settings):
    settings.SIGN_UP_TAKES_SECONDS = 0
    page = client.get(link(offered)).content.decode()
    sign_up = re.search(r'href="([^"]+)"[^>]*>\s*Create your account', page)[1]

    opened = client.get(sign_up)
    form = opened.context["form"]
    given = {"name": "Kim Vale", "since": form["since"].value(), "next": opened.context["next"]}
    back = client.post(sign_up, given)

    assert back.url == link(offered)
    assert ">Accept</button>" in client.get(back.url).content.decode()
    client.post(link(offered, "invitation_accept"))
    given = Standing.objects.get(came_by=Standing.Way.INVITATION)
    assert (given.person.email, given.role) == (offered.address, Role.PRACTITIONER)
